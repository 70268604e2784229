"""Rejections, repeated failures and ended sessions: parked or kept waiting, and the others continue."""

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


def test_a_rejected_change_waits_for_a_decision_and_the_others_continue(
    server: SyncServer, client: SyncClient
) -> None:
    server.faults.inject(
        "POST", CREATES, error_status(422, {"message": "No.", "errors": {"title": ["Too plain."]}})
    )
    bad = client.add("Bad")
    good = client.add("Good")
    report = asyncio.run(client.sync())
    assert server.task_with_title("Good")
    assert not server.task_with_title("Bad")
    (entry,) = client.attention()
    assert (entry.reason, entry.detail, entry.card) == (Reason.REJECTED, "Too plain.", bad)
    assert (client.card(bad).mark, client.card(good).mark) == (Mark.REJECTED, Mark.NONE)
    assert (report.pending, report.attention) == (0, 1)
    assert client.replica.status.current().state is SyncState.NEEDS_DECISION


def test_a_rejected_change_can_be_corrected_and_is_sent_then(server: SyncServer, client: SyncClient) -> None:
    task = some(server, client)
    server.faults.inject("PATCH", "*", error_status(422))
    client.edit(task["id"], title="Refused words")
    asyncio.run(client.sync())
    (entry,) = client.attention()
    client.edit(task["id"], title="Better words")
    client.replica.decisions.resolve(entry.id, "retry")
    asyncio.run(client.sync())
    assert server.task(task["id"])["title"] == "Better words"
    assert client.entries() == []


def test_a_rejected_create_can_be_retried_with_a_better_title(server: SyncServer, client: SyncClient) -> None:
    server.faults.inject("POST", CREATES, error_status(422))
    key = client.add("Refused words")
    asyncio.run(client.sync())
    client.edit(key, title="Better words")
    asyncio.run(client.sync())
    assert len(server.task_with_title("Better words")) == 1
    assert client.entries() == []


def test_a_rejected_create_can_be_deleted(server: SyncServer, client: SyncClient) -> None:
    server.faults.inject("POST", CREATES, error_status(422))
    key = client.add("Refused words")
    asyncio.run(client.sync())
    client.delete(key)
    asyncio.run(client.sync())
    assert client.entries() == []
    assert client.replica.local_cards.card(key) is None


def test_forbidden_parks_the_change(server: SyncServer, client: SyncClient) -> None:
    task = some(server, client)
    server.faults.inject("PATCH", "*", error_status(403))
    client.edit(task["id"], title="Not allowed")
    asyncio.run(client.sync())
    (entry,) = client.attention()
    assert entry.reason is Reason.REJECTED
    assert client.card(task["id"]).title == "Not allowed"
    client.replica.decisions.resolve(entry.id, "discard")
    assert client.card(task["id"]).title == task["title"]


def test_a_server_without_task_writes_keeps_the_changes_waiting(
    server: SyncServer, client: SyncClient
) -> None:
    server.behaviour.task_writes = False
    task = some(server, client)
    client.edit(task["id"], title="Waiting")
    client.add("Waiting too")
    with pytest.raises(Refused, match="method_missing"):
        asyncio.run(client.sync())
    assert [entry.state for entry in client.entries()] == [State.PENDING, State.PENDING]
    assert client.card(task["id"]).title == "Waiting"
    server.behaviour.task_writes = True
    client.restart()
    asyncio.run(client.sync())
    assert server.task(task["id"])["title"] == "Waiting"
    assert client.entries() == []


def test_another_integration_with_our_id_is_a_success(server: SyncServer, client: SyncClient) -> None:
    key = client.add("Twice")
    copy = client.crashed_copy("twin")
    asyncio.run(client.sync())
    server.faults.inject("GET", CREATES, captive_portal())
    sync(copy)
    assert len(server.task_with_title("Twice")) == 1
    assert copy.entries() == []
    assert copy.card(key).server_id == client.card(key).server_id


def test_throttled_writes_wait(server: SyncServer, client: SyncClient) -> None:
    server.faults.inject("POST", CREATES, error_status(429, retry_after=30))
    client.add("Slowly")
    with pytest.raises(TransientError) as caught:
        asyncio.run(client.sync())
    assert caught.value.retry_after.total_seconds() == 30
    assert [entry.state for entry in client.entries()] == [State.PENDING]
    asyncio.run(client.sync())
    assert len(server.task_with_title("Slowly")) == 1


def test_an_ended_session_keeps_everything(server: SyncServer, client: SyncClient) -> None:
    expired: list[SignInExpired] = []
    client.bus.subscribe(SignInExpired, expired.append)
    client.add("Kept")
    server.faults.inject("*", "*", error_status(401), times=None)
    with pytest.raises(SignInRequired):
        asyncio.run(client.sync())
    assert expired
    assert client.replica.status.current().state is SyncState.NEEDS_SIGN_IN
    assert [entry.state for entry in client.entries()] == [State.PENDING]
    server.faults.clear()
    asyncio.run(client.sync())
    assert len(server.task_with_title("Kept")) == 1


def test_nothing_is_pushed_for_another_user(server: SyncServer, client: SyncClient) -> None:
    client.add("Not theirs")
    client.stop()
    client.start()
    client.engine._user = "someone-else"
    with pytest.raises(SignInRequired, match="other_account"):
        asyncio.run(client.sync())
    assert server.faults.count_requests("POST") == 0


def test_a_card_that_fails_again_and_again_is_parked_while_others_get_through(
    server: SyncServer, client: SyncClient
) -> None:
    poison = some(server, client)
    client.edit(poison["id"], title="Poison")
    server.faults.inject("PATCH", f"*/{poison['id']}", error_status(500), times=None)
    for number in range(4):
        client.add(f"Other {number}")
        with pytest.raises(KanbertError) if number < 2 else nullcontext():
            asyncio.run(client.sync())
        server.clock.advance(minutes=10)
    (entry,) = client.attention()
    assert entry.reason is Reason.REJECTED
    assert all(server.task_with_title(f"Other {number}") for number in range(4))
    assert server.faults.count_requests("PATCH") == 3


def test_an_unknown_column_and_missing_fields_do_not_stop_the_rest(
    server: SyncServer, client: SyncClient
) -> None:
    task = some(server, client)
    with server.state.transaction() as db:
        db.execute("PRAGMA ignore_check_constraints = ON")
        db.execute(
            "UPDATE tasks SET status = 'On hold', updated_at = ? WHERE id = ?",
            (server.state.now(), task["id"]),
        )
    server.clock.advance(seconds=1)
    asyncio.run(client.sync())
    card = client.card(task["id"])
    assert (card.column, card.unknown_status) == (Column.OTHER, "On hold")
    client.edit(task["id"], title=f"Still editable {uuid4()}")
    asyncio.run(client.sync())
    assert client.entries() == []
    assert server.task(task["id"])["status"] == "On hold"
