"""Server rows, walk progress, meta values, and responses to requests of other processes."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

from kanbert_desktop.domain.value_classes import dataclass
from kanbert_desktop.store import cards, connection, search
from kanbert_desktop.store.connection import fetch_all, fetch_value, storable_text

_ASKED = "(SELECT value FROM json_each(?))"


class Kind(StrEnum):
    CLIENT = "client"
    BOARD = "board"
    PERSON = "person"
    CARD = "card"
    COMMENT = "comment"
    REMOVED = "removed"
    """A card that the user deleted here, stored for undo."""
    FORMER = "former"
    """The id and key of a removed card that was known here by another key than the server's id."""


class BaseRow(NamedTuple):
    """`id` is the server's, `key` ours; `place` is a card's board or a comment's card; `raw` is JSON as sent."""

    kind: Kind
    id: str
    key: str
    place: str
    raw: bytes


@dataclass(slots=True)
class Walk:
    """`cursor` is where to resume, `candidate` the next watermark, `done` the end (sync/RULES.md, "Pull")."""

    name: str
    cursor: str | None = None
    candidate: str | None = None
    done: bool = False


# An unchanged row is not written again: a repeated page costs no disk. SQLite writes each index of a column that a
# statement names, changed or not, so the two kinds of change have a statement each.
_ROW = "base (kind, id, key, place, raw)"
_OTHER_CONTENT = """
ON CONFLICT (kind, id) DO UPDATE SET raw = excluded.raw
WHERE raw IS NOT excluded.raw AND key IS excluded.key AND place IS excluded.place
"""
_OTHER_PLACE = """
ON CONFLICT (kind, id) DO UPDATE SET key = excluded.key, place = excluded.place, raw = excluded.raw
WHERE key IS NOT excluded.key OR place IS NOT excluded.place
"""

_KEEP_REMOVED = """
INSERT OR REPLACE INTO base (kind, id, key, place, raw)
SELECT 'removed', id, key, place, raw FROM base WHERE kind = 'card' AND id = ?
"""


def put_rows(db: sqlite3.Connection, rows: Iterable[BaseRow]) -> None:
    """Adds rows, or replaces those of the same kind and id; of several with the same the last one counts."""
    given = list({row[:2]: row for row in rows}.values())
    written = connection.bulk_insert(db, _ROW, given, _OTHER_CONTENT)
    if written < len(given):
        connection.bulk_insert(db, _ROW, given, _OTHER_PLACE)


def remove_rows(db: sqlite3.Connection, kind: Kind, ids: Iterable[str]) -> None:
    db.executemany("DELETE FROM base WHERE kind = ? AND id = ?", ((kind, id_) for id_ in ids))


def keep_removed_row(db: sqlite3.Connection, ids: Iterable[str]) -> None:
    """Turns removed cards into rows of `Kind.REMOVED`."""
    parameters = [(id_,) for id_ in ids]
    db.executemany(_KEEP_REMOVED, parameters)
    remove_rows(db, Kind.CARD, (id_ for (id_,) in parameters))


def rows(db: sqlite3.Connection, kind: Kind, place: str | None = None) -> list[BaseRow]:
    """Rows in the order in which they were first written."""
    columns = "SELECT id, key, place, raw FROM base"
    if place is None:
        found = fetch_all(db, f"{columns} WHERE kind = ? ORDER BY number", (kind,))
    else:
        found = fetch_all(db, f"{columns} WHERE kind = ? AND place = ? ORDER BY number", (kind, place))
    return [BaseRow(kind, *values) for values in found]


def rows_of_places(db: sqlite3.Connection, kind: Kind, places: Iterable[str]) -> list[BaseRow]:
    """Rows of these places in the order in which they were first written."""
    sql = """SELECT id, key, place, raw FROM base
        WHERE kind = ? AND place IN (SELECT value FROM json_each(?)) ORDER BY number"""
    return [BaseRow(kind, *values) for values in fetch_all(db, sql, (kind, json.dumps(list(places))))]


def places(db: sqlite3.Connection, kind: Kind) -> list[str]:
    """The places that rows of this kind have, each once."""
    return [place for (place,) in fetch_all(db, "SELECT DISTINCT place FROM base WHERE kind = ?", (kind,))]


