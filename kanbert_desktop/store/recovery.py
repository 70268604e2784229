"""Builds a new file from a damaged one: salvages rows, reports what was recovered."""

import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from kanbert_desktop.domain.changes import State
from kanbert_desktop.domain.value_classes import dataclass, field
from kanbert_desktop.store.connection import PAGE_BYTES, connect_read_only, decode_tolerantly, new_store_file
from kanbert_desktop.store.durable_files import rename_durably
from kanbert_desktop.store.files import (
    copy_with_logs,
    create_private,
    finished_path,
    has_journal,
    has_log,
    install_finished,
    quarantine,
    remove_with_companions,
    unfinished_path,
    with_suffix,
)
from kanbert_desktop.store.migrations import USER_TABLES, migrate, user_tables
from kanbert_desktop.store.page_carving import Pages, Table, TableColumn, carve_rows
from kanbert_desktop.store.ranks import move_local_values

SalvagedRow = dict[str, Any]
_MOST_PROBES = 10_000
_PROBES_BEYOND = 200
_NUMBER = "number"
_RANKS = "ranks"
"""The only user table that a migration of a file in use creates: its root page may be anywhere."""


class RecoveryReport(NamedTuple):
    """What was recovered from a damaged file, and the path of that file now.

    `is_complete`: every user table was read to its end. Everything else is fetched from the server again.
    """

    moved_to: Path
    entries: int
    drafts: int
    history: int
    local: int
    is_complete: bool


def recover(path: Path) -> RecoveryReport:
    """A crash at any step leaves the damaged file in place, or the finished new one (`files.install_finished`)."""
    found = _read(path)
    counts = _build(path, found)
    moved_to = quarantine(path)
    install_finished(path)
    return RecoveryReport(moved_to, *counts, is_complete=all(table.is_complete for table in found.values()))


def build_empty_store(path: Path) -> None:
    """Builds an empty store at `finished_path(path)`."""
    _build(path, {})


@dataclass(slots=True)
class SalvagedTable:
    """Rows of one table, the most trustworthy first, possibly repeated; `is_complete` if it was read to its end."""

    rows: list[SalvagedRow] = field(default_factory=list)
    is_complete: bool = False


def salvage_tables(
    damaged: Path, tables: Iterable[str], first_page: Path, scratch: Path
) -> dict[str, SalvagedTable]:
    """`first_page` is a sound, empty store whose first page replaces a lost one; `scratch` is an empty folder."""
    found = {table: SalvagedTable() for table in tables}
    described = _described(first_page)
    for copy, complete in _readings(damaged, first_page, scratch):
        for table, salvaged in found.items():
            if not salvaged.is_complete:
                rows, to_the_end = _read_table(copy, described[table])
                salvaged.rows += rows
                salvaged.is_complete = to_the_end and complete
        if all(salvaged.is_complete for salvaged in found.values()):
            break
    _carve(damaged, list(described.values()), found)
    return found


def _carve(damaged: Path, tables: Sequence[Table], found: dict[str, SalvagedTable]) -> None:
    """Adds rows on pages that no tree leads to. A table that such rows belong to was not complete."""
    data = damaged.read_bytes() if damaged.is_file() else b""
    log = with_suffix(damaged, "-wal").read_bytes() if has_log(damaged) else b""
    complete = {name for name, salvaged in found.items() if salvaged.is_complete}
    sought = {name for name in found if name != _RANKS or name not in complete}
    complete.discard(_RANKS)
    for pages in (
        (Pages(data, log), Pages(data)) if log and not complete.issuperset(sought) else (Pages(data, log),)
    ):
        for name, rows in carve_rows(pages, tables, sought, complete).items():
            salvaged = found[name]
            orphans = [row for row in rows if row not in salvaged.rows] if salvaged.is_complete else rows
            salvaged.rows += orphans
            salvaged.is_complete = salvaged.is_complete and not orphans


def _described(sound: Path) -> dict[str, Table]:
    """The root pages and columns of the tables, which are the same in every store."""
    with closing(connect_read_only(sound)) as db:
        roots = db.execute("SELECT name, rootpage FROM sqlite_schema WHERE type = 'table' AND rootpage > 0")
        return {name: Table(name, root, _columns(db, name)) for name, root in roots.fetchall()}


def _columns(db: sqlite3.Connection, table: str) -> list[TableColumn]:
    described = db.execute(f'PRAGMA table_info("{table}")').fetchall()
    return [
        TableColumn(name, type_, not required or default is not None, type_ == "INTEGER" and bool(key))
        for _, name, type_, required, default, key in described
    ]


def _readings(damaged: Path, first_page: Path, scratch: Path) -> Iterator[tuple[Path, bool]]:
    """Yields copies to read, the likeliest first: unchanged, without its log, with a new first page.

    A copy without the present log or rollback journal may be an older state, and is never complete.
    """
    logged = has_log(damaged) or has_journal(damaged)
    for new_page in (False, True):
        for with_log in (True, False) if logged else (False,):
            copy = scratch / f"{int(new_page)}{int(with_log)}.db"
            copy_with_logs(damaged, copy, logs=("-wal", "-journal") if with_log else ())
            if new_page:
                _replace_first_page(copy, first_page, with_log=with_log)
            yield copy, with_log or not logged


