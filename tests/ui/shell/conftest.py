"""The window on a played application, on screen."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kanbert_desktop.app.language import use_language
from kanbert_desktop.assets import resource
from kanbert_desktop.ui.main_window import MainWindow
from kanbert_desktop.ui.theme import Theme
from support.played import PlayedApplication
from support.played_window import panel

__all__ = ["panel"]


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp, "light")


@pytest.fixture(autouse=True)
def english(qapp: QApplication) -> Iterator[None]:
    use_language(qapp, "en", resource("translations"))
    yield
    use_language(qapp, "en", resource("translations"))


@pytest.fixture
def application(profile: Path, qapp: QCoreApplication) -> Iterator[PlayedApplication]:
    played = PlayedApplication(profile)
    yield played
    played.tasks.close()
    played.leave_desk()


@pytest.fixture
def window(application: PlayedApplication, theme: Theme, qtbot: QtBot) -> MainWindow:
    """On screen, signed in."""
    application.sign_in()
    return shown(application, theme, qtbot)


@pytest.fixture
def new_window(application: PlayedApplication, theme: Theme, qtbot: QtBot) -> MainWindow:
    """On screen, nobody signed in."""
    return shown(application, theme, qtbot)


def shown(application: PlayedApplication, theme: Theme, qtbot: QtBot) -> MainWindow:
    made = MainWindow(application, theme, application.presence.now)  # type: ignore[arg-type]
    qtbot.addWidget(made)
    with qtbot.waitActive(made, timeout=10_000):
        made.show()
        made.activateWindow()
    return made
