"""Store and open_store: opens, checks and recovers the file of one account."""

import sqlite3
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar
from weakref import finalize

from kanbert_desktop.domain.errors import StoreError
from kanbert_desktop.store import cards, search
from kanbert_desktop.store.cards import ColumnsReader
from kanbert_desktop.store.connection import StoreConnection, connect_reader, connect_writer
from kanbert_desktop.store.errors import (
    has_disk_space,
    is_damage,
    is_undecodable,
    translate_os_error,
    translate_sqlite_error,
)
from kanbert_desktop.store.files import (
    clear_suspect,
    finished_path,
    has_journal,
    has_log,
    install_finished,
    is_suspect,
    make_folder,
)
from kanbert_desktop.store.integrity import DamagedDatabase, inspect_file, require_editable
from kanbert_desktop.store.migrations import migrate, run_migrations
from kanbert_desktop.store.search import RowTextReader
from kanbert_desktop.store.writer import WriterThread

if TYPE_CHECKING:
    from kanbert_desktop.store.recovery import RecoveryReport

T = TypeVar("T")
_REJECTS_WRITES = frozenset({"disk_full", "store_unwritable"})


class Store:
    """The file of one account: read on the caller's thread, written on the writer's.

    If the disk rejects writes, `writing` is None and `reading` is a copy in memory, until a write succeeds.
    """

    def __init__(self, path: Path, reading: sqlite3.Connection, writing: sqlite3.Connection | None) -> None:
        self.path = path
        self._reading = reading
        self._memory_copy = reading if writing is None else None
        self._paused_indexing: Callable[[], None] | None = None
        self._is_closed = False
        self._empty: sqlite3.Connection | None = None
        self._is_damaged = False
        self._answers_empty: Callable[[], bool] | None = None
        self._observe(reading)
        self._writer = WriterThread(writing, path, _connect_again, self.report_damage)

    @property
    def is_read_only(self) -> bool:
        """Nothing could be written since the file was opened; each write tries again."""
        return not self._writer.is_connected

    def read(self) -> sqlite3.Connection:
        """The connection for reading: sees what is committed, and refuses to write.

        A closed store reads as an empty one: a window that is being closed may still paint. Raises
        `StoreError("store_damaged")` after damage was met where `watch_damage` has its queries raise.
        """
        if self._is_closed:
            return self._empty_database()
        if self._is_damaged and self._answers_empty is not None and not self._answers_empty():
            raise StoreError("store_damaged", path=str(self.path))
        if self._reading is self._memory_copy and not self.is_read_only:
            # A reader of the copy may still finish with it.
            self._reading = connect_reader(self.path)
            self._observe(self._reading)
        return self._reading

    def watch_damage(self, met: Callable[[], bool]) -> None:
        """`met` is called, on any thread and repeatedly, once a query or a write has met damage.

        It returns whether queries answer empty from then on, as far as they cannot be answered, instead of raising.
        """
        self._answers_empty = met
        if self._is_damaged:
            met()

    def report_damage(self) -> bool:
        """The file is damaged. Returns what `watch_damage` says, False without it."""
        self._is_damaged = True
        return self._answers_empty is not None and self._answers_empty()

    def _observe(self, reading: sqlite3.Connection) -> None:
        if isinstance(reading, StoreConnection):
            reading.on_damage = self.report_damage

    def write(self, job: Callable[[sqlite3.Connection], T], *, may_wait: bool = False) -> Future[T]:
        """Runs `job` on the writer's thread. It uses nothing but its connection, never commits, and may run twice.

        The future is resolved after a durable commit. It fails with `StoreError` (`disk_full`, `store_unwritable`,
        `store_damaged`, `store_closed`) if nothing of the job was stored. `may_wait`: the job may wait briefly to
        share its transaction with others, which gives one commit for several pages of a long listing.
        """
        return self._writer.write(job, may_wait=may_wait)

    def index_with(self, read: RowTextReader, read_columns: ColumnsReader) -> None:
        """From now on each transaction ends with indexing the cards whose rows it changed.

        Catches up with rows that were written without; `open_store` leaves none if it is given the reader.
        """

        def finish(db: sqlite3.Connection) -> None:
            cards.refresh(db, read_columns)
            search.refresh(db, read)

        self._writer.run_before_commit(finish)
        if not cards.is_filled(self.read()):
            self.write(lambda db: cards.fill(db, read_columns)).result()

    def build_index(self, read: RowTextReader) -> None:
        """Indexes the cards that have no index yet, slice by slice, between other writes.

        If the disk rejects a write, this pauses until `resume_indexing`.
        """

        def continue_indexing(done: Future[bool] | None = None) -> None:
            if done is not None and done.exception() is not None:
                self._paused_indexing = continue_indexing
            elif done is None or done.result():
                self.write(lambda db: search.build(db, read)).add_done_callback(continue_indexing)

        continue_indexing()

    def resume_indexing(self) -> None:
        """Continues after the disk accepts writes again."""
        continue_indexing, self._paused_indexing = self._paused_indexing, None
        if continue_indexing is not None:
            continue_indexing()

    def rebuild_index(self, read: RowTextReader) -> None:
        """Rebuilds the index from the rows, after a search ended in `store_damaged`: the rows may all be sound."""
        self.write(search.reset)
        self.build_index(read)

    def require_disk_space(self) -> None:
        """Raises `StoreError("disk_full")` if the next change might not be saved."""
        if not has_disk_space(self.path.parent):
            raise StoreError("disk_full", path=str(self.path))

    def flush(self, deadline: float) -> bool:
        """Returns whether everything queued so far was written within `deadline` seconds."""
        return self._writer.flush(deadline)

    def close(self, deadline: float = 5.0) -> bool:
        """Writes what is queued, then closes; returns False if that takes longer than `deadline` seconds."""
        # The writer closes last, so that its connection checkpoints the log and removes it.
        self.stop_reading()
        return self._writer.close(deadline)

    def stop_reading(self) -> None:
        """Closes what reads; called on the thread that reads, if that is not the one that calls `close`."""
        if not self._is_closed:
            self._is_closed = True
            self._reading.close()
            if self._memory_copy is not None:
                self._memory_copy.close()

    def _empty_database(self) -> sqlite3.Connection:
        if self._empty is None:
            self._empty = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
            finalize(self, self._empty.close)
            run_migrations(self._empty)
        return self._empty


