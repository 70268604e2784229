"""Lost responses and crashes: exactly once, and nothing silently dropped."""

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
def finding(server: SyncServer, request: pytest.FixtureRequest) -> None:
    server.behaviour.filter_external_id = request.param


def sync(client: SyncClient, rounds: int = 6) -> CycleReport:
    """Syncs until it works, as the schedule would."""
    for _ in range(rounds):
        try:
            return asyncio.run(client.sync())
        except (TransientError, OutcomeUnknown):
            client.server.clock.advance(minutes=1)
    return asyncio.run(client.sync())


def some(server: SyncServer, client: SyncClient, number: int = 0) -> dict[str, Any]:
    return [task for task in server.tasks() if client.replica.local_cards.card(task["id"])][number]


@pytest.mark.usefixtures("finding")
def test_a_create_whose_response_was_lost_is_found_and_not_sent_again(
    server: SyncServer, client: SyncClient
) -> None:
    """In the same cycle, before any pull could show it."""
    key = client.add("Exactly once")
    server.faults.inject("POST", CREATES, lose_response())
    sent = after_each_request(client, lambda: None)
    with suppress(KanbertError):
        asyncio.run(client.engine.run_cycle())
    asyncio.run(client.engine._unknown_outcomes.resolve())
    assert len(sent) == 1
    assert client.replica.local_cards.pending.entries_of(key) == []


@pytest.mark.usefixtures("finding")
def test_a_create_whose_id_is_taken_is_searched_before_it_is_sent_again(
    server: SyncServer, client: SyncClient
) -> None:
    """It was executed twice and the response was the rejection of the second; then the network was gone for the lookup."""
    key = client.add("Exactly once")
    server.faults.inject("POST", CREATES, duplicate_request())
    sent = after_each_request(client, lambda: server.faults.inject("GET", "*", reset_connection(), times=10))
    with pytest.raises(KanbertError):
        asyncio.run(client.sync())
    assert [entry.state for entry in client.replica.local_cards.pending.entries_of(key)] == [
        State.OUTCOME_UNKNOWN
    ]
    server.faults.clear()
    sync(client)
    assert len(sent) == 1
    assert client.entries() == []
    assert len(server.task_with_title("Exactly once")) == 1


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
def test_a_create_with_an_unknown_outcome_happens_once(
    server: SyncServer, client: SyncClient, action: Fault
) -> None:
    server.faults.inject("POST", CREATES, action)
    key = client.add("Exactly once")
    sync(client)
    (task,) = server.task_with_title("Exactly once")
    assert task["external_id"] == key
    assert client.card(key).server_id == task["id"]
    assert client.entries() == []


@pytest.mark.usefixtures("finding")
def test_a_lost_create_that_was_edited_since_keeps_the_edit(server: SyncServer, client: SyncClient) -> None:
    server.faults.inject("POST", CREATES, lose_response())
    key = client.add("First words")
    sends = client.engine._requests.send

    async def then_offline(sending: OutgoingRequest) -> Batch:
        try:
            return await sends(sending)
        finally:
            server.faults.offline = True

    client.engine._requests.send = then_offline
    with pytest.raises(KanbertError):
        asyncio.run(client.sync())
    assert [entry.state for entry in client.entries()] == [State.OUTCOME_UNKNOWN]
    client.engine._requests.send = sends
    client.edit(key, title="Second words")
    server.faults.clear()
    sync(client)
    assert len(server.task_with_title("Second words")) == 1
    assert not server.task_with_title("First words")


@pytest.mark.usefixtures("finding")
def test_a_crash_in_flight_becomes_an_unknown_outcome_and_is_resolved_once(
    server: SyncServer, client: SyncClient
) -> None:
    key = client.add("In flight")

    async def scenario() -> SyncClient:
        hold = HeldRequest()
        server.faults.inject("POST", CREATES, hold_request(hold))
        sending = asyncio.create_task(client.sync())
        await asyncio.to_thread(hold.has_arrived.wait, 10)
        copy = client.crashed_copy("after-the-crash")
        assert [entry.state for entry in copy.entries()] == [State.OUTCOME_UNKNOWN]
        hold.release()
        await sending
        return copy

    copy = asyncio.run(scenario())
    sync(copy)
    assert len(server.task_with_title("In flight")) == 1
    assert copy.card(key).server_id == client.card(key).server_id
    assert copy.entries() == []


