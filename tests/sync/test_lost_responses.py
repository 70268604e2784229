"""Lost answers and crashes: exactly once, and nothing silently dropped."""

import asyncio
from contextlib import suppress
from typing import Any

import pytest

from kanbert_desktop.domain.board import Mark
from kanbert_desktop.domain.changes import Reason, State
from kanbert_desktop.domain.coalescing import OutgoingRequest
from kanbert_desktop.domain.errors import KanbertError, OutcomeUnknown, TransientError
from kanbert_desktop.sandbox.faults import (
    Fault,
    HeldRequest,
    broken_json,
    captive_portal,
    duplicate_request,
    error_status,
    hold_request,
    lose_response,
    reset_connection,
)
from kanbert_desktop.sync.batch import Batch
from kanbert_desktop.sync.engine import CycleReport
from support.sync_clients import SyncClient, SyncServer, after_each_request

CREATES = "/api/v1/tasks"


@pytest.fixture(params=[True, False], ids=["filter by external_id", "walk through the listing"])
def finding(office: SyncServer, request: pytest.FixtureRequest) -> None:
    office.behaviour.filter_external_id = request.param


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


@pytest.mark.usefixtures("finding")
def test_a_create_whose_answer_was_lost_is_found_by_looking_and_not_sent_again(
    office: SyncServer, desk: SyncClient
) -> None:
    """In the same cycle, before any pull could tell of it."""
    key = desk.add("Exactly once")
    office.faults.inject("POST", CREATES, lose_response())
    sent = after_each_request(desk, lambda: None)
    with suppress(KanbertError):
        asyncio.run(desk.engine.run_cycle())
    asyncio.run(desk.engine._unknown_outcomes.resolve())
    assert len(sent) == 1
    assert desk.replica.mirror.entries_of(key) == []


@pytest.mark.usefixtures("finding")
def test_a_create_whose_id_is_taken_is_looked_for_before_it_is_sent_again(
    office: SyncServer, desk: SyncClient
) -> None:
    """It was carried out twice and answered by the refusal of the second; then the network was gone for the look."""
    key = desk.add("Exactly once")
    office.faults.inject("POST", CREATES, duplicate_request())
    sent = after_each_request(desk, lambda: office.faults.inject("GET", "*", reset_connection(), times=10))
    with pytest.raises(KanbertError):
        asyncio.run(desk.sync())
    assert [entry.state for entry in desk.replica.mirror.entries_of(key)] == [State.OUTCOME_UNKNOWN]
    office.faults.clear()
    sync(desk)
    assert len(sent) == 1
    assert desk.entries() == []
    assert len(office.task_with_title("Exactly once")) == 1


@pytest.mark.usefixtures("finding")
@pytest.mark.parametrize(
    "action",
    [
        lose_response(),
        error_status(500, after=True),
        error_status(503, after=True),
        broken_json(after=True),
        reset_connection(),
        error_status(503),
        error_status(408),
        captive_portal(),
    ],
    ids=["lost", "500 after", "503 after", "broken after", "reset", "503", "408", "html"],
)
def test_a_create_with_an_unclear_answer_happens_once(
    office: SyncServer, desk: SyncClient, action: Fault
) -> None:
    office.faults.inject("POST", CREATES, action)
    key = desk.add("Exactly once")
    sync(desk)
    (task,) = office.task_with_title("Exactly once")
    assert task["external_id"] == key
    assert desk.card(key).server_id == task["id"]
    assert desk.entries() == []


@pytest.mark.usefixtures("finding")
def test_a_lost_create_that_was_edited_since_keeps_the_edit(office: SyncServer, desk: SyncClient) -> None:
    office.faults.inject("POST", CREATES, lose_response())
    key = desk.add("First words")
    sends = desk.engine._requests.send

    async def then_offline(sending: OutgoingRequest) -> Batch:
        try:
            return await sends(sending)
        finally:
            office.faults.offline = True

    desk.engine._requests.send = then_offline
    with pytest.raises(KanbertError):
        asyncio.run(desk.sync())
    assert [entry.state for entry in desk.entries()] == [State.OUTCOME_UNKNOWN]
    desk.engine._requests.send = sends
    desk.edit(key, title="Second words")
    office.faults.clear()
    sync(desk)
    assert len(office.task_with_title("Second words")) == 1
    assert not office.task_with_title("First words")


