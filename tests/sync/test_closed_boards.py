"""No pull covers a closed board: a card on it is read directly before it is overwritten."""

import asyncio
from contextlib import suppress
from typing import Any

import pytest

from kanbert_desktop.domain.changes import Reason
from kanbert_desktop.domain.errors import KanbertError
from kanbert_desktop.sandbox.faults import error_status
from support.sync_clients import SyncClient, SyncServer


@pytest.fixture(params=["card readable", "listing alone", "silent about cards"])
def task(request: pytest.FixtureRequest, server: SyncServer, client: SyncClient) -> dict[str, Any]:
    """A card of a board that is closed, as the client knows; it can still be read and written."""
    roots = {task["parent_task_id"] for task in server.tasks()}
    task = next(
        task
        for task in server.tasks()
        if client.replica.local_cards.card(task["id"]) and task["id"] not in roots
    )
    with server.state.transaction() as db:
        db.execute("UPDATE projects SET status = 'closed' WHERE id = ?", (task["project_id"],))
    asyncio.run(client.sync())
    codes = {"listing alone": 405, "silent about cards": 404}
    if request.param in codes:
        server.faults.inject("GET", "/api/v1/tasks/*", error_status(codes[request.param]), None)
    return task


def test_a_colleagues_change_is_not_overwritten(
    server: SyncServer, client: SyncClient, task: dict[str, Any]
) -> None:
    client.edit(task["id"], title="Mine")
    server.clock.advance(seconds=5)
    server.colleague.edit(task["id"], title="Theirs")
    asyncio.run(client.sync())
    assert server.task(task["id"])["title"] == "Theirs"
    assert [entry.reason for entry in client.attention()] == [Reason.CHANGED_REMOTELY]


def test_a_version_nobody_saw_is_not_deleted(
    server: SyncServer, client: SyncClient, task: dict[str, Any]
) -> None:
    client.delete(task["id"])
    server.clock.advance(seconds=5)
    server.colleague.edit(task["id"], title="Theirs")
    asyncio.run(client.sync())
    assert server.task(task["id"])["title"] == "Theirs"
    assert [entry.reason for entry in client.attention()] == [Reason.DELETED_LOCALLY]


def test_what_nobody_else_touched_is_sent(
    server: SyncServer, client: SyncClient, task: dict[str, Any]
) -> None:
    client.edit(task["id"], title="Mine")
    asyncio.run(client.sync())
    assert server.task(task["id"])["title"] == "Mine"
    assert client.entries() == []


def test_an_unreadable_card_delays_no_other(
    server: SyncServer, client: SyncClient, task: dict[str, Any]
) -> None:
    """And it is not retried for ever: the user has to decide."""
    client.edit(task["id"], title="Mine")
    server.faults.clear()
    server.faults.inject("GET", f"/api/v1/tasks/{task['id']}", error_status(500), None)
    other = next(card for card in client.replica.local_cards.cards() if card.board != task["project_id"])
    client.edit(other.key, title="Another")
    for _ in range(4):
        with suppress(KanbertError):
            asyncio.run(client.sync())
        server.clock.advance(minutes=10)
    assert server.task_with_title("Another")
    assert [entry.reason for entry in client.entries()] == [Reason.REJECTED]
