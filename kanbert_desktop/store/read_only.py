"""Reads a store from a disk that rejects writes, without writing a byte beside it."""

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from kanbert_desktop.store.cards import ColumnsReader
from kanbert_desktop.store.connection import connect_exclusive, connect_immutable
from kanbert_desktop.store.files import copy_with_logs, has_journal, has_log
from kanbert_desktop.store.integrity import check_contents
from kanbert_desktop.store.migrations import run_migrations


def read_into_memory(path: Path, read: ColumnsReader | None = None) -> sqlite3.Connection:
    """Returns a read-only copy of the database in memory, migrated to the newest version.

    SQLite's usual way of reading needs room for its `-shm` file. Raises `DamagedDatabase`, `StoreError`
    (`store_from_the_future`), `sqlite3.Error` and `OSError`.
    """
    db = _copy_of_file(path)
    try:
        check_contents(db, path, thorough=False)
        run_migrations(db, read=read)
        db.execute("PRAGMA query_only = ON")
    except BaseException:
        db.close()
        raise
    return db


def _copy_of_file(path: Path) -> sqlite3.Connection:
    if has_journal(path):
        # SQLite rolls back before it reads, and that writes.
        return _copy_of_temporary_file(path)
    if not has_log(path):
        with closing(connect_immutable(path)) as db:
            return _copy_of(db)
    try:
        with closing(connect_exclusive(path)) as db:
            return _copy_of(db)
    except sqlite3.OperationalError:
        # A write-protected file system, or a program that reads the file at this moment.
        return _copy_of_temporary_file(path)


def _copy_of_temporary_file(path: Path) -> sqlite3.Connection:
    with tempfile.TemporaryDirectory(prefix="kanbert-") as folder:
        copy = Path(folder) / path.name
        copy_with_logs(path, copy)
        with closing(connect_exclusive(copy)) as db:
            return _copy_of(db)


def _copy_of(db: sqlite3.Connection) -> sqlite3.Connection:
    # Used by one thread at a time, like a connection to a file.
    memory = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    try:
        # The first statement decides how the log is read: without it the backup starts in the usual way.
        db.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        db.backup(memory)
    except BaseException:
        memory.close()
        raise
    return memory
