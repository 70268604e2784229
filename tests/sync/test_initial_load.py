"""The initial load is several walks; afterwards the client has what the server has, and nothing else."""

import asyncio

import httpx
import pytest

from kanbert_desktop.api.listings import FULL_COMPARE_SORT
from kanbert_desktop.domain.board import Column
from kanbert_desktop.domain.errors import TransientError
from kanbert_desktop.domain.events import CardsChanged, LoadProgressed
from kanbert_desktop.sandbox.faults import Fault, broken_json, error_status
from support.sync_clients import SyncClient, SyncServer


def _running(server: SyncServer) -> set[str]:
    rows = server.state.rows(
        "SELECT tasks.id FROM tasks JOIN projects ON projects.id = project_id "
        "WHERE projects.status = 'running' AND tasks.deleted_at IS NULL"
    )
    return {row["id"] for row in rows}


def _known(client: SyncClient) -> set[str | None]:
    return {card.server_id for card in client.replica.local_cards.cards()}


def test_everything_on_running_boards_is_loaded(server: SyncServer) -> None:
    client = server.add_client()
    report = asyncio.run(client.sync())
    assert _known(client) == _running(server)
    assert report.pulled >= len(_running(server))
    assert report.pending == 0


@pytest.fixture
def listings_of_cards(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Records the sort order of each request for a page of cards."""
    asked: list[str] = []
    handle = httpx.ASGITransport.handle_async_request

    async def watched(line: httpx.ASGITransport, request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("/tasks"):
            asked.append(request.url.params.get("sort", ""))
        return await handle(line, request)

    monkeypatch.setattr(httpx.ASGITransport, "handle_async_request", watched)
    return asked


def test_a_full_sync_into_an_empty_profile_reads_everything_once(
    server: SyncServer, listings_of_cards: list[str]
) -> None:
    asyncio.run(server.add_client("usual").sync())
    usual = list(listings_of_cards)
    listings_of_cards.clear()
    client = server.add_client("full")
    asyncio.run(client.sync(full=True))
    assert listings_of_cards == usual
    assert FULL_COMPARE_SORT not in listings_of_cards
    assert _known(client) == _running(server)
    assert not client.engine.is_full_compare_due()


def test_a_first_load_that_was_broken_off_is_compared_by_a_full_sync(
    server: SyncServer, listings_of_cards: list[str]
) -> None:
    """What it had received may have been deleted since."""
    server.behaviour.page_limit = 5
    client = server.add_client()
    walked: list[object] = []

    def stop_after_two(event: CardsChanged) -> None:
        walked.append(event)
        if len(walked) == 2:
            server.faults.offline = True

    end = client.bus.subscribe(CardsChanged, stop_after_two)
    with pytest.raises(TransientError):
        asyncio.run(client.sync(full=True))
    end()
    server.faults.offline = False
    gone = next(iter(_known(client)))
    server.colleague.delete(gone or "")
    client.restart()
    asyncio.run(client.sync(full=True))
    assert FULL_COMPARE_SORT in listings_of_cards
    assert gone not in _known(client)


def test_a_second_cycle_pulls_nothing_new(server: SyncServer, client: SyncClient) -> None:
    assert asyncio.run(client.sync()).pulled == 0


@pytest.mark.parametrize("open_first", [True, False], ids=["open cards first", "one walk"])
def test_progress_is_published_and_ends(server: SyncServer, *, open_first: bool) -> None:
    client = server.add_client()
    events: list[LoadProgressed] = []
    client.bus.subscribe(LoadProgressed, events.append)
    asyncio.run(client.sync(open_first=open_first))
    assert events[0].total_boards > 0
    assert [progress.done for progress in events].count(True) == 1
    assert events[-1].boards == events[-1].total_boards


def test_the_next_start_shows_the_same_without_a_network(server: SyncServer, client: SyncClient) -> None:
    before = {card.key: card for card in client.replica.local_cards.cards()}
    server.faults.offline = True
    client.restart()
    assert {card.key: card for card in client.replica.local_cards.cards()} == before
    assert all(client.replica.is_board_loaded(board) for board in client.replica.local_cards.boards)


@pytest.mark.parametrize("open_first", [True, False], ids=["open cards first", "one walk"])
def test_a_board_is_not_called_loaded_before_its_open_cards_have_arrived(
    server: SyncServer, *, open_first: bool
) -> None:
    client = server.add_client()
    server.behaviour.page_limit = 5
    stop_after(server, 1)
    with pytest.raises(TransientError):
        asyncio.run(client.sync(open_first=open_first))
    assert _known(client)
    assert not any(client.replica.is_board_loaded(board) for board in client.replica.local_cards.boards)
    server.faults.clear()
    asyncio.run(client.sync(open_first=open_first))
    assert all(client.replica.is_board_loaded(board) for board in client.replica.local_cards.boards)


@pytest.mark.parametrize("pages", [1, 2, 3])
def test_an_interrupted_walk_continues_without_a_gap(server: SyncServer, pages: int) -> None:
    server.behaviour.page_limit = 5
    client = server.add_client()
    stop_after(server, pages)
    with pytest.raises(TransientError):
        asyncio.run(client.sync())
    server.faults.clear()
    changed = server.colleague
    first = next(iter(_running(server)))
    changed.edit(first, title="Changed meanwhile")
    server.clock.advance(minutes=1)
    client.restart()
    asyncio.run(client.sync())
    assert _known(client) == _running(server)
    assert client.card(first).title == "Changed meanwhile"


def stop_after(server: SyncServer, pages: int) -> None:
    """The next pages arrive, then the server fails."""
    server.faults.inject("GET", "/api/v1/tasks", Fault(), times=pages)
    server.faults.inject("GET", "/api/v1/tasks", error_status(500), times=None)


def test_a_page_of_broken_json_is_an_answer_to_wait_for(server: SyncServer) -> None:
    client = server.add_client()
    server.faults.inject("GET", "/api/v1/tasks", broken_json())
    with pytest.raises(TransientError, match="unreadable_answer"):
        asyncio.run(client.sync())
    asyncio.run(client.sync())
    assert _known(client) == _running(server)


def test_the_server_may_say_when_to_come_back(server: SyncServer) -> None:
    client = server.add_client()
    server.faults.inject("GET", "/api/v1/tasks", error_status(429, retry_after=7), times=2)
    before = server.clock.now()
    asyncio.run(client.sync())
    assert (server.clock.now() - before).total_seconds() >= 14
    assert _known(client) == _running(server)


def test_rows_with_equal_times_do_not_stop_the_walk(server: SyncServer) -> None:
    server.behaviour.page_limit = 5
    with server.state.transaction() as db:
        db.execute(
            "UPDATE tasks SET updated_at = '2026-11-20T10:00:00+00:00', created_at = '2026-11-20T10:00:00+00:00'"
        )
    client = server.add_client()
    asyncio.run(client.sync())
    assert _known(client) == _running(server)


def test_a_board_that_is_new_gets_a_walk_of_its_own(server: SyncServer) -> None:
    _turn(server, "closed")
    client = server.add_client()
    asyncio.run(client.sync())
    assert server.board not in {board.shortcode for board in client.replica.local_cards.boards.values()}
    _turn(server, "running")
    server.clock.advance(hours=1)
    asyncio.run(client.sync())
    assert list(client.replica.local_cards.cards_of(client.board(server.board)))
    assert _known(client) == _running(server)


def _turn(server: SyncServer, status: str) -> None:
    with server.state.transaction() as db:
        db.execute("UPDATE projects SET status = ? WHERE shortcode = ?", (status, server.board))


def test_an_unlisted_board_is_hidden_and_kept(server: SyncServer, client: SyncClient) -> None:
    board = client.board(server.board)
    cards = len(list(client.replica.local_cards.cards_of(board)))
    _turn(server, "closed")
    asyncio.run(client.sync(full=True))
    client.restart()
    assert not client.replica.local_cards.boards[board].is_running
    assert len(list(client.replica.local_cards.cards_of(board))) == cards > 0


def test_closed_cards_come_last(server: SyncServer) -> None:
    client = server.add_client()
    order: list[Column] = []

    def note(event: CardsChanged) -> None:
        order.extend(card.column for key in event.cards if (card := client.replica.local_cards.card(key)))

    client.bus.subscribe(CardsChanged, note)
    asyncio.run(client.sync())
    first_closed = order.index(Column.CLOSED)
    assert all(column is Column.CLOSED for column in order[first_closed:])
