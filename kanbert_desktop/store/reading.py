"""Reads the file of one account as it is, beside the process that writes it: no lock, no thread, no migration, no repair."""

import sqlite3
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import TypeVar

from kanbert_desktop.domain.errors import StoreError
from kanbert_desktop.store.cards import ColumnsReader
from kanbert_desktop.store.connection import BUSY_SECONDS, connect_read_only, fetch_value
from kanbert_desktop.store.database import Store
from kanbert_desktop.store.files import has_journal, is_suspect
from kanbert_desktop.store.integrity import DamagedDatabase, require_readable
from kanbert_desktop.store.search import RowTextReader

T = TypeVar("T")


class ReadingStore(Store):
    """Every write fails with `store_closed`. Indexing does nothing."""

    def __init__(self, path: Path, reading: sqlite3.Connection) -> None:
        self.path = path
        self._reading = reading
        self._version_at_opening = self._version()

    @property
    def is_read_only(self) -> bool:
        return True

    def has_changed(self) -> bool:
        """True once another process has written to the file since it was opened. Raises `StoreError`."""
        return self._version() != self._version_at_opening

    def _version(self) -> int:
        version: int = fetch_value(self._reading, "PRAGMA data_version")
        return version

    def read(self) -> sqlite3.Connection:
        return self._reading

    def write(self, job: Callable[[sqlite3.Connection], T], *, may_wait: bool = False) -> Future[T]:  # noqa: ARG002
        refused: Future[T] = Future()
        refused.set_exception(StoreError("store_closed", path=str(self.path)))
        return refused

    def index_with(self, read: RowTextReader, read_columns: ColumnsReader) -> None: ...

    def build_index(self, read: RowTextReader) -> None: ...

    def rebuild_index(self, read: RowTextReader) -> None: ...

    def resume_indexing(self) -> None: ...

    def flush(self, deadline: float) -> bool:  # noqa: ARG002
        return True

    def close(self, deadline: float = 5.0) -> bool:  # noqa: ARG002
        self._reading.close()
        return True


def open_for_reading(path: Path, *, busy_seconds: float = BUSY_SECONDS) -> ReadingStore | None:
    """Returns None if the file is missing, of another version, damaged, or on a disk that takes no `-shm` file.

    `open_store` creates, migrates, recovers or reports it then, under the profile's lock.
    """
    try:
        if not path.is_file() or is_suspect(path) or has_journal(path):
            return None
        db = connect_read_only(path, busy_seconds)
    except (OSError, sqlite3.Error):
        return None
    try:
        db.execute("PRAGMA query_only = ON")
        require_readable(db, path)
    except (DamagedDatabase, StoreError, OSError, sqlite3.Error, UnicodeDecodeError):
        db.close()
        return None
    except BaseException:
        db.close()
        raise
    return ReadingStore(path, db)
