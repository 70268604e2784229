"""What the person wished reaches the server once, in order, and nothing else changes there."""

import asyncio
from datetime import date, timedelta

import pytest

from kanbert_desktop.domain.board import Column, Mark
from kanbert_desktop.domain.changes import State
from kanbert_desktop.domain.coalescing import OutgoingRequest
from kanbert_desktop.domain.errors import TransientError
from kanbert_desktop.domain.events import SyncState
from kanbert_desktop.sync.batch import Batch
from support.sync_clients import SyncClient, SyncServer


def test_a_card_is_created_once_with_its_own_id(office: SyncServer, desk: SyncClient) -> None:
    key = desk.add("Order paper", due=date(2026, 12, 1), description="<p>80 g</p>")
    assert desk.card(key).mark is Mark.PENDING
    report = asyncio.run(desk.sync())
    (task,) = office.task_with_title("Order paper")
    assert task["external_id"] == key
    assert task["due_date"] == "2026-12-01"
    assert not task["is_public"]
    assert report.pushed == 1
    assert desk.card(key).mark is Mark.NONE
    assert desk.card(task["id"]).key == key


def test_a_created_card_keeps_its_key_after_a_restart(office: SyncServer, desk: SyncClient) -> None:
    key = desk.add("Order paper")
    asyncio.run(desk.sync())
    desk.restart()
    assert desk.card(key).server_id == office.task_with_title("Order paper")[0]["id"]
    asyncio.run(desk.sync(full=True))
    assert len([card for card in desk.replica.mirror.cards() if card.title == "Order paper"]) == 1


def test_edits_before_the_first_sending_travel_in_one_request(office: SyncServer, desk: SyncClient) -> None:
    key = desk.add("Draft")
    desk.edit(key, title="Final", column=Column.WIP)
    desk.edit(key, due=date(2026, 12, 5))
    asyncio.run(desk.sync())
    assert office.faults.count_requests("POST", "/api/v1/tasks") == 1
    assert office.faults.count_requests("PATCH") == 0
    (task,) = office.task_with_title("Final")
    assert (task["status"], task["due_date"]) == ("WIP", "2026-12-05")


def test_only_changed_fields_are_sent(office: SyncServer, desk: SyncClient) -> None:
    task = office.tasks()[0]
    card = desk.card(task["id"])
    desk.edit(card.key, column=Column.APPROVED if card.column is not Column.APPROVED else Column.WIP)
    office.colleague.edit(task["id"], title="Renamed by a colleague")
    asyncio.run(desk.sync())
    assert office.task(task["id"])["title"] == "Renamed by a colleague"
    assert desk.card(task["id"]).title == "Renamed by a colleague"
    assert desk.entries() == []


def test_a_card_created_and_deleted_before_sending_never_leaves(office: SyncServer, desk: SyncClient) -> None:
    key = desk.add("Never mind")
    desk.delete(key)
    asyncio.run(desk.sync())
    assert office.faults.count_requests("POST") == 0
    assert desk.entries() == []


def test_a_deleted_card_is_gone_on_both_sides(office: SyncServer, desk: SyncClient) -> None:
    card = desk.card(office.tasks()[0]["id"])
    desk.delete(card.key)
    assert desk.replica.mirror.card(card.key) is None
    asyncio.run(desk.sync())
    assert card.server_id not in {task["id"] for task in office.tasks()}
    asyncio.run(desk.sync(full=True))
    assert desk.replica.mirror.card(card.key) is None


def test_sub_tasks_that_went_with_their_parent_are_gone_here_too(
    office: SyncServer, desk: SyncClient
) -> None:
    parent = desk.add("Parent")
    child = desk.add("Child", parent=parent)
    asyncio.run(desk.sync())
    # Read once, so that a 404 is known to mean what it says.
    asyncio.run(desk.engine._reader.card(desk.card(child).server_id or ""))
    desk.delete(parent)
    asyncio.run(desk.sync())
    left = {task["title"] for task in office.tasks()}
    assert {title for title in ("Parent", "Child") if title in desk.titles()} == left & {"Parent", "Child"}


def test_a_delete_waits_for_its_toast(office: SyncServer, desk: SyncClient) -> None:
    card = desk.card(office.tasks()[0]["id"])
    wish = desk.delete(card.key, hold=timedelta(seconds=8))
    asyncio.run(desk.engine.run_cycle())
    assert office.faults.count_requests("DELETE") == 0
    desk.replica.release_hold(wish.entry.id)
    asyncio.run(desk.engine.run_cycle())
    assert office.faults.count_requests("DELETE") == 1


def test_a_delete_taken_back_is_not_sent(office: SyncServer, desk: SyncClient) -> None:
    card = desk.card(office.tasks()[0]["id"])
    wish = desk.delete(card.key, hold=timedelta(seconds=8))
    assert desk.replica.withdraw(wish.entry.id)
    asyncio.run(desk.sync())
    assert desk.card(card.key).title == card.title
    assert office.faults.count_requests("DELETE") == 0


