"""The whole file is checked while it is in use: what opening it left out, and the counts of cards."""

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from kanbert_desktop.domain.errors import StoreError
from kanbert_desktop.store import base, cards, outbox
from kanbert_desktop.store.background_check import BackgroundCheck, FileState
from kanbert_desktop.store.base import Kind
from kanbert_desktop.store.connection import PAGE_BYTES
from kanbert_desktop.store.database import Store, open_store
from kanbert_desktop.store.files import is_suspect
from kanbert_desktop.sync.batch_writer import index_text_of_rows
from kanbert_desktop.sync.card_columns import columns_of_row
from support.damaged_store import ENTRIES, Sample, end, random_bytes, start

TREES = ["base", "cards", "cards_by_due", "cards_by_key", "sqlite_autoindex_base_1", "search_titles_data"]


def open_indexed(path: Path) -> Store:
    store = open_store(path, read=columns_of_row).store
    store.index_with(index_text_of_rows, columns_of_row)
    store.build_index(index_text_of_rows)
    assert store.flush(30)
    return store


@pytest.fixture
def filled(path: Path, sample: Sample) -> bytes:
    """A closed store with a user's work, and cards in all tables."""
    path.parent.mkdir(parents=True)
    path.write_bytes(sample.closed)
    assert open_indexed(path).close()
    return path.read_bytes()


def with_root_lost(path: Path, data: bytes, tree: str) -> bytes:
    with closing(sqlite3.connect(path)) as db:
        (root,) = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (tree,)).fetchone()
    return data[: (root - 1) * PAGE_BYTES] + random_bytes(PAGE_BYTES) + data[root * PAGE_BYTES :]


def test_a_sound_file_passes(path: Path, filled: bytes) -> None:
    assert filled
    opened = open_store(path)
    assert BackgroundCheck(path).run() is FileState.SOUND
    assert not is_suspect(path)
    assert opened.store.close()


@pytest.mark.parametrize("tree", TREES)
def test_damage_that_opening_leaves_out_is_found_and_recovered_at_the_next_start(
    path: Path, filled: bytes, tree: str
) -> None:
    opened = start(path, with_root_lost(path, filled, tree))
    assert opened.recovery is None
    assert len(outbox.entries(opened.store.read())) == ENTRIES
    assert BackgroundCheck(path).run() is FileState.DAMAGED
    assert opened.store.close()
    again = open_store(path)
    assert again.recovery is not None
    assert again.recovery.is_complete
    assert len(end(again)) == ENTRIES


def test_a_falsified_count_is_found(path: Path, filled: bytes) -> None:
    assert filled
    store = open_indexed(path)
    store.write(lambda db: db.execute("UPDATE counts SET n = n + 1").rowcount).result(30)
    assert BackgroundCheck(path).run() is FileState.MISCOUNTED
    store.write(lambda db: cards.fill(db, columns_of_row)).result(30)
    assert BackgroundCheck(path).run() is FileState.SOUND
    assert store.close()


def test_a_stopped_check_decides_nothing(path: Path, filled: bytes) -> None:
    opened = start(path, with_root_lost(path, filled, "base"))
    check = BackgroundCheck(path)
    check.stop()
    assert check.run() is FileState.UNKNOWN
    assert not is_suspect(path)
    assert opened.store.close()


def test_damage_that_a_query_meets_is_reported(path: Path, filled: bytes) -> None:
    store = start(path, with_root_lost(path, filled, "base")).store
    met: list[bool] = []

    def answer_empty() -> bool:
        met.append(True)
        return True

    store.watch_damage(answer_empty)
    assert base.rows(store.read(), Kind.CARD) == []
    assert met
    assert len(outbox.entries(store.read())) == ENTRIES
    assert store.close()


def test_where_queries_raise_they_do_so_from_the_first_damage_on(path: Path, filled: bytes) -> None:
    store = start(path, with_root_lost(path, filled, "base")).store
    store.watch_damage(lambda: False)
    assert len(outbox.entries(store.read())) == ENTRIES
    with pytest.raises(StoreError, match="store_damaged"):
        base.rows(store.read(), Kind.CARD)
    with pytest.raises(StoreError, match="store_damaged"):
        store.read()
    assert store.close()


def test_damage_that_a_write_meets_is_reported_too(path: Path, filled: bytes) -> None:
    store = start(path, with_root_lost(path, filled, "sqlite_autoindex_base_1")).store
    reported = threading.Event()

    def note() -> bool:
        reported.set()
        return True

    store.watch_damage(note)
    row = base.BaseRow(Kind.CARD, "7", "7", "b1", b"{}")
    with pytest.raises(StoreError, match="store_damaged"):
        store.write(lambda db: base.put_rows(db, [row])).result(30)
    assert reported.is_set()
    assert store.close()


def test_an_unclean_end_is_seen_at_the_next_opening(path: Path, sample: Sample) -> None:
    first = start(path, sample.database, sample.wal)
    assert not first.ended_cleanly
    assert first.store.close()
    second = open_store(path)
    assert second.ended_cleanly
    assert second.store.close()
