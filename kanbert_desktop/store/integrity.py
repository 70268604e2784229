"""Checks whether a file is sound, ours and editable; read-only health check."""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from kanbert_desktop.domain.errors import StoreError
from kanbert_desktop.domain.value_classes import dataclass
from kanbert_desktop.store import outbox
from kanbert_desktop.store.connection import connect_immutable, connect_read_only, roll_back_journal
from kanbert_desktop.store.errors import is_damage, is_undecodable, translate_os_error, translate_sqlite_error
from kanbert_desktop.store.files import copy_with_logs, has_journal, has_log, with_suffix
from kanbert_desktop.store.migrations import NEWEST_VERSION, user_tables

PROGRESS_TABLES = ("meta", "walks")
"""The progress of the sync: checked at each opening, like the user's own tables."""
_FORMATS = slice(18, 20)
_MAX_VERSIONS_AHEAD = 50
"""No program will ever be so many versions newer."""
_TRIALS = (
    "INSERT INTO outbox (id, seq, change, made_at, state, detail, attempts) VALUES ('trial', 0, '', '', '', '', 0)",
    "INSERT INTO history (id, change, made_at, undone) VALUES ('trial', '', '', 0)",
    "INSERT INTO drafts (place, text) VALUES ('trial:', '')",
    "INSERT INTO local (name, value) VALUES ('trial:', '')",
    "INSERT INTO ranks (board, key, rank) VALUES ('trial:', '', 0)",
)


class DamagedDatabase(Exception):
    """The file must be quarantined."""


def inspect_file(path: Path, *, thorough: bool) -> None:
    """Raises `DamagedDatabase`, or `StoreError` if the file is sound but not for this version. Changes nothing."""
    if not path.is_file() or path.stat().st_size == 0:
        raise DamagedDatabase
    _require_writable(path)
    try:
        if has_journal(path):
            _roll_back_interrupted_change(path, thorough=thorough)
        with closing(connect_read_only(path)) as db:
            check_contents(db, path, thorough=thorough)
    except UnicodeDecodeError:
        raise DamagedDatabase from None
    except sqlite3.DatabaseError as error:
        # An error that concerns neither disk nor permissions concerns the file.
        if is_damage(error) or is_undecodable(error) or translate_sqlite_error(error, path) is None:
            raise DamagedDatabase from None
        raise


def check_contents(db: sqlite3.Connection, path: Path, *, thorough: bool) -> None:
    """Checks the content over a connection to the file or to a copy. Raises like `inspect_file`, and SQLite's errors.

    Cards and index are left out unless `thorough`: a complete check takes about a millisecond a megabyte, damage in them
    is met by reading, and `store.background_check` reads all of them.
    """
    _require_header(path)
    _require_version(db, path)
    _require_tables(db)
    _require_free_pages(path)
    _require_sound(db, thorough=thorough)


def require_readable(db: sqlite3.Connection, path: Path) -> None:
    """Checks whether a file of exactly this version can be read as it is, in a time that does not grow with the cards.

    Raises `DamagedDatabase` for every other file, and SQLite's errors.
    """
    _require_header(path)
    version: int = db.execute("PRAGMA user_version").fetchone()[0]
    if version != NEWEST_VERSION:
        raise DamagedDatabase
    _require_tables(db)
    _require_sound(db, thorough=False)


def require_editable(db: sqlite3.Connection) -> None:
    """Makes and rolls back an edit of each kind, which no other check covers. Raises `DamagedDatabase`."""
    db.execute("BEGIN IMMEDIATE")
    try:
        for statement in _TRIALS:
            db.execute(statement)
    except sqlite3.DatabaseError as error:
        if is_damage(error):
            raise DamagedDatabase from None
        raise
    finally:
        if db.in_transaction:
            db.execute("ROLLBACK")


def _roll_back_interrupted_change(path: Path, *, thorough: bool) -> None:
    """A connection that cannot write cannot roll back, and the file is checked in its state after that.

    Tried on a copy first: a journal of another file, or a damaged one, would destroy sound data.
    """
    import shutil  # noqa: PLC0415  seldom needed

    scratch = with_suffix(path, ".rollback")
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(mode=0o700)
    try:
        copy = scratch / path.name
        copy_with_logs(path, copy)
        roll_back_journal(copy)
        with closing(connect_read_only(copy)) as db:
            check_contents(db, copy, thorough=thorough)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    roll_back_journal(path)


def _require_writable(path: Path) -> None:
    """SQLite would open a write-protected file silently and refuse the first edit."""
    os.close(os.open(path, os.O_RDWR))


