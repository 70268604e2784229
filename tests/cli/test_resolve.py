"""Decisions and their undo: what was discarded can be restored."""

from typing import Any

import pytest

from kanbert_desktop.sandbox.faults import error_status
from support.sandbox import RunningSandbox
from support.terminal import Terminal


@pytest.fixture
def card(own_terminal: Terminal) -> str:
    own_terminal.json("sync")
    found: str = own_terminal.json("cards", "WEB")[0]["id"]
    return found


EMPTY = {"data": [], "meta": {"next_cursor": None}, "links": []}


def on_server(sandbox: RunningSandbox, card: str) -> dict[str, Any]:
    (row,) = [row for row in sandbox.state.tasks() if card in (row["id"], row["external_id"])]
    return row


def colleague(sandbox: RunningSandbox, card: str, **fields: str) -> None:
    with sandbox.client() as client:
        assert client.patch(f"/tasks/{card}", json=fields).status_code == 200


def decide(terminal: Terminal, reason: str, choice: str) -> None:
    assert terminal.json("sync")["attention"] == 1
    (entry,) = terminal.json("attention")
    assert entry["reason"] == reason
    terminal.json("resolve", entry["id"], choice)
    assert terminal.json("attention") == []


def take_back(terminal: Terminal) -> dict[str, Any]:
    undone: dict[str, Any] = terminal.json("undo")
    assert terminal.json("sync") | {"pulled": 0, "pushed": 0} == dict.fromkeys(
        ("pulled", "pushed", "pending", "attention"), 0
    )
    return undone


def test_a_decision_for_theirs_can_be_changed_to_mine(
    own_sandbox: RunningSandbox, own_terminal: Terminal, card: str
) -> None:
    own_terminal.json("edit", card, "--title", "Meins")
    colleague(own_sandbox, card, title="Ihres")
    decide(own_terminal, "changed_there", "theirs")
    take_back(own_terminal)
    assert on_server(own_sandbox, card)["title"] == "Meins"


def test_a_decision_for_mine_can_be_changed_to_theirs(
    own_sandbox: RunningSandbox, own_terminal: Terminal, card: str
) -> None:
    own_terminal.json("edit", card, "--title", "Meins")
    colleague(own_sandbox, card, title="Ihres")
    decide(own_terminal, "changed_there", "mine")
    own_terminal.json("sync")
    take_back(own_terminal)
    assert on_server(own_sandbox, card)["title"] == "Ihres"


def test_a_discarded_edit_can_be_restored(
    own_sandbox: RunningSandbox, own_terminal: Terminal, card: str
) -> None:
    own_terminal.json("edit", card, "--title", "Abgelehnt")
    own_sandbox.faults.inject("PATCH", "/api/v1/*", error_status(422))
    decide(own_terminal, "refused", "discard")
    take_back(own_terminal)
    assert on_server(own_sandbox, card)["title"] == "Abgelehnt"


def test_a_discarded_card_can_be_restored(own_sandbox: RunningSandbox, own_terminal: Terminal) -> None:
    own_terminal.json("sync")
    own_terminal.json("add", "WEB", "Verworfen", "--due", "2026-12-24")
    own_sandbox.faults.inject("POST", "/api/v1/tasks", error_status(422))
    decide(own_terminal, "refused", "discard")
    undone = take_back(own_terminal)
    assert undone["how"] == "restored"
    assert on_server(own_sandbox, undone["card"])["title"] == "Verworfen"


def test_a_discarded_deletion_can_be_restored(
    own_sandbox: RunningSandbox, own_terminal: Terminal, card: str
) -> None:
    own_terminal.json("delete", card)
    colleague(own_sandbox, card, title="Noch wichtig")
    decide(own_terminal, "deleted_here", "theirs")
    assert own_terminal.json("cards", "WEB", "--search", "Noch wichtig")
    take_back(own_terminal)
    assert [row for row in own_sandbox.state.tasks() if row["id"] == card] == []


