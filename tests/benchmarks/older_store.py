"""Turns a store into one that a released version left behind, with the same rows."""

import sqlite3
from contextlib import closing
from pathlib import Path

from kanbert_desktop.store.migrations import NEWEST_VERSION
from support.released_stores import VERSIONS, downgrade_to, schema_of

WITH_SEARCH = 3
"""The first version with a search index. From there on a store is downgraded by dropping what came later."""


def older_versions(newest: int = NEWEST_VERSION) -> list[int]:
    """Released versions that a start today migrates."""
    return [version for version in VERSIONS if version < newest]


def downgrade(path: Path, version: int) -> None:
    """The store at `path` is closed."""
    if version < WITH_SEARCH:
        downgrade_to(path, version)
        return
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        _drop_later(db, _names_of(version))
        db.execute(f"PRAGMA user_version = {version}")


def _names_of(version: int) -> set[str]:
    """The tables, indices and triggers of that version, with those that SQLite made for them."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        db.executescript(schema_of(version))
        return {name for (name,) in db.execute("SELECT name FROM sqlite_schema")}


def _drop_later(db: sqlite3.Connection, known: set[str]) -> None:
    """Triggers first: dropping a table must not run one."""
    for kind in ("trigger", "index", "table"):
        asked = "SELECT name FROM sqlite_schema WHERE type = ? AND sql IS NOT NULL"
        for (name,) in db.execute(asked, (kind,)).fetchall():
            if name not in known:
                db.execute(f'DROP {kind} IF EXISTS "{name}"')
