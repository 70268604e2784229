"""Looking at an account's file without touching it: is it sound, and what does it hold that cannot be read here?"""

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from kanbert_desktop.domain.errors import StoreBroken
from kanbert_desktop.store import outbox
from kanbert_desktop.store.connections import connect_looking, connect_untouched
from kanbert_desktop.store.failures import broken, unreachable
from kanbert_desktop.store.files import copy_with_logs, has_journal, has_log
from kanbert_desktop.store.inspection import Damaged, examine
from kanbert_desktop.store.migrations import NEWEST


def unreadable_rows(db: sqlite3.Connection) -> list[dict[str, object]]:
    """The outbox's rows that a newer version wrote, or that are damaged; by column."""
    wanted = {row.id for row in outbox.unreadable(db)}
    found = db.execute("SELECT * FROM outbox ORDER BY seq")
    names = [column[0] for column in found.description]
    rows = (dict(zip(names, row, strict=True)) for row in found)
    return [{name: _plain(value) for name, value in row.items()} for row in rows if row["id"] in wanted]


def _plain(value: object) -> object:
    return value.decode("utf-8", "backslashreplace") if isinstance(value, bytes) else value


@dataclass(frozen=True, slots=True)
class Health:
    """`problem` is an error key, None where the file is sound.

    `unreadable` counts the rows that this version cannot read, None where they cannot be counted.
    """

    bytes: int
    problem: str | None = None
    unreadable: int | None = None


def look_at(path: Path, *, in_use: bool) -> Health:
    """Reads the whole file and changes nothing beside or in it; `in_use`: another process has it open."""
    try:
        size = path.stat().st_size
        with _opened(path, in_use=in_use) as db:
            return _health(db, path, size)
    except OSError as error:
        return Health(0, unreachable(error, path).key)
    except (Damaged, UnicodeDecodeError):
        return Health(size, "store_damaged")
    except StoreBroken as error:
        return Health(size, error.key)
    except sqlite3.Error as error:
        told = broken(error, path)
        return Health(size, told.key if told is not None else "store_damaged")


def _health(db: sqlite3.Connection, path: Path, size: int) -> Health:
    """Judged as a start would judge it."""
    examine(db, path, thorough=True)
    version: int = db.execute("PRAGMA user_version").fetchone()[0]
    # Columns that are missing yet come with the next start.
    return Health(size, None, len(outbox.unreadable(db)) if version == NEWEST else None)


@contextmanager
def _opened(path: Path, *, in_use: bool) -> Iterator[sqlite3.Connection]:
    """Beside whoever has it open; alone without a trace; what a crash left in the log is read from a copy."""
    if in_use:
        with closing(connect_looking(path)) as db:
            yield db
    elif has_log(path) or has_journal(path):
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / path.name
            copy_with_logs(path, copy)
            with closing(sqlite3.connect(copy)) as db:
                yield db
    else:
        with closing(connect_untouched(path)) as db:
            yield db
