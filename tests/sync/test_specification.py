"""Rules of sync/RULES.md that a change could break unnoticed, one by one."""

import asyncio
from typing import Any

import httpx
import pytest

from kanbert_desktop.app.boards.card_history import ChangeStatus, card_history
from kanbert_desktop.domain.changes import Reason
from kanbert_desktop.domain.events import CardsChanged
from kanbert_desktop.sandbox.faults import error_status
from support.sync_clients import SyncClient, SyncServer


def known(server: SyncServer, client: SyncClient, number: int = 0) -> dict[str, Any]:
    tasks = [task for task in server.tasks() if client.replica.local_cards.card(task["id"])]
    return [task for task in tasks if not client.replica.local_cards.children(client.card(task["id"]).key)][
        number
    ]


def test_a_colleagues_deletion_never_switches_editing_off(server: SyncServer, client: SyncClient) -> None:
    gone, other = known(server, client), known(server, client, 1)
    client.edit(gone["id"], title="Too late")
    client.edit(other["id"], title="In time")
    server.colleague.delete(gone["id"])
    asyncio.run(client.sync())
    assert server.task(other["id"])["title"] == "In time"
    assert client.engine.capabilities.unsupported == set()
    assert [entry.reason for entry in client.attention()] == [Reason.DELETED_REMOTELY]
    client.delete(known(server, client, 1)["id"])
    client.comment(known(server, client, 2)["id"], "<p>Still here</p>")
    asyncio.run(client.sync())
    assert len(client.entries()) == 1
    assert client.engine.capabilities.unsupported == set()


def test_a_comment_on_a_card_deleted_remotely_is_kept_beside_its_copy(
    server: SyncServer, client: SyncClient
) -> None:
    gone = known(server, client)
    key = client.card(gone["id"]).key
    client.comment(gone["id"], "<p>Too late</p>")
    server.colleague.delete(gone["id"])
    asyncio.run(client.sync())
    assert {entry.reason for entry in client.attention()} == {Reason.DELETED_REMOTELY}
    assert client.card(key).title == gone["title"]
    assert [output.text for output in client.replica.local_cards.comments(key)][-1:] == ["<p>Too late</p>"]


def test_unreadable_rows_affect_only_themselves(server: SyncServer, client: SyncClient) -> None:
    good = known(server, client)
    row = {
        "id": good["id"],
        "project_id": good["project_id"],
        "title": "Read all the same",
        "status": "New",
        "updated_at": "2026-11-24T10:00:00+00:00",
        "a_field_of_tomorrow": {"deep": [1, None]},
    }
    body = {"data": [None, 7, {"id": 1}, {"title": "no id"}, row], "meta": {"next_cursor": None}, "links": []}
    before = len(list(client.replica.local_cards.cards()))
    server.faults.inject("GET", "/api/v1/tasks", error_status(200, body))
    asyncio.run(client.sync())
    assert client.card(good["id"]).title == "Read all the same"
    assert len(list(client.replica.local_cards.cards())) == before


def test_what_was_sent_comes_back_without_a_flicker(server: SyncServer, client: SyncClient) -> None:
    task = known(server, client)
    client.edit(task["id"], title="Sent")
    key = client.add("Made here")
    asyncio.run(client.sync())
    events: list[CardsChanged] = []
    client.bus.subscribe(CardsChanged, events.append)
    asyncio.run(client.sync())
    asyncio.run(client.sync(full=True))
    assert events == []
    assert client.card(key).title == "Made here"


def test_the_history_knows_conflicts_and_what_a_later_change_replaced(
    server: SyncServer, client: SyncClient
) -> None:
    task = known(server, client)
    client.edit(task["id"], title="First", description="<p>Mine</p>")
    client.edit(task["id"], title="Second")
    server.colleague.edit(task["id"], title="Theirs", description="<p>Theirs</p>")
    asyncio.run(client.sync())
    assert len(client.attention()) == 2
    second, first = card_history(client.replica, client.store, client.card(task["id"]).key)
    assert (second.status, first.status) == (ChangeStatus.NEEDS_DECISION, ChangeStatus.NEEDS_DECISION)
    for entry in client.attention():
        client.replica.decisions.resolve(entry.id, "theirs")
    rows = card_history(client.replica, client.store, client.card(task["id"]).key)
    assert [one.status for one in rows][-2:] == [ChangeStatus.DISCARDED, ChangeStatus.DISCARDED]


def test_a_superseded_change_is_not_called_sent(server: SyncServer, client: SyncClient) -> None:
    task = known(server, client)
    client.edit(task["id"], title="First")
    client.edit(task["id"], title="Second")
    server.colleague.edit(task["id"], title="Theirs")
    asyncio.run(client.sync())
    second, first = card_history(client.replica, client.store, client.card(task["id"]).key)
    assert (second.status, first.status) == (ChangeStatus.NEEDS_DECISION, ChangeStatus.REPLACED)


def test_two_cycles_at_once_send_everything_once(server: SyncServer, client: SyncClient) -> None:
    client.add("Once")

    async def both() -> None:
        await asyncio.gather(client.sync(), client.sync(), client.engine.run_cycle())

    asyncio.run(both())
    assert len(server.task_with_title("Once")) == 1
    assert server.faults.count_requests("POST") == 1


@pytest.mark.parametrize("full", [False, True])
def test_a_row_from_before_its_deletion_does_not_bring_the_card_back(
    server: SyncServer, client: SyncClient, full: bool
) -> None:
    """A server whose listings come from a stale copy."""
    task = known(server, client)
    with server.state.transaction() as db:
        db.execute("UPDATE tasks SET updated_at = ? WHERE id = ?", (server.state.now(), task["id"]))
    asyncio.run(client.sync())
    stale = next(row for row in listed(server) if row["id"] == task["id"])
    client.delete(task["id"])
    asyncio.run(client.sync())
    body = {"data": [*listed(server), stale], "meta": {"next_cursor": None}, "links": []}
    server.faults.inject("GET", "/api/v1/tasks", error_status(200, body), times=None)
    asyncio.run(client.sync(full=full))
    assert client.replica.local_cards.card(task["id"]) is None
    client.restart()
    assert client.replica.local_cards.card(task["id"]) is None


def listed(server: SyncServer) -> list[dict[str, Any]]:
    """What the listing of running projects would contain on one page."""

    async def ask() -> list[dict[str, Any]]:
        headers = {"Authorization": f"Bearer {server.state.secrets.credentials()['access_token']}"}
        transport = httpx.ASGITransport(server.app)
        async with httpx.AsyncClient(transport=transport, base_url="http://sandbox", headers=headers) as http:
            rows: list[dict[str, Any]] = []
            cursor = None
            while True:
                params = {"page[cursor]": cursor} if cursor else {}
                page = (await http.get("/api/v1/tasks", params=params)).json()
                rows += page["data"]
                cursor = page["meta"]["next_cursor"]
                if cursor is None:
                    return rows

    return asyncio.run(ask())
