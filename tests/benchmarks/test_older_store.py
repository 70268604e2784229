"""Stores of released versions for the migration's figure."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from benchmarks.older_store import downgrade, older_versions
from kanbert_desktop.store import base
from kanbert_desktop.store.base import BaseRow, Kind
from kanbert_desktop.store.database import open_store
from kanbert_desktop.store.migrations import NEWEST_VERSION
from support.released_stores import VERSIONS, open_released_store

ROW = BaseRow(Kind.BOARD, "b1", "", "", b'{"id": "b1", "title": "Website"}')


def names(path: Path) -> set[tuple[str, str]]:
    with closing(sqlite3.connect(path)) as db:
        return set(db.execute("SELECT type, name FROM sqlite_schema"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed store with one row."""
    path = tmp_path / "account" / "store.db"
    store = open_store(path).store
    store.write(lambda db: base.put_rows(db, [ROW])).result()
    assert store.close(60)
    return path


def test_versions_before_the_newest_are_migrated() -> None:
    assert older_versions(NEWEST_VERSION) == [version for version in VERSIONS if version < NEWEST_VERSION]
    assert older_versions(VERSIONS[-1] + 1) == VERSIONS


@pytest.mark.parametrize("version", VERSIONS)
def test_a_downgraded_store_has_the_tables_of_that_version(path: Path, tmp_path: Path, version: int) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("CREATE TABLE later (number INTEGER PRIMARY KEY) STRICT")
        db.execute("CREATE INDEX later_index ON base (raw)")
        db.execute("CREATE TRIGGER later_trigger AFTER INSERT ON base BEGIN DELETE FROM later; END")
    downgrade(path, version)
    released = tmp_path / "released.db"
    with closing(sqlite3.connect(released)) as db:
        db.executescript(open_released_store(version))
    assert names(path) == names(released)


@pytest.mark.parametrize("version", VERSIONS)
def test_a_downgraded_store_is_opened_with_its_rows(path: Path, version: int) -> None:
    downgrade(path, version)
    opened = open_store(path)
    assert opened.recovery is None
    assert base.rows(opened.store.read(), Kind.BOARD) == [ROW]
    assert opened.store.read().execute("PRAGMA user_version").fetchone() == (NEWEST_VERSION,)
    assert opened.store.close(60)
