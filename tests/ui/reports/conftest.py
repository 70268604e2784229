"""The window on a played application, signed in, with the reports of an earlier run."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kanbert_desktop.app.faults.reports import Reports
from kanbert_desktop.ui.main_window import MainWindow
from kanbert_desktop.ui.theme import Theme
from support.played import PlayedApplication

NOON = datetime(2026, 11, 28, 12, tzinfo=UTC)


@pytest.fixture
def application(profile: Path, qapp: QCoreApplication) -> Iterator[PlayedApplication]:
    played = PlayedApplication(profile)
    yield played
    played.tasks.close()
    played.leave_desk()


@pytest.fixture
def reports(application: PlayedApplication) -> Reports:
    kept = Reports(application.environment.reports)
    for number, text in enumerate(("the older one", "the newer one")):
        kept.add(text, NOON + timedelta(seconds=number))
    return kept


@pytest.fixture
def window(application: PlayedApplication, qapp: QApplication, qtbot: QtBot, english: None) -> MainWindow:
    application.sign_in()
    made = MainWindow(application, Theme(qapp, "light"), application.presence.now)  # type: ignore[arg-type]
    qtbot.addWidget(made)
    with qtbot.waitActive(made, timeout=10_000):
        made.show()
        made.activateWindow()
    return made
