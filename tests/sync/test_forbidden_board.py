"""A board that cannot be written any more: one question, one answer for all, one undo step."""

import asyncio
from typing import Any

import pytest

from kanbert_desktop.app.boards.local_data import LocalData
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.domain.changes import Reason, State
from kanbert_desktop.sandbox.faults import error_status
from support.open_account import FakeSyncControl
from support.sync_clients import SyncClient, SyncServer

FORBIDDEN = error_status(403, {"message": "This project is archived."})


def service_of(client: SyncClient) -> BoardService:
    return BoardService(client.replica, LocalData(client.replica, client.store), FakeSyncControl())  # type: ignore[arg-type]


def cards_of(server: SyncServer, client: SyncClient, number: int) -> list[dict[str, Any]]:
    board = client.board(server.board)
    return [
        task
        for task in server.tasks()
        if client.replica.local_cards.card(task["id"]) and task["project_id"] == board
    ][:number]


@pytest.fixture
def forbidden(server: SyncServer, client: SyncClient) -> list[str]:
    """Three edits, a new card and a comment of one board, and one edit of another, all rejected with 403."""
    tasks = cards_of(server, client, 3)
    for number, task in enumerate(tasks):
        client.edit(task["id"], title=f"Mine {number}")
    client.add("New here")
    client.comment(tasks[0]["id"], "<p>Why?</p>")
    elsewhere = next(
        card for card in client.replica.local_cards.cards() if card.board != client.board(server.board)
    )
    client.edit(elsewhere.key, title="Elsewhere")
    for method in ("PATCH", "POST"):
        server.faults.inject(method, "*", FORBIDDEN, times=None)
    asyncio.run(client.sync())
    server.faults.clear()
    return [task["id"] for task in tasks]


def test_what_one_board_forbids_is_one_question(
    server: SyncServer, client: SyncClient, forbidden: list[str]
) -> None:
    shown = service_of(client)
    ours, other = shown.attention()
    question = shown.question(ours)
    assert len(question.entries) == 5
    assert question.board == client.board(server.board)
    assert question.is_about_board
    assert not shown.question(other).is_about_board
    assert {entry.reason for entry in question.entries} == {Reason.REJECTED}
    assert {entry.detail for entry in question.entries} == {"This project is archived."}
    assert client.replica.status.current().attention == 2
    assert client.card(forbidden[1]).title == "Mine 1"


def test_it_is_the_same_question_after_a_restart(client: SyncClient, forbidden: list[str]) -> None:
    asyncio.run(client.replica.wait_until_saved())
    client.restart()
    shown = service_of(client)
    assert [len(shown.question(entry).entries) for entry in shown.attention()] == [5, 1]
    assert client.card(forbidden[2]).title == "Mine 2"


def test_a_second_try_sends_all_of_them(server: SyncServer, client: SyncClient, forbidden: list[str]) -> None:
    shown = service_of(client)
    # Any of its changes may be named: a script may know an older one.
    shown.resolve(shown.question(shown.attention()[0]).ids[3], "retry")
    asyncio.run(client.sync())
    assert [server.task(one)["title"] for one in forbidden] == ["Mine 0", "Mine 1", "Mine 2"]
    assert len(server.task_with_title("New here")) == 1
    assert [entry.card for entry in client.attention()] == [shown.attention()[0].card]


def test_discarding_all_is_one_step_and_can_be_undone(
    server: SyncServer, client: SyncClient, forbidden: list[str]
) -> None:
    before = [server.task(one)["title"] for one in forbidden]
    shown = service_of(client)
    shown.resolve(shown.attention()[0].id, "discard")
    assert [client.card(one).title for one in forbidden] == before
    assert "New here" not in client.titles()
    assert len(shown.attention()) == 1
    asyncio.run(client.replica.wait_until_saved())
    client.restart()
    later = service_of(client)
    assert later.undo() is not None
    assert [client.card(one).title for one in forbidden] == ["Mine 0", "Mine 1", "Mine 2"]
    assert "New here" in client.titles()
    asyncio.run(client.sync())
    assert [server.task(one)["title"] for one in forbidden] == ["Mine 0", "Mine 1", "Mine 2"]
    assert [row["comment"] for row in server.state.comments() if row["task_id"] == forbidden[0]][-1:] == [
        "<p>Why?</p>"
    ]
    assert len(server.task_with_title("New here")) == 1


def test_an_undone_retry_asks_again(client: SyncClient, forbidden: list[str]) -> None:
    shown = service_of(client)
    shown.resolve(shown.attention()[0].id, "retry")
    assert len(shown.attention()) == 1
    shown.undo()
    assert [len(shown.question(entry).entries) for entry in shown.attention()] == [5, 1]
    assert {entry.state for entry in client.entries()} == {State.PARKED}
    shown.redo()
    assert len(shown.attention()) == 1


def test_a_revoked_board_is_hidden_and_its_changes_are_kept(server: SyncServer, client: SyncClient) -> None:
    (task,) = cards_of(server, client, 1)
    client.edit(task["id"], title="Unsent when the door closed")
    key = client.add("New when the door closed")
    with server.state.transaction() as db:
        db.execute("UPDATE projects SET status = 'closed' WHERE shortcode = ?", (server.board,))
    server.faults.inject("PATCH", "*", FORBIDDEN, times=None)
    server.faults.inject("POST", "*", FORBIDDEN, times=None)
    asyncio.run(client.sync())
    shown = service_of(client)
    assert client.board(server.board) not in {board.id for board in shown.boards()}
    (entry,) = shown.attention()
    titles = {client.card(one.card).title for one in shown.question(entry).entries}
    assert titles == {"Unsent when the door closed", "New when the door closed"}
    assert shown.board(server.board).title
    assert shown.card(key) is not None
