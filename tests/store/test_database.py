"""Opening the file: created privately, rejected clearly, left unchanged."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from kanbert_desktop.domain.changes import Entry
from kanbert_desktop.domain.errors import StoreError
from kanbert_desktop.store import local, outbox
from kanbert_desktop.store.database import Store, open_store
from kanbert_desktop.store.files import finished_path, unfinished_path


def value(db: sqlite3.Connection, pragma: str) -> object:
    return db.execute(f"PRAGMA {pragma}").fetchone()[0]


def test_everything_created_is_for_its_owner_only(store: Store, path: Path) -> None:
    store.write(lambda db: local.save_draft(db, "a", "b")).result(30)
    for folder in (path.parent, path.parent.parent):
        assert folder.stat().st_mode & 0o777 == 0o700
    files = sorted(path.parent.iterdir())
    assert [file.name for file in files] == ["store.db", "store.db-shm", "store.db-wal"]
    assert {file.stat().st_mode & 0o777 for file in files} == {0o600}


def test_a_commit_is_on_the_disk(store: Store) -> None:
    writing = store._writer._db
    assert value(writing, "journal_mode") == "wal"
    assert value(writing, "synchronous") == 2
    assert value(writing, "foreign_keys") == 1
    assert value(writing, "busy_timeout") == 5000


def test_the_next_start_finds_what_this_one_wrote(path: Path, make_entry: Callable[..., Entry]) -> None:
    first = open_store(path).store
    first.write(lambda db: outbox.append(db, make_entry(1)))
    assert first.close()
    assert [file.name for file in path.parent.iterdir()] == ["store.db"]
    again = open_store(path)
    assert again.recovery is None
    assert outbox.entries(again.store.read()) == [make_entry(1)]
    assert again.store.close()


def test_a_file_from_the_future_is_refused_and_not_touched(path: Path) -> None:
    assert open_store(path).store.close()
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA user_version = 49")
    before = path.read_bytes(), path.stat().st_mtime_ns
    with pytest.raises(StoreError) as caught:
        open_store(path)
    assert caught.value.key == "store_from_the_future"
    assert caught.value.parameters["version"] == 49
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert not [file for file in path.parent.iterdir() if "damaged" in file.name]


@pytest.mark.parametrize("left_behind", [b"", b"half a store"])
def test_a_first_start_that_was_cut_off_is_simply_repeated(path: Path, left_behind: bytes) -> None:
    path.parent.mkdir(parents=True)
    unfinished_path(path).write_bytes(left_behind)
    opened = open_store(path)
    assert opened.recovery is None
    assert opened.store.close()
    assert [file.name for file in path.parent.iterdir()] == ["store.db"]


def test_a_file_in_the_folders_place_is_explained(profile: Path) -> None:
    (profile / "accounts").write_text("I am no folder")
    with pytest.raises(StoreError) as caught:
        open_store(profile / "accounts" / "ab12" / "store.db")
    assert caught.value.key == "store_unreadable"


def test_a_new_store_that_waits_whole_is_put_in_place(path: Path) -> None:
    opened = open_store(path).store
    opened.write(lambda db: local.save_draft(db, "a", "rescued"))
    assert opened.close()
    path.rename(finished_path(path))
    again = open_store(path).store
    assert local.drafts(again.read()) == {"a": "rescued"}
    assert again.close()


def test_a_path_with_strange_letters_is_only_a_path(profile: Path) -> None:
    path = profile / "100% sure? #1 & ü" / "store.db"
    assert open_store(path).store.close()
    assert [file.name for file in path.parent.iterdir()] == ["store.db"]


def test_reading_during_a_long_write_does_not_wait(store: Store) -> None:
    def look_inside(db: sqlite3.Connection) -> dict[str, str]:
        local.save_draft(db, "a", "b")
        return local.drafts(store.read())

    assert store.write(look_inside).result(30) == {}
    assert local.drafts(store.read()) == {"a": "b"}
