"""A second start: with a link, for a new card, or by the system, with and without an open window."""

import re
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from devtools.child_processes import ChildProcesses
from kanbert_desktop.app.settings import TRAY, Settings
from support.desktop_panel import Panel
from support.terminal import Terminal, VerbResult, result_of
from support.window_processes import OpenWindow, WindowProcess

MAIN, CAPTURE = "Kanbert Desktop$", "^New card$"


@pytest.fixture
def panel(qtbot: QtBot, screen: str) -> Iterator[Panel]:
    assert screen
    with ChildProcesses() as children:
        yield Panel(qtbot, children)


def start(terminal: Terminal, screen: str, *words: str) -> VerbResult:
    return result_of(
        terminal.start(*words, has_long_timeouts=True, DISPLAY=screen, QT_QPA_PLATFORM="xcb", LANG="C.UTF-8")
    )


def another_board(terminal: Terminal, window: WindowProcess) -> dict[str, str]:
    """A window that is not on screen."""
    shown: list[dict[str, str]] = terminal.json("boards")
    return next(board for board in shown if not window.shows(re.escape(board["title"])))


def test_a_link_to_a_board_turns_the_open_window_there(
    terminal: Terminal, open_window: OpenWindow, screen: str
) -> None:
    window = open_window(terminal)
    window.wait_until(lambda: window.shows(MAIN))
    board = another_board(terminal, window)
    result = start(terminal, screen, f"kanbert-desktop://board/{board['id']}")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    window.wait_until(lambda: window.shows(f"^{re.escape(board['title'])} – "))


def test_a_link_to_a_card_turns_the_open_window_to_its_board(
    terminal: Terminal, open_window: OpenWindow, screen: str
) -> None:
    window = open_window(terminal)
    window.wait_until(lambda: window.shows(MAIN))
    board = another_board(terminal, window)
    card = terminal.json("cards", board["id"])[0]
    assert start(terminal, screen, f"kanbert-desktop://card/{card['id']}").exit_code == 0
    window.wait_until(lambda: window.shows(f"^{re.escape(board['title'])} – "))


def test_a_link_that_leads_nowhere_is_rejected_with_a_message(
    terminal: Terminal, open_window: OpenWindow, screen: str
) -> None:
    window = open_window(terminal)
    # Other tests add cards to the shared sandbox: the window must have them before the comparison.
    terminal.json("sync")
    before = terminal.json("cards", "all")
    result = start(terminal, screen, "kanbert-desktop://card/1?delete=yes")
    assert (result.exit_code, result.stdout) == (5, "")
    assert result.stderr.startswith("This link cannot be opened. It does not point to a card or a board.")
    assert "Traceback" not in result.stderr
    assert window.process.poll() is None
    assert terminal.json("cards", "all") == before


def test_a_link_that_opens_the_program_leads_there_at_once(
    terminal: Terminal, open_window: OpenWindow, screen: str
) -> None:
    board = terminal.json("boards")[-1]
    window = open_window(terminal, f"kanbert-desktop://board/{board['id']}")
    window.wait_until(lambda: window.shows(f"^{re.escape(board['title'])} – "))


def test_a_link_is_never_read_as_an_option_or_beside_one(terminal: Terminal, screen: str) -> None:
    result = start(terminal, screen, "--hidden", "kanbert-desktop://card/1")
    assert result.exit_code == 2
    result = start(terminal, screen, "kanbert-desktop://card/1", "--profile", "/nowhere")
    assert result.exit_code == 2
    result = terminal.run("boards", "--json", "kanbert-desktop://card/1")
    assert result.error["code"] == 2


def test_capture_opens_the_small_window_of_the_program_that_runs(
    terminal: Terminal, open_window: OpenWindow, screen: str
) -> None:
    window = open_window(terminal)
    window.wait_until(lambda: window.shows(MAIN))
    assert not window.shows(CAPTURE)
    assert start(terminal, screen, "--capture").exit_code == 0
    window.wait_until(lambda: window.shows(CAPTURE))


def test_capture_starts_the_program_where_none_runs(terminal: Terminal, open_window: OpenWindow) -> None:
    window = open_window(terminal, "--capture")
    window.wait_until(lambda: window.shows(CAPTURE))


@pytest.fixture
def in_tray(terminal: Terminal, open_window: OpenWindow, panel: Panel) -> WindowProcess:
    """Started by the system."""
    panel.start()
    Settings(terminal.profile / "settings.json").put(TRAY, True)
    window = open_window(terminal, "--hidden")
    window.wait_until(lambda: bool(panel.icons()))
    return window


def test_started_by_the_system_it_waits_in_the_tray_until_it_is_opened(
    in_tray: WindowProcess, terminal: Terminal, screen: str
) -> None:
    assert start(terminal, screen, "--hidden").exit_code == 0
    assert not in_tray.shows(MAIN)
    assert start(terminal, screen).exit_code == 0
    in_tray.wait_until(lambda: in_tray.shows(MAIN))


def test_started_by_the_system_without_a_tray_it_keeps_in_the_background(
    terminal: Terminal, open_window: OpenWindow, screen: str
) -> None:
    """Minimised to the panel; a start shows it."""
    window = open_window(terminal, "--hidden")
    assert not window.shows(MAIN)
    assert start(terminal, screen).exit_code == 0
    window.wait_until(lambda: window.shows(MAIN))


def test_a_panel_that_crashes_brings_the_window_back(in_tray: WindowProcess, panel: Panel) -> None:
    panel.stop()
    in_tray.wait_until(lambda: in_tray.shows(MAIN))
