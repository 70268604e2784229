"""A failed start is shown in a window if an icon was clicked, and as one line if it was typed."""

import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kanbert_desktop.app.crash_reports.reports import CrashReports
from support import crashing_window
from support.terminal import TIMEOUT_SECONDS, Terminal

CLICKED = {"GIO_LAUNCHED_DESKTOP_FILE": "/usr/share/applications/kanbert-desktop.desktop", "LANG": "C.UTF-8"}
BROKEN = "import kanbert_desktop.ui.window.startup as w, support.crashing_window as f; w.open_window = f.raise_error"


@pytest.fixture
def nowhere(tmp_path: Path) -> Terminal:
    """A profile that cannot be created."""
    (tmp_path / "file").write_text("", "utf-8")
    return Terminal(tmp_path / "file" / "profile")


def titles(process: subprocess.Popen[str]) -> str:
    search = ["xdotool", "search", "--onlyvisible", "--pid", str(process.pid), "--name", "could not start"]
    return subprocess.run(search, capture_output=True, text=True, check=False).stdout.strip()


def read_and_closed(process: subprocess.Popen[str], qtbot: QtBot) -> str:
    """Standard error after the window has appeared and was closed with its key.

    Repeats: a window manager may miss a window that was just mapped, and the key then goes nowhere.
    """
    qtbot.waitUntil(lambda: bool(titles(process)))

    def has_ended() -> bool:
        for window in titles(process).split():
            subprocess.run(["xdotool", "windowactivate", window, "key", "Escape"], check=False)
        return process.poll() is not None

    qtbot.waitUntil(has_ended)
    return process.communicate(timeout=TIMEOUT_SECONDS)[1]


def test_a_click_shows_a_window(nowhere: Terminal, qtbot: QtBot, screen: str) -> None:
    process = nowhere.start(DISPLAY=screen, QT_QPA_PLATFORM="xcb", **CLICKED)
    result = read_and_closed(process, qtbot)
    assert process.returncode == 7
    assert len(result.splitlines()) == 1


def test_a_command_prints_to_the_terminal_only(nowhere: Terminal, screen: str) -> None:
    result = nowhere.run(DISPLAY=screen, QT_QPA_PLATFORM="xcb")
    assert result.exit_code == 7
    assert len(result.stderr.splitlines()) == 1


def test_a_bug_at_the_start_is_shown_and_reported(profile: Path, qtbot: QtBot, screen: str) -> None:
    terminal = Terminal(profile, {"PYTHONPATH": str(Path(crashing_window.__file__).parents[1])})
    process = subprocess.Popen(
        [sys.executable, "-c", f"{BROKEN}; from kanbert_desktop.main import run; exit(run([]))"],
        env=terminal.environment(DISPLAY=screen, QT_QPA_PLATFORM="xcb", **CLICKED),
        stderr=subprocess.PIPE,
        text=True,
    )
    result = read_and_closed(process, qtbot)
    assert process.returncode == 1
    assert crashing_window.MARKER_TEXT not in result
    assert len(CrashReports(profile / "reports").texts()) == 1
