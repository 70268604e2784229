"""A corpus of damaged files: each start works, reports what happened, and recovers what was physically present."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from kanbert_desktop.domain.errors import StoreError
from kanbert_desktop.store import base
from kanbert_desktop.store.base import Kind
from kanbert_desktop.store.connection import PAGE_BYTES
from kanbert_desktop.store.database import open_store
from support.damaged_store import DRAFTS, ENTRIES, HISTORY, LOCAL, Sample, end, entry, random_bytes, start

WHOLE_LOSSLESS: dict[str, Callable[[bytes], bytes]] = {
    "zeroed header": lambda data: bytes(100) + data[100:],
    "garbage header": lambda data: b"no database at all, sorry" * 4 + data[100:],
    "lost first page": lambda data: random_bytes(PAGE_BYTES) + data[PAGE_BYTES:],
    "cut within the server's rows": lambda data: data[: -10 * PAGE_BYTES],
    "cut within a page": lambda data: data[: -10 * PAGE_BYTES - 123],
    "wrong page size in the header": lambda data: data[:16] + b"\x02\x00" + data[18:],
    "tables forgotten": lambda data: data[:100] + bytes(8) + data[108:],
    "version forgotten": lambda data: data[:60] + bytes(4) + data[64:],
}


@pytest.mark.parametrize("damage", WHOLE_LOSSLESS.values(), ids=WHOLE_LOSSLESS.keys())
def test_damage_outside_the_persons_pages_costs_the_person_nothing(
    path: Path, sample: Sample, damage: Callable[[bytes], bytes]
) -> None:
    damaged = damage(sample.closed)
    opened = start(path, damaged)
    rescued = opened.recovery
    assert rescued is not None
    assert (rescued.entries, rescued.drafts, rescued.history, rescued.local) == (
        ENTRIES,
        DRAFTS,
        HISTORY,
        LOCAL,
    )
    assert rescued.is_complete
    assert rescued.moved_to.read_bytes() == damaged
    assert rescued.moved_to.name.startswith("store-damaged-")
    assert base.count(opened.store.read(), Kind.CARD) == 0
    assert base.get_meta(opened.store.read(), "watermark") is None
    found = end(opened)
    assert [one.change for one in found] == [entry(number).change for number in range(ENTRIES)]


NOTHING_LEFT: dict[str, bytes] = {
    "zero bytes": b"",
    "one byte": b"S",
    "a header alone": b"SQLite format 3\x00",
    "text": b"Dear diary, " * 5000,
    "zeros": bytes(40 * PAGE_BYTES),
    "noise": random_bytes(40 * PAGE_BYTES),
}


@pytest.mark.parametrize("content", NOTHING_LEFT.values(), ids=NOTHING_LEFT.keys())
def test_a_file_that_is_not_a_store_is_quarantined_and_a_new_one_begins(path: Path, content: bytes) -> None:
    opened = start(path, content)
    assert opened.recovery is not None
    assert not opened.recovery.is_complete
    assert opened.recovery.moved_to.read_bytes() == content
    assert end(opened) == []


def test_a_folder_in_the_files_place_is_quarantined_with_its_content(path: Path) -> None:
    path.mkdir(parents=True)
    (path / "letter.txt").write_text("mine")
    opened = open_store(path)
    assert opened.recovery is not None
    assert (opened.recovery.moved_to / "letter.txt").read_text() == "mine"
    assert end(opened) == []


def test_another_programs_database_is_quarantined(path: Path) -> None:
    path.parent.mkdir(parents=True)
    with closing(sqlite3.connect(path)) as db:
        db.executescript("CREATE TABLE bookmarks (url); INSERT INTO bookmarks VALUES ('http://x')")
    opened = open_store(path)
    assert opened.recovery is not None
    assert end(opened) == []
    with closing(sqlite3.connect(opened.recovery.moved_to)) as db:
        assert db.execute("SELECT * FROM bookmarks").fetchall() == [("http://x",)]


def test_damage_among_the_servers_rows_is_met_by_reading_and_recovered_at_the_next_start(
    path: Path, sample: Sample
) -> None:
    cut = sample.closed.index(b'"Karte 20"') // PAGE_BYTES * PAGE_BYTES
    rest = sample.closed[cut + PAGE_BYTES :]
    first = start(path, sample.closed[:cut] + random_bytes(PAGE_BYTES) + rest)
    assert first.recovery is None
    with pytest.raises(StoreError) as caught:
        base.rows(first.store.read(), Kind.CARD)
    assert caught.value.key == "store_damaged"
    assert first.store.close()
    again = open_store(path)
    assert again.recovery is not None
    assert again.recovery.is_complete
    assert len(end(again)) == ENTRIES


def test_damage_that_only_an_edit_finds_is_recovered_at_the_next_start(path: Path, sample: Sample) -> None:
    with closing(sqlite3.connect(":memory:")) as db:
        db.deserialize(sample.closed[:18] + b"\x01\x01" + sample.closed[20:])
        (root,) = db.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'sqlite_autoindex_base_1'"
        ).fetchone()
    before, after = sample.closed[: (root - 1) * PAGE_BYTES], sample.closed[root * PAGE_BYTES :]
    first = start(path, before + random_bytes(PAGE_BYTES) + after)
    assert first.recovery is None
    row = base.BaseRow(Kind.CARD, "7", "7", "b1", b"{}")
    with pytest.raises(StoreError, match="store_damaged"):
        first.store.write(lambda db: base.put_rows(db, [row])).result(30)
    assert first.store.close()
    again = open_store(path)
    assert again.recovery is not None
    assert len(end(again)) == ENTRIES
    assert not [file for file in path.parent.iterdir() if "doubted" in file.name]