def has_rows(db: sqlite3.Connection, kind: Kind, place: str) -> bool:
    return bool(
        fetch_value(db, "SELECT EXISTS (SELECT 1 FROM base WHERE kind = ? AND place = ?)", (kind, place))
    )


def places_with_rows(db: sqlite3.Connection, kind: Kind, places: Collection[str]) -> list[str]:
    """Returns those of the places that have any row of that kind."""
    sql = """SELECT value FROM json_each(?)
        WHERE EXISTS (SELECT 1 FROM base WHERE kind = ? AND place = value)"""
    return [place for (place,) in fetch_all(db, sql, (json.dumps(list(places)), kind))]


def replace_rows(db: sqlite3.Connection, kind: Kind, place: str | None, new: Sequence[BaseRow]) -> None:
    """Replaces all rows of that kind (and place) by these, in this order. Writes nothing if they are the same."""
    if rows(db, kind, place) == list(new):
        return
    if place is None:
        db.execute("DELETE FROM base WHERE kind = ?", (kind,))
    else:
        db.execute("DELETE FROM base WHERE kind = ? AND place = ?", (kind, place))
    put_rows(db, new)


def count(db: sqlite3.Connection, kind: Kind) -> int:
    found: int | None = fetch_value(db, "SELECT count(*) FROM base WHERE kind = ?", (kind,))
    return found or 0


def delete_all(db: sqlite3.Connection) -> None:
    """Deletes everything the server can send again, and leaves no trace of it in the file's free pages."""
    db.execute("PRAGMA secure_delete = ON")
    for table in ("base", "walks", "meta"):
        db.execute(f"DELETE FROM {table}")  # noqa: S608 - names of our own
    search.reset(db)
    search.forget_changes(db)
    cards.clear(db)
    db.execute("PRAGMA secure_delete = OFF")


def has_own_data(db: sqlite3.Connection, values: Collection[str]) -> bool:
    """Returns whether there are ranks, or local values with these names that are not empty."""
    sql = f"""SELECT EXISTS (SELECT 1 FROM ranks)
        OR EXISTS (SELECT 1 FROM local WHERE name IN {_ASKED} AND value <> '')"""  # noqa: S608 - names of our own
    return bool(fetch_value(db, sql, (json.dumps(list(values)),)))


def delete_all_but_own(db: sqlite3.Connection, values: Collection[str], *, keeps_unsent: bool) -> None:
    """Deletes everything but the ranks, the local values with these names and, if wanted, unsent changes.

    To these belong their undo steps and the drafts.
    """
    db.execute("PRAGMA secure_delete = ON")
    db.execute("DELETE FROM history WHERE ? OR id NOT IN (SELECT id FROM outbox)", (not keeps_unsent,))
    if not keeps_unsent:
        db.execute("DELETE FROM outbox")
        db.execute("DELETE FROM drafts")
    db.execute(f"DELETE FROM local WHERE name NOT IN {_ASKED}", (json.dumps(list(values)),))  # noqa: S608 - likewise
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
    """Deletes the value for None. What is there already is not written again: a sync without news writes little."""
    if value is None:
        db.execute("DELETE FROM meta WHERE name = ?", (name,))
    else:
        db.execute(
            """INSERT INTO meta (name, value) VALUES (?, ?)
            ON CONFLICT (name) DO UPDATE SET value = excluded.value WHERE value <> excluded.value""",
            (name, value),
        )


_NAME = "request:"
MAX_RESPONSES = 256
"""The newest ones: a request is repeated within seconds."""


def store_response(db: sqlite3.Connection, request: str, response: str) -> None:
    set_meta(db, f"{_NAME}{request}", storable_text(response))
    # A row that is written again gets the highest number.
    db.execute(
        "DELETE FROM meta WHERE name GLOB ? AND rowid <= "
        "(SELECT rowid FROM meta WHERE name GLOB ? ORDER BY rowid DESC LIMIT 1 OFFSET ?)",
        (f"{_NAME}*", f"{_NAME}*", MAX_RESPONSES),
    )


def find_response(db: sqlite3.Connection, request: str) -> str | None:
    return get_meta(db, f"{_NAME}{request}")
