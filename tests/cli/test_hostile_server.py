"""A verb against a hostile server: a documented exit code (COMMAND_LINE.md), one JSON document, and nothing lost."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from kanbert_desktop.sandbox.app import create_app
from support.hostile_responses import CORPUS, FalsifyingServer
from support.hostile_server import HostileServer, hostile_server
from support.sandbox import RunningSandbox
from support.terminal import Terminal

BY_NAME = {lies.name: lies for lies in CORPUS}


@pytest.fixture
def liar(own_sandbox: RunningSandbox) -> FalsifyingServer:
    """Honest until now."""
    return FalsifyingServer(create_app(own_sandbox.state, own_sandbox.behaviour))


@pytest.fixture
def server(liar: FalsifyingServer) -> Iterator[HostileServer]:
    with hostile_server(liar) as running:
        yield running


@pytest.mark.parametrize(
    "case",
    [
        ("dates", 0, 0),
        ("cursors", 0, 4),
        ("a task's id", None, 0),
        ("who I am", 0, 4),
        ("packed bodies", 0, 4),
        ("redirects of reads", 6, 4),
    ],
    ids=lambda case: case[0],
)
def test_a_sync_ends_as_documented(
    own_sandbox: RunningSandbox,
    own_terminal: Terminal,
    liar: FalsifyingServer,
    server: HostileServer,
    case: tuple[str, int | None, int],
) -> None:
    name, number, code = case
    own_terminal.variables["KANBERT_SERVER"] = server.origin
    own_terminal.json("sync")
    card = own_terminal.json("cards", "WEB")[0]
    own_terminal.json("edit", card["id"], "--title", "Typed here")
    lies = BY_NAME[name]
    liar.false_responses = lies if number is None else replace(lies, variants=(lies.variants[number],))
    result = own_terminal.run("sync", "--json")
    assert result.exit_code == code, result
    if code:
        assert set(result.error) == {"code", "title", "message"}
    liar.false_responses = None
    assert own_terminal.json("sync")["pending"] == 0
    assert [task["title"] for task in own_sandbox.state.tasks() if task["id"] == card["id"]] == ["Typed here"]
