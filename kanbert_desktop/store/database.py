"""One account's file: opened, checked, and rescued where it is damaged."""

import sqlite3
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import NamedTuple, TypeVar

from kanbert_desktop.domain.errors import StoreError
from kanbert_desktop.store import search
from kanbert_desktop.store.connection import connect_reader, connect_writer
from kanbert_desktop.store.errors import has_disk_space, translate_os_error, translate_sqlite_error
from kanbert_desktop.store.files import (
    clear_suspect,
    finished_path,
    has_log,
    install_finished,
    is_suspect,
    make_folder,
)
from kanbert_desktop.store.integrity import DamagedFile, inspect_file, require_editable
from kanbert_desktop.store.migrations import migrate
from kanbert_desktop.store.read_only import read_into_memory
from kanbert_desktop.store.recovery import RecoveryReport, build_empty_store, recover
from kanbert_desktop.store.search import RowTextReader
from kanbert_desktop.store.writer import WriterThread

T = TypeVar("T")
_TAKES_NOTHING = frozenset({"disk_full", "store_unwritable"})


class Store:
    """One account's file: read on the caller's thread, written on the writer's.

    `writing` is None where the disk takes nothing: `reading` is a copy in memory then, until a write finds room.
    """

    def __init__(self, path: Path, reading: sqlite3.Connection, writing: sqlite3.Connection | None) -> None:
        self.path = path
        self._reading = reading
        self._copy = reading if writing is None else None
        self._rest_of_index: Callable[[], None] | None = None
        self._writer = WriterThread(writing, path, _connect_again)

    @property
    def is_read_only(self) -> bool:
        """Nothing could be written since it was opened; each write tries again."""
        return not self._writer.is_connected

    def read(self) -> sqlite3.Connection:
        """Sees what is committed; refuses to write."""
        if self._reading is self._copy and not self.is_read_only:
            # Whoever still reads the copy may end with it.
            self._reading = connect_reader(self.path)
        return self._reading

    def write(self, job: Callable[[sqlite3.Connection], T], *, may_wait: bool = False) -> Future[T]:
        """Run `job` on the writer's thread. It touches nothing but its connection, never commits, and may run twice.

        The future is resolved after a durable commit. It fails with `StoreBroken` (`disk_full`,
        `store_unwritable`, `store_damaged`, `store_closed`) where nothing of the job was kept. What `may_wait`
        may wait a moment for others to share its transaction: one commit for several pages of a long listing.
        """
        return self._writer.write(job, may_wait=may_wait)

    def index_with(self, read: RowTextReader) -> None:
        """From now on each transaction ends with indexing the cards whose rows it changed."""
        self._writer.run_before_commit(lambda db: search.refresh(db, read))

    def build_index(self, read: RowTextReader) -> None:
        """Index what no index knows yet, slice by slice, between whatever else is written.

        Where the disk does not take it, that rests until `go_on_indexing`.
        """

        def go_on(done: Future[bool] | None = None) -> None:
            if done is not None and done.exception() is not None:
                self._rest_of_index = go_on
            elif done is None or done.result():
                self.write(lambda db: search.build(db, read)).add_done_callback(go_on)

        go_on()

    def resume_indexing(self) -> None:
        """The disk takes something again."""
        go_on, self._rest_of_index = self._rest_of_index, None
        if go_on is not None:
            go_on()

    def rebuild_index(self, read: RowTextReader) -> None:
        """After `store_damaged` from searching: the index is made from the rows, which may all be sound."""
        self.write(search.reset)
        self.build_index(read)

    def require_disk_space(self) -> None:
        """Raises `StoreBroken("disk_full")` where the next change might not be saved."""
        if not has_disk_space(self.path.parent):
            raise StoreError("disk_full", path=str(self.path))

    def flush(self, deadline: float) -> bool:
        """Was everything given so far worked off within `deadline` seconds?"""
        return self._writer.flush(deadline)

    def close(self, deadline: float = 5.0) -> bool:
        """Work off what is queued, then close; False where that takes longer than `deadline` seconds."""
        # The writer closes last, so that it folds the log into the file and removes it.
        self._reading.close()
        if self._copy is not None:
            self._copy.close()
        return self._writer.close(deadline)


class OpenedStore(NamedTuple):
    """`trouble`: the store can only be read for now, because of this."""

    store: Store
    recovery: RecoveryReport | None = None
    error: StoreError | None = None


def open_store(path: Path, *, thorough: bool = False) -> OpenedStore:
    """Open or create the file; a damaged one is moved aside and what the person wrote is taken over.

    One process at a time: the profile's lock is the caller's. A very large file is checked to its end only where
    `thorough` is asked, or where reading or writing it ended in `store_damaged` before. On a disk that takes nothing
    what lies there can be read (`Opened.trouble`). Raises `StoreBroken`: `store_from_the_future` (nothing was
    touched), `store_unreadable`, and `store_unwritable` or `disk_full` where there is nothing to read.
    """
    try:
        return _open_store(path, thorough=thorough)
    except StoreError as error:
        if error.key not in _TAKES_NOTHING or not path.is_file():
            raise
        try:
            return OpenedStore(Store(path, read_into_memory(path), None), error=error)
        except (DamagedFile, sqlite3.Error, OSError):
            raise error from None


def _open_store(path: Path, *, thorough: bool) -> OpenedStore:
    try:
        rescued = _prepare(path, thorough=thorough or is_suspect(path))
        opened = _opened(path, rescued)
        clear_suspect(path)
    except OSError as error:
        raise translate_os_error(error, path) from error
    except sqlite3.Error as error:
        told = translate_sqlite_error(error, path)
        if told is None:
            raise
        raise told from error
    return opened


def _opened(path: Path, rescued: RecoveryReport | None) -> OpenedStore:
    try:
        return OpenedStore(_open(path), rescued)
    except DamagedFile:
        found = recover(path)
        return OpenedStore(_open(path), found)


def _prepare(path: Path, *, thorough: bool) -> RecoveryReport | None:
    """Afterwards a sound file lies there."""
    make_folder(path.parent)
    if path.is_symlink() and not path.exists():
        # A disk that is not there now: beginning anew would hide what lies on it.
        raise StoreError("store_unreadable", path=str(path))
    if path.exists():
        try:
            inspect_file(path, thorough=thorough)
        except DamagedFile:
            return recover(path)
        return None
    if not finished_path(path).exists():
        if has_log(path):
            return recover(path)
        build_empty_store(path)
    install_finished(path)
    return None


def _open(path: Path) -> Store:
    writing = _connect(path)
    try:
        return Store(path, connect_reader(path), writing)
    except BaseException:
        writing.close()
        raise


def _connect_again(path: Path) -> sqlite3.Connection:
    try:
        return _connect(path)
    except DamagedFile:
        raise StoreError("store_damaged", path=str(path)) from None


def _connect(path: Path) -> sqlite3.Connection:
    """For writing; of the newest version afterwards. Raises `Damaged`."""
    writing = connect_writer(path)
    try:
        migrate(writing, path)
        require_editable(writing)
    except BaseException:
        writing.close()
        raise
    return writing
