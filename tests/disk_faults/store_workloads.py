"""Workloads on one store: a start, and what earlier versions did."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from kanbert_desktop.domain.errors import KanbertError
from kanbert_desktop.store import local
from kanbert_desktop.store.database import open_store

Report = Callable[[dict[str, Any]], None]


def start(report: Report, root: Path) -> int:
    """Opens and closes it; reports the error's key, or the drafts."""
    try:
        opened = open_store(root / "store.db")
    except KanbertError as error:
        report({"error": error.key})
        return 7
    report({"drafts": local.drafts(opened.store.read())})
    return 0 if opened.store.close() else 7


def switch_to_wal(_tell: Report, root: Path) -> int:
    """As every start did in earlier versions, on a file that was built without a write-ahead log."""
    with closing(sqlite3.connect(root / "store.db", isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = FULL")
        db.execute("PRAGMA user_version").fetchone()
    return 0
