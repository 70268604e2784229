"""The user's changes reach the server once, in order, and nothing else changes there."""

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


def test_a_card_is_created_once_with_its_own_id(server: SyncServer, client: SyncClient) -> None:
    key = client.add("Order paper", due=date(2026, 12, 1), description="<p>80 g</p>")
    assert client.card(key).mark is Mark.PENDING
    report = asyncio.run(client.sync())
    (task,) = server.task_with_title("Order paper")
    assert task["external_id"] == key
    assert task["due_date"] == "2026-12-01"
    assert not task["is_public"]
    assert report.pushed == 1
    assert client.card(key).mark is Mark.NONE
    assert client.card(task["id"]).key == key


def test_a_created_card_keeps_its_key_after_a_restart(server: SyncServer, client: SyncClient) -> None:
    key = client.add("Order paper")
    asyncio.run(client.sync())
    client.restart()
    assert client.card(key).server_id == server.task_with_title("Order paper")[0]["id"]
    asyncio.run(client.sync(full=True))
    assert len([card for card in client.replica.local_cards.cards() if card.title == "Order paper"]) == 1


def test_edits_before_the_first_sending_travel_in_one_request(server: SyncServer, client: SyncClient) -> None:
    key = client.add("Draft")
    client.edit(key, title="Final", column=Column.WIP)
    client.edit(key, due=date(2026, 12, 5))
    asyncio.run(client.sync())
    assert server.faults.count_requests("POST", "/api/v1/tasks") == 1
    assert server.faults.count_requests("PATCH") == 0
    (task,) = server.task_with_title("Final")
    assert (task["status"], task["due_date"]) == ("WIP", "2026-12-05")


def test_only_changed_fields_are_sent(server: SyncServer, client: SyncClient) -> None:
    task = server.tasks()[0]
    card = client.card(task["id"])
    client.edit(card.key, column=Column.APPROVED if card.column is not Column.APPROVED else Column.WIP)
    server.colleague.edit(task["id"], title="Renamed by a colleague")
    asyncio.run(client.sync())
    assert server.task(task["id"])["title"] == "Renamed by a colleague"
    assert client.card(task["id"]).title == "Renamed by a colleague"
    assert client.entries() == []


def test_a_card_created_and_deleted_before_sending_never_leaves(
    server: SyncServer, client: SyncClient
) -> None:
    key = client.add("Never mind")
    client.delete(key)
    asyncio.run(client.sync())
    assert server.faults.count_requests("POST") == 0
    assert client.entries() == []


def test_a_deleted_card_is_gone_on_both_sides(server: SyncServer, client: SyncClient) -> None:
    card = client.card(server.tasks()[0]["id"])
    client.delete(card.key)
    assert client.replica.local_cards.card(card.key) is None
    asyncio.run(client.sync())
    assert card.server_id not in {task["id"] for task in server.tasks()}
    asyncio.run(client.sync(full=True))
    assert client.replica.local_cards.card(card.key) is None


def test_sub_tasks_deleted_with_their_parent_are_removed_locally_too(
    server: SyncServer, client: SyncClient
) -> None:
    parent = client.add("Parent")
    child = client.add("Child", parent=parent)
    asyncio.run(client.sync())
    # Read once, so that a 404 is known to be reliable.
    asyncio.run(client.engine._reader.card(client.card(child).server_id or ""))
    client.delete(parent)
    asyncio.run(client.sync())
    left = {task["title"] for task in server.tasks()}
    assert {title for title in ("Parent", "Child") if title in client.titles()} == left & {"Parent", "Child"}


def test_a_delete_waits_for_its_toast(server: SyncServer, client: SyncClient) -> None:
    card = client.card(server.tasks()[0]["id"])
    change = client.delete(card.key, hold=timedelta(seconds=8))
    asyncio.run(client.engine.run_cycle())
    assert server.faults.count_requests("DELETE") == 0
    client.replica.release_hold(change.entry.id)
    asyncio.run(client.engine.run_cycle())
    assert server.faults.count_requests("DELETE") == 1


def test_an_undone_delete_is_not_sent(server: SyncServer, client: SyncClient) -> None:
    card = client.card(server.tasks()[0]["id"])
    change = client.delete(card.key, hold=timedelta(seconds=8))
    assert client.replica.withdraw(change.entry.id)
    asyncio.run(client.sync())
    assert client.card(card.key).title == card.title
    assert server.faults.count_requests("DELETE") == 0


def test_a_sub_task_waits_for_its_parent_and_is_sent_below_it(server: SyncServer, client: SyncClient) -> None:
    parent = client.add("Parent")
    child = client.add("Child", parent=parent)
    asyncio.run(client.sync())
    (above,), (below,) = server.task_with_title("Parent"), server.task_with_title("Child")
    assert below["parent_task_id"] == above["id"]
    assert [card.key for card in client.replica.local_cards.children(parent)] == [child]


