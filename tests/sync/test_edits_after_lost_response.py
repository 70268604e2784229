"""Changes of a card while the outcome of its last edit is unknown."""

import asyncio
from contextlib import suppress
from typing import Any

import pytest

from kanbert_desktop.domain.board import Column
from kanbert_desktop.domain.changes import Field, edit
from kanbert_desktop.domain.coalescing import OutgoingRequest
from kanbert_desktop.domain.errors import KanbertError
from kanbert_desktop.sandbox.faults import broken_json, error_status, lose_response, reset_connection
from kanbert_desktop.sync.batch import Batch
from support.sync_clients import SyncClient, SyncServer


def some(server: SyncServer, client: SyncClient) -> dict[str, Any]:
    return next(
        task
        for task in server.tasks()
        if client.replica.local_cards.card(task["id"]) and task["status"] == "New"
    )


def send_in_vain(server: SyncServer, client: SyncClient, *, heard: bool) -> None:
    """The PATCH is sent, its response is lost, and so is any other for the moment."""
    server.faults.inject("PATCH", "*", lose_response() if heard else reset_connection())
    server.faults.inject("GET", "/api/v1/tasks/*", broken_json(), times=1)
    with pytest.raises(KanbertError):
        asyncio.run(client.sync())
    server.faults.clear()


@pytest.mark.parametrize("reads_card", [True, False], ids=["card readable", "listing alone"])
@pytest.mark.parametrize("heard", [True, False], ids=["arrived", "did not arrive"])
def test_an_undo_is_kept_whether_the_edit_arrived_or_not(
    server: SyncServer, client: SyncClient, heard: bool, reads_card: bool
) -> None:
    task = some(server, client)
    client.edit(task["id"], column=Column.WIP)
    send_in_vain(server, client, heard=heard)
    client.edit(task["id"], column=Column.NEW)
    if not reads_card:
        server.faults.inject("GET", "/api/v1/tasks/*", error_status(405), times=None)
    server.clock.advance(minutes=1)
    asyncio.run(client.sync())
    assert server.task(task["id"])["status"] == "New"
    assert client.entries() == []


def test_an_edit_after_a_delivered_edit_is_no_conflict(server: SyncServer, client: SyncClient) -> None:
    task = some(server, client)
    client.edit(task["id"], title="First", column=Column.WIP)
    send_in_vain(server, client, heard=True)
    client.edit(task["id"], title="Second")
    asyncio.run(client.sync())
    there = server.task(task["id"])
    assert (there["title"], there["status"], client.entries()) == ("Second", "WIP", [])


def test_an_edit_after_one_that_was_overwritten_remotely_is_a_conflict(
    server: SyncServer, client: SyncClient
) -> None:
    task = some(server, client)
    client.edit(task["id"], title="First")
    send_in_vain(server, client, heard=True)
    server.colleague.edit(task["id"], title="A colleague's")
    change = edit(client.card(task["id"]), {Field.TITLE: "Second"})
    assert change is not None
    client.replica.append(change, None)
    asyncio.run(client.sync())
    assert server.task(task["id"])["title"] == "A colleague's"
    assert [entry.change.new for entry in client.attention()] == [{Field.TITLE: "Second"}]


def test_an_undo_of_an_edit_that_was_overwritten_remotely_leaves_theirs(
    server: SyncServer, client: SyncClient
) -> None:
    """Found by the simulation, seed 1801568: whether the edit arrived or not, both together change nothing."""
    task = some(server, client)
    client.edit(task["id"], column=Column.CLOSED)
    send_in_vain(server, client, heard=True)
    server.colleague.edit(task["id"], status="WIP")
    client.edit(task["id"], column=Column.NEW)
    asyncio.run(client.sync())
    assert (server.task(task["id"])["status"], client.card(task["id"]).column) == ("WIP", Column.WIP)
    assert client.entries() == []


@pytest.mark.parametrize("new_value", [Column.NEW, Column.APPROVED], ids=["an undo", "another change"])
def test_a_cycle_with_a_rejected_change_continues_with_what_replaced_it(
    server: SyncServer, client: SyncClient, new_value: Column
) -> None:
    """The cycle must not end as if the rejected change were still the user's (I11)."""
    task = some(server, client)
    client.edit(task["id"], column=Column.WIP)
    server.faults.inject("PATCH", "*", error_status(403))
    send = client.engine._requests.send

    async def overtaken(sending: OutgoingRequest) -> Batch:
        client.engine._requests.send = send
        client.edit(task["id"], column=new_value)
        return await send(sending)

    client.engine._requests.send = overtaken
    asyncio.run(client.sync())
    assert client.entries() == []
    assert (server.task(task["id"])["status"], client.card(task["id"]).column) == (new_value.value, new_value)


@pytest.mark.parametrize("new_value", [Column.NEW, Column.APPROVED], ids=["an undo", "another change"])
def test_a_change_made_while_a_rejected_one_was_in_flight_replaces_it(
    server: SyncServer, client: SyncClient, new_value: Column
) -> None:
    task = some(server, client)
    client.edit(task["id"], column=Column.WIP)
    server.faults.inject("PATCH", "*", error_status(422))
    send = client.engine._requests.send

    async def overtaken(sending: OutgoingRequest) -> Batch:
        client.engine._requests.send = send
        client.edit(task["id"], column=new_value)
        return await send(sending)

    client.engine._requests.send = overtaken
    with suppress(KanbertError):
        asyncio.run(client.sync())
    server.clock.advance(minutes=1)
    asyncio.run(client.sync())
    assert client.entries() == []
    assert (server.task(task["id"])["status"], client.card(task["id"]).column) == (new_value.value, new_value)
