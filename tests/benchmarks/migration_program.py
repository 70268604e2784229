"""Measured program: migrates a store; beside it the least that any migration does with the same rows."""

import json
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

from benchmarks.reporting import write_report
from benchmarks.stopwatch import Stopwatch
from kanbert_desktop.store.database import open_store
from kanbert_desktop.store.migrations import NEWEST_VERSION

FIELDS = ("id", "title", "status", "due_date", "parent_task_id", "updated_at", "created_at")


def main(path: Path) -> None:
    bare = path.with_name("bare.db")
    stopwatch = Stopwatch()
    copy_rows(path, bare)
    floor = stopwatch.read()
    stopwatch = Stopwatch()
    store = open_store(path).store
    took = stopwatch.read()
    (version,) = store.read().execute("PRAGMA user_version").fetchone()
    assert version == NEWEST_VERSION
    assert store.close(60)
    write_report({"ours": took, "bare": floor})


def copy_rows(path: Path, target: Path) -> None:
    """A backup, then one pass over all cards."""
    with closing(sqlite3.connect(path)) as old, closing(sqlite3.connect(target, isolation_level=None)) as new:
        old.backup(new)
        new.execute(f"CREATE TABLE plain_cards ({', '.join(FIELDS)})")
        new.execute("BEGIN")
        cards = (json.loads(raw) for (raw,) in old.execute("SELECT raw FROM base WHERE kind = 'card'"))
        rows = (tuple(card[name] for name in FIELDS) for card in cards)
        marks = ", ".join("?" * len(FIELDS))
        new.executemany(f"INSERT INTO plain_cards VALUES ({marks})", rows)  # noqa: S608  our own marks
        new.execute("CREATE INDEX plain_by_due ON plain_cards (status, due_date, title)")
        new.execute("COMMIT")


main(Path(sys.argv[1]))
