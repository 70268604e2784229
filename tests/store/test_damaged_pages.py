"""Every page of a small store damaged in every way: what was physically present is recovered."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from kanbert_desktop.domain.errors import StoreError
from kanbert_desktop.store import local, outbox
from kanbert_desktop.store.connection import PAGE_BYTES
from kanbert_desktop.store.database import open_store
from support.damage_corpus import check_start, flip_bytes, random_damage
from support.damaged_store import DRAFTS, ENTRIES, HISTORY, LOCAL, Sample, end, pages, random_bytes, start


def test_with_bytes_flipped_in_any_page_the_other_pages_are_taken_over(path: Path, sample: Sample) -> None:
    noticed = [
        check_start(path, sample, flip_bytes(sample.closed, page, 1)) for page in range(pages(sample.closed))
    ]
    assert any(noticed)


def test_with_any_page_lost_the_other_pages_are_taken_over(path: Path, sample: Sample) -> None:
    for page in range(pages(sample.closed)):
        lost = bytes(PAGE_BYTES) if page % 2 else random_bytes(PAGE_BYTES, page)
        before, after = sample.closed[: page * PAGE_BYTES], sample.closed[(page + 1) * PAGE_BYTES :]
        check_start(path, sample, before + lost + after)


def test_cut_off_at_any_page_what_comes_before_is_taken_over(path: Path, sample: Sample) -> None:
    assert pages(sample.closed) > 10
    for length in range(1, pages(sample.closed)):
        assert check_start(path, sample, sample.closed[: length * PAGE_BYTES])


def test_several_misfortunes_at_once_lose_no_page_that_is_whole(path: Path, sample: Sample) -> None:
    for seed in range(25):
        check_start(path, sample, random_damage(sample.closed, seed))


def test_with_the_tree_of_every_table_destroyed_the_rows_are_read_from_their_pages(
    path: Path, sample: Sample
) -> None:
    data = bytearray(sample.closed)
    for page in range(pages(sample.closed)):
        # All inner pages of tables, and the first page with the root pages.
        if page == 0 or data[page * PAGE_BYTES] == 0x05:
            data[page * PAGE_BYTES : (page + 1) * PAGE_BYTES] = random_bytes(PAGE_BYTES, page)
    opened = start(path, bytes(data))
    rescued = opened.recovery
    assert rescued is not None
    counts = (rescued.entries, rescued.drafts, rescued.history, rescued.local)
    assert counts == (ENTRIES, DRAFTS, HISTORY, LOCAL)
    assert not rescued.is_complete
    assert [one.seq for one in end(opened)] == list(range(ENTRIES))


def test_rows_to_which_another_tables_damaged_tree_leads_are_taken_over(path: Path, sample: Sample) -> None:
    outbox_root, base_root = root_of(sample, "outbox"), root_of(sample, "base")
    data = bytearray(sample.closed)
    base_leaf = int.from_bytes(data[base_root + 8 : base_root + 12], "big") * PAGE_BYTES - PAGE_BYTES
    data[base_leaf : base_leaf + PAGE_BYTES] = data[outbox_root : outbox_root + PAGE_BYTES]
    data[outbox_root : outbox_root + PAGE_BYTES] = random_bytes(PAGE_BYTES)
    opened = start(path, bytes(data))
    assert opened.recovery is not None
    assert opened.recovery.entries == ENTRIES
    assert [one.seq for one in end(opened)] == list(range(ENTRIES))


def root_of(sample: Sample, table: str) -> int:
    """Returns the position of the table's root page in the closed file."""
    with closing(sqlite3.connect(":memory:")) as db:
        # A database in memory has no log.
        db.deserialize(sample.closed[:18] + b"\x01\x01" + sample.closed[20:])
        (page,) = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,)).fetchone()
    return (int(page) - 1) * PAGE_BYTES


def test_what_was_dropped_does_not_come_back_from_free_pages(path: Path) -> None:
    store = open_store(path).store
    gone = "geschickt " * 700
    for number in range(40):
        store.write(lambda db, number=number: local.save_draft(db, f"sent:{number}", gone))
    store.write(lambda db: local.save_draft(db, "kept", "halb " * 3000)).result(30)
    store.write(lambda db: db.execute("DELETE FROM drafts WHERE place <> 'kept'").rowcount).result(30)
    assert store.close()
    data = bytearray(path.read_bytes())
    with closing(sqlite3.connect(path)) as db:
        (root,) = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'local'").fetchone()
    data[(root - 1) * PAGE_BYTES] = 0xFF
    opened = start(path, bytes(data))
    assert opened.recovery is not None
    assert list(local.drafts(opened.store.read())) == ["kept"]
    assert opened.store.close()


