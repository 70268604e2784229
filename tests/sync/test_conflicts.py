"""Both sides changed: the table of sync.md 0, and each of its choices."""

import asyncio
from datetime import date
from typing import Any

import pytest

from kanbert_desktop.domain.board import Column, Mark
from kanbert_desktop.domain.changes import Field, Reason
from kanbert_desktop.domain.errors import Refused
from kanbert_desktop.domain.events import ChangeParked
from support.sync_clients import SyncClient, SyncServer


@pytest.fixture
def task(office: SyncServer, desk: SyncClient) -> dict[str, Any]:
    """A card both sides will change, on a calm board."""
    found = next(
        task for task in office.tasks() if desk.replica.mirror.card(task["id"]) and task["status"] == "New"
    )
    office.colleague.edit(
        found["id"], description="<p>One</p><p>Two</p><p>Three</p><p>Four</p>", due_date=None
    )
    office.clock.advance(minutes=10)
    asyncio.run(desk.sync())
    return office.task(found["id"])


def clash(
    office: SyncServer, desk: SyncClient, task: dict[str, Any], mine: dict[str, Any], theirs: dict[str, Any]
) -> None:
    desk.edit(task["id"], **mine)
    office.clock.advance(seconds=5)
    office.colleague.edit(task["id"], **theirs)
    asyncio.run(desk.sync())


def test_different_fields_do_not_meet(office: SyncServer, desk: SyncClient, task: dict[str, Any]) -> None:
    clash(office, desk, task, {"title": "Mine"}, {"status": "WIP"})
    row = office.task(task["id"])
    assert (row["title"], row["status"]) == ("Mine", "WIP")
    assert desk.attention() == []


def test_the_same_wish_is_done_already(office: SyncServer, desk: SyncClient, task: dict[str, Any]) -> None:
    before = office.faults.count_requests("PATCH")
    clash(office, desk, task, {"title": "Same"}, {"title": "Same"})
    assert office.faults.count_requests("PATCH") == before
    assert desk.entries() == []


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
    office: SyncServer,
    desk: SyncClient,
    task: dict[str, Any],
    case: tuple[dict[str, Any], dict[str, Any], Field, object, object],
    choice: str,
) -> None:
    mine, theirs, name, my_value, their_value = case
    told: list[ChangeParked] = []
    desk.bus.subscribe(ChangeParked, told.append)
    clash(office, desk, task, mine, theirs)
    (entry,) = desk.attention()
    card = desk.card(task["id"])
    assert (entry.reason, entry.theirs) == (Reason.CHANGED_REMOTELY, {name: their_value})
    assert (getattr(card, name.value), card.mark) == (their_value, Mark.CONFLICT)
    assert told == [ChangeParked(card.key, "changed_there")]
    assert desk.replica.choices_for(entry) == ["mine", "theirs"]
    desk.replica.resolve(entry.id, choice)
    asyncio.run(desk.sync())
    assert getattr(desk.card(task["id"]), name.value) == (my_value if choice == "mine" else their_value)
    assert desk.entries() == []
    desk.restart()
    assert getattr(desk.card(task["id"]), name.value) == (my_value if choice == "mine" else their_value)


def test_a_conflict_asks_the_same_after_a_restart(
    office: SyncServer, desk: SyncClient, task: dict[str, Any]
) -> None:
    clash(office, desk, task, {"title": "Mine"}, {"title": "Theirs"})
    [asked] = desk.attention()
    asyncio.run(desk.replica.wait_until_saved())
    desk.restart()
    assert desk.attention() == [asked]
    assert (desk.card(task["id"]).title, desk.card(task["id"]).mark) == ("Theirs", Mark.CONFLICT)


