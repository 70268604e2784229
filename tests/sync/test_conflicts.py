"""Both sides changed: every row of the conflict table and each of its choices (sync/RULES.md, "Conflicts")."""

import asyncio
from datetime import date
from typing import Any

import pytest

from kanbert_desktop.domain.board import Column, Mark
from kanbert_desktop.domain.changes import CreateCard, Field, Outcome, Reason
from kanbert_desktop.domain.errors import Refused
from kanbert_desktop.domain.events import ChangeParked
from support.sync_clients import SyncClient, SyncServer


@pytest.fixture
def task(server: SyncServer, client: SyncClient) -> dict[str, Any]:
    """A card both sides will change, on a board without other changes."""
    found = next(
        task
        for task in server.tasks()
        if client.replica.local_cards.card(task["id"]) and task["status"] == "New"
    )
    server.colleague.edit(
        found["id"], description="<p>One</p><p>Two</p><p>Three</p><p>Four</p>", due_date=None
    )
    server.clock.advance(minutes=10)
    asyncio.run(client.sync())
    return server.task(found["id"])


def clash(
    server: SyncServer,
    client: SyncClient,
    task: dict[str, Any],
    mine: dict[str, Any],
    theirs: dict[str, Any],
) -> None:
    client.edit(task["id"], **mine)
    server.clock.advance(seconds=5)
    server.colleague.edit(task["id"], **theirs)
    asyncio.run(client.sync())


def test_different_fields_do_not_meet(server: SyncServer, client: SyncClient, task: dict[str, Any]) -> None:
    clash(server, client, task, {"title": "Mine"}, {"status": "WIP"})
    row = server.task(task["id"])
    assert (row["title"], row["status"]) == ("Mine", "WIP")
    assert client.attention() == []


def test_the_same_change_is_done_already(
    server: SyncServer, client: SyncClient, task: dict[str, Any]
) -> None:
    before = server.faults.count_requests("PATCH")
    clash(server, client, task, {"title": "Same"}, {"title": "Same"})
    assert server.faults.count_requests("PATCH") == before
    assert client.entries() == []


SCALARS = [
    ({"title": "Mine"}, {"title": "Theirs"}, Field.TITLE, "Mine", "Theirs"),
    ({"column": Column.WIP}, {"status": "Completed"}, Field.COLUMN, Column.WIP, Column.COMPLETED),
    (
        {"due": date(2026, 12, 1)},
        {"due_date": "2026-12-24"},
        Field.DUE,
        date(2026, 12, 1),
        date(2026, 12, 24),
    ),
]


@pytest.mark.parametrize("case", SCALARS)
@pytest.mark.parametrize("choice", ["mine", "theirs"])
def test_a_field_that_both_changed_shows_theirs_and_asks(
    server: SyncServer,
    client: SyncClient,
    task: dict[str, Any],
    case: tuple[dict[str, Any], dict[str, Any], Field, object, object],
    choice: str,
) -> None:
    mine, theirs, name, my_value, their_value = case
    events: list[ChangeParked] = []
    client.bus.subscribe(ChangeParked, events.append)
    clash(server, client, task, mine, theirs)
    (entry,) = client.attention()
    card = client.card(task["id"])
    assert (entry.reason, entry.theirs) == (Reason.CHANGED_REMOTELY, {name: their_value})
    assert (getattr(card, name.value), card.mark) == (their_value, Mark.CONFLICT)
    assert events == [ChangeParked(card.key, "changed_there")]
    assert client.replica.decisions.choices_for(entry) == ["mine", "theirs"]
    client.replica.decisions.resolve(entry.id, choice)
    asyncio.run(client.sync())
    assert getattr(client.card(task["id"]), name.value) == (my_value if choice == "mine" else their_value)
    assert client.entries() == []
    client.restart()
    assert getattr(client.card(task["id"]), name.value) == (my_value if choice == "mine" else their_value)


def test_a_conflict_asks_the_same_after_a_restart(
    server: SyncServer, client: SyncClient, task: dict[str, Any]
) -> None:
    clash(server, client, task, {"title": "Mine"}, {"title": "Theirs"})
    [asked] = client.attention()
    asyncio.run(client.replica.wait_until_saved())
    client.restart()
    assert client.attention() == [asked]
    assert (client.card(task["id"]).title, client.card(task["id"]).mark) == ("Theirs", Mark.CONFLICT)


def test_only_the_contested_field_is_parked(
    server: SyncServer, client: SyncClient, task: dict[str, Any]
) -> None:
    clash(server, client, task, {"title": "Mine", "column": Column.WIP}, {"title": "Theirs"})
    row = server.task(task["id"])
    assert (row["title"], row["status"]) == ("Theirs", "WIP")
    (entry,) = client.attention()
    assert entry.change.new == {Field.TITLE: "Mine"}


