"""The copy of a card that was deleted remotely: the user's last value of each field."""

import asyncio
from datetime import date
from typing import Any

import pytest

from kanbert_desktop.domain.changes import CreateCard, Field, Reason
from support.sync_clients import SyncClient, SyncServer

FIRST, THEIRS, LAST = date(2026, 12, 1), "2026-12-24", date(2026, 12, 8)


@pytest.fixture
def contested(server: SyncServer, client: SyncClient) -> dict[str, Any]:
    """A card whose due date both sides changed: theirs shows, mine waits for a decision."""
    task = next(
        task
        for task in server.tasks()
        if client.replica.local_cards.card(task["id"]) and task["status"] == "New"
    )
    client.edit(task["id"], due=FIRST)
    server.clock.advance(seconds=5)
    server.colleague.edit(task["id"], due_date=THEIRS)
    asyncio.run(client.sync())
    assert [entry.reason for entry in client.attention()] == [Reason.CHANGED_REMOTELY]
    return task


def copied(client: SyncClient) -> CreateCard:
    (entry,) = client.attention()
    assert entry.reason is Reason.DELETED_REMOTELY
    assert isinstance(entry.change, CreateCard)
    return entry.change


def test_a_change_that_waits_for_a_decision_joins_the_copy(
    server: SyncServer, client: SyncClient, contested: dict[str, Any]
) -> None:
    server.colleague.delete(contested["id"])
    asyncio.run(client.sync(full=True))
    assert copied(client).fields[Field.DUE] == FIRST


def test_a_change_made_after_a_question_wins_in_the_copy(
    server: SyncServer, client: SyncClient, contested: dict[str, Any]
) -> None:
    client.edit(contested["id"], due=LAST, title="Wished later")
    server.colleague.delete(contested["id"])
    asyncio.run(client.sync())
    fields = copied(client).fields
    assert (fields[Field.DUE], fields[Field.TITLE]) == (LAST, "Wished later")
