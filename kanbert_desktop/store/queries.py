"""Reading rows, with SQLite's complaints translated."""

import sqlite3
from pathlib import Path
from typing import Any

from kanbert_desktop.domain.errors import StoreBroken
from kanbert_desktop.store.failures import broken, is_damage, is_undecodable
from kanbert_desktop.store.files import doubt

Tuple = tuple[Any, ...]


def fetch_all(db: sqlite3.Connection, sql: str, parameters: tuple[object, ...] = ()) -> list[Tuple]:
    """All rows at once: a half-read cursor would keep the log from being folded into the file."""
    try:
        return db.execute(sql, parameters).fetchall()
    except sqlite3.Error as error:
        if not is_undecodable(error):
            if is_damage(error):
                doubt(path_of(db))
            raise broken(error, path_of(db)) or error from None
    except UnicodeDecodeError:
        # SQLite's own complaint quoted damaged text.
        raise StoreBroken("store_damaged", path=str(path_of(db))) from None
    db.text_factory = tolerant
    return db.execute(sql, parameters).fetchall()


def fetch_value(db: sqlite3.Connection, sql: str, parameters: tuple[object, ...] = ()) -> Any:  # noqa: ANN401 - a column's value
    """The first column of the first row, or None."""
    found = fetch_all(db, sql, parameters)
    return found[0][0] if found else None


def tolerant(raw: bytes) -> str:
    """One flipped bit in one row must not hide all the others."""
    return raw.decode(errors="replace")


def path_of(db: sqlite3.Connection) -> Path:
    try:
        return Path(db.execute("PRAGMA database_list").fetchone()[2])
    except sqlite3.Error:
        return Path()
