"""A card with a 404 need not be deleted: the board may be unreadable, or the endpoint may not exist."""

import asyncio
from contextlib import suppress
from typing import Any

import pytest

from kanbert_desktop.domain.changes import Reason, State
from kanbert_desktop.domain.errors import KanbertError
from kanbert_desktop.sandbox.faults import error_status, lose_response, reset_connection
from kanbert_desktop.store.base import delete_all
from kanbert_desktop.sync.orphans import NOT_LISTED
from support.sync_clients import SyncClient, SyncServer, after_each_request


def some(server: SyncServer, client: SyncClient) -> dict[str, Any]:
    roots = {task["parent_task_id"] for task in server.tasks()}
    return next(
        task
        for task in server.tasks()
        if client.replica.local_cards.card(task["id"]) and task["id"] not in roots
    )


def shut(server: SyncServer, board: str, *, private: bool = True) -> None:
    with server.state.transaction() as db:
        db.execute("DELETE FROM members WHERE project_id = ?", (board,))
        db.execute("UPDATE projects SET is_private = ? WHERE id = ?", (int(private), board))


def end(server: SyncServer, board: str) -> None:
    """Closes the board: no longer running, and still readable."""
    with server.state.transaction() as db:
        db.execute("UPDATE projects SET status = 'closed' WHERE id = ?", (board,))


@pytest.mark.parametrize("lost", [False, True], ids=["answered", "the answer was lost"])
@pytest.mark.parametrize("kind", ["delete", "edit"])
def test_a_change_on_an_unreadable_board_is_kept_until_it_is_readable(
    server: SyncServer, client: SyncClient, kind: str, lost: bool
) -> None:
    task = some(server, client)
    # The incremental pull does not show it: only the lists do, and they are at most a quarter of an hour old.
    shut(server, task["project_id"])
    if kind == "delete":
        client.delete(task["id"])
    else:
        client.edit(task["id"], title="Written before the door closed")
    if lost:
        server.faults.inject("*", f"/api/v1/tasks/{task['id']}", reset_connection(), times=4)
        with pytest.raises(KanbertError):
            asyncio.run(client.engine.run_cycle())
        server.faults.clear()
    for _ in range(2):
        server.clock.advance(minutes=1)
        asyncio.run(client.engine.run_cycle())
    (entry,) = client.attention()
    assert entry.reason is Reason.REJECTED

    shut(server, task["project_id"], private=False)
    client.replica.decisions.resolve(entry.id, "retry")
    asyncio.run(client.sync())
    assert client.entries() == []
    there = [one for one in server.tasks() if one["id"] == task["id"]]
    assert [one["title"] for one in there] == ([] if kind == "delete" else ["Written before the door closed"])


@pytest.mark.parametrize("by_filter", [True, False], ids=["asked by its id", "looked up in the listing"])
@pytest.mark.parametrize("heard", [True, False], ids=["arrived", "did not arrive"])
def test_a_new_card_that_may_have_arrived_on_a_closed_board_is_not_sent_again_unseen(
    server: SyncServer, client: SyncClient, heard: bool, by_filter: bool
) -> None:
    """The listing of an unreadable board is empty, so what is missing there proves nothing (I3)."""
    server.behaviour.filter_external_id = by_filter
    board = client.board(server.board)
    key = client.add("Exactly once")
    server.faults.inject("POST", "*", lose_response() if heard else reset_connection())
    after_each_request(client, lambda: shut(server, board))
    for _ in range(2):
        with suppress(KanbertError):
            asyncio.run(client.sync())
        server.clock.advance(minutes=20)
    assert [entry.state for entry in client.replica.local_cards.pending.entries_of(key)] == [
        State.OUTCOME_UNKNOWN
    ]
    client.restart()
    server.clock.advance(minutes=20)
    shut(server, board, private=False)
    asyncio.run(client.sync())
    assert client.entries() == []
    assert len(server.task_with_title("Exactly once")) == 1


@pytest.mark.parametrize("heard", [True, False], ids=["arrived", "did not arrive"])
def test_a_new_card_that_may_have_arrived_on_a_board_that_is_over_does_not_wait_for_ever(
    server: SyncServer, client: SyncClient, heard: bool
) -> None:
    """A closed board can still be read, so its listing shows whether the card exists (I11)."""
    board = client.board(server.board)
    key = client.add("On a board that is over")
    server.faults.inject("POST", "*", lose_response() if heard else reset_connection())
    after_each_request(client, lambda: end(server, board))
    for _ in range(3):
        with suppress(KanbertError):
            asyncio.run(client.sync())
        server.clock.advance(minutes=20)
    assert State.OUTCOME_UNKNOWN not in {
        entry.state for entry in client.replica.local_cards.pending.entries_of(key)
    }
    assert len(server.task_with_title("On a board that is over")) <= 1
    if heard:
        assert client.replica.local_cards.pending.entries_of(key) == []


