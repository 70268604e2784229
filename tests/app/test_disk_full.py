"""A full disk: typed text and choices are kept and reported, and stored data can be read."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from kanbert_desktop.domain.board import BoardId
from kanbert_desktop.domain.errors import StoreError
from kanbert_desktop.domain.events import SavingFailed
from kanbert_desktop.store import cards, local, outbox, search
from kanbert_desktop.store.database import open_store
from kanbert_desktop.sync.card_columns import columns_of_row
from support.offline_service import OpenAccount, fill_store, open_offline_service_at
from support.small_disk import fill_completely, fill_up, read_only_mount, small_disk

MEGABYTE = 1 << 20


@pytest.fixture
def disk() -> Iterator[Path]:
    with small_disk(4 * MEGABYTE) as place:
        fill_store(place / "store.db")
        yield place


@pytest.fixture
def offline_service(disk: Path) -> Iterator[OpenAccount]:
    offline_service = open_offline_service_at(disk / "store.db")
    yield offline_service
    offline_service.store.close()


def reported(offline_service: OpenAccount) -> list[SavingFailed]:
    heard: list[SavingFailed] = []
    offline_service.bus.subscribe(SavingFailed, heard.append)
    return heard


def refused(offline_service: OpenAccount) -> str:
    """The error that prevented saving."""
    with pytest.raises(StoreError) as caught:
        asyncio.run(offline_service.service.wait_until_saved())
    return caught.value.key


def write_off_the_log(offline_service: OpenAccount) -> None:
    """A checkpointed log has room for a few more changes, however full the disk is."""
    fill_completely(
        lambda text: offline_service.store.write(lambda db: local.set_value(db, "filler", text.hex())).result(
            10
        ),
        StoreError,
    )


def test_drafts_and_local_values_are_reported_kept_and_saved_when_there_is_room(
    disk: Path, offline_service: OpenAccount
) -> None:
    heard = reported(offline_service)
    ballast = fill_up(disk)
    write_off_the_log(offline_service)
    offline_service.service.local.save_draft("comment:t1", "Was ich gerade schreibe")
    offline_service.service.local.save_draft("title:t1", "Erst so")
    offline_service.service.local.save_draft("title:t1", "Dann so")
    offline_service.service.local.save_value("groups:b1", "assignee")
    offline_service.service.local.save_value("favourites", "b1")
    offline_service.service.local.save_value("view:b1", "board")
    assert refused(offline_service) == "disk_full"
    assert SavingFailed("disk_full") in heard
    assert offline_service.replica.unsaved_count == 5
    assert offline_service.service.local.draft("title:t1") == "Dann so"
    assert local.drafts(offline_service.store.read()) == {}
    ballast.unlink()
    offline_service.close()
    again = open_offline_service_at(disk / "store.db")
    assert again.service.local.drafts() == {"comment:t1": "Was ich gerade schreibe", "title:t1": "Dann so"}
    kept = [again.service.local.value(name) for name in ("groups:b1", "favourites", "view:b1")]
    assert kept == ["assignee", "b1", "board"]
    again.store.close()


def test_a_draft_that_was_emptied_on_a_full_disk_does_not_come_back(
    disk: Path, offline_service: OpenAccount
) -> None:
    offline_service.service.local.save_draft("comment:t1", "Wird gesendet")
    offline_service.wait_until_saved()
    ballast = fill_up(disk)
    write_off_the_log(offline_service)
    offline_service.service.local.save_draft("comment:t1", "")
    assert refused(offline_service) == "disk_full"
    ballast.unlink()
    offline_service.close()
    again = open_offline_service_at(disk / "store.db")
    assert again.service.local.drafts() == {}
    again.store.close()


def killed(offline_service: OpenAccount) -> None:
    """As a killed process leaves it: with its log, not closed."""
    folder = offline_service.store.path.parent
    left = {
        path.name: path.read_bytes() for path in folder.glob("store.db*") if not path.name.endswith("-shm")
    }
    assert offline_service.store.close()
    for name, content in left.items():
        (folder / name).write_bytes(content)


def test_a_full_disk_is_read_and_written_to_as_soon_as_there_is_room(disk: Path) -> None:
    before = open_offline_service_at(disk / "store.db")
    before.service.add_card(BoardId("b1"), "Vorher")
    before.close()
    ballast = fill_up(disk)
    offline_service = open_offline_service_at(disk / "store.db")
    assert offline_service.store.is_read_only
    assert {card.title for card in offline_service.service.cards(BoardId("b1"))} >= {
        "Vorher",
        "Navigation",
        "Archive",
    }
    assert [one.card.title for one in offline_service.service.search.find("vorher")] == ["Vorher"]
    heard = reported(offline_service)
    offline_service.service.add_card(BoardId("b1"), "Auf voller Platte")
    offline_service.service.local.save_draft("comment:t1", "Auch das")
    assert refused(offline_service) == "disk_full"
    assert heard[0] == SavingFailed("disk_full")
    ballast.unlink()
    offline_service.wait_until_saved()
    assert not offline_service.store.is_read_only
    assert len(outbox.entries(offline_service.store.read())) == 2
    offline_service.close()
    again = open_offline_service_at(disk / "store.db")
    titles = [card.title for card in again.service.cards(BoardId("b1"))]
    assert (titles.count("Vorher"), titles.count("Auf voller Platte")) == (1, 1)
    assert again.service.local.draft("comment:t1") == "Auch das"
    again.store.close()


def test_a_full_disk_is_read_with_the_log_that_a_killed_process_left(disk: Path) -> None:
    """Reading the log checkpoints it, which may free space: nothing is lost in either case."""
    before = open_offline_service_at(disk / "store.db")
    before.service.add_card(BoardId("b1"), "Vorher")
    before.wait_until_saved()
    killed(before)
    fill_up(disk)
    offline_service = open_offline_service_at(disk / "store.db")
    assert {card.title for card in offline_service.service.cards(BoardId("b1"))} >= {"Vorher", "Navigation"}
    offline_service.store.close()
    again = open_offline_service_at(disk / "store.db")
    assert "Vorher" in {card.title for card in again.service.cards(BoardId("b1"))}
    again.store.close()


@pytest.mark.parametrize("was_killed", [False, True], ids=["closed", "killed"])
def test_a_write_protected_disk_is_read(disk: Path, was_killed: bool) -> None:
    before = open_offline_service_at(disk / "store.db")
    before.service.add_card(BoardId("b1"), "Vorher")
    before.wait_until_saved()
    if was_killed:
        killed(before)
    else:
        before.close()
    with read_only_mount(disk):
        offline_service = open_offline_service_at(disk / "store.db")
        assert {card.title for card in offline_service.service.cards(BoardId("b1"))} >= {
            "Vorher",
            "Navigation",
        }
        offline_service.service.add_card(BoardId("b1"), "Nur im Speicher")
        assert refused(offline_service) == "store_unwritable"
    offline_service.wait_until_saved()
    offline_service.close()
    again = open_offline_service_at(disk / "store.db")
    assert "Nur im Speicher" in {card.title for card in again.service.cards(BoardId("b1"))}
    again.store.close()


def test_the_search_index_goes_on_when_there_is_room(disk: Path) -> None:
    store = open_store(disk / "store.db").store
    store.write(lambda db: cards.fill(db, columns_of_row)).result(60)
    store.write(search.reset).result(60)
    assert store.close()
    ballast = fill_up(disk)
    offline_service = open_offline_service_at(disk / "store.db")
    assert indexed(offline_service) == 0
    ballast.unlink()
    offline_service.service.local.save_value("view:b1", "board")
    offline_service.wait_until_saved()
    assert offline_service.store.flush(30)
    assert indexed(offline_service) == len(list(offline_service.replica.local_cards.base.cards()))
    offline_service.close()


def indexed(offline_service: OpenAccount) -> int:
    count: int = offline_service.store.read().execute("SELECT count(*) FROM search_cards").fetchone()[0]
    return count
