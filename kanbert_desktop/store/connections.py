"""How a connection to the file is made."""

import sqlite3
from pathlib import Path

Connection = sqlite3.Connection
"""Neighbours pass one through to the tables' functions and need no more of SQLite than this name."""

PAGE_BYTES = 8192
_BUSY_SECONDS = 5.0


def connect(path: Path) -> sqlite3.Connection:
    """The connection that writes. Every commit is on the disk when it returns."""
    db = _open(path, "rw")
    try:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = FULL")
        # Only macOS knows the difference: without it the drive's own cache may lose a commit.
        db.execute("PRAGMA fullfsync = ON")
        db.execute("PRAGMA foreign_keys = ON")
    except BaseException:
        db.close()
        raise
    return db


def connect_reading(path: Path) -> sqlite3.Connection:
    """The connection that reads, beside the one that writes."""
    db = _open(path, "rw")
    db.execute("PRAGMA query_only = ON")
    return db


def connect_looking(path: Path) -> sqlite3.Connection:
    """A connection that cannot change the file, not even by folding in its log."""
    return _open(path, "ro")


def connect_untouched(path: Path) -> sqlite3.Connection:
    """For a file that nobody has open and that has no log: not even SQLite's own files appear beside it."""
    return _open(path, "ro&immutable=1")


def connect_exclusively(path: Path) -> sqlite3.Connection:
    """For a disk without room: SQLite keeps the index of the log in memory, where it would need a file otherwise."""
    db = _open(path, "rw")
    try:
        db.execute("PRAGMA locking_mode = EXCLUSIVE")
    except BaseException:
        db.close()
        raise
    return db


def connect_building(path: Path) -> sqlite3.Connection:
    """For a new store that nobody uses yet."""
    db = _open(path, "rw")
    db.execute(f"PRAGMA page_size = {PAGE_BYTES}")
    db.execute("PRAGMA synchronous = FULL")
    return db


def _open(path: Path, mode: str) -> sqlite3.Connection:
    # Threads take turns here by design (opened on one, written on another); SQLite itself is serialised.
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        isolation_level=None,
        timeout=_BUSY_SECONDS,
        check_same_thread=False,
    )
