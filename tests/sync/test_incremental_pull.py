"""The incremental pull: everything since the watermark, whatever was interrupted or came late (I6)."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from kanbert_desktop.domain.errors import TransientError
from kanbert_desktop.sandbox.faults import Fault, error_status
from kanbert_desktop.store import base
from kanbert_desktop.sync.meta_names import WATERMARK
from support.sync_clients import SyncClient, SyncServer


def known_tasks(server: SyncServer, client: SyncClient) -> list[dict[str, Any]]:
    return [task for task in server.tasks() if client.replica.local_cards.card(task["id"])]


def test_a_row_that_becomes_visible_late_is_not_missed(server: SyncServer, client: SyncClient) -> None:
    """A long transaction on the server: its row has a time before the watermark (D20)."""
    earlier, last = known_tasks(server, client)[:2]
    server.clock.advance(hours=1)
    server.colleague.edit(earlier["id"], title="A minute before the watermark")
    server.clock.advance(minutes=1)
    server.colleague.edit(last["id"], title="Sets the watermark")
    asyncio.run(client.sync())
    server.behaviour.page_limit = 1
    late = server.colleague.add(server.board, "Late")
    with server.state.transaction() as db:
        moment = (server.clock.now() - timedelta(minutes=3)).isoformat()
        db.execute("UPDATE tasks SET updated_at = ? WHERE id = ?", (moment, late))
    asyncio.run(client.sync())
    assert client.card(late).title == "Late"


def test_an_interrupted_pull_leaves_no_gap(server: SyncServer, client: SyncClient) -> None:
    server.clock.advance(hours=1)
    server.behaviour.page_limit = 4
    changed = known_tasks(server, client)[:15]
    for number, task in enumerate(changed):
        server.colleague.edit(task["id"], title=f"Changed {number}")
        server.clock.advance(minutes=10)
    before = client.replica.meta[WATERMARK]
    server.faults.inject("GET", "/api/v1/tasks", Fault(), times=2)
    server.faults.inject("GET", "/api/v1/tasks", error_status(500), times=None)
    with pytest.raises(TransientError):
        asyncio.run(client.sync())
    assert client.replica.meta[WATERMARK] == before
    server.faults.clear()
    client.restart()
    asyncio.run(client.sync())
    assert {f"Changed {number}" for number in range(15)} <= client.titles()


def test_the_watermark_never_goes_backwards(server: SyncServer, client: SyncClient) -> None:
    before = client.replica.meta[WATERMARK] or ""
    with server.state.transaction() as db:
        db.execute("UPDATE tasks SET updated_at = '2020-01-01T00:00:00+00:00'")
    asyncio.run(client.sync())
    assert (client.replica.meta[WATERMARK] or "") >= before


def test_an_idle_cycle_is_one_request(server: SyncServer, client: SyncClient) -> None:
    before = len(server.faults.requests)
    server.clock.advance(minutes=1)
    asyncio.run(client.engine.run_cycle())
    assert len(server.faults.requests) - before == 1


def test_unknown_fields_survive_on_disk(server: SyncServer, client: SyncClient) -> None:
    rows = base.rows(client.store.read(), base.Kind.CARD)
    assert rows
    assert all(b'"external_origin"' in row.raw for row in rows)


def test_a_server_that_lists_no_watchers_is_asked_without(server: SyncServer, client: SyncClient) -> None:
    """The include is documented, but a pull must not depend on it."""
    server.colleague.edit(known_tasks(server, client)[0]["id"], title="Changed there")
    server.faults.inject("GET", "/api/v1/tasks", error_status(400), times=1)
    asyncio.run(client.sync())
    assert "Changed there" in client.titles()
    assert client.engine._reader.capabilities.lists_watchers is False
