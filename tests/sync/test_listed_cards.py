"""What the store says a full listing lacks, beside an oracle that holds all ids in memory."""

import asyncio
import random
from collections.abc import AsyncIterator, Callable, Iterable
from itertools import chain

import pytest

from kanbert_desktop.api.payloads import Page, Record
from kanbert_desktop.domain.board import Card
from kanbert_desktop.domain.errors import KanbertError
from kanbert_desktop.sandbox.faults import error_status
from kanbert_desktop.sync import consistency
from kanbert_desktop.sync.consistency import FullCompare
from kanbert_desktop.sync.listed_cards import ListedCards
from support.sync_clients import SyncClient, SyncServer

PAGE = 7


class Compared(ListedCards):
    """Asserts that the store answers what the sets of ids do."""

    made = 0
    """How many began."""
    missing = 0
    """How many cards were found missing in all."""

    async def begin(self) -> None:
        await super().begin()
        Compared.made += 1
        local_cards = self._replica.local_cards
        running = local_cards.running_boards()
        self._known = {card.id for card in local_cards.base.cards() if card.board in running}
        self._listed: set[str] = set()

    def add(self, rows: Iterable[Record[Card]]) -> list[str]:
        ids = super().add(rows)
        self._listed.update(ids)
        assert self.any_id() == min(self._listed, default=None)
        return ids

    async def count_missing(self) -> int:
        count = await super().count_missing()
        assert count == len(self._known - self._listed)
        return count

    async def missing_ids(self) -> AsyncIterator[list[str]]:
        found = [ids async for ids in super().missing_ids()]
        assert list(chain.from_iterable(found)) == sorted(self._known - self._listed)
        Compared.missing += sum(map(len, found))
        for ids in found:
            yield ids


@pytest.fixture(autouse=True)
def _compared(monkeypatch: pytest.MonkeyPatch) -> None:
    Compared.made = Compared.missing = 0
    monkeypatch.setattr(consistency, "ListedCards", Compared)
    monkeypatch.setattr("kanbert_desktop.sync.listed_cards._READ_AT_ONCE", 3)


def between_pages(monkeypatch: pytest.MonkeyPatch, act: Callable[[], object]) -> None:
    """Does something after each page of a comparison was taken, while the next one is on its way."""
    apply_page = FullCompare._apply_page

    async def apply_and_act(self: FullCompare, page: Page[Card], listed: ListedCards, number: int) -> None:
        await apply_page(self, page, listed, number)
        act()

    monkeypatch.setattr(FullCompare, "_apply_page", apply_and_act)


class Events:
    """What may happen between two pages: cards come and go there and here, which shifts the pages; a request fails."""

    def __init__(self, server: SyncServer, client: SyncClient, chance: random.Random) -> None:
        self._server, self._client, self._chance = server, client, chance

    def any(self) -> None:
        events = (self._make, self._delete, self._edit, self._make_here, self._delete_here, self._cut_off)
        self._chance.choice(events)()

    def delete(self, count: int) -> None:
        tasks = self._server.tasks()
        for task in self._chance.sample(tasks, k=min(count, len(tasks))):
            self._server.colleague.delete(task["id"])

    def _make(self) -> None:
        self._server.colleague.add(self._server.board, "New")

    def _delete(self) -> None:
        self.delete(1)

    def _edit(self) -> None:
        for task in self._chance.sample(self._server.tasks(), k=1):
            self._server.colleague.edit(task["id"], title="Other")

    def _make_here(self) -> None:
        self._client.add("Here")

    def _delete_here(self) -> None:
        shown = list(self._client.replica.local_cards.cards())
        self._client.delete(self._chance.choice(shown).key)

    def _cut_off(self) -> None:
        if not self._chance.randrange(6):
            self._server.faults.inject("GET", "/api/v1/tasks", error_status(500), times=3)


@pytest.mark.parametrize("seed", range(8))
def test_it_agrees_with_the_oracle_whatever_happens_during_the_listing(
    server: SyncServer, client: SyncClient, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """After a listing that was cut off the program starts again, and sometimes after another one."""
    chance = random.Random(seed)  # noqa: S311
    server.behaviour.page_limit = PAGE
    server.behaviour.task_writes = bool(seed % 2)
    events = Events(server, client, chance)
    between_pages(monkeypatch, events.any)
    for _ in range(4):
        events.delete(3)
        cut_off = False
        try:
            asyncio.run(client.sync(full=True))
        except KanbertError:
            cut_off = True
        server.faults.clear()
        if cut_off or not chance.randrange(3):
            client.restart()
    assert Compared.made >= 4
    assert Compared.missing > 0


def test_a_card_that_becomes_known_during_the_listing_is_not_missing(
    server: SyncServer, client: SyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.behaviour.page_limit = PAGE
    made: list[str] = []

    def act() -> None:
        if not made:
            made.append(client.add("Made during the listing"))

    between_pages(monkeypatch, act)
    asyncio.run(client.sync(full=True))
    assert client.card(made[0]).server_id is not None


def test_a_listing_that_was_cut_off_leaves_nothing_for_the_next_one(
    server: SyncServer, client: SyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.behaviour.page_limit = PAGE
    gone = next(card.server_id for card in client.replica.local_cards.cards() if card.parent is None)
    with monkeypatch.context() as patched:
        between_pages(
            patched, lambda: server.faults.inject("GET", "/api/v1/tasks", error_status(500), times=None)
        )
        with pytest.raises(KanbertError):
            asyncio.run(client.sync(full=True))
    server.faults.clear()
    server.colleague.delete(gone or "")
    asyncio.run(client.sync(full=True))
    assert client.replica.local_cards.card(gone or "") is None
    assert Compared.missing >= 1
