"""Opening connections, queries with translated errors, bulk insert, storable text."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import chain, islice
from pathlib import Path
from typing import Any

from kanbert_desktop.domain.errors import StoreError
from kanbert_desktop.domain.untrusted_text import replace_surrogates
from kanbert_desktop.store.errors import is_damage, is_undecodable, translate_sqlite_error
from kanbert_desktop.store.files import mark_suspect

Connection = sqlite3.Connection
"""Other packages pass a connection through to the tables' functions and need only this name."""
PAGE_BYTES = 8192
BUSY_SECONDS = 5.0
"""How long a connection waits for another one that has locked the file."""
SqlRow = tuple[Any, ...]
_READER_CACHE_KIB = 512
"""SQLite's own 2 MiB a connection gain nothing for reading: the system keeps the file's pages anyway."""
_VALUES_AT_ONCE = 32_766
"""Of one statement, which is what SQLite accepts."""
_ROWS_AT_ONCE = 2000


class StoreConnection(sqlite3.Connection):
    """`on_damage` is called when a query meets damage; it returns whether the query answers empty instead of raising."""

    on_damage: Callable[[], bool] | None = None


def connect_writer(path: Path) -> sqlite3.Connection:
    """The connection that writes. Every commit is on the disk when it returns."""
    db = _open(path, "rw")
    try:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = FULL")
        # Only macOS distinguishes the two: without it the drive's own cache may lose a commit.
        db.execute("PRAGMA fullfsync = ON")
        db.execute("PRAGMA foreign_keys = ON")
    except BaseException:
        db.close()
        raise
    return db


def connect_reader(path: Path) -> StoreConnection:
    """The connection that reads while another one writes."""
    db = _open(path, "rw")
    db.execute("PRAGMA query_only = ON")
    _limit_cache(db)
    return db


def connect_read_only(path: Path, busy_seconds: float = BUSY_SECONDS) -> sqlite3.Connection:
    """A connection that cannot change the file, not even by a checkpoint of its log."""
    db = _open(path, "ro", busy_seconds)
    _limit_cache(db)
    return db


def connect_immutable(path: Path) -> sqlite3.Connection:
    """For a file that is not open anywhere and has no log: SQLite creates no files beside it."""
    return _open(path, "ro&immutable=1")


def connect_exclusive(path: Path) -> sqlite3.Connection:
    """For a full disk: SQLite keeps the index of the log in memory instead of a file."""
    db = _open(path, "rw")
    try:
        db.execute("PRAGMA locking_mode = EXCLUSIVE")
    except BaseException:
        db.close()
        raise
    return db


@contextmanager
def new_store_file(path: Path) -> Iterator[sqlite3.Connection]:
    """Yields a new store in an empty file that is not in use; at the end everything is in the file itself, on the disk.

    The file has a write-ahead log from its first byte on: switching a finished store would rewrite its first page
    with a rollback journal, and a kill at that moment would leave a journal beside the user's only copy.
    """
    with closing(_open(path, "rw")) as db:
        db.execute(f"PRAGMA page_size = {PAGE_BYTES}")
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = FULL")
        db.execute("PRAGMA fullfsync = ON")
        yield db
        checkpoint_log(db)


def checkpoint_log(db: sqlite3.Connection) -> None:
    """Raises if not all of it can be written; closing the connection would not report that."""
    is_busy, _, _ = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if is_busy:
        raise sqlite3.OperationalError("the log is in use")


def roll_back_journal(path: Path) -> None:
    """Lets SQLite undo an interrupted change by the rollback journal beside the file."""
    with closing(_open(path, "rw")) as db:
        db.execute("SELECT count(*) FROM sqlite_schema").fetchone()


def _limit_cache(db: sqlite3.Connection) -> None:
    """Reads the file for it, and closes the connection if it is damaged."""
    try:
        db.execute(f"PRAGMA cache_size = -{_READER_CACHE_KIB}")
    except BaseException:
        db.close()
        raise


def _open(path: Path, mode: str, busy_seconds: float = BUSY_SECONDS) -> StoreConnection:
    # Opened on one thread, written on another, by design; SQLite itself serialises access.
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        isolation_level=None,
        timeout=busy_seconds,
        check_same_thread=False,
        factory=StoreConnection,
    )


def fetch_all(db: sqlite3.Connection, sql: str, parameters: tuple[object, ...] = ()) -> list[SqlRow]:
    """Reads all rows at once: an open cursor would prevent the checkpoint of the log."""
    try:
        return db.execute(sql, parameters).fetchall()
    except sqlite3.Error as error:
        if not is_undecodable(error):
            if is_damage(error):
                mark_suspect(path_of_connection(db))
                if _answers_empty(db):
                    return []
            raise translate_sqlite_error(error, path_of_connection(db)) or error from None
    except UnicodeDecodeError:
        # SQLite's message quotes the damaged text.
        if _answers_empty(db):
            return []
        raise StoreError("store_damaged", path=str(path_of_connection(db))) from None
    db.text_factory = decode_tolerantly
    return db.execute(sql, parameters).fetchall()


def _answers_empty(db: sqlite3.Connection) -> bool:
    """Reports damage."""
    return isinstance(db, StoreConnection) and db.on_damage is not None and db.on_damage()


def fetch_value(db: sqlite3.Connection, sql: str, parameters: tuple[object, ...] = ()) -> Any:  # noqa: ANN401 - a column's value
    """The first column of the first row, or None."""
    found = fetch_all(db, sql, parameters)
    return found[0][0] if found else None


def end_reading(db: sqlite3.Connection) -> None:
    """Ends the transaction of a reader. One that met damage cannot be committed."""
    try:
        db.execute("COMMIT")
    except sqlite3.DatabaseError:
        if db.in_transaction:
            db.execute("ROLLBACK")


def decode_tolerantly(raw: bytes) -> str:
    """One flipped bit in one row must not hide all the others."""
    return raw.decode(errors="replace")


def path_of_connection(db: sqlite3.Connection) -> Path:
    try:
        return Path(db.execute("PRAGMA database_list").fetchone()[2])
    except sqlite3.Error:
        return Path()


def bulk_insert(
    db: sqlite3.Connection, into: str, rows: Iterable[Sequence[object]], otherwise: str = ""
) -> int:
    """`into` is a table and its columns, `otherwise` what an upsert does; all rows have the same number of values.

    Returns how many rows were written.

    Each statement releases the interpreter and then waits to get it back: many rows in one statement cost one wait.
    """
    waiting = iter(rows)
    first = list(islice(waiting, 1))
    count = min(_ROWS_AT_ONCE, _VALUES_AT_ONCE // len(first[0])) if first else 0
    written = 0
    waiting = chain(first, waiting)
    while group := list(islice(waiting, count)):
        marks = f"({', '.join('?' * len(group[0]))})"
        values = ", ".join([marks] * len(group))
        done = db.execute(f"INSERT INTO {into} VALUES {values} {otherwise}", list(chain.from_iterable(group)))  # noqa: S608 - names of our own
        written += done.rowcount
    return written


def storable_text(text: str) -> str:
    """Replaces half a surrogate pair (a broken emoji), which has no UTF-8 form, by U+FFFD."""
    return replace_surrogates(text)