@pytest.mark.usefixtures("finding")
def test_a_crash_in_flight_becomes_unclear_and_is_settled_once(office: SyncServer, desk: SyncClient) -> None:
    key = desk.add("In flight")

    async def story() -> SyncClient:
        gate = HeldRequest()
        office.faults.inject("POST", CREATES, hold_request(gate))
        sending = asyncio.create_task(desk.sync())
        await asyncio.to_thread(gate.has_arrived.wait, 10)
        copy = desk.crashed_copy("after-the-crash")
        assert [entry.state for entry in copy.entries()] == [State.OUTCOME_UNKNOWN]
        gate.release()
        await sending
        return copy

    copy = asyncio.run(story())
    sync(copy)
    assert len(office.task_with_title("In flight")) == 1
    assert copy.card(key).server_id == desk.card(key).server_id
    assert copy.entries() == []


def test_cancelled_while_sending_is_unclear(office: SyncServer, desk: SyncClient) -> None:
    key = desk.add("Cancelled")

    async def story() -> None:
        gate = HeldRequest()
        office.faults.inject("POST", CREATES, hold_request(gate))
        sending = asyncio.create_task(desk.sync())
        await asyncio.to_thread(gate.has_arrived.wait, 10)
        sending.cancel()
        await asyncio.gather(sending, return_exceptions=True)
        await desk.replica.wait_until_saved()

    asyncio.run(story())
    assert [entry.state for entry in desk.entries()] == [State.OUTCOME_UNKNOWN]
    sync(desk)
    assert len(office.task_with_title("Cancelled")) == 1
    assert desk.card(key).mark is Mark.NONE


def test_an_unclear_create_that_was_deleted_here_is_found_and_deleted(
    office: SyncServer, desk: SyncClient
) -> None:
    office.faults.inject("POST", CREATES, lose_response())
    key = desk.add("Gone again")
    sends = desk.engine._requests.send

    async def then_deleted(sending: OutgoingRequest) -> Batch:
        try:
            return await sends(sending)
        finally:
            if desk.replica.mirror.card(key):
                desk.delete(key)

    desk.engine._requests.send = then_deleted
    sync(desk)
    assert not office.task_with_title("Gone again")
    assert desk.entries() == []


@pytest.mark.parametrize(
    "action",
    [
        lose_response(),
        error_status(500, after=True),
        reset_connection(),
        error_status(500),
        error_status(409),
    ],
)
def test_an_unclear_edit_is_decided_by_what_is_there(
    office: SyncServer, desk: SyncClient, action: Fault
) -> None:
    task = some(office, desk)
    office.faults.inject("PATCH", "*", action)
    desk.edit(task["id"], title="Decided")
    sync(desk)
    assert office.task(task["id"])["title"] == "Decided"
    assert desk.entries() == []


def test_an_unclear_edit_never_overwrites_who_came_after(office: SyncServer, desk: SyncClient) -> None:
    task = some(office, desk)
    office.faults.inject("PATCH", "*", reset_connection())
    desk.edit(task["id"], title="Mine")
    sends = desk.engine._requests.send

    async def overtaken(sending: OutgoingRequest) -> Batch:
        try:
            return await sends(sending)
        finally:
            office.clock.advance(seconds=3)
            office.colleague.edit(task["id"], title="Theirs")

    desk.engine._requests.send = overtaken
    sync(desk)
    assert office.task(task["id"])["title"] == "Theirs"
    (entry,) = desk.attention()
    assert entry.reason is Reason.CHANGED_REMOTELY


@pytest.mark.parametrize(
    "action", [lose_response(), error_status(500, after=True), reset_connection(), error_status(503)]
)
def test_an_unclear_delete_is_decided_by_what_is_there(
    office: SyncServer, desk: SyncClient, action: Fault
) -> None:
    task = some(office, desk)
    office.faults.inject("DELETE", "*", action)
    desk.delete(task["id"])
    sync(desk)
    assert task["id"] not in {one["id"] for one in office.tasks()}
    assert desk.entries() == []


@pytest.mark.parametrize("readable", [True, False])
@pytest.mark.parametrize(
    "action", [lose_response(), reset_connection(), error_status(503), error_status(503, after=True)]
)
def test_a_comment_with_an_unclear_answer_appears_once(
    office: SyncServer, desk: SyncClient, action: Fault, readable: bool
) -> None:
    office.behaviour.comments_readable = readable
    task = some(office, desk)
    office.faults.inject("POST", "/api/v1/tasks/comments", action)
    key = desk.comment(task["id"], "<p>Once</p>")
    sync(desk)
    assert [row["external_id"] for row in office.state.comments()].count(key) == 1
    assert desk.entries() == []
