"""Migrations from one schema version to the next."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kanbert_desktop.store.migrations import backups, migrate

ONE = ("CREATE TABLE words (word TEXT)", "INSERT INTO words VALUES ('old')")
TWO = ("ALTER TABLE words ADD COLUMN more TEXT", "UPDATE words SET more = 'new'")
BROKEN = ("UPDATE words SET word = 'half'", "INSERT INTO nowhere VALUES (1)")


@pytest.fixture
def db(profile: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(profile / "store.db", isolation_level=None)) as connection:
        yield connection


def version(db: sqlite3.Connection) -> int:
    number: int = db.execute("PRAGMA user_version").fetchone()[0]
    return number


def test_steps_are_taken_once_each(db: sqlite3.Connection, profile: Path) -> None:
    for _ in range(2):
        migrate(db, profile / "store.db", [ONE, TWO])
    assert version(db) == 2
    assert db.execute("SELECT * FROM words").fetchall() == [("old", "new")]
    assert [file.name for file in profile.iterdir()] == ["store.db"]


def test_an_old_file_is_copied_with_its_log_before_it_is_changed(
    db: sqlite3.Connection, profile: Path
) -> None:
    db.execute("PRAGMA journal_mode = WAL")
    migrate(db, profile / "store.db", [ONE])
    migrate(db, profile / "store.db", [ONE, TWO])
    (backup,) = backups(profile / "store.db")
    assert backup.name.startswith("store-backup-v1-")
    assert backup.stat().st_mode & 0o777 == 0o600
    with closing(sqlite3.connect(backup)) as copy:
        assert version(copy) == 1
        assert copy.execute("SELECT * FROM words").fetchall() == [("old",)]


def test_a_step_that_fails_leaves_the_file_as_it_was(db: sqlite3.Connection, profile: Path) -> None:
    migrate(db, profile / "store.db", [ONE])
    with pytest.raises(sqlite3.OperationalError, match="nowhere"):
        migrate(db, profile / "store.db", [ONE, BROKEN])
    assert version(db) == 1
    assert db.execute("SELECT * FROM words").fetchall() == [("old",)]