def test_a_sub_task_waits_for_its_parent_and_is_sent_below_it(office: SyncServer, desk: SyncClient) -> None:
    parent = desk.add("Parent")
    child = desk.add("Child", parent=parent)
    asyncio.run(desk.sync())
    (above,), (below,) = office.task_with_title("Parent"), office.task_with_title("Child")
    assert below["parent_task_id"] == above["id"]
    assert [card.key for card in desk.replica.mirror.children(parent)] == [child]


def test_a_comment_on_a_new_card_follows_it(office: SyncServer, desk: SyncClient) -> None:
    key = desk.add("With a comment")
    comment = desk.comment(key, "<p>First!</p>")
    asyncio.run(desk.sync())
    (told,) = [row for row in office.state.comments() if row["external_id"] == comment]
    assert told["task_id"] == office.task_with_title("With a comment")[0]["id"]
    (shown,) = desk.replica.mirror.comments(key)
    assert (shown.key, shown.text, shown.mark) == (comment, "<p>First!</p>", Mark.NONE)


def test_comments_of_others_are_read_beside_ones_own(office: SyncServer, desk: SyncClient) -> None:
    task = next(task for task in office.tasks() if desk.replica.mirror.card(task["id"]))
    office.colleague.comment(task["id"], "<p>Theirs</p>")
    desk.comment(task["id"], "<p>Mine</p>")
    office.clock.advance(minutes=1)
    asyncio.run(desk.sync())
    texts = [comment.text for comment in desk.replica.mirror.comments(desk.card(task["id"]).key)]
    assert "<p>Theirs</p>" in texts
    assert texts.count("<p>Mine</p>") == 1


def test_offline_nothing_is_lost_and_everything_shows(office: SyncServer, desk: SyncClient) -> None:
    office.faults.offline = True
    key = desk.add("On a train")
    desk.edit(key, title="On a fast train")
    with pytest.raises(TransientError):
        asyncio.run(desk.sync())
    assert desk.replica.status.current().state is SyncState.WAITING_FOR_NETWORK
    desk.restart()
    assert desk.card(key).title == "On a fast train"
    assert desk.replica.status.current().state is SyncState.WAITING_FOR_NETWORK
    office.faults.clear()
    asyncio.run(desk.sync())
    assert len(office.task_with_title("On a fast train")) == 1
    assert desk.replica.status.current().state is SyncState.UP_TO_DATE


def test_a_patch_goes_out_only_on_a_fresh_base(office: SyncServer, desk: SyncClient) -> None:
    """Twelve edits, each answered after two seconds: a colleague's change in between is not overwritten."""
    cards = [task for task in office.tasks() if desk.replica.mirror.card(task["id"])][:12]
    for number, task in enumerate(cards):
        desk.edit(task["id"], title=f"Mine {number}")
    sends = desk.engine._requests.send

    async def slowly(sending: OutgoingRequest) -> Batch:
        office.clock.advance(seconds=2)
        if sending.card == desk.card(cards[0]["id"]).key:
            office.colleague.edit(cards[11]["id"], title="Theirs")
        return await sends(sending)

    desk.engine._requests.send = slowly
    asyncio.run(desk.sync())
    assert office.task(cards[11]["id"])["title"] == "Theirs"
    assert [entry.reason for entry in desk.attention()] == ["changed_there"]
    assert office.task(cards[10]["id"])["title"] == "Mine 10"


def test_an_edit_made_while_the_first_is_on_its_way_is_sent_after_it(
    office: SyncServer, desk: SyncClient
) -> None:
    task = next(task for task in office.tasks() if desk.replica.mirror.card(task["id"]))
    desk.edit(task["id"], title="One")
    sends = desk.engine._requests.send

    async def interrupted(sending: OutgoingRequest) -> Batch:
        if office.faults.count_requests("PATCH") == 0:
            desk.edit(task["id"], title="Two")
        return await sends(sending)

    desk.engine._requests.send = interrupted
    asyncio.run(desk.sync())
    assert office.task(task["id"])["title"] == "Two"
    assert office.faults.count_requests("PATCH") == 2
    assert desk.entries() == []


def test_the_in_flight_mark_is_on_disk_before_the_request(office: SyncServer, desk: SyncClient) -> None:
    desk.add("Marked")
    states: list[str] = []
    sends = desk.engine._requests.send

    async def looked_at(sending: OutgoingRequest) -> Batch:
        copy = desk.crashed_copy("copy")
        states.extend(entry.state for entry in copy.entries())
        return await sends(sending)

    desk.engine._requests.send = looked_at
    asyncio.run(desk.sync())
    assert states == [State.OUTCOME_UNKNOWN]


def test_a_comment_goes_out_at_once_where_the_edits_before_it_cancel_each_other_out(
    office: SyncServer, desk: SyncClient
) -> None:
    card = desk.card(office.tasks()[0]["id"])
    desk.edit(card.key, title="For a moment")
    desk.edit(card.key, title=card.title)
    comment = desk.comment(card.key, "<p>To be sent all the same</p>")
    asyncio.run(desk.sync())
    assert comment in [row["external_id"] for row in office.state.comments()]
    assert desk.entries() == []