def test_cancelled_while_sending_is_an_unknown_outcome(server: SyncServer, client: SyncClient) -> None:
    key = client.add("Cancelled")

    async def scenario() -> None:
        hold = HeldRequest()
        server.faults.inject("POST", CREATES, hold_request(hold))
        sending = asyncio.create_task(client.sync())
        await asyncio.to_thread(hold.has_arrived.wait, 10)
        sending.cancel()
        await asyncio.gather(sending, return_exceptions=True)
        await client.replica.wait_until_saved()

    asyncio.run(scenario())
    assert [entry.state for entry in client.entries()] == [State.OUTCOME_UNKNOWN]
    sync(client)
    assert len(server.task_with_title("Cancelled")) == 1
    assert client.card(key).mark is Mark.NONE


def test_a_create_of_unknown_outcome_that_was_deleted_locally_is_found_and_deleted(
    server: SyncServer, client: SyncClient
) -> None:
    server.faults.inject("POST", CREATES, lose_response())
    key = client.add("Gone again")
    sends = client.engine._requests.send

    async def then_deleted(sending: OutgoingRequest) -> Batch:
        try:
            return await sends(sending)
        finally:
            if client.replica.local_cards.card(key):
                client.delete(key)

    client.engine._requests.send = then_deleted
    sync(client)
    assert not server.task_with_title("Gone again")
    assert client.entries() == []


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
def test_an_edit_of_unknown_outcome_is_decided_by_the_present_state(
    server: SyncServer, client: SyncClient, action: Fault
) -> None:
    task = some(server, client)
    server.faults.inject("PATCH", "*", action)
    client.edit(task["id"], title="Decided")
    sync(client)
    assert server.task(task["id"])["title"] == "Decided"
    assert client.entries() == []


def test_an_edit_of_unknown_outcome_never_overwrites_a_later_one(
    server: SyncServer, client: SyncClient
) -> None:
    task = some(server, client)
    server.faults.inject("PATCH", "*", reset_connection())
    client.edit(task["id"], title="Mine")
    sends = client.engine._requests.send

    async def overtaken(sending: OutgoingRequest) -> Batch:
        try:
            return await sends(sending)
        finally:
            server.clock.advance(seconds=3)
            server.colleague.edit(task["id"], title="Theirs")

    client.engine._requests.send = overtaken
    sync(client)
    assert server.task(task["id"])["title"] == "Theirs"
    (entry,) = client.attention()
    assert entry.reason is Reason.CHANGED_REMOTELY


@pytest.mark.parametrize(
    "action", [lose_response(), error_status(500, after=True), reset_connection(), error_status(503)]
)
def test_a_delete_of_unknown_outcome_is_decided_by_the_present_state(
    server: SyncServer, client: SyncClient, action: Fault
) -> None:
    task = some(server, client)
    server.faults.inject("DELETE", "*", action)
    client.delete(task["id"])
    sync(client)
    assert task["id"] not in {one["id"] for one in server.tasks()}
    assert client.entries() == []


@pytest.mark.parametrize("readable", [True, False])
@pytest.mark.parametrize(
    "action", [lose_response(), reset_connection(), error_status(503), error_status(503, after=True)]
)
def test_a_comment_with_an_unknown_outcome_appears_once(
    server: SyncServer, client: SyncClient, action: Fault, readable: bool
) -> None:
    server.behaviour.comments_readable = readable
    task = some(server, client)
    server.faults.inject("POST", "/api/v1/tasks/comments", action)
    key = client.comment(task["id"], "<p>Once</p>")
    sync(client)
    assert [row["external_id"] for row in server.state.comments()].count(key) == 1
    assert client.entries() == []
