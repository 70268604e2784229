"""A window with errors in painting and counting: it survives, saves, and its reports are harmless."""

import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kanbert_desktop.app.crash_reports.reports import CrashReports
from support import crashing_window
from support.sandbox import RunningSandbox
from support.terminal import TIMEOUT_SECONDS, Terminal
from support.window_processes import OpenWindow, WindowProcess


class FaultyTerminal(Terminal):
    """Starts the window with the errors if there are no arguments."""

    def start(
        self, *words: str, prefix: Sequence[str] = (), has_long_timeouts: bool = False, **more: str | None
    ) -> subprocess.Popen[str]:
        if words:
            return super().start(*words, prefix=prefix, has_long_timeouts=has_long_timeouts, **more)
        return subprocess.Popen(
            [sys.executable, crashing_window.__file__],
            env=self.environment(**more),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )


@pytest.fixture
def faulty(own_terminal: Terminal) -> FaultyTerminal:
    own_terminal.json("sync")
    return FaultyTerminal(own_terminal.profile, own_terminal.variables)


def written(profile: Path) -> str:
    """Everything the program wrote for others to read."""
    files = [*profile.glob("reports/*"), *profile.glob("logs/*")]
    return "\n".join(path.read_text("utf-8", "replace") for path in files)


def test_the_window_survives_the_change_is_saved_and_no_text_is_reported(
    faulty: FaultyTerminal, own_sandbox: RunningSandbox, qtbot: QtBot, screen: str
) -> None:
    window = WindowProcess(faulty, qtbot, screen)
    reports = CrashReports(faulty.profile / "reports")
    window.wait_until(lambda: len(reports.paths()) >= 1)
    added = faulty.json("add", "WEB", "Trotz allem angelegt")
    assert window.process.poll() is None
    assert faulty.json("edit", added["id"], "--column", "WIP")["column"] == "WIP"
    assert any("in raise_error" in text for text in reports.texts())
    window.process.kill()
    window.process.communicate(timeout=TIMEOUT_SECONDS)
    titles = [card["title"] for card in faulty.json("cards", "all")]
    assert "Trotz allem angelegt" in titles
    result = written(faulty.profile)
    assert "LookupError" in result
    assert "Traceback (most recent call last):" in result
    keys = own_sandbox.credentials
    for private in (crashing_window.MARKER_TEXT, keys["access_token"], keys["email"], *titles):
        assert private not in result


def test_a_crash_of_the_window_is_reported_at_the_next_start_and_the_change_is_saved(
    own_terminal: Terminal, open_window: OpenWindow
) -> None:
    own_terminal.json("sync")
    first = open_window(own_terminal)
    own_terminal.json("add", "WEB", "Kurz vor dem Absturz")
    # In the middle of the imports that follow the first paint, the fault handler's 100 frames do not reach `main`.
    first.wait_until_idle()
    first.process.send_signal(signal.SIGSEGV)
    first.process.communicate(timeout=TIMEOUT_SECONDS)
    assert first.process.returncode == -signal.SIGSEGV
    reports = CrashReports(own_terminal.profile / "reports")
    assert reports.texts() == []
    second = open_window(own_terminal)
    second.wait_until(lambda: len(reports.paths()) == 1)
    (text,) = reports.texts()
    assert "Fatal Python error: Segmentation fault" in text
    assert 'File "kanbert_desktop/main.py"' in text
    assert "Kurz vor dem Absturz" in [card["title"] for card in own_terminal.json("cards", "WEB")]
    assert second.close() == 0
    assert list((own_terminal.profile / "reports").glob("*.trace")) == []


def test_a_verb_with_a_bug_ends_in_one_line_and_leaves_a_report(terminal: Terminal) -> None:
    patch = (
        "import kanbert_desktop.app.boards.service as d, support.crashing_window as f; "
        "d.BoardService.boards = f.raise_error"
    )
    result = subprocess.run(
        [sys.executable, "-c", f"{patch}; from kanbert_desktop.main import run; exit(run(['boards']))"],
        env=terminal.environment(PYTHONPATH=str(Path(crashing_window.__file__).parents[1])),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert result.returncode == 1
    assert len(result.stderr.splitlines()) == 1
    (text,) = CrashReports(terminal.profile / "reports").texts()
    assert "LookupError" in text
    assert crashing_window.MARKER_TEXT not in text + result.stdout + result.stderr
