"""A store on a disk that takes nothing: read as it lies there, without writing a byte beside it."""

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from kanbert_desktop.store.connection import connect_exclusive, connect_immutable
from kanbert_desktop.store.files import copy_with_logs, has_journal, has_log
from kanbert_desktop.store.integrity import check_contents
from kanbert_desktop.store.migrations import run_migrations


def read_into_memory(path: Path) -> sqlite3.Connection:
    """A copy of the database in memory, of the newest version, that refuses to write.

    SQLite's ordinary way of reading needs room for its `-shm` file. Raises `Damaged`, `StoreBroken`
    (`store_from_the_future`), `sqlite3.Error` and `OSError`.
    """
    db = _copied(path)
    try:
        check_contents(db, path, thorough=False)
        run_migrations(db)
        db.execute("PRAGMA query_only = ON")
    except BaseException:
        db.close()
        raise
    return db


def _copied(path: Path) -> sqlite3.Connection:
    if has_journal(path):
        # SQLite rolls back before it reads, and that writes.
        return _copied_elsewhere(path)
    if not has_log(path):
        with closing(connect_immutable(path)) as db:
            return _in_memory(db)
    try:
        with closing(connect_exclusive(path)) as db:
            return _in_memory(db)
    except sqlite3.OperationalError:
        # A write-protected file system, or a program that reads the file at this moment.
        return _copied_elsewhere(path)


def _copied_elsewhere(path: Path) -> sqlite3.Connection:
    with tempfile.TemporaryDirectory(prefix="kanbert-") as folder:
        copy = Path(folder) / path.name
        copy_with_logs(path, copy)
        with closing(connect_exclusive(copy)) as db:
            return _in_memory(db)


def _in_memory(db: sqlite3.Connection) -> sqlite3.Connection:
    # Threads take turns here, as with the connection to a file.
    memory = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    try:
        # The first statement decides how the log is read: without it the copy begins in the usual way.
        db.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        db.backup(memory)
    except BaseException:
        memory.close()
        raise
    return memory
