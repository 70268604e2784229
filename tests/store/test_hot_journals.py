"""A rollback journal beside the store: of an older version, of another file, or damaged."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from kanbert_desktop.domain.errors import StoreError
from kanbert_desktop.store import outbox
from kanbert_desktop.store.connection import PAGE_BYTES
from kanbert_desktop.store.database import open_store
from kanbert_desktop.store.integrity import check_health
from kanbert_desktop.store.migrations import NEWEST_VERSION
from support.damaged_store import ENTRIES, Sample, end, entry, random_bytes
from support.small_disk import fill_up, small_disk


def journal_of(path: Path) -> Path:
    return path.with_name(f"{path.name}-journal")


def cut_off(path: Path, *statements: str) -> None:
    """The database at `path` in the middle of a change.

    Pages of it are written, and the former ones are in the journal.
    """
    working = path.with_name("working.db")
    path.rename(working)
    with closing(sqlite3.connect(working, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode = DELETE")
        # So small that pages are written before the end.
        db.execute("PRAGMA cache_size = 1")
        db.execute("BEGIN IMMEDIATE")
        for statement in statements:
            db.execute(statement)
        shutil.copyfile(working, path)
        shutil.copyfile(journal_of(working), journal_of(path))
        db.execute("ROLLBACK")
    working.unlink()
    assert journal_of(path).stat().st_size > 0


@pytest.fixture
def cut_off_store(path: Path, sample: Sample) -> Path:
    path.parent.mkdir(parents=True)
    path.write_bytes(sample.closed)
    cut_off(path, "DELETE FROM outbox", "DELETE FROM drafts", "DELETE FROM base")
    return path


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_a_change_that_was_cut_off_is_rolled_back_before_anything_is_judged(cut_off_store: Path) -> None:
    opened = open_store(cut_off_store)
    assert opened.recovery is None
    assert end(opened) == [entry(number) for number in range(ENTRIES)]
    assert [file.name for file in cut_off_store.parent.iterdir()] == ["store.db"]


def test_a_health_check_from_outside_finds_it_sound_and_touches_nothing(cut_off_store: Path) -> None:
    before = contents(cut_off_store.parent)
    health = check_health(cut_off_store, in_use=False)
    assert (health.problem, health.unreadable) == (None, 0)
    assert contents(cut_off_store.parent) == before


def test_a_newer_versions_file_with_its_journal_is_refused_and_not_touched(
    path: Path, sample: Sample
) -> None:
    path.parent.mkdir(parents=True)
    path.write_bytes(sample.closed)
    with closing(sqlite3.connect(path)) as db:
        db.execute(f"PRAGMA user_version = {NEWEST_VERSION + 1}")
    cut_off(path, "DELETE FROM outbox", "DELETE FROM base")
    before = contents(path.parent)
    with pytest.raises(StoreError) as caught:
        open_store(path)
    assert caught.value.key == "store_from_the_future"
    assert contents(path.parent) == before


def test_the_journal_of_another_file_loses_no_user_data(path: Path, sample: Sample, profile: Path) -> None:
    other = profile / "other.db"
    with closing(sqlite3.connect(other, isolation_level=None)) as db:
        db.execute("PRAGMA page_size = 8192")
        db.execute("CREATE TABLE bookmarks (url)")
        db.executemany("INSERT INTO bookmarks VALUES (?)", [("http://x" * 500,)] * 200)
    cut_off(other, "DELETE FROM bookmarks")
    path.parent.mkdir(parents=True)
    path.write_bytes(sample.closed)
    shutil.copyfile(journal_of(other), journal_of(path))
    opened = open_store(path)
    assert {one.id for one in end(opened)} >= {entry(number).id for number in range(ENTRIES)}


def test_a_journal_of_noise_costs_nothing(path: Path, sample: Sample) -> None:
    path.parent.mkdir(parents=True)
    path.write_bytes(sample.closed)
    journal_of(path).write_bytes(random_bytes(20_000))
    opened = open_store(path)
    assert opened.recovery is None
    assert len(end(opened)) == ENTRIES


def test_a_damaged_store_with_a_journal_is_recovered_to_the_state_before_the_interrupted_change(
    cut_off_store: Path, sample: Sample
) -> None:
    # A page that the change had not reached: no journal contains it.
    page = _first_page_of("history", sample, cut_off_store.with_name("sound.db"))
    with cut_off_store.open("r+b") as file:
        file.seek((page - 1) * PAGE_BYTES)
        file.write(random_bytes(PAGE_BYTES))
    opened = open_store(cut_off_store)
    assert opened.recovery is not None
    assert journal_of(opened.recovery.moved_to).exists()
    assert {one.id for one in end(opened)} >= {entry(number).id for number in range(ENTRIES)}


def _first_page_of(table: str, sample: Sample, place: Path) -> int:
    place.write_bytes(sample.closed)
    with closing(sqlite3.connect(place)) as db:
        page: int = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,)).fetchone()[0]
    place.unlink()
    return page


def test_without_room_for_a_trial_copy_the_files_stay_unchanged(sample: Sample) -> None:
    with small_disk(8 << 20) as disk:
        path = disk / "store.db"
        path.write_bytes(sample.closed)
        cut_off(path, "DELETE FROM outbox", "DELETE FROM base")
        before = contents(disk)
        ballast = fill_up(disk)
        opened = open_store(path)
        assert opened.error is not None
        assert opened.error.key == "disk_full"
        assert len(outbox.entries(opened.store.read())) == ENTRIES
        assert opened.store.close()
        ballast.unlink()
        assert contents(disk) == before
        assert len(end(open_store(path))) == ENTRIES