def test_text_changed_in_different_places_is_merged(
    server: SyncServer, client: SyncClient, task: dict[str, Any]
) -> None:
    mine = "<p>One, mine</p><p>Two</p><p>Three</p><p>Four</p>"
    theirs = "<p>One</p><p>Two</p><p>Three</p><p>Four, theirs</p>"
    clash(server, client, task, {"description": mine}, {"description": theirs})
    assert (
        server.task(task["id"])["description"] == "<p>One, mine</p><p>Two</p><p>Three</p><p>Four, theirs</p>"
    )
    assert client.entries() == []


@pytest.mark.parametrize(
    ("choice", "outcome"),
    [("mine", "<p>Mine</p>"), ("theirs", "<p>Theirs</p>"), ("both", "<p>Theirs</p><p>Mine</p>")],
)
def test_text_that_meets_can_be_kept_from_both_sides(
    server: SyncServer, client: SyncClient, task: dict[str, Any], choice: str, outcome: str
) -> None:
    clash(server, client, task, {"description": "<p>Mine</p>"}, {"description": "<p>Theirs</p>"})
    (entry,) = client.attention()
    assert client.replica.decisions.choices_for(entry) == ["mine", "theirs", "both"]
    client.replica.decisions.resolve(entry.id, choice)
    asyncio.run(client.sync())
    assert server.task(task["id"])["description"] == outcome


def test_keeping_both_gives_up_a_deletion_of_the_text(
    server: SyncServer, client: SyncClient, task: dict[str, Any]
) -> None:
    clash(server, client, task, {"description": ""}, {"description": "<p>Theirs</p>"})
    (entry,) = client.attention()
    client.replica.decisions.resolve(entry.id, "both")
    assert client.replica.outcomes[entry.origin or entry.id] is Outcome.DISCARDED
    asyncio.run(client.sync())
    assert server.task(task["id"])["description"] == "<p>Theirs</p>"
    assert client.entries() == []


@pytest.mark.parametrize("choice", ["restore", "discard"])
def test_a_card_deleted_remotely_and_changed_locally_is_kept_as_a_copy(
    server: SyncServer, client: SyncClient, task: dict[str, Any], choice: str
) -> None:
    key = client.card(task["id"]).key
    client.edit(key, title="Still wanted")
    client.comment(key, "<p>And this</p>")
    server.colleague.delete(task["id"])
    asyncio.run(client.sync())
    entry = next(entry for entry in client.attention() if entry.change.card == key)
    assert entry.reason is Reason.DELETED_REMOTELY
    assert (client.card(key).title, client.card(key).mark) == ("Still wanted", Mark.CONFLICT)
    client.edit(key, column=Column.WIP)
    client.restart()
    assert client.card(key).title == "Still wanted"
    client.replica.decisions.resolve(next(entry.id for entry in client.attention()), choice)
    asyncio.run(client.sync())
    found = server.task_with_title("Still wanted")
    if choice == "restore":
        (row,) = found
        assert row["status"] == "WIP"
        assert row["id"] != task["id"]
        assert "<p>And this</p>" in [
            comment["comment"] for comment in server.state.comments() if comment["task_id"] == row["id"]
        ]
    else:
        assert found == []
    assert client.entries() == []


def test_a_new_sub_task_follows_its_restored_parent(
    server: SyncServer, client: SyncClient, task: dict[str, Any]
) -> None:
    above = client.card(task["id"])
    board = client.replica.local_cards.boards[above.board].shortcode
    child = client.add("Child of a copy", board=board, parent=above.key)
    client.edit(task["id"], title="Restored parent")
    server.colleague.delete(task["id"])
    asyncio.run(client.sync())
    asyncio.run(client.sync())
    (entry,) = [entry for entry in client.attention() if entry.card == client.card(task["id"]).key]
    client.replica.decisions.resolve(entry.id, "restore")
    asyncio.run(client.sync())
    (parent,), (below,) = server.task_with_title("Restored parent"), server.task_with_title("Child of a copy")
    assert below["parent_task_id"] == parent["id"]
    assert client.card(child).parent == client.card(parent["id"]).key
    assert client.entries() == []


