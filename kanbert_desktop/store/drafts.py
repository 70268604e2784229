"""Unfinished text, kept until it is sent or emptied."""

import sqlite3

from kanbert_desktop.store.queries import fetch_all
from kanbert_desktop.store.text import storable


def keep(db: sqlite3.Connection, place: str, text: str) -> None:
    """`place` names the field, as `comment:<card key>`; an empty text ends the draft."""
    if text:
        db.execute("INSERT OR REPLACE INTO drafts (place, text) VALUES (?, ?)", (place, storable(text)))
    else:
        db.execute("DELETE FROM drafts WHERE place = ?", (place,))


def drafts(db: sqlite3.Connection) -> dict[str, str]:
    return dict(fetch_all(db, "SELECT place, text FROM drafts ORDER BY place"))
