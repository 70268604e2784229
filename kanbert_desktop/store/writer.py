"""The one thread that writes: group commit, and a promise kept only after it is durable."""

import logging
import queue
import sqlite3
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeoutError
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar

from kanbert_desktop.domain.errors import StoreError
from kanbert_desktop.store.errors import is_damage, is_unsynced, translate_os_error, translate_sqlite_error
from kanbert_desktop.store.files import mark_suspect

log = logging.getLogger(__name__)

T = TypeVar("T")
Connect = Callable[[Path], sqlite3.Connection]
Finish = Callable[[sqlite3.Connection], None]
_GROUP = 256
_COMPANY = 8
_COMPANY_SECONDS = 0.03
"""Where nobody waits, so many jobs share a transaction, if each comes this soon after the last one."""


@dataclass(slots=True)
class _Job(Generic[T]):
    """`run` may be called again after its transaction was undone. `may_wait`: nobody waits for it to be durable."""

    run: Callable[[sqlite3.Connection], T]
    may_wait: bool = False
    future: Future[T] = field(default_factory=Future)


class _TransactionLost(Exception):
    """SQLite undid the whole group, not one job of it."""


class WriterThread:
    """Jobs run in the order given, many in one transaction, each in a savepoint of its own.

    A future is resolved after the commit that made its work durable. Where a commit fails, the jobs of its
    group are tried one by one, so that only those fail that must.
    """

    def __init__(self, db: sqlite3.Connection | None, path: Path, connect: Connect) -> None:
        """Without `db` it is connected when there is something to write, each time anew until that succeeds."""
        self._connection = db
        self._connect = connect
        self._path = path
        self._jobs: queue.SimpleQueue[_Job[Any] | None] = queue.SimpleQueue()
        self._door = threading.Lock()
        self._closed = False
        self._finish: Finish = _do_nothing
        self._may_come_back = False
        """A commit that failed at its very end lies in the log, and nothing took its place yet."""
        # A daemon: a hanging disk must not keep the program from ending.
        self._thread = threading.Thread(target=self._work, name="store-writer", daemon=True)
        self._thread.start()

    @property
    def is_connected(self) -> bool:
        return self._connection is not None

    @property
    def _db(self) -> sqlite3.Connection:
        if self._connection is None:
            raise RuntimeError("not connected")
        return self._connection

    def run_before_commit(self, finish: Finish) -> None:
        """What every transaction does last; where it fails, so does the transaction."""
        self._finish = finish

    def write(self, run: Callable[[sqlite3.Connection], T], *, may_wait: bool = False) -> Future[T]:
        job = _Job(run, may_wait)
        with self._door:
            if not self._closed:
                self._jobs.put(job)
                return job.future
        job.future.set_exception(StoreError("store_closed", path=str(self._path)))
        return job.future

    def flush(self, deadline: float) -> bool:
        """Was everything given so far worked off within `deadline` seconds?"""
        try:
            self.write(lambda _db: None).result(deadline)
        except (FutureTimeoutError, StoreError):
            return False
        return True

    def close(self, deadline: float) -> bool:
        """Work off what is queued, then end; False where that takes longer than `deadline` seconds."""
        with self._door:
            if not self._closed:
                self._closed = True
                self._jobs.put(None)
        self._thread.join(deadline)
        return not self._thread.is_alive()

    def _work(self) -> None:
        open_for_more = True
        while open_for_more:
            group, open_for_more = self._next_group()
            if group and self._reach(group):
                self._commit(group)
        if self._connection is not None:
            self._connection.close()

    def _reach(self, group: Sequence[_Job[Any]]) -> bool:
        """Is the file open for writing? Where the disk still takes nothing, the jobs fail by that."""
        if self._connection is not None:
            return True
        try:
            self._connection = self._connect(self._path)
        # Whatever it is belongs to the jobs' futures, never to this thread.
        except Exception as error:  # noqa: BLE001
            for job in group:
                self._fail(job, error)
            return False
        return True

    def _next_group(self) -> tuple[list[_Job[Any]], bool]:
        """At least one job, and whatever else waits already; False after the last one."""
        group: list[_Job[Any]] = []
        job = self._jobs.get()
        while job is not None:
            if job.future.set_running_or_notify_cancel():
                group.append(job)
            if len(group) >= _GROUP:
                return group, True
            try:
                job = self._jobs.get(timeout=_seconds_to_wait(group))
            except queue.Empty:
                return group, True
        return group, False

    def _commit(self, group: list[_Job[Any]]) -> None:
        try:
            outcomes = self._transaction(group)
        except (sqlite3.Error, _TransactionLost) as error:
            # Where even that fails, the next transaction tries it again first.
            with suppress(sqlite3.Error):
                self._undo()
            if is_unsynced(error):
                self._may_come_back = not self._overwrite()
            if len(group) == 1:
                # Whoever tries the same once more may be told of another failure, of one that certainly kept nothing.
                unclear = StoreError("save_unclear", path=str(self._path)) if self._may_come_back else None
                self._fail(group[0], unclear or error)
                return
            for job in group:
                self._commit([job])
            return
        for job, (result, failure) in zip(group, outcomes, strict=True):
            if failure is not None:
                self._fail(job, failure)
            else:
                job.future.set_result(result)

    def _transaction(self, group: list[_Job[Any]]) -> list[tuple[Any, BaseException | None]]:
        self._undo()
        self._db.execute("BEGIN IMMEDIATE")
        outcomes = [self._run(job) for job in group]
        self._end()
        self._db.execute("COMMIT")
        self._may_come_back = False
        return outcomes

    def _end(self) -> None:
        try:
            self._finish(self._db)
        except sqlite3.Error:
            raise
        except Exception as error:
            raise _TransactionLost from error

    def _run(self, job: _Job[Any]) -> tuple[Any, BaseException | None]:
        self._db.execute("SAVEPOINT job")
        try:
            result = job.run(self._db)
        # Whatever a job raises belongs to its future, never to this thread.
        except BaseException as error:
            if not self._db.in_transaction:
                raise _TransactionLost from error
            self._db.execute("ROLLBACK TO job")
            self._db.execute("RELEASE job")
            return None, error
        self._db.execute("RELEASE job")
        return result, None

    def _undo(self) -> None:
        if self._db.in_transaction:
            self._db.execute("ROLLBACK")

    def _overwrite(self) -> bool:
        """Another commit takes the place of one that could not be brought to the disk, and of nothing else.

        Otherwise a change that was called not kept would come back at the next start, beside its repetition.
        """
        try:
            self._undo()
            self._db.execute("BEGIN IMMEDIATE")
            version: int = self._db.execute("PRAGMA user_version").fetchone()[0]
            self._db.execute(f"PRAGMA user_version = {version}")
            self._db.execute("COMMIT")
        except sqlite3.Error:
            with suppress(sqlite3.Error):
                self._undo()
            return False
        return True

    def _fail(self, job: _Job[Any], error: BaseException) -> None:
        told = self._told(error)
        # The name alone: a message may quote what the person wrote.
        reason = told.key if isinstance(told, StoreError) else type(told).__name__
        log.warning("a write was not kept: %s", reason)
        job.future.set_exception(told)

    def _told(self, error: BaseException) -> BaseException:
        cause = error.__cause__ if isinstance(error, _TransactionLost) else error
        if isinstance(cause, OSError):
            return translate_os_error(cause, self._path)
        if isinstance(cause, sqlite3.Error):
            if is_damage(cause):
                mark_suspect(self._path)
            return translate_sqlite_error(cause, self._path) or cause
        return cause or error


def _seconds_to_wait(group: Sequence[_Job[Any]]) -> float:
    """Seconds to wait for more: none as soon as anybody waits for one of these."""
    in_a_hurry = len(group) >= _COMPANY or not all(job.may_wait for job in group)
    return 0 if in_a_hurry else _COMPANY_SECONDS


def _do_nothing(_db: sqlite3.Connection) -> None:
    """What a transaction does last where nothing else was told."""