@pytest.mark.parametrize("kind", ["edit", "delete"])
def test_nothing_is_overwritten_on_a_board_that_opens_again_before_it_has_been_read(
    server: SyncServer, client: SyncClient, kind: str
) -> None:
    """What happened in the meantime is older than the watermark: no incremental pull shows it."""
    task = some(server, client)
    server.clock.advance(seconds=5)
    server.colleague.edit(task["id"], title="Theirs")
    shut(server, task["project_id"])
    elsewhere = [one["id"] for one in server.tasks() if one["project_id"] != task["project_id"]]
    # A page of an incremental pull must not reach back to it by chance.
    server.behaviour.page_limit = 3
    for later in (elsewhere[:6], elsewhere[6:9]):
        server.clock.advance(minutes=12)
        for one in later:
            server.colleague.edit(one, title="Later than that")
    asyncio.run(client.sync())

    server.clock.advance(minutes=20)
    shut(server, task["project_id"], private=False)
    if kind == "edit":
        client.edit(task["id"], title="Mine")
    else:
        client.delete(task["id"])
    asyncio.run(client.sync())
    assert server.task(task["id"])["title"] == "Theirs"
    (entry,) = client.attention()
    assert entry.reason is (Reason.CHANGED_REMOTELY if kind == "edit" else Reason.DELETED_LOCALLY)


def test_a_change_kept_over_a_sign_out_of_a_deleted_card_needs_a_decision(
    server: SyncServer, client: SyncClient
) -> None:
    task = some(server, client)
    client.edit(task["id"], title="For a card that is gone")
    client.store.write(delete_all).result(10)
    server.colleague.delete(task["id"])
    client.restart()
    asyncio.run(client.sync())
    (entry,) = client.entries()
    assert (entry.reason, entry.detail) == (Reason.REJECTED, NOT_LISTED)
    assert client.replica.decisions.choices_for(entry) == ["retry", "discard"], (
        "its board may just be closed to us"
    )


@pytest.mark.parametrize("kind", ["delete", "edit", "comment"])
def test_a_change_kept_over_a_sign_out_on_an_unreadable_board_is_not_lost(
    server: SyncServer, client: SyncClient, kind: str
) -> None:
    """The board of that card is unknown now, so its 404 proves no deletion (D30)."""
    task = some(server, client)
    match kind:
        case "delete":
            client.delete(task["id"])
        case "edit":
            client.edit(task["id"], title="Kept over a sign-out")
        case _:
            client.comment(task["id"], "<p>Kept over a sign-out</p>")
    client.store.write(delete_all).result(10)
    shut(server, task["project_id"])
    client.restart()
    asyncio.run(client.sync())
    (entry,) = client.attention()
    assert (entry.reason, entry.detail) == (Reason.REJECTED, NOT_LISTED)

    shut(server, task["project_id"], private=False)
    client.replica.decisions.resolve(entry.id, "retry")
    server.clock.advance(minutes=20)
    asyncio.run(client.sync())
    assert client.entries() == []
    there = [one["title"] for one in server.tasks() if one["id"] == task["id"]]
    comments_sent = [row["comment"] for row in server.state.comments() if row["task_id"] == task["id"]]
    assert {"delete": there == [], "edit": there == ["Kept over a sign-out"]}.get(
        kind, "<p>Kept over a sign-out</p>" in comments_sent
    )


@pytest.mark.parametrize("code", [404, 405], ids=["silent about cards", "no such path"])
@pytest.mark.parametrize("is_gone", [True, False], ids=["deleted", "still there"])
def test_without_single_cards_the_listing_decides_about_a_change_kept_over_a_sign_out(
    server: SyncServer, client: SyncClient, is_gone: bool, code: int
) -> None:
    task = some(server, client)
    client.edit(task["id"], title="Kept over a sign-out")
    client.store.write(delete_all).result(10)
    if is_gone:
        server.colleague.delete(task["id"])
    server.faults.inject("GET", "/api/v1/tasks/*", error_status(code), None)
    client.restart()
    for _ in range(2):
        asyncio.run(client.sync())
    reasons = [(entry.reason, entry.detail) for entry in client.entries()]
    assert reasons == ([(Reason.REJECTED, NOT_LISTED)] if is_gone else [])
    assert bool(server.task_with_title("Kept over a sign-out")) is not is_gone


@pytest.mark.parametrize("choice", ["mine", "both"])
def test_a_decision_before_the_card_has_come_back_after_a_sign_in_is_not_lost(
    server: SyncServer, client: SyncClient, choice: str
) -> None:
    task = some(server, client)
    client.edit(task["id"], description="<p>Mine</p>")
    server.clock.advance(seconds=5)
    server.colleague.edit(task["id"], description="<p>Theirs</p>")
    asyncio.run(client.sync())
    client.store.write(delete_all).result(10)
    client.restart()
    (entry,) = client.attention()
    client.replica.decisions.resolve(entry.id, choice)
    asyncio.run(client.sync())
    expected = {"mine": "<p>Mine</p>", "both": "<p>Theirs</p><p>Mine</p>"}
    assert server.task(task["id"])["description"] == expected[choice]
    assert client.entries() == []


def test_a_deletion_decided_before_the_card_is_listed_again_is_not_lost(
    server: SyncServer, client: SyncClient
) -> None:
    task = some(server, client)
    client.delete(task["id"])
    server.clock.advance(seconds=5)
    server.colleague.edit(task["id"], title="Theirs")
    asyncio.run(client.sync())
    client.store.write(delete_all).result(10)
    client.restart()
    client.replica.decisions.resolve(client.attention()[0].id, "mine")
    asyncio.run(client.sync())
    assert [entry.reason for entry in client.entries()] == [Reason.DELETED_LOCALLY], "of a version nobody saw"
