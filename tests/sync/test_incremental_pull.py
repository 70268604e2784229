"""The incremental pull: everything since the watermark, whatever was interrupted or came late (I6)."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from kanbert_desktop.domain.errors import TransientError
from kanbert_desktop.sandbox.faults import Fault, error_status
from kanbert_desktop.store import base
from kanbert_desktop.sync.replica_state import WATERMARK
from support.sync_clients import SyncClient, SyncServer


def known_tasks(office: SyncServer, desk: SyncClient) -> list[dict[str, Any]]:
    return [task for task in office.tasks() if desk.replica.mirror.card(task["id"])]


def test_a_row_that_becomes_visible_late_is_not_missed(office: SyncServer, desk: SyncClient) -> None:
    """A long transaction on the server: its row carries a time before the watermark (D20)."""
    earlier, last = known_tasks(office, desk)[:2]
    office.clock.advance(hours=1)
    office.colleague.edit(earlier["id"], title="A minute before the watermark")
    office.clock.advance(minutes=1)
    office.colleague.edit(last["id"], title="Sets the watermark")
    asyncio.run(desk.sync())
    office.behaviour.page_limit = 1
    late = office.colleague.add(office.board, "Late")
    with office.state.transaction() as db:
        moment = (office.clock.now() - timedelta(minutes=3)).isoformat()
        db.execute("UPDATE tasks SET updated_at = ? WHERE id = ?", (moment, late))
    asyncio.run(desk.sync())
    assert desk.card(late).title == "Late"


def test_a_pull_cut_off_leaves_no_hole(office: SyncServer, desk: SyncClient) -> None:
    office.clock.advance(hours=1)
    office.behaviour.page_limit = 4
    changed = known_tasks(office, desk)[:15]
    for number, task in enumerate(changed):
        office.colleague.edit(task["id"], title=f"Changed {number}")
        office.clock.advance(minutes=10)
    before = desk.replica.meta[WATERMARK]
    office.faults.inject("GET", "/api/v1/tasks", Fault(), times=2)
    office.faults.inject("GET", "/api/v1/tasks", error_status(500), times=None)
    with pytest.raises(TransientError):
        asyncio.run(desk.sync())
    assert desk.replica.meta[WATERMARK] == before
    office.faults.clear()
    desk.restart()
    asyncio.run(desk.sync())
    assert {f"Changed {number}" for number in range(15)} <= desk.titles()


def test_the_watermark_never_goes_backwards(office: SyncServer, desk: SyncClient) -> None:
    before = desk.replica.meta[WATERMARK] or ""
    with office.state.transaction() as db:
        db.execute("UPDATE tasks SET updated_at = '2020-01-01T00:00:00+00:00'")
    asyncio.run(desk.sync())
    assert (desk.replica.meta[WATERMARK] or "") >= before


def test_an_idle_look_is_one_request(office: SyncServer, desk: SyncClient) -> None:
    before = len(office.faults.requests)
    office.clock.advance(minutes=1)
    asyncio.run(desk.engine.run_cycle())
    assert len(office.faults.requests) - before == 1


def test_unknown_fields_survive_on_disk(office: SyncServer, desk: SyncClient) -> None:
    rows = base.rows(desk.store.read(), base.Kind.CARD)
    assert rows
    assert all(b'"external_origin"' in row.raw for row in rows)