def test_only_the_contested_field_is_parked(
    office: SyncServer, desk: SyncClient, task: dict[str, Any]
) -> None:
    clash(office, desk, task, {"title": "Mine", "column": Column.WIP}, {"title": "Theirs"})
    row = office.task(task["id"])
    assert (row["title"], row["status"]) == ("Theirs", "WIP")
    (entry,) = desk.attention()
    assert entry.change.new == {Field.TITLE: "Mine"}


def test_text_changed_in_different_places_is_merged(
    office: SyncServer, desk: SyncClient, task: dict[str, Any]
) -> None:
    mine = "<p>One, mine</p><p>Two</p><p>Three</p><p>Four</p>"
    theirs = "<p>One</p><p>Two</p><p>Three</p><p>Four, theirs</p>"
    clash(office, desk, task, {"description": mine}, {"description": theirs})
    assert (
        office.task(task["id"])["description"] == "<p>One, mine</p><p>Two</p><p>Three</p><p>Four, theirs</p>"
    )
    assert desk.entries() == []


@pytest.mark.parametrize(
    ("choice", "outcome"),
    [("mine", "<p>Mine</p>"), ("theirs", "<p>Theirs</p>"), ("both", "<p>Theirs</p><p>Mine</p>")],
)
def test_text_that_meets_can_be_kept_from_both_sides(
    office: SyncServer, desk: SyncClient, task: dict[str, Any], choice: str, outcome: str
) -> None:
    clash(office, desk, task, {"description": "<p>Mine</p>"}, {"description": "<p>Theirs</p>"})
    (entry,) = desk.attention()
    assert desk.replica.choices_for(entry) == ["mine", "theirs", "both"]
    desk.replica.resolve(entry.id, choice)
    asyncio.run(desk.sync())
    assert office.task(task["id"])["description"] == outcome


@pytest.mark.parametrize("choice", ["restore", "discard"])
def test_a_card_deleted_there_and_changed_here_is_kept_as_a_copy(
    office: SyncServer, desk: SyncClient, task: dict[str, Any], choice: str
) -> None:
    key = desk.card(task["id"]).key
    desk.edit(key, title="Still wanted")
    desk.comment(key, "<p>And this</p>")
    office.colleague.delete(task["id"])
    asyncio.run(desk.sync())
    entry = next(entry for entry in desk.attention() if entry.change.card == key)
    assert entry.reason is Reason.DELETED_REMOTELY
    assert (desk.card(key).title, desk.card(key).mark) == ("Still wanted", Mark.CONFLICT)
    desk.edit(key, column=Column.WIP)
    desk.restart()
    assert desk.card(key).title == "Still wanted"
    desk.replica.resolve(next(entry.id for entry in desk.attention()), choice)
    asyncio.run(desk.sync())
    found = office.task_with_title("Still wanted")
    if choice == "restore":
        (row,) = found
        assert row["status"] == "WIP"
        assert row["id"] != task["id"]
        assert "<p>And this</p>" in [
            comment["comment"] for comment in office.state.comments() if comment["task_id"] == row["id"]
        ]
    else:
        assert found == []
    assert desk.entries() == []


def test_a_new_sub_task_follows_its_restored_parent(
    office: SyncServer, desk: SyncClient, task: dict[str, Any]
) -> None:
    above = desk.card(task["id"])
    board = desk.replica.mirror.boards[above.board].shortcode
    child = desk.add("Child of a copy", board=board, parent=above.key)
    desk.edit(task["id"], title="Restored parent")
    office.colleague.delete(task["id"])
    asyncio.run(desk.sync())
    asyncio.run(desk.sync())
    (entry,) = [entry for entry in desk.attention() if entry.card == desk.card(task["id"]).key]
    desk.replica.resolve(entry.id, "restore")
    asyncio.run(desk.sync())
    (parent,), (below,) = office.task_with_title("Restored parent"), office.task_with_title("Child of a copy")
    assert below["parent_task_id"] == parent["id"]
    assert desk.card(child).parent == desk.card(parent["id"]).key
    assert desk.entries() == []


