"""Checks the whole file while it is in use: what opening it left out, and the counts of cards."""

import logging
import sqlite3
from contextlib import closing, suppress
from enum import StrEnum
from pathlib import Path

from kanbert_desktop.domain.errors import StoreError
from kanbert_desktop.store.cards import are_counts_right
from kanbert_desktop.store.connection import connect_read_only
from kanbert_desktop.store.errors import is_damage
from kanbert_desktop.store.files import mark_suspect
from kanbert_desktop.store.integrity import tables_of

log = logging.getLogger(__name__)


class FileState(StrEnum):
    """`UNKNOWN`: the check was stopped, or the disk failed. `MISCOUNTED`: sound, but counts of cards are wrong."""

    SOUND = "sound"
    MISCOUNTED = "miscounted"
    DAMAGED = "damaged"
    UNKNOWN = "unknown"


class BackgroundCheck:
    """`run` is called on a thread of its own and reads over a connection of its own; `stop` may be called on any other."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection: sqlite3.Connection | None = None
        self._is_stopped = False

    def stop(self) -> None:
        self._is_stopped = True
        if self._connection is not None:
            # It may have been closed in the meantime.
            with suppress(sqlite3.ProgrammingError):
                self._connection.interrupt()

    def run(self) -> FileState:
        """A damaged file is marked: if nothing recovers it now, the next start does."""
        state = self._state()
        if state is FileState.DAMAGED and not self._is_stopped:
            mark_suspect(self._path)
        return FileState.UNKNOWN if self._is_stopped else state

    def _state(self) -> FileState:
        try:
            with closing(connect_read_only(self._path)) as db:
                self._connection = db
                return self._check(db)
        except UnicodeDecodeError:
            return FileState.DAMAGED
        except StoreError as error:
            return FileState.DAMAGED if error.key == "store_damaged" else FileState.UNKNOWN
        except sqlite3.Error as error:
            return FileState.DAMAGED if is_damage(error) else FileState.UNKNOWN

    def _check(self, db: sqlite3.Connection) -> FileState:
        # Table by table: a long transaction would keep the log from being written back.
        for table in tables_of(db):
            if self._is_stopped:
                return FileState.UNKNOWN
            if db.execute(f'PRAGMA quick_check("{table}")').fetchone()[0] != "ok":
                return FileState.DAMAGED
        db.execute("BEGIN")
        return FileState.SOUND if are_counts_right(db) else FileState.MISCOUNTED
