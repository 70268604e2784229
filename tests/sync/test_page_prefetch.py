"""The next page is requested early, and dropped after any other request in between."""

import asyncio
import threading

import pytest

from kanbert_desktop.api.client import UnreadPage
from kanbert_desktop.api.listings import FULL_COMPARE_SORT
from kanbert_desktop.api.payloads import Page
from kanbert_desktop.domain.board import WORK_COLUMNS, Card
from kanbert_desktop.domain.errors import TransientError
from kanbert_desktop.net.blocking_reads import BlockingClient
from kanbert_desktop.net.client import Request, Response
from kanbert_desktop.sandbox.faults import Fault, error_status
from kanbert_desktop.sync.consistency import FullCompare
from kanbert_desktop.sync.deletions import Tombstones
from kanbert_desktop.sync.listed_cards import ListedCards
from kanbert_desktop.sync.listing_walk import ListingWalk
from support.sync_clients import SyncClient, SyncServer

PAGE = 5


@pytest.fixture(params=[False, True], ids=["by tasks", "by a thread"])
def server(server: SyncServer, request: pytest.FixtureRequest) -> SyncServer:
    """Clients read ahead either way."""
    server.reads_on_threads = request.param
    return server


def reopened(server: SyncServer, client: SyncClient) -> None:
    """The fullest board was closed and runs again: a walk of its own brings cards that are known already."""
    for state in ("closed", "running"):
        with server.state.transaction() as db:
            db.execute("UPDATE projects SET status = ? WHERE shortcode = ?", (state, server.board))
        server.clock.advance(hours=1)
        if state == "closed":
            asyncio.run(client.sync())
    server.behaviour.page_limit = PAGE


