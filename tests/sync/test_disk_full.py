"""A disk that runs full while the user works, and has space again."""

import asyncio
from datetime import UTC, datetime

from kanbert_desktop.app.boards.search import CardSearch
from kanbert_desktop.domain.board import Board, BoardId, CardKey
from kanbert_desktop.domain.changes import CreateCard, Field
from kanbert_desktop.domain.errors import StoreError
from kanbert_desktop.domain.events import EventBus, SavingFailed
from kanbert_desktop.store import outbox
from kanbert_desktop.store.database import open_store
from kanbert_desktop.sync.replica import Replica
from support.small_disk import fill_up, small_disk

BOARD = BoardId("b1")


def now() -> datetime:
    return datetime(2026, 11, 24, tzinfo=UTC)


async def create_until_rejected(replica: Replica, titles: list[SavingFailed]) -> tuple[int, str]:
    """Returns how many cards were created, and the error's key; the last one is not on the disk."""
    number, refused = 0, ""
    while not titles:
        title = f"Nummer{number} " + "Wort " * 500
        replica.append(CreateCard(CardKey(f"kd-{number}"), BOARD, {Field.TITLE: title}), None)
        number += 1
        await asyncio.sleep(0)
        try:
            await replica.wait_until_saved()
        except StoreError as error:
            refused = error.key
    return number, refused


def test_changes_made_on_a_full_disk_are_saved_when_there_is_space() -> None:
    with small_disk(4 << 20) as disk:
        path = disk / "account" / "store.db"
        store = open_store(path).store
        titles: list[SavingFailed] = []
        bus = EventBus()
        bus.subscribe(SavingFailed, titles.append)
        replica = Replica(store, bus, now)
        replica.load()
        replica.local_cards.boards[BOARD] = Board(BOARD, "Board", "B", None)
        ballast = fill_up(disk, spare=300_000)
        new_value, refused = asyncio.run(create_until_rejected(replica, titles))
        assert refused == "disk_full"
        assert titles[0] == SavingFailed("disk_full")
        assert len(outbox.entries(store.read())) == new_value - 1
        assert len(CardSearch(replica.local_cards, store, now).find(f"nummer{new_value - 1}", 5)) == 1
        ballast.unlink()
        asyncio.run(replica.wait_until_saved())
        assert len(outbox.entries(store.read())) == new_value
        assert store.close()
        opened = open_store(path)
        assert opened.recovery is None
        assert len(outbox.entries(opened.store.read())) == new_value
        assert opened.store.close()
