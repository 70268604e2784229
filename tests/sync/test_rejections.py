"""Refusals, poison and ended sessions: parked or kept waiting, and the others go on."""

import asyncio
from contextlib import nullcontext
from typing import Any
from uuid import uuid4

import pytest

from kanbert_desktop.domain.board import Column, Mark
from kanbert_desktop.domain.changes import Reason, State
from kanbert_desktop.domain.errors import (
    KanbertError,
    OutcomeUnknown,
    Refused,
    SignInRequired,
    TransientError,
)
from kanbert_desktop.domain.events import SignInExpired, SyncState
from kanbert_desktop.sandbox.faults import captive_portal, error_status
from kanbert_desktop.sync.engine import CycleReport
from support.sync_clients import SyncClient, SyncServer

CREATES = "/api/v1/tasks"


def sync(computer: SyncClient, rounds: int = 6) -> CycleReport:
    """Until it works, as the schedule would."""
    for _ in range(rounds):
        try:
            return asyncio.run(computer.sync())
        except (TransientError, OutcomeUnknown):
            computer.server.clock.advance(minutes=1)
    return asyncio.run(computer.sync())


def some(office: SyncServer, desk: SyncClient, number: int = 0) -> dict[str, Any]:
    return [task for task in office.tasks() if desk.replica.mirror.card(task["id"])][number]


def test_a_refused_change_waits_for_a_decision_and_the_others_go_on(
    office: SyncServer, desk: SyncClient
) -> None:
    office.faults.inject(
        "POST", CREATES, error_status(422, {"message": "No.", "errors": {"title": ["Too plain."]}})
    )
    bad = desk.add("Bad")
    good = desk.add("Good")
    report = asyncio.run(desk.sync())
    assert office.task_with_title("Good")
    assert not office.task_with_title("Bad")
    (entry,) = desk.attention()
    assert (entry.reason, entry.detail, entry.card) == (Reason.REJECTED, "Too plain.", bad)
    assert (desk.card(bad).mark, desk.card(good).mark) == (Mark.REJECTED, Mark.NONE)
    assert (report.pending, report.attention) == (0, 1)
    assert desk.replica.status.current().state is SyncState.NEEDS_DECISION


def test_a_refused_change_can_be_corrected_and_goes_then(office: SyncServer, desk: SyncClient) -> None:
    task = some(office, desk)
    office.faults.inject("PATCH", "*", error_status(422))
    desk.edit(task["id"], title="Refused words")
    asyncio.run(desk.sync())
    (entry,) = desk.attention()
    desk.edit(task["id"], title="Better words")
    desk.replica.resolve(entry.id, "retry")
    asyncio.run(desk.sync())
    assert office.task(task["id"])["title"] == "Better words"
    assert desk.entries() == []


def test_a_refused_create_can_be_retried_with_a_better_title(office: SyncServer, desk: SyncClient) -> None:
    office.faults.inject("POST", CREATES, error_status(422))
    key = desk.add("Refused words")
    asyncio.run(desk.sync())
    desk.edit(key, title="Better words")
    asyncio.run(desk.sync())
    assert len(office.task_with_title("Better words")) == 1
    assert desk.entries() == []


def test_a_refused_create_can_be_deleted(office: SyncServer, desk: SyncClient) -> None:
    office.faults.inject("POST", CREATES, error_status(422))
    key = desk.add("Refused words")
    asyncio.run(desk.sync())
    desk.delete(key)
    asyncio.run(desk.sync())
    assert desk.entries() == []
    assert desk.replica.mirror.card(key) is None


def test_forbidden_parks_the_change(office: SyncServer, desk: SyncClient) -> None:
    task = some(office, desk)
    office.faults.inject("PATCH", "*", error_status(403))
    desk.edit(task["id"], title="Not allowed")
    asyncio.run(desk.sync())
    (entry,) = desk.attention()
    assert entry.reason is Reason.REJECTED
    assert desk.card(task["id"]).title == "Not allowed"
    desk.replica.resolve(entry.id, "discard")
    assert desk.card(task["id"]).title == task["title"]


