"""The full comparison finds what was deleted there, and never believes an empty answer."""

import asyncio

import pytest

from kanbert_desktop.api.listings import FULL_COMPARE_SORT, Listing
from kanbert_desktop.api.payloads import Page
from kanbert_desktop.domain.board import Card
from kanbert_desktop.domain.changes import CreateCard, Field, Reason
from kanbert_desktop.domain.errors import KanbertError
from kanbert_desktop.sandbox.faults import error_status
from support.sync_clients import SyncClient, SyncServer

EMPTY = {"data": [], "links": [], "meta": {"path": "", "per_page": 30, "next_cursor": None}}


def known(computer: SyncClient) -> set[str | None]:
    return {card.server_id for card in computer.replica.mirror.cards()}


def test_a_deletion_shows_only_in_a_full_comparison(office: SyncServer, desk: SyncClient) -> None:
    gone = desk.card(next(iter(known(desk))) or "")
    office.colleague.delete(gone.server_id or "")
    asyncio.run(desk.sync())
    assert gone.server_id in known(desk)
    asyncio.run(desk.sync(full=True))
    assert gone.server_id not in known(desk)
    desk.restart()
    assert gone.server_id not in known(desk)


@pytest.mark.parametrize("reads", [True, False], ids=["asked one by one", "swept backwards"])
def test_a_card_skipped_by_the_listing_is_not_gone(
    office: SyncServer, desk: SyncClient, *, reads: bool
) -> None:
    """A cursor of sort columns alone skips rows with equal values at a page's edge, but not in both directions."""
    office.behaviour.task_writes = reads
    before = known(desk)
    skipped = min(filter(None, before))
    page = desk.engine._reader.page

    async def skipping(listing: Listing[Card], cursor: str | None = None) -> Page[Card]:
        told = await page(listing, cursor)
        if dict(listing.params).get("sort") == FULL_COMPARE_SORT:
            return told._replace(rows=[row for row in told.rows if row.value.server_id != skipped])
        return told

    desk.engine._reader.page = skipping
    asyncio.run(desk.sync(full=True))
    assert known(desk) == before


def test_an_empty_listing_removes_nothing_and_asks(office: SyncServer, desk: SyncClient) -> None:
    before = known(desk)
    assert len(before) > 20
    office.faults.inject("GET", "/api/v1/tasks", error_status(200, EMPTY), times=None)
    asyncio.run(desk.sync(full=True))
    assert known(desk) == before
    (entry,) = desk.attention()
    assert entry.reason is Reason.MASS_DELETION
    assert desk.replica.choices_for(entry) == ["keep", "remove"]
    office.faults.clear()
    asyncio.run(desk.sync(full=True))
    assert desk.attention() == []
    assert known(desk) == before


@pytest.mark.parametrize("choice", ["keep", "remove"])
def test_the_question_about_many_can_be_answered(office: SyncServer, desk: SyncClient, choice: str) -> None:
    before = known(desk)
    kept = next(card for card in desk.replica.mirror.cards() if card.parent is None)
    for server_id in before - {kept.server_id}:
        office.colleague.delete(server_id or "")
    desk.add("Unsent")
    asyncio.run(desk.sync(full=True))
    assert before <= known(desk)
    desk.restart()
    (entry,) = desk.attention()
    desk.replica.resolve(entry.id, choice)
    asyncio.run(desk.sync(full=True))
    assert desk.attention() == []
    left = known(desk)
    assert (before <= left) is (choice == "keep")
    assert kept.server_id in left
    assert len(office.task_with_title("Unsent")) == 1


def test_what_is_wished_while_the_question_about_many_stands_outlives_its_answer(
    office: SyncServer, desk: SyncClient
) -> None:
    """Also for the card that the question is attached to."""
    missing = {card.server_id or "": card.key for card in desk.replica.mirror.base_cards()}
    for server_id in missing:
        office.colleague.delete(server_id)
    asyncio.run(desk.sync(full=True))
    (question,) = desk.attention()
    desk.edit(question.card, title="Wished meanwhile")
    desk.replica.resolve(question.id, "remove")
    (copy,) = desk.attention()
    assert copy.reason is Reason.DELETED_REMOTELY
    assert isinstance(copy.change, CreateCard)
    assert copy.change.fields[Field.TITLE] == "Wished meanwhile"
    assert known(desk) == {None}


def test_a_comparison_cut_off_removes_nothing(office: SyncServer, desk: SyncClient) -> None:
    before = known(desk)
    office.behaviour.page_limit = 5
    office.colleague.delete(next(iter(before)) or "")
    asyncio.run(desk.sync())
    office.faults.inject("GET", "/api/v1/tasks", error_status(500), times=None)
    with pytest.raises(KanbertError):
        asyncio.run(desk.sync(full=True))
    assert known(desk) == before


def test_it_is_due_once_a_day(office: SyncServer, desk: SyncClient) -> None:
    assert not desk.engine.is_full_compare_due()
    office.clock.advance(hours=25)
    assert desk.engine.is_full_compare_due()
    asyncio.run(desk.sync(full=True))
    assert not desk.engine.is_full_compare_due()
