"""A thread reads pages ahead, hands over several at once, and leaves whatever is not plain to the ordinary way."""

import asyncio
import sqlite3
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from kanbert_desktop.api.payloads import Page, Record
from kanbert_desktop.domain.board import BoardId, Card, CardKey, Column
from kanbert_desktop.domain.errors import TransientError
from kanbert_desktop.domain.events import CardsChanged
from kanbert_desktop.net.blocking_reads import BlockingClient, NotPlain
from kanbert_desktop.net.client import Request, Response
from kanbert_desktop.sync import page_prefetch
from kanbert_desktop.sync.page_prefetch import PageThread, frequent_switches, joined
from support.sync_clients import SyncClient, SyncServer

ROWS = 30
PAGE = 5


def page(number: int, count: int, rows: int = ROWS) -> Page[Card]:
    """The page `number` of a listing of so many; the cursor of the next one is its number."""
    cards = [
        Card(key=CardKey(f"{number}-{row}"), board=BoardId("b"), title="title", column=Column.NEW)
        for row in range(rows)
    ]
    following = str(number + 1) if number + 1 < count else None
    return Page([Record(card, b"{}") for card in cards], following, None, skipped=1, size=100)


def taken(read: Callable[[str], Page[Card]]) -> list[list[Page[Card]]]:
    """The parts that a thread hands over, until one is empty or the last."""

    async def scenario() -> list[list[Page[Card]]]:
        thread = PageThread(read, "0")
        parts = [await thread.take()]
        while parts[-1] and parts[-1][-1].next_cursor is not None:
            parts.append(await thread.take())
        return parts

    return asyncio.run(scenario())


def test_every_page_is_handed_over_once_and_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_prefetch, "_GATHER_SECONDS", 3600.0)
    asked: list[str] = []

    def read(cursor: str) -> Page[Card]:
        asked.append(cursor)
        return page(int(cursor), count)

    at_once = page_prefetch.GATHERED_ROWS // ROWS
    count = 2 * at_once + 4
    parts = taken(read)
    assert asked == [str(number) for number in range(count)]
    assert [one.next_cursor for part in parts for one in part] == [*map(str, range(1, count)), None]
    assert [len(part) for part in parts] == [at_once, at_once, 4]


def test_the_pages_of_a_slow_server_are_handed_over_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_prefetch, "_GATHER_SECONDS", -1.0)
    assert [len(part) for part in taken(lambda cursor: page(int(cursor), 5))] == [1] * 5


