"""No pull tells of a board that is over: before a card there is overwritten it is read by itself."""

import asyncio
from contextlib import suppress
from typing import Any

import pytest

from kanbert_desktop.domain.changes import Reason
from kanbert_desktop.domain.errors import KanbertError
from kanbert_desktop.sandbox.faults import error_status
from support.sync_clients import SyncClient, SyncServer


@pytest.fixture(params=["card readable", "listing alone", "silent about cards"])
def task(request: pytest.FixtureRequest, office: SyncServer, desk: SyncClient) -> dict[str, Any]:
    """A card of a board that has ended, as the computer knows; it can be read and written all the same."""
    roots = {task["parent_task_id"] for task in office.tasks()}
    task = next(
        task for task in office.tasks() if desk.replica.mirror.card(task["id"]) and task["id"] not in roots
    )
    with office.state.transaction() as db:
        db.execute("UPDATE projects SET status = 'closed' WHERE id = ?", (task["project_id"],))
    asyncio.run(desk.sync())
    codes = {"listing alone": 405, "silent about cards": 404}
    if request.param in codes:
        office.faults.inject("GET", "/api/v1/tasks/*", error_status(codes[request.param]), None)
    return task


def test_a_colleagues_change_is_not_overwritten(
    office: SyncServer, desk: SyncClient, task: dict[str, Any]
) -> None:
    desk.edit(task["id"], title="Mine")
    office.clock.advance(seconds=5)
    office.colleague.edit(task["id"], title="Theirs")
    asyncio.run(desk.sync())
    assert office.task(task["id"])["title"] == "Theirs"
    assert [entry.reason for entry in desk.attention()] == [Reason.CHANGED_REMOTELY]


def test_a_version_nobody_saw_is_not_deleted(
    office: SyncServer, desk: SyncClient, task: dict[str, Any]
) -> None:
    desk.delete(task["id"])
    office.clock.advance(seconds=5)
    office.colleague.edit(task["id"], title="Theirs")
    asyncio.run(desk.sync())
    assert office.task(task["id"])["title"] == "Theirs"
    assert [entry.reason for entry in desk.attention()] == [Reason.DELETED_LOCALLY]


def test_what_nobody_else_touched_is_sent(office: SyncServer, desk: SyncClient, task: dict[str, Any]) -> None:
    desk.edit(task["id"], title="Mine")
    asyncio.run(desk.sync())
    assert office.task(task["id"])["title"] == "Mine"
    assert desk.entries() == []


def test_a_card_that_cannot_be_looked_at_keeps_no_other_waiting(
    office: SyncServer, desk: SyncClient, task: dict[str, Any]
) -> None:
    """And is not tried for ever: it needs a person."""
    desk.edit(task["id"], title="Mine")
    office.faults.clear()
    office.faults.inject("GET", f"/api/v1/tasks/{task['id']}", error_status(500), None)
    other = next(card for card in desk.replica.mirror.cards() if card.board != task["project_id"])
    desk.edit(other.key, title="Another")
    for _ in range(4):
        with suppress(KanbertError):
            asyncio.run(desk.sync())
        office.clock.advance(minutes=10)
    assert office.task_with_title("Another")
    assert [entry.reason for entry in desk.entries()] == [Reason.REJECTED]