def test_a_server_without_task_writes_keeps_the_changes_waiting(office: SyncServer, desk: SyncClient) -> None:
    office.behaviour.task_writes = False
    task = some(office, desk)
    desk.edit(task["id"], title="Waiting")
    desk.add("Waiting too")
    with pytest.raises(Refused, match="method_missing"):
        asyncio.run(desk.sync())
    assert [entry.state for entry in desk.entries()] == [State.PENDING, State.PENDING]
    assert desk.card(task["id"]).title == "Waiting"
    office.behaviour.task_writes = True
    desk.restart()
    asyncio.run(desk.sync())
    assert office.task(task["id"])["title"] == "Waiting"
    assert desk.entries() == []


def test_another_integration_with_our_id_is_a_success(office: SyncServer, desk: SyncClient) -> None:
    key = desk.add("Twice")
    copy = desk.crashed_copy("twin")
    asyncio.run(desk.sync())
    office.faults.inject("GET", CREATES, captive_portal())
    sync(copy)
    assert len(office.task_with_title("Twice")) == 1
    assert copy.entries() == []
    assert copy.card(key).server_id == desk.card(key).server_id


def test_throttled_writes_wait(office: SyncServer, desk: SyncClient) -> None:
    office.faults.inject("POST", CREATES, error_status(429, retry_after=30))
    desk.add("Slowly")
    with pytest.raises(TransientError) as caught:
        asyncio.run(desk.sync())
    assert caught.value.retry_after.total_seconds() == 30
    assert [entry.state for entry in desk.entries()] == [State.PENDING]
    asyncio.run(desk.sync())
    assert len(office.task_with_title("Slowly")) == 1


def test_an_ended_session_keeps_everything(office: SyncServer, desk: SyncClient) -> None:
    expired: list[SignInExpired] = []
    desk.bus.subscribe(SignInExpired, expired.append)
    desk.add("Kept")
    office.faults.inject("*", "*", error_status(401), times=None)
    with pytest.raises(SignInRequired):
        asyncio.run(desk.sync())
    assert expired
    assert desk.replica.status.current().state is SyncState.NEEDS_SIGN_IN
    assert [entry.state for entry in desk.entries()] == [State.PENDING]
    office.faults.clear()
    asyncio.run(desk.sync())
    assert len(office.task_with_title("Kept")) == 1


def test_nothing_is_pushed_for_another_user(office: SyncServer, desk: SyncClient) -> None:
    desk.add("Not theirs")
    desk.stop()
    desk.start()
    desk.engine._user = "someone-else"
    with pytest.raises(SignInRequired, match="other_account"):
        asyncio.run(desk.sync())
    assert office.faults.count_requests("POST") == 0


def test_a_card_that_fails_again_and_again_is_parked_while_others_get_through(
    office: SyncServer, desk: SyncClient
) -> None:
    poison = some(office, desk)
    desk.edit(poison["id"], title="Poison")
    office.faults.inject("PATCH", f"*/{poison['id']}", error_status(500), times=None)
    for number in range(4):
        desk.add(f"Other {number}")
        with pytest.raises(KanbertError) if number < 2 else nullcontext():
            asyncio.run(desk.sync())
        office.clock.advance(minutes=10)
    (entry,) = desk.attention()
    assert entry.reason is Reason.REJECTED
    assert all(office.task_with_title(f"Other {number}") for number in range(4))
    assert office.faults.count_requests("PATCH") == 3


def test_an_unknown_column_and_missing_fields_do_not_stop_the_rest(
    office: SyncServer, desk: SyncClient
) -> None:
    task = some(office, desk)
    with office.state.transaction() as db:
        db.execute("PRAGMA ignore_check_constraints = ON")
        db.execute(
            "UPDATE tasks SET status = 'On hold', updated_at = ? WHERE id = ?",
            (office.state.now(), task["id"]),
        )
    office.clock.advance(seconds=1)
    asyncio.run(desk.sync())
    card = desk.card(task["id"])
    assert (card.column, card.unknown_status) == (Column.OTHER, "On hold")
    desk.edit(task["id"], title=f"Still editable {uuid4()}")
    asyncio.run(desk.sync())
    assert desk.entries() == []
    assert office.task(task["id"])["status"] == "On hold"
