"""A virtual screen and a private keyring for each test process, started when first needed."""

import atexit
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from devtools.child_processes import ChildProcesses
from devtools.screen import start_screen, start_session

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

ON_SCREEN = ChildProcesses()
# Registered before PySide6 is imported, so it runs after PySide6 has destroyed its application: an application
# whose screen has gone ends the process at its next event.
atexit.register(ON_SCREEN.stop)


@pytest.fixture(scope="session")
def screen() -> str:
    """Starts Xvfb with a window manager and sets `DISPLAY`. Returns the display's name."""
    os.environ.update(start_screen(ON_SCREEN, os.environ))
    return os.environ["DISPLAY"]


@pytest.fixture(scope="session")
def keyring_session() -> Iterator[str]:
    """Starts a D-Bus session with an unlocked gnome-keyring. Returns the bus address."""
    with ChildProcesses() as children:
        os.environ.update(start_session(children, os.environ, Path(os.environ["XDG_RUNTIME_DIR"])))
        yield os.environ["DBUS_SESSION_BUS_ADDRESS"]


@pytest.fixture(scope="session")
def qapp_args(screen: str) -> list[str]:
    """Makes pytest-qt's application open its windows on the virtual screen."""
    assert screen
    return ["kanbert-desktop"]


def focus(qtbot: "QtBot", widget: "QWidget") -> None:
    """Gives a shown widget the keyboard; repeats, because a window manager may miss a window that was just mapped."""

    def focused() -> bool:
        widget.activateWindow()
        widget.setFocus()
        return widget.hasFocus()

    qtbot.waitUntil(focused)