@pytest.mark.parametrize("choice", ["restore", "discard"])
def test_a_sub_task_deleted_with_its_parent_stays_a_question_when_the_parent_is_restored(
    server: SyncServer, client: SyncClient, task: dict[str, Any], choice: str
) -> None:
    """Found by the simulation: it was sent at once, with the server's id of the deleted sub-task as its `external_id`."""
    parent = client.card(task["id"])
    board = client.replica.local_cards.boards[parent.board].shortcode
    child = client.add("Deleted with its parent", board=board, parent=parent.key)
    asyncio.run(client.sync())
    client.restart()
    child = client.card(server.task_with_title("Deleted with its parent")[0]["id"]).key
    client.edit(parent.key, title="Restored parent")
    client.comment(child, "<p>Not sent</p>")
    server.colleague.delete(task["id"])
    asyncio.run(client.sync())
    asyncio.run(client.sync())
    (question,) = [entry for entry in client.attention() if entry.card == parent.key]
    client.replica.decisions.resolve(question.id, "restore")
    asyncio.run(client.sync())
    assert server.task_with_title("Deleted with its parent") == []
    left = [entry for entry in client.attention() if entry.card == child]
    assert {entry.reason for entry in left} == {Reason.DELETED_REMOTELY}
    (copy,) = [entry for entry in left if isinstance(entry.change, CreateCard)]
    client.replica.decisions.resolve(copy.id, choice)
    asyncio.run(client.sync())
    found = server.task_with_title("Deleted with its parent")
    if choice == "restore":
        assert [row["parent_task_id"] for row in found] == [
            server.task_with_title("Restored parent")[0]["id"]
        ]
        assert found[0]["external_id"] != child
    else:
        assert found == []
    assert client.entries() == []


def test_a_card_deleted_on_both_sides_is_simply_gone(
    server: SyncServer, client: SyncClient, task: dict[str, Any]
) -> None:
    client.delete(task["id"])
    server.colleague.delete(task["id"])
    asyncio.run(client.sync())
    assert client.entries() == []
    assert client.replica.local_cards.card(task["id"]) is None


@pytest.mark.parametrize("choice", ["mine", "theirs"])
def test_a_delete_of_a_version_nobody_saw_asks(
    server: SyncServer, client: SyncClient, task: dict[str, Any], choice: str
) -> None:
    client.delete(task["id"])
    server.clock.advance(seconds=5)
    server.colleague.edit(task["id"], title="Still important")
    asyncio.run(client.sync())
    (entry,) = client.attention()
    assert entry.reason is Reason.DELETED_LOCALLY
    assert client.card(task["id"]).title == "Still important"
    client.replica.decisions.resolve(entry.id, choice)
    asyncio.run(client.sync())
    assert (task["id"] in {row["id"] for row in server.tasks()}) is (choice == "theirs")
    assert client.entries() == []


def test_ones_own_edit_before_a_delete_asks_nothing(
    server: SyncServer, client: SyncClient, task: dict[str, Any]
) -> None:
    client.edit(task["id"], title="Last words")
    sends = client.engine._requests.send

    async def then_deleted(sending: object) -> object:
        if server.faults.count_requests("PATCH") == 0:
            client.delete(task["id"])
            server.clock.advance(seconds=2)
        return await sends(sending)

    client.engine._requests.send = then_deleted
    asyncio.run(client.sync())
    assert client.attention() == []
    assert task["id"] not in {row["id"] for row in server.tasks()}


def test_a_value_the_server_ignored_is_rejected_and_kept(
    server: SyncServer, client: SyncClient, task: dict[str, Any]
) -> None:
    """Some servers respond with 200 and ignore values they reject."""
    server.faults.inject("PATCH", "*", _untouched(server, task))
    client.edit(task["id"], title="Ignored")
    asyncio.run(client.sync())
    (entry,) = client.attention()
    assert (entry.reason, entry.detail) == (Reason.REJECTED, "not_taken")
    assert client.card(task["id"]).title == "Ignored"


def _untouched(server: SyncServer, task: dict[str, Any]) -> object:
    import httpx

    from kanbert_desktop.sandbox.faults import error_status

    async def read() -> dict[str, Any]:
        token = server.state.secrets.credentials()["access_token"]
        async with httpx.AsyncClient(
            transport=httpx.ASGITransport(server.app), base_url="http://127.0.0.1"
        ) as http:
            answer = await http.get(
                f"/api/v1/tasks/{task['id']}", headers={"Authorization": f"Bearer {token}"}
            )
            return answer.json()

    return error_status(200, asyncio.run(read()))


@pytest.mark.parametrize("sent", ["  Trimmed  ", "Trimmed"])
def test_what_the_server_trims_is_no_conflict(
    server: SyncServer, client: SyncClient, task: dict[str, Any], sent: str
) -> None:
    client.edit(task["id"], title=sent)
    asyncio.run(client.sync())
    asyncio.run(client.sync())
    assert client.entries() == []
    assert server.task(task["id"])["title"].strip() == "Trimmed"


def test_unknown_choices_and_decisions_are_refused(
    server: SyncServer, client: SyncClient, task: dict[str, Any]
) -> None:
    clash(server, client, task, {"title": "Mine"}, {"title": "Theirs"})
    (entry,) = client.attention()
    with pytest.raises(Refused, match="unknown_choice"):
        client.replica.decisions.resolve(entry.id, "restore")
    with pytest.raises(Refused, match="unknown_decision"):
        client.replica.decisions.resolve("nothing-like-it", "mine")
    assert client.attention() == [entry]