def test_a_comment_on_a_new_card_follows_it(server: SyncServer, client: SyncClient) -> None:
    key = client.add("With a comment")
    comment = client.comment(key, "<p>First!</p>")
    asyncio.run(client.sync())
    (record,) = [row for row in server.state.comments() if row["external_id"] == comment]
    assert record["task_id"] == server.task_with_title("With a comment")[0]["id"]
    (shown,) = client.replica.local_cards.comments(key)
    assert (shown.key, shown.text, shown.mark) == (comment, "<p>First!</p>", Mark.NONE)


def test_comments_of_others_are_read_beside_ones_own(server: SyncServer, client: SyncClient) -> None:
    task = next(task for task in server.tasks() if client.replica.local_cards.card(task["id"]))
    server.colleague.comment(task["id"], "<p>Theirs</p>")
    client.comment(task["id"], "<p>Mine</p>")
    server.clock.advance(minutes=1)
    asyncio.run(client.sync())
    texts = [comment.text for comment in client.replica.local_cards.comments(client.card(task["id"]).key)]
    assert "<p>Theirs</p>" in texts
    assert texts.count("<p>Mine</p>") == 1


def test_offline_nothing_is_lost_and_everything_shows(server: SyncServer, client: SyncClient) -> None:
    server.faults.offline = True
    key = client.add("On a train")
    client.edit(key, title="On a fast train")
    with pytest.raises(TransientError):
        asyncio.run(client.sync())
    assert client.replica.status.current().state is SyncState.WAITING_FOR_NETWORK
    client.restart()
    assert client.card(key).title == "On a fast train"
    assert client.replica.status.current().state is SyncState.WAITING_FOR_NETWORK
    server.faults.clear()
    asyncio.run(client.sync())
    assert len(server.task_with_title("On a fast train")) == 1
    assert client.replica.status.current().state is SyncState.UP_TO_DATE


def test_a_patch_goes_out_only_on_a_fresh_base(server: SyncServer, client: SyncClient) -> None:
    """Twelve edits, each response after two seconds: another user's change in between is not overwritten."""
    cards = [task for task in server.tasks() if client.replica.local_cards.card(task["id"])][:12]
    for number, task in enumerate(cards):
        client.edit(task["id"], title=f"Mine {number}")
    sends = client.engine._requests.send

    async def slowly(sending: OutgoingRequest) -> Batch:
        server.clock.advance(seconds=2)
        if sending.card == client.card(cards[0]["id"]).key:
            server.colleague.edit(cards[11]["id"], title="Theirs")
        return await sends(sending)

    client.engine._requests.send = slowly
    asyncio.run(client.sync())
    assert server.task(cards[11]["id"])["title"] == "Theirs"
    assert [entry.reason for entry in client.attention()] == ["changed_there"]
    assert server.task(cards[10]["id"])["title"] == "Mine 10"


def test_an_edit_made_while_the_first_is_in_flight_is_sent_after_it(
    server: SyncServer, client: SyncClient
) -> None:
    task = next(task for task in server.tasks() if client.replica.local_cards.card(task["id"]))
    client.edit(task["id"], title="One")
    sends = client.engine._requests.send

    async def interrupted(sending: OutgoingRequest) -> Batch:
        if server.faults.count_requests("PATCH") == 0:
            client.edit(task["id"], title="Two")
        return await sends(sending)

    client.engine._requests.send = interrupted
    asyncio.run(client.sync())
    assert server.task(task["id"])["title"] == "Two"
    assert server.faults.count_requests("PATCH") == 2
    assert client.entries() == []


def test_the_in_flight_mark_is_on_disk_before_the_request(server: SyncServer, client: SyncClient) -> None:
    client.add("Marked")
    states: list[str] = []
    sends = client.engine._requests.send

    async def looked_at(sending: OutgoingRequest) -> Batch:
        copy = client.crashed_copy("copy")
        states.extend(entry.state for entry in copy.entries())
        return await sends(sending)

    client.engine._requests.send = looked_at
    asyncio.run(client.sync())
    assert states == [State.OUTCOME_UNKNOWN]


def test_a_comment_goes_out_at_once_where_the_edits_before_it_cancel_each_other_out(
    server: SyncServer, client: SyncClient
) -> None:
    card = client.card(server.tasks()[0]["id"])
    client.edit(card.key, title="For a moment")
    client.edit(card.key, title=card.title)
    comment = client.comment(card.key, "<p>To be sent all the same</p>")
    asyncio.run(client.sync())
    assert comment in [row["external_id"] for row in server.state.comments()]
    assert client.entries() == []
