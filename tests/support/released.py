"""Stores as released versions left them: their schemas as SQL text, filled with what a store of today holds."""

import sqlite3
from contextlib import closing
from pathlib import Path

RELEASED = {
    1: """
CREATE TABLE outbox (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, seq INTEGER NOT NULL, change TEXT NOT NULL,
    made_at TEXT NOT NULL, state TEXT NOT NULL, reason TEXT, detail TEXT NOT NULL, theirs TEXT,
    attempts INTEGER NOT NULL, not_before TEXT, sent_at TEXT) STRICT;
CREATE TABLE drafts (place TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT;
CREATE TABLE history (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, change TEXT NOT NULL, inverse TEXT,
    made_at TEXT NOT NULL, undone INTEGER NOT NULL) STRICT;
CREATE TABLE local (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE walks (name TEXT PRIMARY KEY, cursor TEXT, candidate TEXT, done INTEGER NOT NULL) STRICT;
CREATE TABLE base (
    number INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, key TEXT NOT NULL,
    place TEXT NOT NULL, raw BLOB NOT NULL, UNIQUE (kind, id)) STRICT;
CREATE INDEX base_by_place ON base (kind, place);
""",
}
"""By `user_version`, as at the release; never edited. 1: commit 74afb19."""

TABLES = ("outbox", "drafts", "history", "local", "meta", "walks", "base")


def turn_back(path: Path, version: int) -> None:
    """The closed store at `path` becomes one of that version with the same rows, as far as it had their columns."""
    old = path.with_name("old.db")
    with closing(sqlite3.connect(old, isolation_level=None)) as db:
        db.execute("PRAGMA page_size = 8192")
        db.execute("PRAGMA journal_mode = WAL")
        db.executescript(f"BEGIN; {RELEASED[version]} PRAGMA user_version = {version}; COMMIT;")
        db.execute("ATTACH ? AS new", (str(path),))
        for table in TABLES:
            names = ", ".join(row[1] for row in db.execute(f"PRAGMA main.table_info({table})"))
            db.execute(f"INSERT INTO main.{table} ({names}) SELECT {names} FROM new.{table}")  # noqa: S608
    old.replace(path)
