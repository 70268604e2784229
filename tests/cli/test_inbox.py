"""The verb `inbox`."""

import pytest

from support.colleague import Colleague
from support.sandbox import RunningSandbox
from support.terminal import Terminal


@pytest.fixture
def moved(own_terminal: Terminal, own_sandbox: RunningSandbox) -> str:
    """A card of the user that a colleague moved and renamed."""
    own_terminal.json("sync")
    me = own_terminal.json("status")["user"]["id"]
    card = next(
        one for one in own_terminal.json("cards", "all") if one["column"] == "New" and one["assignee"] is None
    )
    colleague = Colleague(own_sandbox.state)
    colleague.edit(card["id"], assignee_id=me)
    own_terminal.json("sync")
    colleague.edit(card["id"], status="WIP", title="Renamed \x1b[31m<b>")
    own_terminal.json("sync")
    return str(card["id"])


def test_it_lists_what_others_changed(own_terminal: Terminal, moved: str) -> None:
    (entry,) = own_terminal.json("inbox", "--unread")
    assert entry["card"] == moved
    assert entry["title"] == "Renamed \x1b[31m<b>"
    assert entry["unread"] is True
    changes = {one["kind"]: (one["new"], one["by"]) for one in entry["changes"]}
    assert changes["moved"] == ("WIP", None)
    assert changes.keys() == {"assigned", "moved", "renamed"}
    assert own_terminal.json("inbox") == [entry]


def test_as_text_it_prints_one_line_for_each_card(own_terminal: Terminal, moved: str) -> None:
    assert moved
    lines = own_terminal.run("inbox").stdout.splitlines()
    assert "Renamed \\u001b[31m<b>" in lines[1]
    assert "Moved from New to WIP" in lines[1]
    assert len(lines) == 2


def test_an_empty_inbox_says_so(terminal: Terminal) -> None:
    assert terminal.json("inbox") == []
    assert terminal.run("inbox").stdout == "The inbox is empty.\n"
