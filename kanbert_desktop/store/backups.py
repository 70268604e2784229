"""Copies of a store from before it is changed for good: the last three are kept."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from kanbert_desktop.store.connections import building
from kanbert_desktop.store.durable_files import put_in_place
from kanbert_desktop.store.files import (
    COMPANIONS,
    create_private,
    remove,
    unfinished,
    with_suffix,
)

Extract = Callable[[sqlite3.Connection, sqlite3.Connection], None]
"""From the store into an empty file."""
KEPT = 3
WHOLE_BYTES = 64 << 20
"""A larger file is copied without what the server can tell again: a start does not wait for that."""


def back_up(db: sqlite3.Connection, path: Path, version: int, extract: Extract) -> Path:
    """A store of `version` beside the store: a whole copy, or what `extract` takes over from a very large one.

    By SQLite's own backup: copying the file would lose what is still in its log. A copy that was cut off never
    bears a backup's name.
    """
    target = _free_name(path, version)
    part = unfinished(target)
    for left in path.parent.glob(f"{path.stem}-backup-*.part"):
        remove(left)
    create_private(part)
    try:
        if path.stat().st_size <= WHOLE_BYTES:
            with closing(sqlite3.connect(part)) as copy:
                db.backup(copy)
        else:
            with building(part) as copy:
                extract(db, copy)
    except BaseException:
        remove(part)
        raise
    put_in_place(part, target)
    prune(path)
    return target


def backups(path: Path) -> list[Path]:
    """The newest first."""
    found = (file for file in path.parent.glob(f"{path.stem}-backup-*{path.suffix}"))
    return sorted(found, key=lambda file: (file.stat().st_mtime_ns, file.name), reverse=True)


def prune(path: Path) -> None:
    for old in backups(path)[KEPT:]:
        for suffix in ("", *COMPANIONS):
            with_suffix(old, suffix).unlink(missing_ok=True)


def _free_name(path: Path, version: int) -> Path:
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    names = (f"{path.stem}-backup-v{version}-{stamp}{again}{path.suffix}" for again in ("", *_repeats()))
    return next(place for place in map(path.with_name, names) if not place.exists())


def _repeats() -> list[str]:
    return [f"-{number}" for number in range(2, 100)]
