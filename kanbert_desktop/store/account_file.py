"""A file of its own beside the store, for what an account can do without: private, and made again where it cannot be read."""

import logging
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from kanbert_desktop.store.connection import connect_read_only, connect_writer
from kanbert_desktop.store.files import create_private, quarantine

log = logging.getLogger(__name__)
T = TypeVar("T")


class AccountFile:
    """Written on the store's writer thread, read on the thread of the caller.

    `schema` are the statements that make its tables. A file that cannot be read is moved away and made again.
    """

    def __init__(self, path: Path, schema: str) -> None:
        self.path = path
        self._schema = schema
        self._writing: sqlite3.Connection | None = None
        self._reading: sqlite3.Connection | None = None
        self._is_closed = self._is_damaged = False

    def write(self, job: Callable[[sqlite3.Connection], T]) -> T | None:
        """Runs the job as one transaction, which is on the disk when this returns. None once the file is closed."""
        if self._is_closed:
            return None
        try:
            if not self._is_damaged:
                return self._write(job)
        except sqlite3.DatabaseError as error:
            if not _is_unreadable(error):
                raise
        log.warning("%s cannot be read; it is made again", self.path.name)
        self._forget()
        quarantine(self.path)
        self._is_damaged = False
        return self._write(job)

    def read(self, query: Callable[[sqlite3.Connection], T], otherwise: T) -> T:
        """Returns `otherwise` if there is no file yet, or none that can be read."""
        try:
            if self._reading is None:
                if self._is_closed or not self.path.is_file():
                    return otherwise
                self._reading = connect_read_only(self.path)
            return query(self._reading)
        except sqlite3.Error as error:
            if self._is_being_made():
                self._stop_reading()
                return otherwise
            log.warning("%s cannot be read: %s", self.path.name, type(error).__name__)
            self._is_damaged = isinstance(error, sqlite3.DatabaseError) and _is_unreadable(error)
            self._stop_reading()
            return otherwise

    def _is_being_made(self) -> bool:
        """The writer's thread has made the file, but no tables yet: that is no damage."""
        try:
            return self._reading is not None and self._reading.execute("PRAGMA user_version").fetchone() == (
                0,
            )
        except sqlite3.Error:
            return False

    def close(self) -> None:
        """Called once nothing is written any more."""
        self._is_closed = True
        self._forget()

    def _write(self, job: Callable[[sqlite3.Connection], T]) -> T:
        db = self._writing = self._writing or self._open()
        db.execute("BEGIN IMMEDIATE")
        try:
            done = self._run(db, job)
            db.execute("COMMIT")
        except BaseException:
            if db.in_transaction:
                db.execute("ROLLBACK")
            raise
        return done

    def _run(self, db: sqlite3.Connection, job: Callable[[sqlite3.Connection], T]) -> T:
        """The job inside its transaction."""
        return job(db)

    def _open(self) -> sqlite3.Connection:
        with suppress(FileExistsError):
            create_private(self.path)
        db = connect_writer(self.path)
        try:
            (version,) = db.execute("PRAGMA user_version").fetchone()
            if version == 0:
                db.executescript(f"BEGIN IMMEDIATE;\n{self._schema}\nPRAGMA user_version = 1;\nCOMMIT;")
        except BaseException:
            db.close()
            raise
        return db

    def _forget(self) -> None:
        writing, self._writing = self._writing, None
        if writing is not None:
            writing.close()
        self._stop_reading()

    def _stop_reading(self) -> None:
        reading, self._reading = self._reading, None
        if reading is not None:
            reading.close()


def _is_unreadable(error: sqlite3.DatabaseError) -> bool:
    """Damage, or other tables than expected; a full disk or a locked file is none of these."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    return code in (sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
