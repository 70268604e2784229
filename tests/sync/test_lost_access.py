"""A card that answers 404 need not be deleted: the board may be closed to us, or the path may not exist."""

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


def some(office: SyncServer, desk: SyncClient) -> dict[str, Any]:
    roots = {task["parent_task_id"] for task in office.tasks()}
    return next(
        task for task in office.tasks() if desk.replica.mirror.card(task["id"]) and task["id"] not in roots
    )


def shut(office: SyncServer, board: str, *, private: bool = True) -> None:
    with office.state.transaction() as db:
        db.execute("DELETE FROM members WHERE project_id = ?", (board,))
        db.execute("UPDATE projects SET is_private = ? WHERE id = ?", (int(private), board))


def end(office: SyncServer, board: str) -> None:
    """It is over: no longer running, and still to be read."""
    with office.state.transaction() as db:
        db.execute("UPDATE projects SET status = 'closed' WHERE id = ?", (board,))


@pytest.mark.parametrize("lost", [False, True], ids=["answered", "the answer was lost"])
@pytest.mark.parametrize("kind", ["delete", "edit"])
def test_a_wish_about_a_closed_board_is_kept_for_the_day_it_opens(
    office: SyncServer, desk: SyncClient, kind: str, lost: bool
) -> None:
    task = some(office, desk)
    # The incremental pull does not tell: only the lists do, and they are a quarter of an hour old at most.
    shut(office, task["project_id"])
    if kind == "delete":
        desk.delete(task["id"])
    else:
        desk.edit(task["id"], title="Written before the door closed")
    if lost:
        office.faults.inject("*", f"/api/v1/tasks/{task['id']}", reset_connection(), times=4)
        with pytest.raises(KanbertError):
            asyncio.run(desk.engine.run_cycle())
        office.faults.clear()
    for _ in range(2):
        office.clock.advance(minutes=1)
        asyncio.run(desk.engine.run_cycle())
    (entry,) = desk.attention()
    assert entry.reason is Reason.REJECTED

    shut(office, task["project_id"], private=False)
    desk.replica.resolve(entry.id, "retry")
    asyncio.run(desk.sync())
    assert desk.entries() == []
    there = [one for one in office.tasks() if one["id"] == task["id"]]
    assert [one["title"] for one in there] == ([] if kind == "delete" else ["Written before the door closed"])


@pytest.mark.parametrize("by_filter", [True, False], ids=["asked by its id", "looked up in the listing"])
@pytest.mark.parametrize("heard", [True, False], ids=["arrived", "did not arrive"])
def test_a_new_card_that_may_have_arrived_on_a_closed_board_is_not_sent_again_unseen(
    office: SyncServer, desk: SyncClient, heard: bool, by_filter: bool
) -> None:
    """A board that may not be read lists nothing, so what is missing there proves nothing (I3)."""
    office.behaviour.filter_external_id = by_filter
    board = desk.board(office.board)
    key = desk.add("Exactly once")
    office.faults.inject("POST", "*", lose_response() if heard else reset_connection())
    after_each_request(desk, lambda: shut(office, board))
    for _ in range(2):
        with suppress(KanbertError):
            asyncio.run(desk.sync())
        office.clock.advance(minutes=20)
    assert [entry.state for entry in desk.replica.mirror.entries_of(key)] == [State.OUTCOME_UNKNOWN]
    desk.restart()
    office.clock.advance(minutes=20)
    shut(office, board, private=False)
    asyncio.run(desk.sync())
    assert desk.entries() == []
    assert len(office.task_with_title("Exactly once")) == 1


@pytest.mark.parametrize("heard", [True, False], ids=["arrived", "did not arrive"])
def test_a_new_card_that_may_have_arrived_on_a_board_that_is_over_does_not_wait_for_ever(
    office: SyncServer, desk: SyncClient, heard: bool
) -> None:
    """Such a board can still be read, so its listing tells whether the card is there (I11)."""
    board = desk.board(office.board)
    key = desk.add("On a board that is over")
    office.faults.inject("POST", "*", lose_response() if heard else reset_connection())
    after_each_request(desk, lambda: end(office, board))
    for _ in range(3):
        with suppress(KanbertError):
            asyncio.run(desk.sync())
        office.clock.advance(minutes=20)
    assert State.OUTCOME_UNKNOWN not in {entry.state for entry in desk.replica.mirror.entries_of(key)}
    assert len(office.task_with_title("On a board that is over")) <= 1
    if heard:
        assert desk.replica.mirror.entries_of(key) == []


@pytest.mark.parametrize("kind", ["edit", "delete"])
def test_nothing_is_overwritten_on_a_board_that_opens_again_before_it_has_been_read(
    office: SyncServer, desk: SyncClient, kind: str
) -> None:
    """What happened there meanwhile lies behind the watermark: no incremental pull tells of it."""
    task = some(office, desk)
    office.clock.advance(seconds=5)
    office.colleague.edit(task["id"], title="Theirs")
    shut(office, task["project_id"])
    elsewhere = [one["id"] for one in office.tasks() if one["project_id"] != task["project_id"]]
    # A page of an incremental pull must not reach back to it by chance.
    office.behaviour.page_limit = 3
    for later in (elsewhere[:6], elsewhere[6:9]):
        office.clock.advance(minutes=12)
        for one in later:
            office.colleague.edit(one, title="Later than that")
    asyncio.run(desk.sync())

    office.clock.advance(minutes=20)
    shut(office, task["project_id"], private=False)
    if kind == "edit":
        desk.edit(task["id"], title="Mine")
    else:
        desk.delete(task["id"])
    asyncio.run(desk.sync())
    assert office.task(task["id"])["title"] == "Theirs"
    (entry,) = desk.attention()
    assert entry.reason is (Reason.CHANGED_REMOTELY if kind == "edit" else Reason.DELETED_LOCALLY)


