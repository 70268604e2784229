"""What is done about a damaged file: a new one with everything the person wrote that can still be read."""

import shutil
import sqlite3
from pathlib import Path
from typing import NamedTuple

from kanbert_desktop.domain.changes import State
from kanbert_desktop.store.connections import building
from kanbert_desktop.store.durable_files import put_in_place
from kanbert_desktop.store.files import (
    create_private,
    finished,
    install,
    put_aside,
    remove,
    unfinished,
    with_suffix,
)
from kanbert_desktop.store.migrations import PERSONS_TABLES, migrate
from kanbert_desktop.store.salvage import Salvaged, salvage


class Rescue(NamedTuple):
    """What was taken over from a damaged file, and where that file lies now.

    `whole` says that every table of the person was read to its end; what the server knows is fetched again.
    """

    moved_to: Path
    entries: int
    drafts: int
    history: int
    local: int
    whole: bool


def rescue(path: Path) -> Rescue:
    """A crash at any step leaves the damaged file in place, or the finished new one waiting (`files.install`)."""
    found = _read(path)
    counts = _build(path, found)
    moved_to = put_aside(path)
    install(path)
    return Rescue(moved_to, *counts, whole=all(table.whole for table in found.values()))


def build_empty(path: Path) -> None:
    """Leaves it at `finished(path)`."""
    _build(path, {})


def _read(path: Path) -> dict[str, Salvaged]:
    scratch = with_suffix(path, ".salvage")
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(mode=0o700)
    try:
        # Not beside the damaged one: a start that is killed here must find no empty store waiting to take its place.
        sample = scratch / "empty.db"
        build_empty(sample)
        return salvage(path, PERSONS_TABLES, finished(sample), scratch)
    finally:
        # What stays is removed by the next rescue; it must not hide what became of this one.
        shutil.rmtree(scratch, ignore_errors=True)


def _build(path: Path, found: dict[str, Salvaged]) -> tuple[int, int, int, int]:
    """Leaves a whole store at `finished(path)`; gives the number of entries, drafts, history rows, choices."""
    part = unfinished(path)
    remove(part)
    remove(finished(path))
    create_private(part)
    with building(part) as db:
        migrate(db, part)
        db.execute("BEGIN IMMEDIATE")
        entries, drafts, history, local = (_fill(db, name, found.get(name)) for name in PERSONS_TABLES)
        _doubt(db)
        db.execute("COMMIT")
    put_in_place(part, finished(path))
    return entries, drafts, history, local


def _fill(db: sqlite3.Connection, table: str, found: Salvaged | None) -> int:
    """Row by row: one that is not what its column promises is left out, the next one is taken."""
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


def _doubt(db: sqlite3.Connection) -> None:
    """The damaged file may be an old state of itself: what it calls unsent may have been sent since."""
    db.execute(
        "UPDATE outbox SET state = ? WHERE state IN (?, ?)", (State.UNCLEAR, State.PENDING, State.IN_FLIGHT)
    )
