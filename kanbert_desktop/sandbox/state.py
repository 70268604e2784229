"""The sandbox's whole state: one SQLite file in one folder, seeded once and kept."""

import sqlite3
import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from kanbert_desktop.sandbox.keys import keys_of
from kanbert_desktop.sandbox.schema import connect

Clock = Callable[[], datetime]


def wall_clock() -> datetime:
    return datetime.now(UTC)


class World:
    """Safe under threads: one lock, one transaction at a time."""

    def __init__(self, folder: Path, clock: Clock = wall_clock) -> None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.folder = folder
        self.offset = timedelta()
        self._clock = clock
        self.keys = keys_of(folder)
        self.new_id: Callable[[], str] = lambda: str(uuid.uuid4())
        self._lock = threading.RLock()
        self._db = connect(folder / "sandbox.db")

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All or nothing; an inner one joins the outer one."""
        with self._lock:
            if self._db.in_transaction:
                yield self._db
                return
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    def clock(self) -> datetime:
        """The server's time, which may be ahead of everybody else's or behind."""
        return self._clock() + self.offset

    def now(self) -> str:
        """The server's time as Laravel writes it: ATOM, UTC, whole seconds."""
        return atom(self.clock())

    def close(self) -> None:
        with self._lock:
            self._db.close()

    def rows(self, sql: str, *values: object) -> list[dict[str, Any]]:
        """For tests that look behind the curtain."""
        with self.transaction() as db:
            return [dict(row) for row in db.execute(sql, values)]

    def tasks(self) -> list[dict[str, Any]]:
        """Every card that is not deleted, sub-tasks too, as plain rows: a digest to compare worlds by."""
        return self.rows("SELECT * FROM tasks WHERE deleted_at IS NULL ORDER BY created_at, uri")

    def comments(self) -> list[dict[str, Any]]:
        return self.rows("SELECT * FROM comments ORDER BY created_at, id")


def atom(moment: datetime) -> str:
    return moment.astimezone(UTC).replace(microsecond=0).isoformat()