def test_a_card_deleted_on_both_sides_is_simply_gone(
    office: SyncServer, desk: SyncClient, task: dict[str, Any]
) -> None:
    desk.delete(task["id"])
    office.colleague.delete(task["id"])
    asyncio.run(desk.sync())
    assert desk.entries() == []
    assert desk.replica.mirror.card(task["id"]) is None


@pytest.mark.parametrize("choice", ["mine", "theirs"])
def test_a_delete_of_a_version_nobody_saw_asks(
    office: SyncServer, desk: SyncClient, task: dict[str, Any], choice: str
) -> None:
    desk.delete(task["id"])
    office.clock.advance(seconds=5)
    office.colleague.edit(task["id"], title="Still important")
    asyncio.run(desk.sync())
    (entry,) = desk.attention()
    assert entry.reason is Reason.DELETED_LOCALLY
    assert desk.card(task["id"]).title == "Still important"
    desk.replica.resolve(entry.id, choice)
    asyncio.run(desk.sync())
    assert (task["id"] in {row["id"] for row in office.tasks()}) is (choice == "theirs")
    assert desk.entries() == []


def test_ones_own_edit_before_a_delete_asks_nothing(
    office: SyncServer, desk: SyncClient, task: dict[str, Any]
) -> None:
    desk.edit(task["id"], title="Last words")
    sends = desk.engine._requests.send

    async def then_deleted(sending: object) -> object:
        if office.faults.count_requests("PATCH") == 0:
            desk.delete(task["id"])
            office.clock.advance(seconds=2)
        return await sends(sending)

    desk.engine._requests.send = then_deleted
    asyncio.run(desk.sync())
    assert desk.attention() == []
    assert task["id"] not in {row["id"] for row in office.tasks()}


def test_a_value_the_server_did_not_take_is_refused_and_kept(
    office: SyncServer, desk: SyncClient, task: dict[str, Any]
) -> None:
    """Some servers answer 200 and ignore what they do not like."""
    office.faults.inject("PATCH", "*", _untouched(office, task))
    desk.edit(task["id"], title="Ignored")
    asyncio.run(desk.sync())
    (entry,) = desk.attention()
    assert (entry.reason, entry.detail) == (Reason.REJECTED, "not_taken")
    assert desk.card(task["id"]).title == "Ignored"


def _untouched(office: SyncServer, task: dict[str, Any]) -> object:
    import httpx

    from kanbert_desktop.sandbox.faults import error_status

    async def read() -> dict[str, Any]:
        token = office.state.secrets.credentials()["access_token"]
        async with httpx.AsyncClient(
            transport=httpx.ASGITransport(office.app), base_url="http://127.0.0.1"
        ) as http:
            answer = await http.get(
                f"/api/v1/tasks/{task['id']}", headers={"Authorization": f"Bearer {token}"}
            )
            return answer.json()

    return error_status(200, asyncio.run(read()))


@pytest.mark.parametrize("sent", ["  Trimmed  ", "Trimmed"])
def test_what_the_server_trims_is_no_conflict(
    office: SyncServer, desk: SyncClient, task: dict[str, Any], sent: str
) -> None:
    desk.edit(task["id"], title=sent)
    asyncio.run(desk.sync())
    asyncio.run(desk.sync())
    assert desk.entries() == []
    assert office.task(task["id"])["title"].strip() == "Trimmed"


def test_unknown_choices_and_decisions_are_refused(
    office: SyncServer, desk: SyncClient, task: dict[str, Any]
) -> None:
    clash(office, desk, task, {"title": "Mine"}, {"title": "Theirs"})
    (entry,) = desk.attention()
    with pytest.raises(Refused, match="unknown_choice"):
        desk.replica.resolve(entry.id, "restore")
    with pytest.raises(Refused, match="unknown_decision"):
        desk.replica.resolve("nothing-like-it", "mine")
    assert desk.attention() == [entry]