def test_a_wish_kept_over_a_sign_out_about_a_card_that_is_gone_needs_a_decision(
    office: SyncServer, desk: SyncClient
) -> None:
    task = some(office, desk)
    desk.edit(task["id"], title="For a card that is gone")
    desk.store.write(delete_all).result(10)
    office.colleague.delete(task["id"])
    desk.restart()
    asyncio.run(desk.sync())
    (entry,) = desk.entries()
    assert (entry.reason, entry.detail) == (Reason.REJECTED, NOT_LISTED)
    assert desk.replica.choices_for(entry) == ["retry", "discard"], "its board may just be closed to us"


@pytest.mark.parametrize("kind", ["delete", "edit", "comment"])
def test_a_wish_kept_over_a_sign_out_about_a_closed_board_is_not_lost(
    office: SyncServer, desk: SyncClient, kind: str
) -> None:
    """Nobody knows any more which board that card is on, so its 404 proves no deletion (D30)."""
    task = some(office, desk)
    match kind:
        case "delete":
            desk.delete(task["id"])
        case "edit":
            desk.edit(task["id"], title="Kept over a sign-out")
        case _:
            desk.comment(task["id"], "<p>Kept over a sign-out</p>")
    desk.store.write(delete_all).result(10)
    shut(office, task["project_id"])
    desk.restart()
    asyncio.run(desk.sync())
    (entry,) = desk.attention()
    assert (entry.reason, entry.detail) == (Reason.REJECTED, NOT_LISTED)

    shut(office, task["project_id"], private=False)
    desk.replica.resolve(entry.id, "retry")
    office.clock.advance(minutes=20)
    asyncio.run(desk.sync())
    assert desk.entries() == []
    there = [one["title"] for one in office.tasks() if one["id"] == task["id"]]
    said = [row["comment"] for row in office.state.comments() if row["task_id"] == task["id"]]
    assert {"delete": there == [], "edit": there == ["Kept over a sign-out"]}.get(
        kind, "<p>Kept over a sign-out</p>" in said
    )


@pytest.mark.parametrize("code", [404, 405], ids=["silent about cards", "no such path"])
@pytest.mark.parametrize("is_gone", [True, False], ids=["deleted", "still there"])
def test_where_cards_cannot_be_read_the_listing_tells_what_becomes_of_a_wish_kept_over_a_sign_out(
    office: SyncServer, desk: SyncClient, is_gone: bool, code: int
) -> None:
    task = some(office, desk)
    desk.edit(task["id"], title="Kept over a sign-out")
    desk.store.write(delete_all).result(10)
    if is_gone:
        office.colleague.delete(task["id"])
    office.faults.inject("GET", "/api/v1/tasks/*", error_status(code), None)
    desk.restart()
    for _ in range(2):
        asyncio.run(desk.sync())
    reasons = [(entry.reason, entry.detail) for entry in desk.entries()]
    assert reasons == ([(Reason.REJECTED, NOT_LISTED)] if is_gone else [])
    assert bool(office.task_with_title("Kept over a sign-out")) is not is_gone


@pytest.mark.parametrize("choice", ["mine", "both"])
def test_a_decision_before_the_card_has_come_back_after_a_sign_in_is_not_lost(
    office: SyncServer, desk: SyncClient, choice: str
) -> None:
    task = some(office, desk)
    desk.edit(task["id"], description="<p>Mine</p>")
    office.clock.advance(seconds=5)
    office.colleague.edit(task["id"], description="<p>Theirs</p>")
    asyncio.run(desk.sync())
    desk.store.write(delete_all).result(10)
    desk.restart()
    (entry,) = desk.attention()
    desk.replica.resolve(entry.id, choice)
    asyncio.run(desk.sync())
    expected = {"mine": "<p>Mine</p>", "both": "<p>Theirs</p><p>Mine</p>"}
    assert office.task(task["id"])["description"] == expected[choice]
    assert desk.entries() == []


def test_a_deletion_decided_before_the_card_has_come_back_is_not_forgotten(
    office: SyncServer, desk: SyncClient
) -> None:
    task = some(office, desk)
    desk.delete(task["id"])
    office.clock.advance(seconds=5)
    office.colleague.edit(task["id"], title="Theirs")
    asyncio.run(desk.sync())
    desk.store.write(delete_all).result(10)
    desk.restart()
    desk.replica.resolve(desk.attention()[0].id, "mine")
    asyncio.run(desk.sync())
    assert [entry.reason for entry in desk.entries()] == [Reason.DELETED_LOCALLY], "of a version nobody saw"
