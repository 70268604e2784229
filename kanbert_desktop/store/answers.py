"""What a request that changed something was answered, so that its repeat gets the same answer and changes nothing."""

import sqlite3

from kanbert_desktop.store.base import get_meta, set_meta
from kanbert_desktop.store.text import storable

_NAME = "request:"
KEPT = 256
"""So many of the newest: who repeats a request does so within seconds."""


def keep(db: sqlite3.Connection, request: str, answer: str) -> None:
    set_meta(db, f"{_NAME}{request}", storable(answer))
    # Each row that is written gets a higher number than all before it.
    db.execute(
        "DELETE FROM meta WHERE name GLOB ? AND rowid <= "
        "(SELECT rowid FROM meta WHERE name GLOB ? ORDER BY rowid DESC LIMIT 1 OFFSET ?)",
        (f"{_NAME}*", f"{_NAME}*", KEPT),
    )


def find(db: sqlite3.Connection, request: str) -> str | None:
    return get_meta(db, f"{_NAME}{request}")
