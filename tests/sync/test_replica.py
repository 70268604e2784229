"""Memory first, then the disk, then the events; and what the disk rejects is kept."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from datetime import timedelta

import pytest

from kanbert_desktop.domain.changes import State
from kanbert_desktop.domain.errors import StoreError
from kanbert_desktop.domain.events import BoardsChanged, CardsChanged, SavingFailed, SyncState
from kanbert_desktop.store import history, outbox
from support.sync_clients import SyncClient, SyncServer


@pytest.fixture
def full_disk(client: SyncClient, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """The disk rejects writes until the function is called."""
    write = client.store.write

    def refuse(job: object, *, may_wait: bool = False) -> Future[object]:
        refused: Future[object] = Future()
        refused.set_exception(StoreError("disk_full", path=str(client.store.path)))
        return refused

    monkeypatch.setattr(client.store, "write", refuse)
    return lambda: monkeypatch.setattr(client.store, "write", write)


def test_a_change_shows_at_once_and_is_on_disk_when_saved(client: SyncClient) -> None:
    events: list[CardsChanged] = []
    client.bus.subscribe(CardsChanged, events.append)
    key = client.add("Here at once")
    assert client.card(key).title == "Here at once"
    assert events[-1].cards == {key}
    asyncio.run(client.replica.wait_until_saved())
    assert [entry.card for entry in outbox.entries(client.store.read())] == [key]
    assert history.latest_rows(client.store.read())[0].change.card == key


def test_lists_that_are_as_they_were_are_no_event(server: SyncServer, client: SyncClient) -> None:
    """A window would fill its board again."""
    events: list[BoardsChanged] = []
    client.bus.subscribe(BoardsChanged, events.append)
    asyncio.run(client.sync(full=True))
    assert events == []
    with server.state.transaction() as db:
        db.execute("UPDATE projects SET title = 'Other' WHERE shortcode = ?", (server.board,))
    asyncio.run(client.sync(full=True))
    assert events == [BoardsChanged()]
    assert client.replica.local_cards.boards[client.board(server.board)].title == "Other"


def test_moving_a_card_between_boards_names_both(client: SyncClient) -> None:
    events: list[CardsChanged] = []
    key = client.add("Somewhere")
    client.bus.subscribe(CardsChanged, events.append)
    client.delete(key)
    assert events[-1].boards == {client.board(client.server.board)}


@pytest.mark.usefixtures("full_disk")
def test_a_full_disk_keeps_the_change_in_memory_and_reports_it(client: SyncClient) -> None:
    events: list[SavingFailed] = []
    client.bus.subscribe(SavingFailed, events.append)

    async def scenario() -> None:
        key = client.add("Unsaved")
        with pytest.raises(StoreError, match="disk_full"):
            await client.replica.wait_until_saved()
        assert client.card(key).title == "Unsaved"

    asyncio.run(scenario())
    assert events[0] == SavingFailed("disk_full")


def test_what_failed_is_saved_with_the_next_change(client: SyncClient, full_disk: Callable[[], None]) -> None:
    async def scenario() -> None:
        first = client.add("First")
        with pytest.raises(StoreError):
            await client.replica.wait_until_saved()
        full_disk()
        second = client.add("Second")
        await client.replica.wait_until_saved()
        assert {entry.card for entry in outbox.entries(client.store.read())} == {first, second}

    asyncio.run(scenario())


def test_of_two_forms_of_one_entry_the_later_is_saved(
    client: SyncClient, full_disk: Callable[[], None]
) -> None:
    async def scenario() -> None:
        change = client.edit(next(iter(client.replica.local_cards.cards())).key, title="Held")
        with pytest.raises(StoreError):
            await client.replica.wait_until_saved()
        full_disk()
        client.replica.withdraw(change.entry.id)
        await client.replica.wait_until_saved()
        assert outbox.entries(client.store.read()) == []

    asyncio.run(scenario())


def test_a_page_the_disk_did_not_take_is_read_again(
    server: SyncServer, client: SyncClient, full_disk: Callable[[], None]
) -> None:
    task = next(task for task in server.tasks() if client.replica.local_cards.card(task["id"]))
    server.colleague.edit(task["id"], title="Fresh")
    server.clock.advance(minutes=30)
    with pytest.raises(StoreError):
        asyncio.run(client.sync())
    full_disk()
    asyncio.run(client.sync())
    client.restart()
    assert client.card(task["id"]).title == "Fresh"


def test_nothing_is_sent_that_could_not_be_marked_before(
    server: SyncServer, client: SyncClient, full_disk: Callable[[], None]
) -> None:
    client.add("Not yet")
    with pytest.raises(StoreError):
        asyncio.run(client.sync())
    assert server.faults.count_requests("POST") == 0
    assert [entry.state for entry in client.entries()] == [State.PENDING]
    full_disk()
    asyncio.run(client.sync())
    assert len(server.task_with_title("Not yet")) == 1


def test_a_disk_full_after_the_response_creates_no_second_card(
    server: SyncServer, client: SyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.add("Once")
    sends = client.engine._requests.send
    write = client.store.write

    async def then_full(sending: object) -> object:
        batch = await sends(sending)
        refused: Future[object] = Future()
        refused.set_exception(StoreError("disk_full", path=""))
        monkeypatch.setattr(client.store, "write", lambda _job, **_how: refused)
        return batch

    monkeypatch.setattr(client.engine._requests, "send", then_full)
    with pytest.raises(StoreError):
        asyncio.run(client.sync())
    assert client.entries() == []
    monkeypatch.setattr(client.store, "write", write)
    monkeypatch.setattr(client.engine._requests, "send", sends)
    client.restart()
    assert [entry.state for entry in client.entries()] == [State.OUTCOME_UNKNOWN]
    asyncio.run(client.sync())
    assert len(server.task_with_title("Once")) == 1
    assert client.entries() == []


def test_the_status_follows_the_change(client: SyncClient) -> None:
    assert client.replica.status.current().state is SyncState.UP_TO_DATE
    client.add("Pending")
    status = client.replica.status.current()
    assert (status.state, status.pending) == (SyncState.SAVED_LOCALLY, 1)
    asyncio.run(client.sync())
    status = client.replica.status.current()
    assert (status.state, status.pending) == (SyncState.UP_TO_DATE, 0)
    assert status.last_sync is not None


def test_a_held_change_is_released(client: SyncClient) -> None:
    card = next(iter(client.replica.local_cards.cards()))
    change = client.delete(card.key, hold=timedelta(minutes=5))
    client.replica.release_hold(change.entry.id)
    assert [entry.not_before for entry in client.entries()] == [None]


def test_what_may_have_been_sent_cannot_be_withdrawn(client: SyncClient) -> None:
    client.add("On its way")
    seen: list[bool] = []
    sends = client.engine._requests.send

    async def meanwhile(sending: object) -> object:
        seen.append(client.replica.withdraw(client.entries()[0].id))
        return await sends(sending)

    client.engine._requests.send = meanwhile
    asyncio.run(client.sync())
    assert seen == [False]
