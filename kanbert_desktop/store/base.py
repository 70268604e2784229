"""Server rows, walk progress, meta values."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from kanbert_desktop.store import connection, search
from kanbert_desktop.store.connection import fetch_all, fetch_value, storable_text


class Kind(StrEnum):
    CLIENT = "client"
    BOARD = "board"
    PERSON = "person"
    CARD = "card"
    COMMENT = "comment"
    REMOVED = "removed"
    """A card that the person had removed here, kept for taking that back."""


class Row(NamedTuple):
    """`id` is the server's, `key` ours; `place` is a card's board or a comment's card; `raw` is JSON as sent."""

    kind: Kind
    id: str
    key: str
    place: str
    raw: bytes


@dataclass(slots=True)
class Walk:
    """`cursor` is where to resume, `candidate` the watermark-to-be, `done` its end (sync.md 0, "Pull")."""

    name: str
    cursor: str | None = None
    candidate: str | None = None
    done: bool = False


# A row that is already so is not written again: a repeated page costs no disk.
_UNLESS_SO = """
ON CONFLICT (kind, id) DO UPDATE SET key = excluded.key, place = excluded.place, raw = excluded.raw
WHERE key IS NOT excluded.key OR place IS NOT excluded.place OR raw IS NOT excluded.raw
"""

_SET_ASIDE = """
INSERT OR REPLACE INTO base (kind, id, key, place, raw)
SELECT 'removed', id, key, place, raw FROM base WHERE kind = 'card' AND id = ?
"""


def put_rows(db: sqlite3.Connection, rows: Iterable[Row]) -> None:
    """Add rows, or replace those of the same kind and id."""
    connection.bulk_insert(db, "base (kind, id, key, place, raw)", rows, _UNLESS_SO)


def remove_rows(db: sqlite3.Connection, kind: Kind, ids: Iterable[str]) -> None:
    db.executemany("DELETE FROM base WHERE kind = ? AND id = ?", ((kind, id_) for id_ in ids))


def keep_removed_row(db: sqlite3.Connection, ids: Iterable[str]) -> None:
    """Cards that are cards no longer, kept as `Kind.REMOVED`."""
    wanted = [(id_,) for id_ in ids]
    db.executemany(_SET_ASIDE, wanted)
    remove_rows(db, Kind.CARD, (id_ for (id_,) in wanted))


def rows(db: sqlite3.Connection, kind: Kind, place: str | None = None) -> list[Row]:
    """In the order in which they were first put."""
    columns = "SELECT id, key, place, raw FROM base"
    if place is None:
        found = fetch_all(db, f"{columns} WHERE kind = ? ORDER BY number", (kind,))
    else:
        found = fetch_all(db, f"{columns} WHERE kind = ? AND place = ? ORDER BY number", (kind, place))
    return [Row(kind, *values) for values in found]


def replace_rows(db: sqlite3.Connection, kind: Kind, place: str | None, rows: Iterable[Row]) -> None:
    """All rows of that kind (and place) become exactly these, in this order."""
    if place is None:
        db.execute("DELETE FROM base WHERE kind = ?", (kind,))
    else:
        db.execute("DELETE FROM base WHERE kind = ? AND place = ?", (kind, place))
    put_rows(db, rows)


def count(db: sqlite3.Connection, kind: Kind) -> int:
    found: int = fetch_value(db, "SELECT count(*) FROM base WHERE kind = ?", (kind,))
    return found


def delete_all(db: sqlite3.Connection) -> None:
    """Forget everything the server can tell again, and leave no trace of it in the file's free pages."""
    db.execute("PRAGMA secure_delete = ON")
    for table in ("base", "walks", "meta"):
        db.execute(f"DELETE FROM {table}")  # noqa: S608 - names of our own
    search.reset(db)
    db.execute("PRAGMA secure_delete = OFF")


def delete_all_but_unsent(db: sqlite3.Connection) -> None:
    """Forget all but the changes that were not sent, what can be taken back of them, and unfinished text."""
    db.execute("PRAGMA secure_delete = ON")
    db.execute("DELETE FROM history WHERE id NOT IN (SELECT id FROM outbox)")
    db.execute("DELETE FROM local")
    delete_all(db)


def save_walk(db: sqlite3.Connection, walk: Walk) -> None:
    db.execute(
        "INSERT OR REPLACE INTO walks (name, cursor, candidate, done) VALUES (?, ?, ?, ?)",
        (walk.name, walk.cursor, walk.candidate, int(walk.done)),
    )


def walks(db: sqlite3.Connection) -> dict[str, Walk]:
    found = fetch_all(db, "SELECT name, cursor, candidate, done FROM walks ORDER BY name")
    return {name: Walk(name, cursor, candidate, bool(done)) for name, cursor, candidate, done in found}


def drop_walk(db: sqlite3.Connection, name: str) -> None:
    db.execute("DELETE FROM walks WHERE name = ?", (name,))


def get_meta(db: sqlite3.Connection, name: str) -> str | None:
    found: str | None = fetch_value(db, "SELECT value FROM meta WHERE name = ?", (name,))
    return found


def set_meta(db: sqlite3.Connection, name: str, value: str | None) -> None:
    """Nothing is kept for None."""
    if value is None:
        db.execute("DELETE FROM meta WHERE name = ?", (name,))
    else:
        db.execute("INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)", (name, value))


_NAME = "request:"
MAX_RESPONSES = 256
"""So many of the newest: who repeats a request does so within seconds."""


def store_response(db: sqlite3.Connection, request: str, response: str) -> None:
    set_meta(db, f"{_NAME}{request}", storable_text(response))
    # Each row that is written gets a higher number than all before it.
    db.execute(
        "DELETE FROM meta WHERE name GLOB ? AND rowid <= "
        "(SELECT rowid FROM meta WHERE name GLOB ? ORDER BY rowid DESC LIMIT 1 OFFSET ?)",
        (f"{_NAME}*", f"{_NAME}*", MAX_RESPONSES),
    )


def find_response(db: sqlite3.Connection, request: str) -> str | None:
    return get_meta(db, f"{_NAME}{request}")
