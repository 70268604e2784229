"""Drafts and local key-value settings."""

import sqlite3

from kanbert_desktop.store.connection import fetch_all, fetch_value, storable_text


def set_value(db: sqlite3.Connection, name: str, value: str | None) -> None:
    """Deletes the value for None."""
    if value is None:
        db.execute("DELETE FROM local WHERE name = ?", (name,))
    else:
        db.execute("INSERT OR REPLACE INTO local (name, value) VALUES (?, ?)", (name, storable_text(value)))


def values(db: sqlite3.Connection) -> dict[str, str]:
    return dict(fetch_all(db, "SELECT name, value FROM local ORDER BY name"))


def value(db: sqlite3.Connection, name: str) -> str | None:
    found: str | None = fetch_value(db, "SELECT value FROM local WHERE name = ?", (name,))
    return found


def save_draft(db: sqlite3.Connection, place: str, text: str) -> None:
    """`place` names the field, as `comment:<card key>`; an empty text deletes the draft."""
    if text:
        db.execute("INSERT OR REPLACE INTO drafts (place, text) VALUES (?, ?)", (place, storable_text(text)))
    else:
        db.execute("DELETE FROM drafts WHERE place = ?", (place,))


def drafts(db: sqlite3.Connection) -> dict[str, str]:
    return dict(fetch_all(db, "SELECT place, text FROM drafts ORDER BY place"))
