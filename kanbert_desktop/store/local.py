"""What only this computer knows: the last board, folded columns, favourites."""

import sqlite3

from kanbert_desktop.store.queries import fetch_all
from kanbert_desktop.store.text import storable


def put(db: sqlite3.Connection, name: str, value: str | None) -> None:
    """Nothing is kept for None."""
    if value is None:
        db.execute("DELETE FROM local WHERE name = ?", (name,))
    else:
        db.execute("INSERT OR REPLACE INTO local (name, value) VALUES (?, ?)", (name, storable(value)))


def values(db: sqlite3.Connection) -> dict[str, str]:
    return dict(fetch_all(db, "SELECT name, value FROM local ORDER BY name"))
