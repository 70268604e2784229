"""Verbs beside an open window: handed over, and visible at once."""

import json
from pathlib import Path

import pytest

from kanbert_desktop.app.settings import NOTIFY_DUE, Settings
from kanbert_desktop.sandbox.faults import error_status
from support.sandbox import RunningSandbox
from support.terminal import Terminal, result_of
from support.window_processes import OpenWindow, WindowProcess


@pytest.fixture
def window(own_terminal: Terminal, open_window: OpenWindow) -> WindowProcess:
    """On a loaded account; it shows the first board."""
    own_terminal.json("sync")
    # The sample data has cards that are due today on any day: their toast would be in some of the pictures.
    Settings(own_terminal.profile / "settings.json").put(NOTIFY_DUE, False)
    return open_window(own_terminal)


def first_board(terminal: Terminal) -> str:
    shown: str = terminal.json("boards")[0]["shortcode"]
    return shown


def test_changes_by_verbs_are_on_screen_at_once(window: WindowProcess, own_terminal: Terminal) -> None:
    code = first_board(own_terminal)
    # It stands still also before it has begun to show the cards.
    window.wait_until_idle()
    before = window.stable_board()
    added = own_terminal.json("add", code, "Ganz oben, ganz neu", "--due", "2020-01-01")
    window.wait_until(lambda: window.board() != before)
    with_card = window.stable_board()
    own_terminal.json("edit", added["id"], "--title", "Jetzt heißt sie anders")
    window.wait_until(lambda: window.board() != with_card)
    own_terminal.json("undo")
    own_terminal.json("undo")
    window.wait_until(lambda: window.board() == before)


def test_the_window_did_it_and_holds_the_profile(window: WindowProcess, own_terminal: Terminal) -> None:
    own_terminal.json("add", "WEB", "Übergeben")
    found = {check["name"]: check for check in own_terminal.json("doctor")["checks"]}
    assert found["profile"]["detail"].endswith(f"process {window.process.pid}")
    assert found["database"]["ok"]


def test_an_export_through_the_window_is_relative_to_the_senders_directory(
    window: WindowProcess, own_terminal: Terminal, tmp_path: Path
) -> None:
    added = own_terminal.json("add", "WEB", "Mit dabei")
    words = ("export", "WEB", "--format", "json", "--output", "web.json", "--json")
    result = result_of(
        own_terminal.start(*words, prefix=["env", "-C", str(tmp_path)], has_long_timeouts=True)
    )
    assert result.json["file"] == str(tmp_path / "web.json")
    exported = json.loads((tmp_path / "web.json").read_text("utf-8"))
    assert "Mit dabei" in {card["title"] for card in exported}
    assert own_terminal.run("export", "WEB", "--format", "csv").stdout.startswith("\ufeffid,board,")
    assert own_terminal.json("edit", added["id"], "--column", "WIP")["column"] == "WIP"
    assert window.process.poll() is None


def test_a_decision_through_the_window(
    window: WindowProcess, own_terminal: Terminal, own_sandbox: RunningSandbox
) -> None:
    own_sandbox.faults.inject("POST", "/api/v1/tasks", error_status(422))
    own_terminal.json("add", "WEB", "Abgelehnt")
    window.wait_until(lambda: bool(own_terminal.json("attention")))
    (question,) = own_terminal.json("attention")
    assert own_terminal.json("resolve", question["id"], "discard") == {"resolved": question["id"]}
    assert own_terminal.json("attention") == []


def test_a_second_start_raises_the_window_and_ends(
    window: WindowProcess, own_terminal: Terminal, screen: str
) -> None:
    again = result_of(own_terminal.start(has_long_timeouts=True, DISPLAY=screen, QT_QPA_PLATFORM="xcb"))
    assert (again.exit_code, again.stdout) == (0, "")
    assert window.process.poll() is None


def test_a_start_in_another_session_says_where_the_window_is(
    window: WindowProcess, own_terminal: Terminal
) -> None:
    again = result_of(
        own_terminal.start(has_long_timeouts=True, DISPLAY="elsewhere:1", QT_QPA_PLATFORM="offscreen")
    )
    assert again.exit_code == 7
    assert "open in another session" in again.stderr
    assert window.process.poll() is None
