"""The full compare finds what was deleted on the server, and never trusts an empty response."""

import asyncio

import pytest

from kanbert_desktop.api.client import UnreadPage
from kanbert_desktop.api.listings import FULL_COMPARE_SORT, Listing
from kanbert_desktop.api.payloads import read_card
from kanbert_desktop.domain.board import Card
from kanbert_desktop.domain.changes import CreateCard, Field, Reason
from kanbert_desktop.domain.errors import KanbertError
from kanbert_desktop.sandbox.faults import error_status
from support.sync_clients import SyncClient, SyncServer

EMPTY = {"data": [], "links": [], "meta": {"path": "", "per_page": 30, "next_cursor": None}}


def known(client: SyncClient) -> set[str | None]:
    return {card.server_id for card in client.replica.local_cards.cards()}


def test_a_deletion_shows_only_in_a_full_comparison(server: SyncServer, client: SyncClient) -> None:
    gone = client.card(next(iter(known(client))) or "")
    server.colleague.delete(gone.server_id or "")
    asyncio.run(client.sync())
    assert gone.server_id in known(client)
    asyncio.run(client.sync(full=True))
    assert gone.server_id not in known(client)
    client.restart()
    assert gone.server_id not in known(client)


@pytest.mark.parametrize("reads", [True, False], ids=["asked one by one", "swept backwards"])
def test_a_card_skipped_by_the_listing_is_not_gone(
    server: SyncServer, client: SyncClient, *, reads: bool
) -> None:
    """A cursor of sort columns only skips rows with equal values at a page's edge, but not in both directions."""
    server.behaviour.task_writes = reads
    before = known(client)
    skipped = min(filter(None, before))
    unread_page = client.engine._reader.unread_page

    async def skipping(listing: Listing[Card], cursor: str | None = None) -> UnreadPage[Card]:
        page = await unread_page(listing, cursor)
        if dict(listing.params).get("sort") == FULL_COMPARE_SORT:
            others = [raw for raw in page.raw_rows if read_card(bytes(raw)).server_id != skipped]
            assert len(page.raw_rows) - len(others) <= 1
            return page._replace(raw_rows=others)
        return page

    client.engine._reader.unread_page = skipping
    asyncio.run(client.sync(full=True))
    assert known(client) == before


def test_an_empty_listing_removes_nothing_and_asks(server: SyncServer, client: SyncClient) -> None:
    before = known(client)
    assert len(before) > 20
    server.faults.inject("GET", "/api/v1/tasks", error_status(200, EMPTY), times=None)
    asyncio.run(client.sync(full=True))
    assert known(client) == before
    (entry,) = client.attention()
    assert entry.reason is Reason.MASS_DELETION
    assert client.replica.decisions.choices_for(entry) == ["keep", "remove"]
    server.faults.clear()
    asyncio.run(client.sync(full=True))
    assert client.attention() == []
    assert known(client) == before


@pytest.mark.parametrize("choice", ["keep", "remove"])
def test_the_question_about_many_can_be_answered(server: SyncServer, client: SyncClient, choice: str) -> None:
    before = known(client)
    stored = next(card for card in client.replica.local_cards.cards() if card.parent is None)
    for server_id in before - {stored.server_id}:
        server.colleague.delete(server_id or "")
    client.add("Unsent")
    asyncio.run(client.sync(full=True))
    assert before <= known(client)
    client.restart()
    (entry,) = client.attention()
    client.replica.decisions.resolve(entry.id, choice)
    asyncio.run(client.sync(full=True))
    assert client.attention() == []
    left = known(client)
    assert (before <= left) is (choice == "keep")
    assert stored.server_id in left
    assert len(server.task_with_title("Unsent")) == 1


def test_changes_made_while_the_question_is_open_survive_its_answer(
    server: SyncServer, client: SyncClient
) -> None:
    """Also for the card that the question is attached to."""
    missing = {card.server_id or "": card.key for card in client.replica.local_cards.base.cards()}
    for server_id in missing:
        server.colleague.delete(server_id)
    asyncio.run(client.sync(full=True))
    (question,) = client.attention()
    client.edit(question.card, title="Wished meanwhile")
    client.replica.decisions.resolve(question.id, "remove")
    (copy,) = client.attention()
    assert copy.reason is Reason.DELETED_REMOTELY
    assert isinstance(copy.change, CreateCard)
    assert copy.change.fields[Field.TITLE] == "Wished meanwhile"
    assert known(client) == {None}


def test_a_comparison_cut_off_removes_nothing(server: SyncServer, client: SyncClient) -> None:
    before = known(client)
    server.behaviour.page_limit = 5
    server.colleague.delete(next(iter(before)) or "")
    asyncio.run(client.sync())
    server.faults.inject("GET", "/api/v1/tasks", error_status(500), times=None)
    with pytest.raises(KanbertError):
        asyncio.run(client.sync(full=True))
    assert known(client) == before


def test_it_is_due_once_a_day(server: SyncServer, client: SyncClient) -> None:
    assert not client.engine.is_full_compare_due()
    server.clock.advance(hours=25)
    assert client.engine.is_full_compare_due()
    asyncio.run(client.sync(full=True))
    assert not client.engine.is_full_compare_due()
