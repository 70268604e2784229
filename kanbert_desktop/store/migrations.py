"""Numbered steps from one shape of the file to the next, by `user_version`."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from kanbert_desktop.store.backups import back_up
from kanbert_desktop.store.search_schema import SEARCH

# The person's own tables come first: they lie at the front of the file, where a truncation spares them longest.
_FIRST = (
    """CREATE TABLE outbox (
        number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, seq INTEGER NOT NULL, change TEXT NOT NULL,
        made_at TEXT NOT NULL, state TEXT NOT NULL, reason TEXT, detail TEXT NOT NULL, theirs TEXT,
        attempts INTEGER NOT NULL, not_before TEXT, sent_at TEXT) STRICT""",
    "CREATE TABLE drafts (place TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT",
    """CREATE TABLE history (
        number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, change TEXT NOT NULL, inverse TEXT,
        made_at TEXT NOT NULL, undone INTEGER NOT NULL) STRICT""",
    "CREATE TABLE local (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
    "CREATE TABLE walks (name TEXT PRIMARY KEY, cursor TEXT, candidate TEXT, done INTEGER NOT NULL) STRICT",
    """CREATE TABLE base (
        number INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, key TEXT NOT NULL,
        place TEXT NOT NULL, raw BLOB NOT NULL, UNIQUE (kind, id)) STRICT""",
    "CREATE INDEX base_by_place ON base (kind, place)",
)

# Gestures, their taking back and what became of each change outlive the process (D15); a refusal keeps its status.
_SECOND = (
    "ALTER TABLE outbox ADD COLUMN status INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE outbox ADD COLUMN origin TEXT",
    "ALTER TABLE history ADD COLUMN card TEXT",
    "ALTER TABLE history ADD COLUMN gesture TEXT",
    "ALTER TABLE history ADD COLUMN outcome TEXT",
    "ALTER TABLE history ADD COLUMN redo INTEGER",
    "ALTER TABLE history ADD COLUMN undone_by TEXT",
    "ALTER TABLE history ADD COLUMN undone_card TEXT",
    "UPDATE history SET card = json_extract(change, '$.card') WHERE json_valid(change)",
    "CREATE INDEX history_by_card ON history (card)",
)

Step = Sequence[str]
STEPS: tuple[Step, ...] = (_FIRST, _SECOND, SEARCH)
"""`STEPS[n]` leads from version n to n + 1. A released step is never edited."""

NEWEST = len(STEPS)
PERSONS_TABLES = ("outbox", "drafts", "history", "local")
"""What only this computer knows; everything else the server can tell again."""


def migrate(db: sqlite3.Connection, path: Path, steps: Sequence[Step] = STEPS) -> None:
    """Bring the file to the newest shape, one transaction a step; an existing one is copied beside it first."""
    version = _version(db)
    if 0 < version < len(steps):
        back_up(db, path, version, lambda old, new: _extract(old, new, steps[:version]))
    take_steps(db, steps)


def take_steps(db: sqlite3.Connection, steps: Sequence[Step] = STEPS) -> None:
    """The same without a copy: for a file that is itself one."""
    version = _version(db)
    for number, step in enumerate(steps[version:], start=version + 1):
        _take(db, number, step)


def _version(db: sqlite3.Connection) -> int:
    version: int = db.execute("PRAGMA user_version").fetchone()[0]
    return version


def _extract(db: sqlite3.Connection, copy: sqlite3.Connection, steps: Sequence[Step]) -> None:
    """A store of the same version with what only this computer knows."""
    for number, step in enumerate(steps, start=1):
        _take(copy, number, step)
    copy.execute("BEGIN IMMEDIATE")
    for table in PERSONS_TABLES:
        rows = db.execute(f"SELECT * FROM {table}")  # noqa: S608 - names of our own
        names = ", ".join(name for name, *_ in rows.description)
        marks = ", ".join("?" * len(rows.description))
        copy.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)  # noqa: S608
    copy.execute("COMMIT")


def _take(db: sqlite3.Connection, number: int, step: Step) -> None:
    db.execute("BEGIN IMMEDIATE")
    try:
        for statement in step:
            db.execute(statement)
        db.execute(f"PRAGMA user_version = {number}")
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise
