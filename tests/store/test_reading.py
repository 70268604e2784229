"""A store that is read as it is: nothing is written, and everything unusual is left to `open_store`."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kanbert_desktop.domain.errors import StoreError
from kanbert_desktop.store import base
from kanbert_desktop.store.base import BaseRow, Kind
from kanbert_desktop.store.database import Store, open_store
from kanbert_desktop.store.files import has_log, mark_suspect
from kanbert_desktop.store.migrations import NEWEST_VERSION
from kanbert_desktop.store.reading import ReadingStore, open_for_reading


def put(store: Store, *ids: str) -> None:
    rows = [BaseRow(Kind.BOARD, id_, id_, "", b"{}") for id_ in ids]
    store.write(lambda db: base.put_rows(db, rows)).result(60)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Written and closed."""
    store = open_store(tmp_path / "store.db").store
    put(store, "b1")
    assert store.close()
    return tmp_path / "store.db"


@pytest.fixture
def reading(path: Path) -> Iterator[ReadingStore]:
    store = open_for_reading(path)
    assert store is not None
    yield store
    store.close()


def boards(store: Store) -> list[str]:
    return [row.id for row in base.rows(store.read(), Kind.BOARD)]


def test_what_another_connection_commits_is_seen_at_once(path: Path, reading: ReadingStore) -> None:
    assert boards(reading) == ["b1"]
    writing = open_store(path).store
    put(writing, "b2")
    assert boards(reading) == ["b1", "b2"]
    assert writing.close()


def test_the_file_stays_as_it_is_and_only_an_empty_log_stays_beside_it(path: Path) -> None:
    """Only a connection that may write removes the log: this one could remove that of another file by then."""
    before = path.read_bytes()
    store = open_for_reading(path)
    assert store is not None
    assert boards(store) == ["b1"]
    assert store.close()
    assert path.read_bytes() == before
    assert not has_log(path)
    assert open_store(path).store.close()
    assert list(path.parent.iterdir()) == [path]


def test_a_log_of_a_killed_process_is_read_and_left_there(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA wal_autocheckpoint = 0")
        db.execute("INSERT INTO base (kind, id, key, place, raw) VALUES ('board', 'b2', 'b2', '', x'7b7d')")
        for suffix in ("", "-wal"):
            source = path.with_name(path.name + suffix)
            (path.parent / "killed").mkdir(exist_ok=True)
            (path.parent / "killed" / source.name).write_bytes(source.read_bytes())
    killed = path.parent / "killed" / path.name
    log = killed.with_name(f"{killed.name}-wal").read_bytes()
    before = killed.read_bytes()
    store = open_for_reading(killed)
    assert store is not None
    assert boards(store) == ["b1", "b2"]
    store.close()
    assert killed.read_bytes() == before
    assert killed.with_name(f"{killed.name}-wal").read_bytes() == log


def test_nothing_can_be_written(reading: ReadingStore) -> None:
    with pytest.raises(sqlite3.OperationalError):
        reading.read().execute("DELETE FROM base")
    with pytest.raises(StoreError, match="store_closed"):
        reading.write(lambda db: base.set_meta(db, "me", "x")).result(60)
    assert reading.is_read_only
    assert reading.flush(1.0)


def test_a_missing_file_is_left_to_the_ordinary_way(tmp_path: Path) -> None:
    assert open_for_reading(tmp_path / "store.db") is None
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("version", [0, NEWEST_VERSION - 1, NEWEST_VERSION + 1])
def test_a_file_of_another_version_is_left_to_the_ordinary_way(path: Path, version: int) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute(f"PRAGMA user_version = {version}")
    assert open_for_reading(path) is None


@pytest.mark.parametrize(
    ("start", "content"), [(0, b""), (0, bytes(100)), (18, b"\x09\x09"), (100, bytes(2000))], ids=str
)
def test_a_damaged_file_is_left_to_the_ordinary_way(path: Path, start: int, content: bytes) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[:start] + content + whole[start + len(content) :] if content else b"")
    assert open_for_reading(path) is None


def test_a_suspect_file_is_left_to_the_ordinary_way(path: Path) -> None:
    mark_suspect(path)
    assert open_for_reading(path) is None


def test_a_file_with_an_interrupted_change_is_left_to_the_ordinary_way(path: Path) -> None:
    path.with_name(f"{path.name}-journal").write_bytes(b"x")
    assert open_for_reading(path) is None