class OpenedStore(NamedTuple):
    """`error`: the reason why the store can only be read for now. `ended_cleanly`: by its last process."""

    store: Store
    recovery: "RecoveryReport | None" = None
    error: StoreError | None = None
    ended_cleanly: bool = True


def open_store(
    path: Path, *, thorough: bool = False, is_damaged: bool = False, read: ColumnsReader | None = None
) -> OpenedStore:
    """Opens or creates the file; quarantines a damaged one and recovers the user's data from it.

    One process at a time: the caller holds the profile's lock. What the server can send again is checked only with
    `thorough`, or if reading or writing it ended in `store_damaged` before; `store.background_check` does it later.
    `is_damaged`: the file is recovered whatever a check says. On a disk that rejects writes the present
    file can be read (`OpenedStore.error`). Raises `StoreError`: `store_from_the_future` (nothing was touched),
    `store_unreadable`, and `store_unwritable` or `disk_full` if there is nothing to read.
    """
    try:
        return _open_store(path, thorough=thorough, is_damaged=is_damaged, read=read)
    except StoreError as error:
        if error.key not in _REJECTS_WRITES or not path.is_file():
            raise
        from kanbert_desktop.store.read_only import read_into_memory  # noqa: PLC0415  seldom needed

        try:
            return OpenedStore(Store(path, read_into_memory(path, read), None), error=error)
        except (DamagedDatabase, sqlite3.Error, OSError):
            raise error from None


def _open_store(path: Path, *, thorough: bool, is_damaged: bool, read: ColumnsReader | None) -> OpenedStore:
    try:
        # SQLite removes its log when the last connection is closed.
        ended_cleanly = not has_log(path) and not has_journal(path)
        recovery = _prepare(path, thorough=thorough or is_suspect(path), is_damaged=is_damaged)
        opened = _opened(path, recovery, read)
        clear_suspect(path)
    except OSError as error:
        raise translate_os_error(error, path) from error
    except sqlite3.Error as error:
        translated = translate_sqlite_error(error, path)
        if translated is None:
            raise
        raise translated from error
    return opened._replace(ended_cleanly=ended_cleanly or opened.recovery is not None)


def _opened(path: Path, recovery: "RecoveryReport | None", read: ColumnsReader | None) -> OpenedStore:
    try:
        return OpenedStore(_open(path, read), recovery)
    except (DamagedDatabase, UnicodeDecodeError):
        pass
    except sqlite3.DatabaseError as error:
        # A migration reads what the check left out.
        if not is_damage(error) and not is_undecodable(error):
            raise
    found = _recover(path)
    return OpenedStore(_open(path, read), found)


def _prepare(path: Path, *, thorough: bool, is_damaged: bool) -> "RecoveryReport | None":
    """Ensures that a sound file exists."""
    make_folder(path.parent)
    if path.is_symlink() and not path.exists():
        # A disk that is not mounted now: a new file would hide the one on it.
        raise StoreError("store_unreadable", path=str(path))
    if path.exists():
        if is_damaged:
            return _recover(path)
        try:
            inspect_file(path, thorough=thorough)
        except DamagedDatabase:
            return _recover(path)
        return None
    if not finished_path(path).exists():
        if has_log(path):
            return _recover(path)
        _build_empty_store(path)
    install_finished(path)
    return None


def _recover(path: Path) -> "RecoveryReport":
    from kanbert_desktop.store.recovery import recover  # noqa: PLC0415  seldom needed

    return recover(path)


def _build_empty_store(path: Path) -> None:
    from kanbert_desktop.store.recovery import build_empty_store  # noqa: PLC0415  once per account

    build_empty_store(path)


def _open(path: Path, read: ColumnsReader | None) -> Store:
    writing = _connect(path, read)
    try:
        return Store(path, connect_reader(path), writing)
    except BaseException:
        writing.close()
        raise


def _connect_again(path: Path) -> sqlite3.Connection:
    try:
        return _connect(path)
    except DamagedDatabase:
        raise StoreError("store_damaged", path=str(path)) from None


def _connect(path: Path, read: ColumnsReader | None = None) -> sqlite3.Connection:
    """Returns a connection for writing to a file of the newest version. Raises `DamagedDatabase`."""
    writing = connect_writer(path)
    try:
        migrate(writing, path, read=read)
        require_editable(writing)
    except BaseException:
        writing.close()
        raise
    return writing
