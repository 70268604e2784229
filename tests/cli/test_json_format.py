"""The JSON that scripts depend on: the documented keys (COMMAND_LINE.md), exactly one document."""

import re
from datetime import datetime
from typing import Any

from support.sandbox import RunningSandbox
from support.terminal import Terminal

OPTIONAL_TEXT = (str, type(None))
CARD: dict[str, Any] = {
    "id": str,
    "external_id": OPTIONAL_TEXT,
    "board": str,
    "title": str,
    "column": str,
    "due": OPTIONAL_TEXT,
    "assignee": (dict, type(None)),
    "description": str,
    "description_html": str,
    "parent": OPTIONAL_TEXT,
    "pending": bool,
    "updated_at": OPTIONAL_TEXT,
}
OPEN = {"Backlog", "New", "WIP", "Completed", "Approved"}


def check(document: dict[str, Any], shape: dict[str, Any]) -> None:
    """Has all documented keys with their types. More keys may be added."""
    for key, kind in shape.items():
        assert isinstance(document[key], kind), (key, document[key])


def test_boards(terminal: Terminal, shared_sandbox: RunningSandbox) -> None:
    boards = terminal.json("boards")
    assert len(boards) == 8
    for board in boards:
        check(board, {"id": str, "title": str, "shortcode": str, "client": OPTIONAL_TEXT, "columns": dict})
        assert set(board["columns"]) >= OPEN
    there = [task for task in shared_sandbox.state.tasks() if task["project_id"] == boards[0]["id"]]
    assert sum(boards[0]["columns"].values()) == len(there)


def test_cards(terminal: Terminal) -> None:
    cards = terminal.json("cards", "all")
    assert len(cards) > 100
    for card in cards:
        check(card, CARD)
        assert card["column"] in OPEN
        assert card["due"] is None or re.fullmatch(r"\d{4}-\d\d-\d\d", card["due"])
        assert card["assignee"] is None or set(card["assignee"]) == {"id", "name", "email"}
        assert datetime.fromisoformat(card["updated_at"]).tzinfo is not None
    assert any(card["parent"] in {other["id"] for other in cards} for card in cards)


def test_cards_can_be_filtered(terminal: Terminal) -> None:
    me = terminal.json("status")["user"]
    closed = terminal.json("cards", "all", "--column", "closed")
    mine = terminal.json("cards", "all", "--mine")
    assert closed
    assert {card["column"] for card in closed} == {"Closed"}
    assert mine
    assert {card["assignee"]["id"] for card in mine} == {me["id"]}
    wanted = mine[0]
    found = terminal.json("cards", "all", "--search", wanted["title"].upper())
    assert wanted["id"] in {card["id"] for card in found}
    assert {card["id"] for card in mine} == {
        card["id"] for card in terminal.json("cards", "all", "--search", "assignee:me")
    }
    board = terminal.json("boards")[0]
    by_code, by_id = terminal.json("cards", board["shortcode"].lower()), terminal.json("cards", board["id"])
    assert by_code == by_id
    assert {card["board"] for card in by_code} == {board["id"]}


def test_status(terminal: Terminal, shared_sandbox: RunningSandbox) -> None:
    status = terminal.json("status")
    assert status.pop("user").keys() == {"id", "name", "email"}
    assert datetime.fromisoformat(status.pop("last_sync")).tzinfo is not None
    assert status == {
        "signed_in": True,
        "server": shared_sandbox.url,
        "profile": str(terminal.profile),
        "pending": 0,
        "attention": 0,
        "sync_state": "up_to_date",
    }


def test_a_card_from_its_creation_to_its_end(terminal: Terminal) -> None:
    added = terminal.json(
        "add", "web", "Ein <b>Titel</b>", "--column", "wip", "--due", "2026-12-24", "--assignee", "me",
        "--description", "Zeile\n\n<Absatz>",
    )  # fmt: skip
    check(added, CARD)
    assert added["id"].startswith("kd-")
    assert added["id"] == added["external_id"]
    assert (added["title"], added["column"], added["due"]) == ("Ein <b>Titel</b>", "WIP", "2026-12-24")
    assert (added["description"], added["pending"]) == ("Zeile\n\n<Absatz>", True)
    assert added["description_html"] == "<p>Zeile</p><p>&lt;Absatz&gt;</p>"

    edited = terminal.json(
        "edit", added["id"], "--due", "none", "--assignee", "none", "--title", "Quittenmus"
    )
    assert (edited["title"], edited["due"], edited["assignee"], edited["column"]) == (
        "Quittenmus",
        None,
        None,
        "WIP",
    )

    comment = terminal.json("comment", added["id"], "1 < 2")
    assert set(comment) == {"id", "card", "text", "pending"}
    assert (comment["card"], comment["text"], comment["pending"]) == (added["id"], "1 < 2", True)

    assert terminal.json("delete", added["id"]) == {"deleted": added["id"]}
    assert terminal.run("edit", added["id"], "--title", "x").exit_code == 5
    undone = terminal.json("undo")
    assert undone["card"] == added["id"]
    assert terminal.json("cards", "web", "--search", "quittenmus")[0]["id"] == added["id"]
    assert terminal.json("status")["sync_state"] == "saved_here"


def test_a_sub_task_names_its_parent(terminal: Terminal) -> None:
    parent = terminal.json("cards", "web")[0]
    child = terminal.json("add", "web", "Kind", "--parent", parent["id"])
    assert child["parent"] == parent["id"]


def test_nothing_to_decide(terminal: Terminal) -> None:
    assert terminal.json("attention") == []


def test_options_may_stand_before_or_after_the_verb(terminal: Terminal) -> None:
    before, after = terminal.run("--json", "boards"), terminal.run("boards", "--json")
    assert before.json == after.json
    assert (before.stderr, after.stderr) == ("", "")


def test_without_json_the_output_is_text_and_tables(terminal: Terminal) -> None:
    result = terminal.run("boards")
    assert result.exit_code == 0
    assert "Website-Relaunch" in result.stdout
    assert not result.stdout.startswith(("[", "{"))
