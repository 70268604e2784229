"""Writer thread: group commit, and success reported only after the commit is durable."""

import logging
import queue
import sqlite3
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeoutError
from contextlib import suppress
from pathlib import Path
from typing import Any, Generic, TypeVar

from kanbert_desktop.domain.errors import StoreError
from kanbert_desktop.domain.value_classes import dataclass, field
from kanbert_desktop.store.errors import is_damage, is_unsynced, translate_os_error, translate_sqlite_error
from kanbert_desktop.store.files import mark_suspect

log = logging.getLogger(__name__)

T = TypeVar("T")
Connect = Callable[[Path], sqlite3.Connection]
Finish = Callable[[sqlite3.Connection], None]
_GROUP = 256
_MAX_WAITING_JOBS = 16
_WAIT_SECONDS = 0.03
"""Jobs that may wait share a transaction, up to `_MAX_WAITING_JOBS`, if each comes this soon after the last one."""
_CACHE_KIB, _WALK_CACHE_KIB = 512, 2000
"""SQLite's own 2000 KiB save 4 % of a full sync's processor time. Other writes do not need the pages that they leave there."""


@dataclass(slots=True)
class _Job(Generic[T]):
    """`run` may be called again after its transaction was rolled back. `may_wait`: no caller waits for the job."""

    run: Callable[[sqlite3.Connection], T]
    may_wait: bool = False
    future: Future[T] = field(default_factory=Future)


class _TransactionLost(Exception):
    """SQLite rolled back the whole group, not one job of it."""


class WriterThread:
    """Runs jobs in the order given, many in one transaction, each in a savepoint of its own.

    A future is resolved after the commit that made its work durable. If a commit fails, the jobs of its group are
    retried one by one, so that only those fail that must.
    """

    def __init__(
        self,
        db: sqlite3.Connection | None,
        path: Path,
        connect: Connect,
        report_damage: Callable[[], object] | None = None,
    ) -> None:
        """Without `db` the first write connects; until that succeeds each write tries again.

        `report_damage` is called on the writer's thread when a write meets damage.
        """
        self._connection = db
        self._connect = connect
        self._path = path
        self._report_damage = report_damage
        self._jobs: queue.SimpleQueue[_Job[Any] | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._closed = False
        self._finish: Finish = _do_nothing
        self._cache_kib = 0
        self._may_reappear = False
        """A commit that failed at its very end is in the log, and no other commit has replaced it yet."""
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
        """Sets what every transaction does last; if it fails, the transaction fails."""
        self._finish = finish

    def write(self, run: Callable[[sqlite3.Connection], T], *, may_wait: bool = False) -> Future[T]:
        job = _Job(run, may_wait)
        with self._lock:
            if not self._closed:
                self._jobs.put(job)
                return job.future
        job.future.set_exception(StoreError("store_closed", path=str(self._path)))
        return job.future

    def flush(self, deadline: float) -> bool:
        """Returns whether everything queued so far was written within `deadline` seconds."""
        try:
            self.write(lambda _db: None).result(deadline)
        except (FutureTimeoutError, StoreError):
            return False
        return True

    def close(self, deadline: float) -> bool:
        """Writes what is queued, then ends; returns False if that takes longer than `deadline` seconds."""
        with self._lock:
            if not self._closed:
                self._closed = True
                self._jobs.put(None)
        self._thread.join(deadline)
        return not self._thread.is_alive()

    def _work(self) -> None:
        open_for_more = True
        while open_for_more:
            group, open_for_more = self._next_group()
            if group and self._ensure_connected(group):
                self._commit(group)
        if self._connection is not None:
            self._connection.close()

    def _ensure_connected(self, group: Sequence[_Job[Any]]) -> bool:
        """Returns whether the file is open for writing.

        If the disk still rejects writes, the jobs fail with that error.
        """
        if self._connection is not None:
            return True
        try:
            self._connection, self._cache_kib = self._connect(self._path), 0
        # Any error belongs to the jobs' futures, never to this thread.
        except Exception as error:  # noqa: BLE001
            for job in group:
                self._fail(job, error)
            return False
        return True

    def _next_group(self) -> tuple[list[_Job[Any]], bool]:
        """Returns at least one job, and all that are waiting already; False after the last one."""
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
            # If even that fails, the next transaction tries it again first.
            with suppress(sqlite3.Error):
                self._undo()
            if is_unsynced(error):
                self._may_reappear = not self._overwrite()
            if len(group) == 1:
                # A retry may be given another error, of a failure that certainly stored nothing.
                outcome_unknown = (
                    StoreError("save_unclear", path=str(self._path)) if self._may_reappear else None
                )
                self._fail(group[0], outcome_unknown or error)
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
        self._limit_cache(_WALK_CACHE_KIB if any(job.may_wait for job in group) else _CACHE_KIB)
        self._db.execute("BEGIN IMMEDIATE")
        outcomes = [self._run(job) for job in group]
        self._end()
        self._db.execute("COMMIT")
        self._may_reappear = False
        return outcomes

    def _limit_cache(self, kib: int) -> None:
        if kib != self._cache_kib:
            self._db.execute(f"PRAGMA cache_size = -{kib}")
            self._cache_kib = kib

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
        """Replaces a commit that could not be brought to the disk by another one without content.

        Otherwise a change that was reported as not stored would reappear at the next start, beside its repetition.
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
        translated = self._translated(error)
        # The key only: a message may quote the user's text.
        reason = translated.key if isinstance(translated, StoreError) else type(translated).__name__
        log.warning("a write was not kept: %s", reason)
        job.future.set_exception(translated)

    def _translated(self, error: BaseException) -> BaseException:
        cause = error.__cause__ if isinstance(error, _TransactionLost) else error
        if isinstance(cause, OSError):
            return translate_os_error(cause, self._path)
        if isinstance(cause, sqlite3.Error):
            if is_damage(cause):
                mark_suspect(self._path)
                if self._report_damage is not None:
                    self._report_damage()
            return translate_sqlite_error(cause, self._path) or cause
        return cause or error


def _seconds_to_wait(group: Sequence[_Job[Any]]) -> float:
    """Seconds to wait for more jobs: none as soon as a caller waits for one of these."""
    in_a_hurry = len(group) >= _MAX_WAITING_JOBS or not all(job.may_wait for job in group)
    return 0 if in_a_hurry else _WAIT_SECONDS


def _do_nothing(_db: sqlite3.Connection) -> None:
    """The default for `run_before_commit`."""
