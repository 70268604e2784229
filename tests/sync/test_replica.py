"""Memory first, then the disk, then the news; and what the disk does not take is kept."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from datetime import timedelta

import pytest

from kanbert_desktop.domain.changes import State
from kanbert_desktop.domain.errors import StoreError
from kanbert_desktop.domain.events import CardsChanged, SavingFailed, SyncState
from kanbert_desktop.store import history, outbox
from support.sync_clients import SyncClient, SyncServer


@pytest.fixture
def full_disk(desk: SyncClient, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """The disk takes nothing until the function is called."""
    write = desk.store.write

    def refuse(job: object, *, has_time: bool = False) -> Future[object]:
        refused: Future[object] = Future()
        refused.set_exception(StoreError("disk_full", path=str(desk.store.path)))
        return refused

    monkeypatch.setattr(desk.store, "write", refuse)
    return lambda: monkeypatch.setattr(desk.store, "write", write)


def test_a_wish_shows_at_once_and_is_on_disk_when_saved(desk: SyncClient) -> None:
    told: list[CardsChanged] = []
    desk.bus.subscribe(CardsChanged, told.append)
    key = desk.add("Here at once")
    assert desk.card(key).title == "Here at once"
    assert told[-1].cards == {key}
    asyncio.run(desk.replica.wait_until_saved())
    assert [entry.card for entry in outbox.entries(desk.store.read())] == [key]
    assert history.latest_rows(desk.store.read())[0].change.card == key


def test_moving_a_card_between_boards_names_both(desk: SyncClient) -> None:
    told: list[CardsChanged] = []
    key = desk.add("Somewhere")
    desk.bus.subscribe(CardsChanged, told.append)
    desk.delete(key)
    assert told[-1].boards == {desk.board(desk.server.board)}


@pytest.mark.usefixtures("full_disk")
def test_a_full_disk_keeps_the_wish_in_memory_and_says_so(desk: SyncClient) -> None:
    told: list[SavingFailed] = []
    desk.bus.subscribe(SavingFailed, told.append)

    async def story() -> None:
        key = desk.add("Unsaved")
        with pytest.raises(StoreError, match="disk_full"):
            await desk.replica.wait_until_saved()
        assert desk.card(key).title == "Unsaved"

    asyncio.run(story())
    assert told[0] == SavingFailed("disk_full")


def test_what_failed_is_saved_with_the_next_wish(desk: SyncClient, full_disk: Callable[[], None]) -> None:
    async def story() -> None:
        first = desk.add("First")
        with pytest.raises(StoreError):
            await desk.replica.wait_until_saved()
        full_disk()
        second = desk.add("Second")
        await desk.replica.wait_until_saved()
        assert {entry.card for entry in outbox.entries(desk.store.read())} == {first, second}

    asyncio.run(story())


def test_of_two_forms_of_one_entry_the_later_is_saved(
    desk: SyncClient, full_disk: Callable[[], None]
) -> None:
    async def story() -> None:
        wish = desk.edit(next(iter(desk.replica.mirror.cards())).key, title="Held")
        with pytest.raises(StoreError):
            await desk.replica.wait_until_saved()
        full_disk()
        desk.replica.withdraw(wish.entry.id)
        await desk.replica.wait_until_saved()
        assert outbox.entries(desk.store.read()) == []

    asyncio.run(story())


def test_a_page_the_disk_did_not_take_is_read_again(
    office: SyncServer, desk: SyncClient, full_disk: Callable[[], None]
) -> None:
    task = next(task for task in office.tasks() if desk.replica.mirror.card(task["id"]))
    office.colleague.edit(task["id"], title="Fresh")
    office.clock.advance(minutes=30)
    with pytest.raises(StoreError):
        asyncio.run(desk.sync())
    full_disk()
    asyncio.run(desk.sync())
    desk.restart()
    assert desk.card(task["id"]).title == "Fresh"


def test_nothing_is_sent_that_could_not_be_marked_before(
    office: SyncServer, desk: SyncClient, full_disk: Callable[[], None]
) -> None:
    desk.add("Not yet")
    with pytest.raises(StoreError):
        asyncio.run(desk.sync())
    assert office.faults.count_requests("POST") == 0
    assert [entry.state for entry in desk.entries()] == [State.PENDING]
    full_disk()
    asyncio.run(desk.sync())
    assert len(office.task_with_title("Not yet")) == 1


def test_a_disk_full_after_the_answer_is_no_second_card(
    office: SyncServer, desk: SyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.add("Once")
    sends = desk.engine._requests.send
    write = desk.store.write

    async def then_full(sending: object) -> object:
        batch = await sends(sending)
        refused: Future[object] = Future()
        refused.set_exception(StoreError("disk_full", path=""))
        monkeypatch.setattr(desk.store, "write", lambda _job, **_how: refused)
        return batch

    monkeypatch.setattr(desk.engine._requests, "send", then_full)
    with pytest.raises(StoreError):
        asyncio.run(desk.sync())
    assert desk.entries() == []
    monkeypatch.setattr(desk.store, "write", write)
    monkeypatch.setattr(desk.engine._requests, "send", sends)
    desk.restart()
    assert [entry.state for entry in desk.entries()] == [State.OUTCOME_UNKNOWN]
    asyncio.run(desk.sync())
    assert len(office.task_with_title("Once")) == 1
    assert desk.entries() == []


def test_the_status_follows_the_wish(desk: SyncClient) -> None:
    assert desk.replica.status.current().state is SyncState.UP_TO_DATE
    desk.add("Pending")
    status = desk.replica.status.current()
    assert (status.state, status.pending) == (SyncState.SAVED_LOCALLY, 1)
    asyncio.run(desk.sync())
    status = desk.replica.status.current()
    assert (status.state, status.pending) == (SyncState.UP_TO_DATE, 0)
    assert status.last_sync is not None


def test_a_held_wish_is_released(desk: SyncClient) -> None:
    card = next(iter(desk.replica.mirror.cards()))
    wish = desk.delete(card.key, hold=timedelta(minutes=5))
    desk.replica.release_hold(wish.entry.id)
    assert [entry.not_before for entry in desk.entries()] == [None]


def test_what_may_have_been_sent_cannot_be_withdrawn(desk: SyncClient) -> None:
    desk.add("On its way")
    seen: list[bool] = []
    sends = desk.engine._requests.send

    async def meanwhile(sending: object) -> object:
        seen.append(desk.replica.withdraw(desk.entries()[0].id))
        return await sends(sending)

    desk.engine._requests.send = meanwhile
    asyncio.run(desk.sync())
    assert seen == [False]