def test_a_card_deleted_there_is_restored_as_a_new_one(
    own_sandbox: RunningSandbox, own_terminal: Terminal, card: str
) -> None:
    own_terminal.json("edit", card, "--title", "Gerettet")
    with own_sandbox.client() as client:
        client.delete(f"/tasks/{card}")
    own_terminal.json("sync")
    assert own_terminal.json("cards", "WEB", "--search", "Gerettet")[0]["external_id"] is None
    decide(own_terminal, "deleted_there", "restore")
    own_terminal.json("sync")
    (copy,) = own_terminal.json("cards", "WEB", "--search", "Gerettet")
    assert on_server(own_sandbox, copy["id"])["title"] == "Gerettet"


def test_changes_forbidden_by_one_board_are_one_question_and_one_undo_step(
    own_sandbox: RunningSandbox, own_terminal: Terminal
) -> None:
    own_terminal.json("sync")
    cards = [found["id"] for found in own_terminal.json("cards", "WEB")[:3]]
    before = [on_server(own_sandbox, one)["title"] for one in cards]
    for number, one in enumerate(cards):
        own_terminal.json("edit", one, "--title", f"Verboten {number}")
    own_terminal.json("comment", cards[0], "Warum?")
    for method in ("PATCH", "POST"):
        own_sandbox.faults.inject(method, "/api/v1/*", error_status(403), times=None)
    assert own_terminal.json("sync")["attention"] == 1
    own_sandbox.faults.clear()
    (question,) = own_terminal.json("attention")
    assert (question["reason"], question["choices"]) == ("refused", ["retry", "discard"])
    assert {one["card"] for one in question["changes"]} == set(cards)
    assert len(question["changes"]) == 4
    assert "4 changes on Website" in own_terminal.run("attention").stdout
    own_terminal.json("resolve", question["changes"][2]["id"], "discard")
    assert own_terminal.json("attention") == []
    assert own_terminal.json("undo")["undone"] == "Discard 4 changes"
    own_terminal.json("sync")
    titles = [on_server(own_sandbox, one)["title"] for one in cards]
    assert titles == ["Verboten 0", "Verboten 1", "Verboten 2"] != before


def test_a_discarded_comment_can_be_restored(
    own_sandbox: RunningSandbox, own_terminal: Terminal, card: str
) -> None:
    own_terminal.json("comment", card, "Doch nicht")
    own_sandbox.faults.inject("POST", "/api/v1/tasks/comments", error_status(422))
    decide(own_terminal, "refused", "discard")
    take_back(own_terminal)
    assert [row["comment"] for row in own_sandbox.state.comments() if row["task_id"] == card][-1:] == [
        "<p>Doch nicht</p>"
    ]


@pytest.mark.parametrize("choice", ["keep", "remove"])
def test_a_decision_about_missing_cards_can_be_undone(
    own_sandbox: RunningSandbox, own_terminal: Terminal, choice: str
) -> None:
    own_terminal.json("sync")
    before = {one["id"] for one in own_terminal.json("cards", "all")}
    own_sandbox.faults.inject("GET", "/api/v1/tasks", error_status(200, EMPTY), times=None)
    assert own_terminal.json("sync", "--full")["attention"] == 1
    own_sandbox.faults.clear()
    (question,) = own_terminal.json("attention")
    assert question["reason"] == "mass_deletion"
    own_terminal.json("resolve", question["id"], choice)
    left = {one["id"] for one in own_terminal.json("cards", "all")}
    assert left == (before if choice == "keep" else set())
    assert own_terminal.json("undo")["how"] == "asked_again"
    assert {one["id"] for one in own_terminal.json("cards", "all")} == before
    assert [one["id"] for one in own_terminal.json("attention")] == [question["id"]]
    assert own_terminal.json("sync", "--full")["attention"] == 0