def _replace_first_page(copy: Path, first_page: Path, *, with_log: bool) -> None:
    """The first page contains the header and the root pages, the same in every store of one version.

    Source of the offsets: https://www.sqlite.org/fileformat2.html, "The Database Header".
    """
    with first_page.open("rb") as file:
        page = bytearray(file.read(PAGE_BYTES))
    page[18:20] = b"\x02\x02" if with_log else b"\x01\x01"
    # Unequal counters make SQLite count the pages itself instead of trusting the header.
    page[92:96] = (int.from_bytes(page[24:28], "big") + 1).to_bytes(4, "big")
    with copy.open("r+b") as file:
        file.write(page)


def _read_table(copy: Path, table: Table) -> tuple[list[SalvagedRow], bool]:
    try:
        with closing(sqlite3.connect(copy, isolation_level=None)) as db:
            # Tolerates a file shorter than its header says, and tables whose description is damaged.
            db.execute("PRAGMA writable_schema = ON")
            db.text_factory = decode_tolerantly
            if table.name == _RANKS and _RANKS not in user_tables(_version(db)):
                return [], True
            rows, to_the_end = _read_rows(db, table)
            return rows, to_the_end and _is_sound(db, table)
    except (sqlite3.Error, UnicodeDecodeError):
        return [], False


def _version(db: sqlite3.Connection) -> int:
    version: int = db.execute("PRAGMA user_version").fetchone()[0]
    return version


def _is_sound(db: sqlite3.Connection, table: Table) -> bool:
    """A damaged description, or a page in another's place, may lead to other rows than the table's."""
    found = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (table.name,)).fetchone()
    if found is None or (found[0] != table.root and table.name != _RANKS):
        return False
    # The check counts the rows and those of the index, too.
    result: str = db.execute(f"PRAGMA quick_check({table.name})").fetchone()[0]
    return result == "ok"


def _read_rows(db: sqlite3.Connection, table: Table) -> tuple[list[SalvagedRow], bool]:
    """Reads from the front, from the back, and then row by row between the two."""
    all_rows = f"SELECT rowid, * FROM {table.name}"  # noqa: S608 - our own table's name
    front: dict[int, SalvagedRow] = {}
    if _collect(db, f"{all_rows} ORDER BY rowid", table, front):
        return list(front.values()), True
    back: dict[int, SalvagedRow] = {}
    _collect(db, f"{all_rows} ORDER BY rowid DESC", table, back)
    low = max(front, default=0)
    high = min((number for number in back if number > low), default=low + _PROBES_BEYOND)
    rows = back | front
    for number in range(low + 1, min(high, low + _MOST_PROBES)):
        _collect(db, f"{all_rows} WHERE rowid = {number}", table, rows)
    return [rows[number] for number in sorted(rows)], False


def _collect(db: sqlite3.Connection, sql: str, table: Table, rows: dict[int, SalvagedRow]) -> bool:
    """Returns whether the statement was read to its end. A row id met twice means that the pages form a circle."""
    try:
        cursor = db.execute(sql)
        names = _names([column[0] for column in cursor.description][1:], table)
        for number, *values in cursor:
            if number in rows:
                return False
            rows[number] = {
                name: value for name, value in zip(names, values, strict=False) if name != _NUMBER
            }
    except (sqlite3.Error, UnicodeDecodeError, MemoryError):
        return False
    return True


def _names(named: list[str], table: Table) -> list[str]:
    """Trusts the damaged file's column names only if they are the schema's."""
    ours = [column.name for column in table.columns]
    return named if set(named) <= set(ours) else ours


def _read(path: Path) -> dict[str, SalvagedTable]:
    scratch = with_suffix(path, ".salvage")
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(mode=0o700)
    try:
        # Not beside the damaged file: a start that is killed here must not find an empty store to install.
        sample = scratch / "empty.db"
        build_empty_store(sample)
        return salvage_tables(path, USER_TABLES, finished_path(sample), scratch)
    finally:
        # The next recovery removes what stays; a failure here must not hide the result.
        shutil.rmtree(scratch, ignore_errors=True)


def _build(path: Path, found: dict[str, SalvagedTable]) -> tuple[int, int, int, int]:
    """Builds a complete store at `finished_path(path)`; returns the number of entries, drafts, history rows, settings."""
    part = unfinished_path(path)
    remove_with_companions(part)
    remove_with_companions(finished_path(path))
    create_private(part)
    with new_store_file(part) as db:
        migrate(db, part)
        db.execute("BEGIN IMMEDIATE")
        entries, drafts, history, local = (_fill(db, name, found.get(name)) for name in _COUNTED)
        _fill(db, _RANKS, found.get(_RANKS))
        move_local_values(db)
        _mark_outcomes_unknown(db)
        db.execute("COMMIT")
    rename_durably(part, finished_path(path))
    return entries, drafts, history, local


_COUNTED = USER_TABLES[:-1]


def _fill(db: sqlite3.Connection, table: str, found: SalvagedTable | None) -> int:
    """Inserts row by row; a row that does not match its columns is skipped."""
    taken = 0
    for row in found.rows if found else []:
        names = ", ".join(row)
        marks = ", ".join("?" * len(row))
        try:
            taken += db.execute(
                f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({marks})",  # noqa: S608 - names are our schema's
                tuple(row.values()),
            ).rowcount
        except sqlite3.IntegrityError:
            continue
    return taken


def _mark_outcomes_unknown(db: sqlite3.Connection) -> None:
    """The damaged file may be an older state of itself: what it calls unsent may have been sent since."""
    db.execute(
        "UPDATE outbox SET state = ? WHERE state IN (?, ?)",
        (State.OUTCOME_UNKNOWN, State.PENDING, State.IN_FLIGHT),
    )