@pytest.mark.parametrize(
    "rubbish", [b"", b"x", random_bytes(32768), bytes(65536)], ids=["empty", "a byte", "noise", "zeros"]
)
def test_rubbish_for_shared_memory_is_recreated(path: Path, sample: Sample, rubbish: bytes) -> None:
    path.parent.mkdir(parents=True)
    path.with_name("store.db-shm").write_bytes(rubbish)
    opened = start(path, sample.database, sample.wal)
    assert opened.recovery is None
    assert len(end(opened)) == ENTRIES


@pytest.mark.parametrize("target", ["store.db", "unmounted/store.db"], ids=["itself", "nowhere"])
def test_a_link_that_leads_nowhere_is_explained_and_left_alone(path: Path, target: str) -> None:
    path.parent.mkdir(parents=True)
    path.symlink_to(target)
    with pytest.raises(StoreError) as caught:
        open_store(path)
    assert caught.value.key == "store_unreadable"
    assert [file.name for file in path.parent.iterdir()] == ["store.db"]
    assert str(path.readlink()) == target


def test_a_link_to_a_store_elsewhere_is_followed(path: Path, sample: Sample, profile: Path) -> None:
    path.parent.mkdir(parents=True)
    (profile / "elsewhere.db").write_bytes(sample.closed)
    path.symlink_to(profile / "elsewhere.db")
    opened = open_store(path)
    assert opened.recovery is None
    assert len(end(opened)) == ENTRIES


def test_a_folder_that_leads_to_itself_is_explained(profile: Path) -> None:
    (profile / "accounts").symlink_to(profile / "accounts")
    with pytest.raises(StoreError) as caught:
        open_store(profile / "accounts" / "ab12" / "store.db")
    assert caught.value.key == "store_unreadable"


def undecodable(data: bytes, text: bytes) -> bytes:
    """Makes the first letter of each occurrence of `text` invalid."""
    assert text in data
    return data.replace(text, b"\xff" + text[1:])


@pytest.mark.parametrize("text", [b"Ein Satz.", b"Entwurf 7 ", b"comment:3", b"kd-12", b"pending"])
def test_undecodable_text_affects_only_itself(path: Path, sample: Sample, text: bytes) -> None:
    opened = start(path, undecodable(sample.closed, text))
    db = opened.store.read()
    assert len(local.drafts(db)) == DRAFTS
    assert len(outbox.entries(db)) + len(outbox.unreadable_entries(db)) == ENTRIES
    assert opened.store.close()
    thorough = open_store(path, thorough=True)
    assert len(local.drafts(thorough.store.read())) == DRAFTS
    assert thorough.store.close()


@pytest.mark.parametrize("version", [0x7FFF_FFFF, 100_000, 0x0300_0003])
def test_an_impossible_version_is_damage(path: Path, sample: Sample, version: int) -> None:
    opened = start(path, sample.closed[:60] + version.to_bytes(4, "big") + sample.closed[64:])
    assert opened.recovery is not None
    assert len(end(opened)) == ENTRIES


HEADER: dict[str, Callable[[bytes], bytes]] = {
    "write-protected by its version": lambda data: data[:18] + b"\x09\x02" + data[20:],
    "unreadable by its version": lambda data: data[:18] + b"\x09\x09" + data[20:],
    "reserved bytes": lambda data: data[:20] + b"\xc8" + data[21:],
    "another encoding": lambda data: data[:56] + b"\x00\x00\x00\x02" + data[60:],
    "a schema of the future": lambda data: data[:44] + b"\x00\x00\x00\x09" + data[48:],
    "a freelist in a circle": lambda data: data[:32] + b"\x00\x00\x00\x02\x00\x00\x00\x09" + data[40:],
}


@pytest.mark.parametrize("damage", HEADER.values(), ids=HEADER.keys())
def test_no_byte_of_the_header_keeps_the_program_from_starting(
    path: Path, sample: Sample, damage: Callable[[bytes], bytes]
) -> None:
    check_start(path, sample, damage(sample.closed))


def test_damage_that_only_the_first_edit_would_meet_is_met_at_the_start(path: Path) -> None:
    assert open_store(path).store.close()
    data = bytearray(path.read_bytes())
    with closing(sqlite3.connect(path)) as db:
        found = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'sqlite_autoindex_drafts_1'")
        (root,) = found.fetchone()
    # An empty index that claims to be a table passes every check.
    data[(root - 1) * PAGE_BYTES] = 0x0D
    opened = start(path, bytes(data))
    assert opened.recovery is not None
    assert end(opened) == []
