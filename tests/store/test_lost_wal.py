"""The write-ahead log only: lost, damaged, or of another file."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from kanbert_desktop.store.connection import PAGE_BYTES
from kanbert_desktop.store.database import open_store
from support.damaged_store import ENTRIES, Sample, end, entry, random_bytes, start


def test_a_lost_log_takes_what_it_held_and_nothing_else(path: Path, sample: Sample) -> None:
    assert end(start(path, sample.database)) == []


def test_what_is_only_in_the_log_is_there_after_a_crash(path: Path, sample: Sample) -> None:
    opened = start(path, sample.database, sample.wal)
    assert opened.recovery is None
    assert end(opened) == [entry(number) for number in range(ENTRIES)]


@pytest.mark.parametrize(
    "database",
    [lambda _sample: b"", lambda sample: bytes(PAGE_BYTES) + sample.database[PAGE_BYTES:]],
    ids=["emptied", "lost first page"],
)
def test_what_is_only_in_the_log_is_recovered_from_it(
    path: Path, sample: Sample, database: Callable[[Sample], bytes]
) -> None:
    opened = start(path, database(sample), sample.wal)
    assert end(opened)[ENTRIES - 1].id == entry(ENTRIES - 1).id
    assert opened.recovery is None or opened.recovery.is_complete


def test_a_log_without_its_database_is_recovered(path: Path, sample: Sample) -> None:
    path.parent.mkdir(parents=True)
    path.with_name("store.db-wal").write_bytes(sample.wal)
    opened = open_store(path)
    assert opened.recovery is not None
    assert opened.recovery.entries == ENTRIES
    assert (
        opened.recovery.moved_to.with_name(opened.recovery.moved_to.name + "-wal").read_bytes() == sample.wal
    )
    assert len(end(opened)) == ENTRIES


def test_a_damaged_log_costs_only_what_it_held(path: Path, sample: Sample) -> None:
    opened = start(path, sample.closed, random_bytes(100_000))
    assert end(opened) == [entry(number) for number in range(ENTRIES)]


def test_the_log_of_another_file_loses_no_user_data(path: Path, sample: Sample, profile: Path) -> None:
    other = profile / "other.db"
    with closing(sqlite3.connect(other)) as db:
        db.execute("PRAGMA journal_mode = WAL")
        db.executescript("CREATE TABLE bookmarks (url); INSERT INTO bookmarks VALUES ('http://x')")
        log = other.with_name("other.db-wal").read_bytes()
    opened = start(path, sample.closed, log)
    assert len(end(opened)) == ENTRIES
