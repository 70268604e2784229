"""The window on a played application, signed in or not."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kanbert_desktop.ui.main_window import MainWindow
from kanbert_desktop.ui.theme import Theme
from support.played import PlayedApplication


@pytest.fixture
def application(profile: Path, qapp: QCoreApplication) -> Iterator[PlayedApplication]:
    played = PlayedApplication(profile)
    yield played
    played.tasks.close()
    played.leave_desk()


@pytest.fixture(params=["signed in", "signed out"])
def window(
    application: PlayedApplication,
    qapp: QApplication,
    qtbot: QtBot,
    english: None,
    request: pytest.FixtureRequest,
) -> MainWindow:
    if request.param == "signed in":
        application.sign_in()
    made = MainWindow(application, Theme(qapp, "light"), application.presence.now)  # type: ignore[arg-type]
    qtbot.addWidget(made)
    with qtbot.waitActive(made, timeout=10_000):
        made.show()
        made.activateWindow()
    return made
