"""The incremental pull: everything since the watermark, whatever was interrupted or came late (I6)."""

import asyncio
import errno
from datetime import timedelta
from typing import Any

import pytest

from kanbert_desktop.api.client import UnreadPage
from kanbert_desktop.api.payloads import Page
from kanbert_desktop.domain.board import Card
from kanbert_desktop.domain.errors import StoreError, TransientError
from kanbert_desktop.sandbox.faults import Fault, error_status
from kanbert_desktop.store import base
from kanbert_desktop.sync.batch import Batch
from kanbert_desktop.sync.meta_names import WATERMARK
from support.sync_clients import START, SyncClient, SyncServer


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


@pytest.fixture
def read_pages(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the pages whose rows were read."""
    pages: list[str] = []
    read = UnreadPage.read

    def counted(page: UnreadPage[Card]) -> Page[Card]:
        pages.append(page.listing.path)
        return read(page)

    monkeypatch.setattr(UnreadPage, "read", counted)
    return pages


def test_rows_that_are_as_they_were_are_not_read_again(
    server: SyncServer, client: SyncClient, read_pages: list[str]
) -> None:
    pull = client.engine._pull
    asyncio.run(pull.pull_recent())
    read_pages.clear()
    server.clock.advance(minutes=1)
    before = len(server.faults.requests)
    asyncio.run(pull.pull_recent())
    assert len(server.faults.requests) == before + 1
    assert read_pages == []
    assert pull.last_pull_at == server.clock.now()
    server.colleague.edit(known_tasks(server, client)[0]["id"], title="Changed there")
    asyncio.run(pull.pull_recent())
    assert read_pages == ["/api/v1/tasks"]
    assert "Changed there" in client.titles()


def test_the_same_rows_bring_a_card_back_that_was_removed_here(
    server: SyncServer, client: SyncClient
) -> None:
    """A full compare that was wrong about it, for example."""
    pull = client.engine._pull
    asyncio.run(pull.pull_recent())
    asyncio.run(pull.pull_recent())
    newest = max(
        client.replica.local_cards.base.cards(), key=lambda card: (card.updated_at or START, card.key)
    )
    client.replica.apply(Batch(removed=[newest.key]))
    assert client.replica.local_cards.base_card(newest.key) is None
    asyncio.run(pull.pull_recent())
    assert client.replica.local_cards.base_card(newest.key) == newest


def test_rows_that_the_disk_rejected_are_read_again(
    server: SyncServer, client: SyncClient, read_pages: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pull = client.engine._pull
    asyncio.run(pull.pull_recent())
    server.colleague.edit(known_tasks(server, client)[0]["id"], title="Changed there")
    with monkeypatch.context() as patch:
        patch.setattr(base, "put_rows", reject)
        with pytest.raises(StoreError):
            asyncio.run(pull.pull_recent())
    read_pages.clear()
    asyncio.run(pull.pull_recent())
    assert read_pages == ["/api/v1/tasks"]
    assert "Changed there" in {card.title for card in client.crashed_copy("copy").replica.local_cards.cards()}


def reject(*_arguments: object, **_named: object) -> None:
    raise OSError(errno.ENOSPC, "full")
