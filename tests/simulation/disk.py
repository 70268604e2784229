"""A store whose commits happen when the simulation says so: the database is what a crash leaves."""

import asyncio
import sqlite3
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from kanbert_desktop.store import cards, search
from kanbert_desktop.store.cards import ColumnsReader
from kanbert_desktop.store.database import Store
from kanbert_desktop.store.migrations import migrate
from simulation.process import Crash, SimulatedProcess

Job = Callable[[sqlite3.Connection], Any]


class Disk:
    """Contains committed data only."""

    def __init__(self) -> None:
        self.db = sqlite3.connect(":memory:", isolation_level=None)
        migrate(self.db, Path("memory"))

    def close(self) -> None:
        self.db.close()

    def image(self) -> list[tuple[Any, ...]]:
        """Its contents without row ids."""
        found: list[tuple[Any, ...]] = []
        for table, columns in TABLES.items():
            rows = self.db.execute(f"SELECT {columns} FROM {table} ORDER BY {columns}")  # noqa: S608
            found += [(table, *row) for row in rows]
        return found


TABLES = {
    "outbox": "id, seq, change, state, reason, attempts",
    "base": "kind, id, key, place, raw",
    "walks": "name, cursor, done",
    "meta": "name, value",
}


class SimulatedStore(Store):
    """The store without its thread. `write_count` and `committed` count jobs in order."""

    def __init__(self, disk: Disk, process: SimulatedProcess) -> None:
        self.path = Path("memory")
        self.disk = disk
        self.write_count = 0
        self.committed = 0
        self._life = process
        self._jobs: list[tuple[Job, Future[Any]]] = []
        self._is_due = False
        self._words: search.RowTextReader | None = None
        self._read_columns: ColumnsReader | None = None

    def index_with(self, read: search.RowTextReader, read_columns: ColumnsReader) -> None:
        self._words, self._read_columns = read, read_columns

    @property
    def is_read_only(self) -> bool:
        """This disk never fills up."""
        return False

    def resume_indexing(self) -> None:
        """Every commit indexes its changes."""

    def require_disk_space(self) -> None:
        """There always is some."""

    def read(self) -> sqlite3.Connection:
        return self.disk.db

    def write(self, job: Job, *, may_wait: bool = False) -> Future[Any]:  # noqa: ARG002  the simulation decides when to commit
        if self._life.has_crashed:
            raise Crash
        future: Future[Any] = Future()
        self.write_count += 1
        self._jobs.append((job, future))
        self.wake()
        return future

    def wake(self) -> None:
        """Commits soon, as the writer's thread does; without a loop at the next `flush` or cycle."""
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            return
        if not self._is_due:
            self._is_due = True
            loop.call_soon(self._soon)

    def flush(self, _deadline: float = 0) -> bool:
        self._commit()
        return True

    def close(self, _deadline: float = 0) -> bool:
        if not self._life.has_crashed:
            self._commit()
        return True

    def _soon(self) -> None:
        self._is_due = False
        try:
            self._commit()
        except Crash:
            for _, future in self._jobs:
                future.set_exception(Crash())
            self._jobs.clear()

    def _commit(self) -> None:
        if not self._jobs:
            return
        self._life.pass_moment("before a commit")
        group, self._jobs = self._jobs, []
        outcomes = self._transaction([job for job, _ in group])
        self.committed += len(group)
        try:
            self._life.pass_moment("after a commit")
        except Crash:
            self._jobs = group
            raise
        for (_, future), (result, error) in zip(group, outcomes, strict=True):
            if error is None:
                future.set_result(result)
            else:
                future.set_exception(error)

    def _transaction(self, jobs: list[Job]) -> list[tuple[Any, BaseException | None]]:
        self.disk.db.execute("BEGIN IMMEDIATE")
        outcomes = [self._run(job) for job in jobs]
        if self._words is not None and self._read_columns is not None:
            cards.refresh(self.disk.db, self._read_columns)
            search.refresh(self.disk.db, self._words)
        self.disk.db.execute("COMMIT")
        return outcomes

    def _run(self, job: Job) -> tuple[Any, BaseException | None]:
        self.disk.db.execute("SAVEPOINT job")
        try:
            result = job(self.disk.db)
        except Exception as error:  # noqa: BLE001  it belongs to the job's future, as in the writer
            self.disk.db.execute("ROLLBACK TO job")
            self.disk.db.execute("RELEASE job")
            return None, error
        self.disk.db.execute("RELEASE job")
        return result, None