@pytest.mark.parametrize("error", [TransientError("unreadable_answer"), ValueError("x"), RecursionError()])
def test_what_was_read_before_a_failure_is_handed_over_first(
    monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    monkeypatch.setattr(page_prefetch, "_GATHER_SECONDS", 3600.0)

    def read(cursor: str) -> Page[Card]:
        if cursor == "3":
            raise error
        return page(int(cursor), 20)

    assert [[one.next_cursor for one in part] for part in taken(read)] == [["1", "2", "3"], []]


def test_it_reads_no_further_than_there_is_room(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody takes anything: two parts are read, and no more."""
    monkeypatch.setattr(page_prefetch, "_GATHER_SECONDS", 3600.0)
    asked: list[str] = []
    enough, ended = 2 * page_prefetch.GATHERED_ROWS // ROWS, threading.Event()

    def read(cursor: str) -> Page[Card]:
        asked.append(cursor)
        if len(asked) == enough:
            ended.set()
        return page(int(cursor), 1000)

    async def scenario() -> int:
        thread = PageThread(read, "0")
        await asyncio.to_thread(ended.wait, 30)
        thread.stop()
        return len(asked)

    assert asyncio.run(scenario()) == enough


def test_a_stopped_thread_ends_after_its_present_request() -> None:
    asked: list[str] = []
    came, goes_on = threading.Event(), threading.Event()
    threads: list[threading.Thread] = []

    def read(cursor: str) -> Page[Card]:
        asked.append(cursor)
        threads.append(threading.current_thread())
        came.set()
        goes_on.wait(30)
        return page(int(cursor), 1000)

    async def scenario() -> None:
        thread = PageThread(read, "0")
        await asyncio.to_thread(came.wait, 30)
        thread.stop()
        goes_on.set()
        await asyncio.to_thread(threads[0].join, 30)

    asyncio.run(scenario())
    assert asked == ["0"]
    assert not threads[0].is_alive()


def test_a_thread_that_outlives_its_loop_ends() -> None:
    came, goes_on = threading.Event(), threading.Event()
    threads: list[threading.Thread] = []

    def read(cursor: str) -> Page[Card]:
        threads.append(threading.current_thread())
        came.set()
        goes_on.wait(30)
        return page(int(cursor), 1000)

    async def scenario() -> PageThread:
        thread = PageThread(read, "0")
        await asyncio.to_thread(came.wait, 30)
        return thread

    asyncio.run(scenario())
    goes_on.set()
    threads[0].join(30)
    assert not threads[0].is_alive()


@pytest.mark.parametrize("wanted", [True, False])
def test_threads_take_turns_as_before_once_it_is_over(*, wanted: bool) -> None:
    before = sys.getswitchinterval()
    within: list[float] = []

    def fail() -> None:
        with frequent_switches(wanted=wanted):
            within.append(sys.getswitchinterval())
            raise ValueError("mine")

    with pytest.raises(ValueError, match="mine"):
        fail()
    assert (within[0] < before) == wanted
    assert sys.getswitchinterval() == before


def test_pages_in_a_row_are_one_page() -> None:
    one = joined([page(0, 3), page(1, 3), page(2, 3)])
    assert [row.value.key for row in one.rows] == [f"{n}-{row}" for n in range(3) for row in range(ROWS)]
    assert (one.next_cursor, one.skipped, one.size) == (None, 3, 300)


def test_a_first_load_by_a_thread_leaves_the_same_file_and_tells_the_same(
    server: SyncServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.behaviour.page_limit = PAGE
    monkeypatch.setattr(page_prefetch, "GATHERED_ROWS", 3 * PAGE)
    found = []
    for reads_on_threads in (False, True):
        server.reads_on_threads = reads_on_threads
        client = server.add_client(f"desk-{reads_on_threads}")
        notified: set[CardKey] = set()
        client.bus.subscribe(CardsChanged, lambda event, notified=notified: notified.update(event.cards))
        asyncio.run(client.sync(full=True))
        client.stop()
        found.append((notified, _content(client.folder / "store.db")))
    assert found[0] == found[1]
    assert len(found[0][0]) > 3 * PAGE


def test_a_thread_that_fails_costs_a_request_and_nothing_else(
    server: SyncServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.behaviour.page_limit = PAGE
    server.reads_on_threads = True
    expected = set(_keys(server.add_client("before")))
    failed: list[str] = []

    def fail(_client: BlockingClient, _like: Request, address: str) -> Response:
        failed.append(address)
        raise NotPlain

    monkeypatch.setattr(BlockingClient, "read", fail)
    client = server.add_client()
    assert set(_keys(client)) == expected
    walks = 2
    assert 0 < len(failed) <= 2 * walks


def test_a_window_that_syncs_reads_on_no_other_thread(
    server: SyncServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.behaviour.page_limit = PAGE
    server.reads_on_threads = True
    monkeypatch.setattr(BlockingClient, "read", lambda *_: pytest.fail("a thread reads"))
    client = server.add_client()
    asyncio.run(client.engine.run_cycle(full=True))
    assert client.replica.local_cards.base.count() > PAGE


def _keys(client: SyncClient) -> list[str]:
    asyncio.run(client.sync())
    return [card.key for card in client.replica.local_cards.base.cards()]


def _content(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """What the store holds, but for times of this computer and the order in which rows were written."""
    queries = {
        "base": "SELECT kind, id, key, place, raw FROM base ORDER BY 1, 2",
        "cards": "SELECT key, id, board, col, alone, due, title, parent, assignee, priority, newest, created, rank "
        "FROM cards ORDER BY 1",
        "counts": "SELECT * FROM counts WHERE n <> 0 ORDER BY 1, 2, 3",
        "priorities": "SELECT * FROM priorities ORDER BY 1",
        "titles": "SELECT base.key, words FROM search_titles JOIN search_cards ON search_cards.place = search_titles.rowid "
        "JOIN base USING (number) ORDER BY 1",
        "walks": "SELECT * FROM walks ORDER BY 1",
    }
    with closing(sqlite3.connect(path)) as db:
        return {name: db.execute(sql).fetchall() for name, sql in queries.items()}
