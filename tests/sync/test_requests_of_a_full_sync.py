"""A first load and a full compare make the least requests, and nothing is listed twice in one cycle."""

import asyncio
from collections import Counter
from concurrent.futures import Future

import httpx
import pytest

from kanbert_desktop.api.listings import FULL_COMPARE_SORT, NEWEST_FIRST
from kanbert_desktop.domain.errors import TransientError
from kanbert_desktop.store import base
from kanbert_desktop.store.base import Walk
from kanbert_desktop.sync.batch import Batch
from kanbert_desktop.sync.meta_names import WATERMARK
from kanbert_desktop.sync.pull import OPEN_WALK, REST_WALK, WHOLE_WALK
from support.sync_clients import SyncClient, SyncServer

PAGE = 10
SESSION = {"whoami": 1}
SHORT_LISTS = {"clients": 1, "projects": 1, "users": 1}
PULL = {f"tasks {NEWEST_FIRST}": 1}


@pytest.fixture
def requests(server: SyncServer, monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Counts requests by the last part of the path, those for cards by their order as well."""
    server.behaviour.page_limit = PAGE
    made = Counter[str]()
    handle = httpx.ASGITransport.handle_async_request

    async def counted(line: httpx.ASGITransport, request: httpx.Request) -> httpx.Response:
        name = request.url.path.rpartition("/")[2]
        made[f"{name} {request.url.params['sort']}" if name == "tasks" else name] += 1
        return await handle(line, request)

    monkeypatch.setattr(httpx.ASGITransport, "handle_async_request", counted)
    return made


@pytest.fixture
def quiet_server(server: SyncServer) -> SyncServer:
    """Every card is older than the overlap of an incremental pull but one, so that such a pull is one page."""
    with server.state.transaction() as db:
        db.execute("UPDATE tasks SET updated_at = '2026-11-20T10:00:00+00:00'")
        db.execute("UPDATE tasks SET updated_at = '2026-11-21T10:00:00+00:00' WHERE id = ?", (first(server),))
    server.clock.advance(hours=1)
    return server


def first(server: SyncServer) -> str:
    """An open card: the open ones may be listed first, and the watermark is the newest time of what is listed first."""
    (row,) = server.state.rows(
        "SELECT min(tasks.id) AS id FROM tasks JOIN projects ON projects.id = project_id WHERE tasks.deleted_at IS NULL "
        "AND projects.status = 'running' AND tasks.status IN ('Backlog', 'New', 'WIP')"
    )
    return str(row["id"])


def running(server: SyncServer) -> set[str]:
    rows = server.state.rows(
        "SELECT tasks.id FROM tasks JOIN projects ON projects.id = project_id "
        "WHERE projects.status = 'running' AND tasks.deleted_at IS NULL"
    )
    return {row["id"] for row in rows}


def pages(server: SyncServer) -> int:
    """The least requests that list every card."""
    return -(-len(running(server)) // PAGE)


def known(client: SyncClient) -> set[str | None]:
    return {card.server_id for card in client.replica.local_cards.cards()}


@pytest.mark.parametrize("full", [False, True], ids=["sync", "sync --full"])
def test_a_first_load_lists_every_card_once(
    quiet_server: SyncServer, requests: Counter[str], *, full: bool
) -> None:
    client = quiet_server.add_client()
    asyncio.run(client.sync(full=full, open_first=False))
    walk = {f"tasks {NEWEST_FIRST}": pages(quiet_server)}
    assert requests == Counter(SESSION) + Counter(SHORT_LISTS) + Counter(walk) + Counter(PULL)
    assert known(client) == running(quiet_server)
    assert not client.engine.is_full_compare_due()


def test_open_cards_first_cost_one_page_more_at_most(
    quiet_server: SyncServer, requests: Counter[str]
) -> None:
    asyncio.run(quiet_server.add_client("verb").sync(open_first=False))
    one_walk = requests.total()
    requests.clear()
    asyncio.run(quiet_server.add_client("window").sync())
    assert 0 <= requests.total() - one_walk <= 1


def test_a_full_sync_of_known_cards_lists_every_card_once(
    quiet_server: SyncServer, requests: Counter[str]
) -> None:
    client = quiet_server.add_client()
    asyncio.run(client.sync(open_first=False))
    requests.clear()
    asyncio.run(client.sync(full=True, open_first=False))
    compare = {f"tasks {FULL_COMPARE_SORT}": pages(quiet_server)}
    assert requests == Counter(SHORT_LISTS) + Counter(PULL) + Counter(compare)


@pytest.mark.parametrize("open_first", [False, True], ids=["verb", "window"])
def test_a_full_sync_that_resumes_a_walk_compares_everything(
    quiet_server: SyncServer, requests: Counter[str], *, open_first: bool
) -> None:
    """What the walk had brought before it was broken off may have been deleted since."""
    client = quiet_server.add_client()
    break_off(quiet_server, client, open_first=open_first)
    gone = next(iter(known(client) - {first(quiet_server)}))
    quiet_server.colleague.delete(gone or "")
    client.restart()
    requests.clear()
    asyncio.run(client.sync(full=True, open_first=open_first))
    assert requests[f"tasks {FULL_COMPARE_SORT}"] == pages(quiet_server)
    assert known(client) == running(quiet_server)


@pytest.mark.parametrize("began_open", [False, True], ids=["one walk", "open cards first"])
def test_a_load_goes_on_as_it_began_whoever_continues_it(
    quiet_server: SyncServer, requests: Counter[str], *, began_open: bool
) -> None:
    """The verb continues what a window left, also one of an older version, and a window what the verb left."""
    client = quiet_server.add_client()
    break_off(quiet_server, client, open_first=began_open)
    (left,) = base.walks(client.store.read()).values()
    assert (left.name, left.done) == (OPEN_WALK if began_open else WHOLE_WALK, False)
    received = len(known(client))
    client.restart()
    requests.clear()
    asyncio.run(client.sync(open_first=not began_open))
    walks = base.walks(client.store.read())
    assert walks.keys() == ({OPEN_WALK, REST_WALK} if began_open else {WHOLE_WALK})
    assert all(walk.done for walk in walks.values())
    assert client.replica.meta[WATERMARK] == left.candidate
    assert known(client) == running(quiet_server)
    # A pull before the walk and one after it; two walks end in two pages that may be short.
    least = pages(quiet_server) - received // PAGE + 2 * PULL[f"tasks {NEWEST_FIRST}"]
    assert 0 <= requests[f"tasks {NEWEST_FIRST}"] - least <= began_open


def test_what_changed_while_a_walk_was_broken_off_is_not_missed(quiet_server: SyncServer) -> None:
    client = quiet_server.add_client()
    quiet_server.behaviour.page_limit = PAGE
    break_off(quiet_server, client, open_first=False)
    missing = next(iter(running(quiet_server) - known(client)))
    for changed in (missing, first(quiet_server)):
        quiet_server.clock.advance(minutes=20)
        quiet_server.colleague.edit(changed, title="Changed meanwhile")
    client.restart()
    asyncio.run(client.sync(open_first=False))
    assert [client.card(changed).title for changed in (missing, first(quiet_server))] == [
        "Changed meanwhile"
    ] * 2


def test_a_walk_whose_cursor_became_invalid_begins_again_without_loss(
    quiet_server: SyncServer, requests: Counter[str]
) -> None:
    client = quiet_server.add_client()
    break_off(quiet_server, client, open_first=False)
    (left,) = base.walks(client.store.read()).values()
    stale = Walk(left.name, "of another server\x00", left.candidate)
    client.store.write(lambda db: base.save_walk(db, stale)).result(10)
    client.restart()
    requests.clear()
    asyncio.run(client.sync(full=True, open_first=False))
    assert known(client) == running(quiet_server)
    assert requests[f"tasks {FULL_COMPARE_SORT}"] == pages(quiet_server), "its cards were known before"


def test_a_board_that_is_new_after_a_load_in_one_walk_gets_a_walk_of_its_own(server: SyncServer) -> None:
    turn(server, "closed")
    client = server.add_client()
    asyncio.run(client.sync(open_first=False))
    turn(server, "running")
    server.clock.advance(hours=1)
    asyncio.run(client.sync(open_first=False))
    assert client.replica.local_cards.cards_of(client.board(server.board))
    assert known(client) == running(server)


def turn(server: SyncServer, status: str) -> None:
    with server.state.transaction() as db:
        db.execute("UPDATE projects SET status = ? WHERE shortcode = ?", (status, server.board))


def break_off(server: SyncServer, client: SyncClient, *, open_first: bool) -> None:
    """Two pages of the first load arrive, then the network is gone."""
    arrived: list[Walk] = []
    apply = client.replica.apply

    def apply_two(batch: Batch, **how: bool) -> Future[None]:
        arrived.extend(batch.walks)
        server.faults.offline = len(arrived) >= 2
        return apply(batch, **how)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(client.replica, "apply", apply_two)
        with pytest.raises(TransientError):
            asyncio.run(client.sync(open_first=open_first))
    server.faults.offline = False
