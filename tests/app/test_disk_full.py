"""A disk that is really full: what was typed and chosen is kept and told, and what is there can be read."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from kanbert_desktop.domain.board import BoardId
from kanbert_desktop.domain.errors import StoreError
from kanbert_desktop.domain.events import SavingFailed
from kanbert_desktop.store import local, outbox, search
from kanbert_desktop.store.database import open_store
from support.offline_service import OfflineService, fill_store, open_offline_service_at
from support.small_disk import fill_completely, fill_up, read_only_mount, small_disk

MEGABYTE = 1 << 20


@pytest.fixture
def disk() -> Iterator[Path]:
    with small_disk(4 * MEGABYTE) as place:
        fill_store(place / "store.db")
        yield place


@pytest.fixture
def office(disk: Path) -> Iterator[OfflineService]:
    office = open_offline_service_at(disk / "store.db")
    yield office
    office.store.close()


def told(office: OfflineService) -> list[SavingFailed]:
    heard: list[SavingFailed] = []
    office.bus.subscribe(SavingFailed, heard.append)
    return heard


def refused(office: OfflineService) -> str:
    """Why saving everything did not work."""
    with pytest.raises(StoreError) as caught:
        asyncio.run(office.service.wait_until_saved())
    return caught.value.key


def write_off_the_log(office: OfflineService) -> None:
    """A log that was folded into the file has room for a few more changes, however full the disk is."""
    fill_completely(
        lambda text: office.store.write(lambda db: local.set_value(db, "filler", text.hex())).result(10),
        StoreError,
    )


def test_drafts_and_local_choices_are_told_kept_and_saved_when_there_is_room(
    disk: Path, office: OfflineService
) -> None:
    heard = told(office)
    ballast = fill_up(disk)
    write_off_the_log(office)
    office.service.local.save_draft("comment:t1", "Was ich gerade schreibe")
    office.service.local.save_draft("title:t1", "Erst so")
    office.service.local.save_draft("title:t1", "Dann so")
    office.service.local.save_value("order:b1", "t2\nt1")
    office.service.local.save_value("favourites", "b1")
    office.service.local.save_value("view:b1", "board")
    assert refused(office) == "disk_full"
    assert SavingFailed("disk_full") in heard
    assert office.replica.unsaved_count == 5
    assert office.service.local.draft("title:t1") == "Dann so"
    assert local.drafts(office.store.read()) == {}
    ballast.unlink()
    office.close()
    again = open_offline_service_at(disk / "store.db")
    assert again.service.local.drafts() == {"comment:t1": "Was ich gerade schreibe", "title:t1": "Dann so"}
    kept = [again.service.local.value(name) for name in ("order:b1", "favourites", "view:b1")]
    assert kept == ["t2\nt1", "b1", "board"]
    again.store.close()


def test_a_draft_that_was_emptied_on_a_full_disk_does_not_come_back(
    disk: Path, office: OfflineService
) -> None:
    office.service.local.save_draft("comment:t1", "Wird gesendet")
    office.wait_until_saved()
    ballast = fill_up(disk)
    write_off_the_log(office)
    office.service.local.save_draft("comment:t1", "")
    assert refused(office) == "disk_full"
    ballast.unlink()
    office.close()
    again = open_offline_service_at(disk / "store.db")
    assert again.service.local.drafts() == {}
    again.store.close()


def killed(office: OfflineService) -> None:
    """As a process that was killed leaves it: with its log, and without closing."""
    folder = office.store.path.parent
    left = {
        path.name: path.read_bytes() for path in folder.glob("store.db*") if not path.name.endswith("-shm")
    }
    assert office.store.close()
    for name, content in left.items():
        (folder / name).write_bytes(content)


def test_a_full_disk_is_read_and_written_to_as_soon_as_there_is_room(disk: Path) -> None:
    before = open_offline_service_at(disk / "store.db")
    before.service.add_card(BoardId("b1"), "Vorher")
    before.close()
    ballast = fill_up(disk)
    office = open_offline_service_at(disk / "store.db")
    assert office.store.is_read_only
    assert {card.title for card in office.service.cards(BoardId("b1"))} >= {"Vorher", "Navigation", "Archive"}
    assert [one.card.title for one in office.service.search.find("vorher")] == ["Vorher"]
    heard = told(office)
    office.service.add_card(BoardId("b1"), "Auf voller Platte")
    office.service.local.save_draft("comment:t1", "Auch das")
    assert refused(office) == "disk_full"
    assert heard[0] == SavingFailed("disk_full")
    ballast.unlink()
    office.wait_until_saved()
    assert not office.store.is_read_only
    assert len(outbox.entries(office.store.read())) == 2
    office.close()
    again = open_offline_service_at(disk / "store.db")
    titles = [card.title for card in again.service.cards(BoardId("b1"))]
    assert (titles.count("Vorher"), titles.count("Auf voller Platte")) == (1, 1)
    assert again.service.local.draft("comment:t1") == "Auch das"
    again.store.close()


def test_a_full_disk_is_read_with_the_log_that_a_killed_process_left(disk: Path) -> None:
    """Reading that log folds it into the file, which may make room: both ways nothing is lost."""
    before = open_offline_service_at(disk / "store.db")
    before.service.add_card(BoardId("b1"), "Vorher")
    before.wait_until_saved()
    killed(before)
    fill_up(disk)
    office = open_offline_service_at(disk / "store.db")
    assert {card.title for card in office.service.cards(BoardId("b1"))} >= {"Vorher", "Navigation"}
    office.store.close()
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
        office = open_offline_service_at(disk / "store.db")
        assert {card.title for card in office.service.cards(BoardId("b1"))} >= {"Vorher", "Navigation"}
        office.service.add_card(BoardId("b1"), "Nur im Speicher")
        assert refused(office) == "store_unwritable"
    office.wait_until_saved()
    office.close()
    again = open_offline_service_at(disk / "store.db")
    assert "Nur im Speicher" in {card.title for card in again.service.cards(BoardId("b1"))}
    again.store.close()


def test_the_search_index_goes_on_when_there_is_room(disk: Path) -> None:
    store = open_store(disk / "store.db").store
    store.write(search.reset).result(10)
    assert store.close()
    ballast = fill_up(disk)
    office = open_offline_service_at(disk / "store.db")
    assert indexed(office) == 0
    ballast.unlink()
    office.service.local.save_value("view:b1", "board")
    office.wait_until_saved()
    assert office.store.flush(30)
    assert indexed(office) == len(list(office.replica.mirror.base_cards()))
    office.close()


def indexed(office: OfflineService) -> int:
    count: int = office.store.read().execute("SELECT count(*) FROM search_cards").fetchone()[0]
    return count
