"""The known cards that a full listing has not shown yet: a temporary table of the connection that writes.

It ends with the connection, and what a transaction did to it is undone with the transaction. SQLite keeps a few pages of
it in memory and the rest in a temporary file.
"""

import json
import sqlite3
from collections.abc import Collection

from kanbert_desktop.store.connection import fetch_all, fetch_value

_ASKED = "(SELECT value FROM json_each(?))"
# Also where cards are taken out: the file may have been replaced by another one since the listing began.
_CREATE = "CREATE TEMPORARY TABLE IF NOT EXISTS unlisted (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID"


def begin(
    db: sqlite3.Connection, boards: Collection[str], *, aside: Collection[str], others: Collection[str]
) -> None:
    """Starts with the server's ids of the cards of these boards, without the keys `aside` and with the ids `others`."""
    db.execute(_CREATE)
    db.execute("DELETE FROM unlisted")
    db.execute(
        f"INSERT OR IGNORE INTO unlisted SELECT id FROM cards WHERE board IN {_ASKED} AND key NOT IN {_ASKED}",  # noqa: S608
        (json.dumps(list(boards)), json.dumps(list(aside))),
    )
    db.execute("INSERT OR IGNORE INTO unlisted SELECT value FROM json_each(?)", (json.dumps(list(others)),))


def take_out(db: sqlite3.Connection, ids: Collection[str]) -> None:
    """A listing showed the cards with these ids."""
    db.execute(_CREATE)
    db.execute(f"DELETE FROM unlisted WHERE id IN {_ASKED}", (json.dumps(list(ids)),))  # noqa: S608


def count(db: sqlite3.Connection) -> int:
    db.execute(_CREATE)
    found: int = fetch_value(db, "SELECT count(*) FROM unlisted") or 0
    return found


def ids_after(db: sqlite3.Connection, id_: str, limit: int) -> list[str]:
    """The next ids after that one, in their order."""
    db.execute(_CREATE)
    sql = "SELECT id FROM unlisted WHERE id > ? ORDER BY id LIMIT ?"
    return [found for (found,) in fetch_all(db, sql, (id_, limit))]


def end(db: sqlite3.Connection) -> None:
    db.execute("DROP TABLE IF EXISTS temp.unlisted")