def _require_header(path: Path) -> None:
    """A damaged read-only mark would pass every check and fail the first edit."""
    with path.open("rb") as file:
        if not set(file.read(100)[_FORMATS]) <= {1, 2}:
            raise DamagedDatabase


def _require_version(db: sqlite3.Connection, path: Path) -> None:
    version: int = db.execute("PRAGMA user_version").fetchone()[0]
    if version > NEWEST_VERSION + _MAX_VERSIONS_AHEAD:
        raise DamagedDatabase
    if version > NEWEST_VERSION:
        raise StoreError("store_from_the_future", path=str(path), version=version, newest=NEWEST_VERSION)
    if version < 1:
        raise DamagedDatabase


def _require_tables(db: sqlite3.Connection) -> None:
    names = {name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    if not names.issuperset(_user_tables(db)):
        raise DamagedDatabase


def _require_sound(db: sqlite3.Connection, *, thorough: bool) -> None:
    # A damaged index passes the quick check and refuses the first edit.
    tables = (*_user_tables(db), *PROGRESS_TABLES)
    checks = ["integrity_check(1)"] if thorough else [f"integrity_check({table})" for table in tables]
    for check in checks:
        if db.execute(f"PRAGMA {check}").fetchone()[0] != "ok":
            raise DamagedDatabase


def _require_free_pages(path: Path) -> None:
    """No check of a table covers the list of free pages, and the first edit may need one."""
    import mmap  # noqa: PLC0415  not for reading

    from kanbert_desktop.store.page_carving import Pages, free_pages  # noqa: PLC0415

    log = with_suffix(path, "-wal").read_bytes() if has_log(path) else b""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        _, is_sound = free_pages(Pages(data, log))
    if not is_sound:
        raise DamagedDatabase


def _user_tables(db: sqlite3.Connection) -> Sequence[str]:
    return user_tables(db.execute("PRAGMA user_version").fetchone()[0])


def tables_of(db: sqlite3.Connection) -> list[str]:
    """Tables with pages of their own. A check of everything at once would read the whole search index word by word."""
    found = "SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0"
    return [name for (name,) in db.execute(found).fetchall()]


def unreadable_rows(db: sqlite3.Connection) -> list[dict[str, object]]:
    """The outbox's rows that a newer version wrote, or that are damaged; by column."""
    unreadable = {row.id for row in outbox.unreadable_entries(db)}
    found = db.execute("SELECT * FROM outbox ORDER BY seq")
    names = [column[0] for column in found.description]
    rows = (dict(zip(names, row, strict=True)) for row in found)
    return [{name: _plain(value) for name, value in row.items()} for row in rows if row["id"] in unreadable]


def _plain(value: object) -> object:
    return value.decode("utf-8", "backslashreplace") if isinstance(value, bytes) else value


@dataclass(frozen=True, slots=True)
class HealthReport:
    """`problem` is an error key, None if the file is sound.

    `unreadable` counts the rows that this version cannot read, None if they cannot be counted.
    """

    bytes: int
    problem: str | None = None
    unreadable: int | None = None


def check_health(path: Path, *, in_use: bool) -> HealthReport:
    """Reads the whole file and changes nothing beside or in it; `in_use`: another process has it open."""
    try:
        size = path.stat().st_size
        with _opened(path, in_use=in_use) as db:
            return _health(db, path, size)
    except OSError as error:
        return HealthReport(0, translate_os_error(error, path).key)
    except (DamagedDatabase, UnicodeDecodeError):
        return HealthReport(size, "store_damaged")
    except StoreError as error:
        return HealthReport(size, error.key)
    except sqlite3.Error as error:
        translated = translate_sqlite_error(error, path)
        return HealthReport(size, translated.key if translated is not None else "store_damaged")


def _health(db: sqlite3.Connection, path: Path, size: int) -> HealthReport:
    """The same checks as at a start."""
    check_contents(db, path, thorough=True)
    version: int = db.execute("PRAGMA user_version").fetchone()[0]
    # Missing columns are added at the next start.
    return HealthReport(size, None, len(outbox.unreadable_entries(db)) if version == NEWEST_VERSION else None)


@contextmanager
def _opened(path: Path, *, in_use: bool) -> Iterator[sqlite3.Connection]:
    """Opens a file that is in use read-only, an unused one without a trace, and one with a log or journal as a copy."""
    if in_use:
        with closing(connect_read_only(path)) as db:
            yield db
    elif has_log(path) or has_journal(path):
        import tempfile  # noqa: PLC0415  seldom needed

        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / path.name
            copy_with_logs(path, copy)
            with closing(sqlite3.connect(copy)) as db:
                yield db
    else:
        with closing(connect_immutable(path)) as db:
            yield db
