"""Damages the file of a store that is open."""

import sqlite3
from contextlib import closing
from pathlib import Path

from kanbert_desktop.store.connection import PAGE_BYTES
from kanbert_desktop.store.database import Store
from support.damaged_store import random_bytes


def flip_bytes_of(store: Store, tree: str) -> None:
    """Overwrites the root page of a table or index; the next query reads it from the disk."""
    assert store.flush(30)
    with closing(sqlite3.connect(store.path, isolation_level=None)) as db:
        busy, _, _ = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        assert not busy
        (root,) = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (tree,)).fetchone()
        _overwrite(store.path, root)
        # A commit makes readers drop the pages that they hold.
        db.execute("INSERT OR REPLACE INTO meta VALUES ('damaged by', 'a test')")


def _overwrite(path: Path, page: int) -> None:
    with path.open("r+b") as file:
        file.seek((page - 1) * PAGE_BYTES)
        file.write(random_bytes(PAGE_BYTES))
