"""What the copy of a card that was deleted there holds: the person's last word on each field."""

import asyncio
from datetime import date
from typing import Any

import pytest

from kanbert_desktop.domain.changes import CreateCard, Field, Reason
from support.sync_clients import SyncClient, SyncServer

FIRST, THEIRS, LAST = date(2026, 12, 1), "2026-12-24", date(2026, 12, 8)


@pytest.fixture
def contested(office: SyncServer, desk: SyncClient) -> dict[str, Any]:
    """A card whose due date both sides changed: theirs shows, mine waits for a decision."""
    task = next(
        task for task in office.tasks() if desk.replica.mirror.card(task["id"]) and task["status"] == "New"
    )
    desk.edit(task["id"], due=FIRST)
    office.clock.advance(seconds=5)
    office.colleague.edit(task["id"], due_date=THEIRS)
    asyncio.run(desk.sync())
    assert [entry.reason for entry in desk.attention()] == [Reason.CHANGED_REMOTELY]
    return task


def copied(desk: SyncClient) -> CreateCard:
    (entry,) = desk.attention()
    assert entry.reason is Reason.DELETED_REMOTELY
    assert isinstance(entry.change, CreateCard)
    return entry.change


def test_a_wish_that_waits_for_a_decision_joins_the_copy(
    office: SyncServer, desk: SyncClient, contested: dict[str, Any]
) -> None:
    office.colleague.delete(contested["id"])
    asyncio.run(desk.sync(full=True))
    assert copied(desk).fields[Field.DUE] == FIRST


def test_what_was_wished_after_a_question_is_what_the_copy_holds(
    office: SyncServer, desk: SyncClient, contested: dict[str, Any]
) -> None:
    desk.edit(contested["id"], due=LAST, title="Wished later")
    office.colleague.delete(contested["id"])
    asyncio.run(desk.sync())
    fields = copied(desk).fields
    assert (fields[Field.DUE], fields[Field.TITLE]) == (LAST, "Wished later")
