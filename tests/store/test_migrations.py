"""Migrations from one schema version to the next."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kanbert_desktop.store.migrations import NEWEST_VERSION, backups, is_old, migrate

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


def test_an_old_file_is_known_by_its_first_bytes(db: sqlite3.Connection, profile: Path) -> None:
    path = profile / "store.db"
    for version, is_it_old in ((0, False), (1, True), (NEWEST_VERSION - 1, True), (NEWEST_VERSION, False)):
        db.execute(f"PRAGMA user_version = {version}")
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        assert is_old(path) is is_it_old
    db.execute(f"PRAGMA user_version = {NEWEST_VERSION + 1}")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert not is_old(path), "a newer program's file is refused, not updated"


@pytest.mark.parametrize("content", [None, b"", b"x" * 100], ids=["missing", "empty", "of something else"])
def test_what_is_no_store_is_not_old(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "store.db"
    if content is not None:
        path.write_bytes(content)
    assert not is_old(path)