def test_a_card_deleted_between_two_pages_does_not_come_back(
    server: SyncServer, client: SyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    reopened(server, client)
    board = client.board(server.board)
    newest_first = sorted(
        client.replica.local_cards.cards_of(board),
        key=lambda card: card.updated_at or server.clock.now(),
        reverse=True,
    )
    on_page_2 = newest_first[PAGE + 1]
    apply_page = ListingWalk._apply_page

    def apply_and_delete(walking: ListingWalk, page: Page[Card]) -> None:
        apply_page(walking, page)
        monkeypatch.setattr(ListingWalk, "_apply_page", apply_page)
        client.delete(on_page_2.key)

    monkeypatch.setattr(ListingWalk, "_apply_page", apply_and_delete)
    asyncio.run(client.sync())
    assert on_page_2.server_id not in {task["id"] for task in server.tasks()}
    assert client.replica.local_cards.base_card(on_page_2.key) is None
    client.restart()
    assert client.replica.local_cards.base_card(on_page_2.key) is None


def test_a_card_deleted_between_two_pages_of_a_comparison_does_not_come_back(
    server: SyncServer, client: SyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.behaviour.page_limit = PAGE
    roots = {card.parent for card in client.replica.local_cards.cards()}
    first_created = sorted(
        client.replica.local_cards.cards(),
        key=lambda card: (card.created_at or server.clock.now(), card.uri or ""),
    )
    on_page_2 = next(card for card in first_created[PAGE : 2 * PAGE] if card.key not in roots)
    # The tombstone alone would keep it away: here only the pages decide.
    monkeypatch.setattr(Tombstones, "contains", lambda *_: False)
    apply_page = FullCompare._apply_page
    came = _reads_of_threads(monkeypatch)

    async def apply_and_delete(
        compare: FullCompare, page: Page[Card], listed: ListedCards, number: int
    ) -> None:
        assert not server.reads_on_threads or came.acquire(timeout=30), "page 2 is here before the deletion"
        await apply_page(compare, page, listed, number)
        monkeypatch.setattr(FullCompare, "_apply_page", apply_page)
        client.delete(on_page_2.key)

    monkeypatch.setattr(FullCompare, "_apply_page", apply_and_delete)
    asyncio.run(client.sync(full=True))
    assert on_page_2.server_id not in {task["id"] for task in server.tasks()}
    assert client.replica.local_cards.base_card(on_page_2.key) is None
    client.restart()
    assert client.replica.local_cards.base_card(on_page_2.key) is None


def _reads_of_threads(monkeypatch: pytest.MonkeyPatch) -> threading.Semaphore:
    """Released once for each page of cards that a thread has read; lists of boards and people are read so before them."""
    came = threading.Semaphore(0)
    read = BlockingClient.read

    def read_and_tell(client: BlockingClient, like: Request, address: str) -> Response:
        response = read(client, like, address)
        if "/tasks?" in address:
            came.release()
        return response

    monkeypatch.setattr(BlockingClient, "read", read_and_tell)
    return came


def test_every_page_is_asked_for_once_where_nothing_comes_between(server: SyncServer) -> None:
    server.behaviour.page_limit = PAGE
    asked: list[str] = []
    server.faults.inject(
        "GET", "/api/v1/tasks", Fault(run_afterwards=lambda: asked.append("page")), times=None
    )
    client = server.add_client()
    asyncio.run(client.sync())
    in_walks = sum(-(-count // PAGE) or 1 for count in _walked(client))
    recent = len(asked) - in_walks
    assert 0 <= recent <= 3, "what is more than the walks' pages are incremental pulls, a page or two"


def test_the_next_page_is_requested_before_this_one_is_applied(
    server: SyncServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.behaviour.page_limit = PAGE
    came = threading.Semaphore(0)
    server.faults.inject("GET", "/api/v1/tasks", Fault(run_afterwards=came.release), times=None)
    apply_page = ListingWalk._apply_page
    in_time: list[bool] = []

    def read_and_apply(walking: ListingWalk, page: Page[Card]) -> None:
        if not in_time:
            in_time.extend(came.acquire(timeout=60) for _ in ("this page", "the next one"))
        apply_page(walking, page)

    monkeypatch.setattr(ListingWalk, "_apply_page", read_and_apply)
    asyncio.run(server.add_client().sync())
    assert in_time == [True, True]


def test_the_next_page_of_a_comparison_is_requested_before_this_one_is_read(
    server: SyncServer, client: SyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.behaviour.page_limit = PAGE
    came = threading.Semaphore(0)
    server.faults.inject("GET", "/api/v1/tasks", Fault(run_afterwards=came.release), times=None)
    first_read = threading.Lock()
    read = UnreadPage.read
    in_time: list[bool] = []

    def read_later(page: UnreadPage[Card]) -> Page[Card]:
        if page.listing.path.endswith("/tasks"):
            # A lock, because the page after it may be read by another thread meanwhile.
            is_compared = dict(page.listing.params)["sort"] == FULL_COMPARE_SORT
            is_first = is_compared and first_read.acquire(blocking=False)
            came_here = [
                came.acquire(timeout=60) for _ in range(2 if is_first else 0 if first_read.locked() else 1)
            ]
            in_time.extend(came_here if is_first else [])
        return read(page)

    monkeypatch.setattr(UnreadPage, "read", read_later)
    asyncio.run(client.sync(full=True))
    assert in_time == [True, True]


def _walked(client: SyncClient) -> list[int]:
    """Cards in the walk of the open ones and in that of the rest."""
    cards = list(client.replica.local_cards.cards())
    is_open = sum(card.column in WORK_COLUMNS for card in cards)
    return [is_open, len(cards) - is_open]


def test_a_failed_prefetch_is_raised_when_its_page_is_needed(server: SyncServer) -> None:
    server.behaviour.page_limit = PAGE
    server.faults.inject("GET", "/api/v1/tasks", Fault(), times=1)
    server.faults.inject("GET", "/api/v1/tasks", error_status(500), times=None)
    client = server.add_client()
    with pytest.raises(TransientError):
        asyncio.run(client.sync())
    assert len(list(client.replica.local_cards.cards())) == PAGE
