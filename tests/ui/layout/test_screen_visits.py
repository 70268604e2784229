"""A visit reports what lasts, not what a slow window manager shows for a moment."""

import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from pytestqt.qtbot import QtBot

from kanbert_desktop.ui.style.theme import Theme
from plugins.screen import ON_SCREEN
from support.idle_events import process_until_idle
from ui.layout.inspection import cut_off_texts
from ui.layout.locale_fixture import CLOSING_MARK, OPENING_MARK, in_language
from ui.layout.screen_visits import lasting
from ui.layout.window_fixture import WindowFixture

TITLE = "Window of a slow manager"


@pytest.fixture(autouse=True)
def marked(theme: Theme) -> Iterator[None]:
    with in_language("en", marked=True):
        yield


@contextmanager
def stopped_window_manager() -> Iterator[None]:
    (manager,) = [one for one in ON_SCREEN._running if "openbox" in one.args]
    manager.send_signal(signal.SIGSTOP)
    try:
        yield
    finally:
        manager.send_signal(signal.SIGCONT)


def test_a_dialog_that_is_low_until_the_window_manager_answers_cuts_nothing_off(
    window_fixture: WindowFixture, qtbot: QtBot
) -> None:
    def cut_off() -> list[str]:
        return cut_off_texts(OPENING_MARK, CLOSING_MARK)

    with stopped_window_manager():
        dialog = window_fixture.workspace.views.commands.ask_new("")
        dialog.setWindowTitle(TITLE)
        process_until_idle()
    # Qt does not read here that the window has its first size.
    subprocess.run(["xdotool", "search", "--sync", "--onlyvisible", "--name", TITLE], check=True)
    with stopped_window_manager():
        dialog.query_field.setText("due:x is:y column:z board:a priority:q due:<y")
        process_until_idle()
        assert dialog.height() < dialog.minimumHeight()
        assert cut_off()
    assert not lasting(cut_off)()
    assert dialog.height() == dialog.minimumHeight()
