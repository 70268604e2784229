"""A card whose drawing ends the program does so once: the next start leaves it closed."""

import signal
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from support import aborting_window
from support.terminal import Terminal
from support.window_processes import OpenWindow, WindowProcess


class DyingTerminal(Terminal):
    """A window that ends itself by a signal when it draws the card."""

    def start(
        self, *words: str, prefix: Sequence[str] = (), has_long_timeouts: bool = False, **more: str | None
    ) -> subprocess.Popen[str]:
        assert not has_long_timeouts
        return subprocess.Popen(
            [*prefix, sys.executable, aborting_window.__file__, *words],
            env=self.environment(**more),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )


def opened(profile: Path) -> set[str]:
    """The cards that the next start opens."""
    (path,) = profile.glob("accounts/*/store.db")
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
        return {value for (value,) in db.execute("SELECT value FROM local WHERE name LIKE 'opened:%'")} - {""}


def records(profile: Path) -> list[Path]:
    return list(profile.glob("accounts/*/opening.json"))


@pytest.fixture
def card(own_terminal: Terminal, open_window: OpenWindow) -> str:
    """Returns the card's id. The card was open when a normal window was closed, so the next one opens it."""
    own_terminal.json("sync")
    added = own_terminal.json("add", "WEB", "Harmless title", "--description", aborting_window.MARKER_TEXT)
    own_terminal.json("sync")
    window = open_window(own_terminal, f"kanbert-desktop://card/{added['id']}")
    window.wait_until(lambda: bool(opened(own_terminal.profile)) and not records(own_terminal.profile))
    assert window.close() == 0
    (kept,) = opened(own_terminal.profile)
    return kept


@pytest.mark.parametrize("name", ["SIGSEGV", "SIGKILL"])
def test_it_is_not_opened_again_by_itself(
    card: str, own_terminal: Terminal, name: str, qtbot: QtBot, screen: str
) -> None:
    dying = DyingTerminal(own_terminal.profile, {**own_terminal.variables, aborting_window.SIGNAL: name})
    with dying.start(DISPLAY=screen, QT_QPA_PLATFORM="xcb") as first:
        try:
            first.wait(60)
        finally:
            first.kill()
    assert first.returncode == -signal.Signals[name]
    (record,) = records(own_terminal.profile)
    assert card in record.read_text("utf-8")
    for _start in range(2):
        again = WindowProcess(dying, qtbot, screen)
        again.wait_until(partial(again.shows, "Kanbert Desktop"))
        # The window itself answers, so its loop runs and the signal handlers are installed.
        assert own_terminal.json("cards", "WEB")
        again.wait_until(lambda: not records(own_terminal.profile))
        assert again.close() == 0
        # The writer of a window that runs may not have come to it yet.
        assert opened(own_terminal.profile) == set()
