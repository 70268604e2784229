"""One account's file: opened, checked, and rescued where it is damaged."""

import sqlite3
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import NamedTuple, TypeVar

from kanbert_desktop.domain.errors import StoreBroken
from kanbert_desktop.store import search
from kanbert_desktop.store.connections import connect, connect_reading
from kanbert_desktop.store.failures import broken, unreachable
from kanbert_desktop.store.files import finished, has_log, install, is_doubted, make_folder, trust
from kanbert_desktop.store.inspection import Damaged, inspect, require_editable
from kanbert_desktop.store.migrations import migrate
from kanbert_desktop.store.rescue import Rescue, build_empty, rescue
from kanbert_desktop.store.search import Reader
from kanbert_desktop.store.writer import Writer

T = TypeVar("T")


class Store:
    """One account's file: read on the caller's thread, written on the writer's."""

    def __init__(self, path: Path, reading: sqlite3.Connection, writing: sqlite3.Connection) -> None:
        self.path = path
        self._reading = reading
        self._writer = Writer(writing, path)

    def read(self) -> sqlite3.Connection:
        """Sees what is committed; refuses to write."""
        return self._reading

    def write(self, job: Callable[[sqlite3.Connection], T], *, has_time: bool = False) -> Future[T]:
        """Run `job` on the writer's thread. It touches nothing but its connection, never commits, and may run twice.

        The future is resolved after a durable commit. It fails with `StoreBroken` (`disk_full`,
        `store_unwritable`, `store_damaged`, `store_closed`) where nothing of the job was kept. What `has_time`
        may wait a moment for others to share its transaction: one commit for several pages of a long listing.
        """
        return self._writer.write(job, has_time=has_time)

    def index_with(self, read: Reader) -> None:
        """From now on each transaction ends with indexing the cards whose rows it changed."""
        self._writer.finish_with(lambda db: search.refresh(db, read))

    def keep_searchable(self, read: Reader) -> None:
        """Index what no index knows yet, slice by slice, between whatever else is written."""

        def go_on(done: Future[bool] | None = None) -> None:
            if done is None or (not done.cancelled() and done.exception() is None and done.result()):
                self.write(lambda db: search.build(db, read)).add_done_callback(go_on)

        go_on()

    def index_anew(self, read: Reader) -> None:
        """After `store_damaged` from searching: the index is made from the rows, which may all be sound."""
        self.write(search.begin_again)
        self.keep_searchable(read)

    def flush(self, deadline: float) -> bool:
        """Was everything given so far worked off within `deadline` seconds?"""
        return self._writer.flush(deadline)

    def close(self, deadline: float = 5.0) -> bool:
        """Work off what is queued, then close; False where that takes longer than `deadline` seconds."""
        # The writer closes last, so that it folds the log into the file and removes it.
        self._reading.close()
        return self._writer.close(deadline)


class Opened(NamedTuple):
    store: Store
    rescued: Rescue | None = None


def open_store(path: Path, *, thorough: bool = False) -> Opened:
    """Open or create the file; a damaged one is moved aside and what the person wrote is taken over.

    One process at a time: the profile's lock is the caller's. A very large file is checked to its end only where
    `thorough` is asked, or where reading or writing it ended in `store_damaged` before. Raises `StoreBroken`:
    `store_from_the_future` (nothing was touched), `store_unwritable`, `disk_full`, `store_unreadable`.
    """
    try:
        rescued = _prepare(path, thorough=thorough or is_doubted(path))
        opened = _opened(path, rescued)
        trust(path)
    except OSError as error:
        raise unreachable(error, path) from error
    except sqlite3.Error as error:
        told = broken(error, path)
        if told is None:
            raise
        raise told from error
    return opened


def _opened(path: Path, rescued: Rescue | None) -> Opened:
    try:
        return Opened(_open(path), rescued)
    except Damaged:
        found = rescue(path)
        return Opened(_open(path), found)


def _prepare(path: Path, *, thorough: bool) -> Rescue | None:
    """Afterwards a sound file lies there."""
    make_folder(path.parent)
    if path.is_symlink() and not path.exists():
        # A disk that is not there now: beginning anew would hide what lies on it.
        raise StoreBroken("store_unreadable", path=str(path))
    if path.exists():
        try:
            inspect(path, thorough=thorough)
        except Damaged:
            return rescue(path)
        return None
    if not finished(path).exists():
        if has_log(path):
            return rescue(path)
        build_empty(path)
    install(path)
    return None


def _open(path: Path) -> Store:
    writing = connect(path)
    try:
        migrate(writing, path)
        require_editable(writing)
        return Store(path, connect_reading(path), writing)
    except BaseException:
        writing.close()
        raise
