"""The whole window with everything in it, for tests that look at all of its places."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kanbert_desktop.app.language import use_language
from kanbert_desktop.assets import resource
from kanbert_desktop.ui.main_window import MainWindow
from kanbert_desktop.ui.theme import Theme
from support.played import PlayedApplication
from ui.shapes.seat import Seat, furnish


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    """One for all; who changes it puts it back."""
    return Theme(qapp, "light")


@pytest.fixture(autouse=True)
def english(qapp: QApplication) -> Iterator[None]:
    before = QLocale()
    use_language(qapp, "en", resource("translations"))
    QLocale.setDefault(QLocale("en_GB"))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def seat(profile: Path, theme: Theme, qtbot: QtBot) -> Iterator[Seat]:
    """Signed in."""
    yield from seated(profile, theme, qtbot, signed_in=True)


@pytest.fixture
def new_seat(profile: Path, theme: Theme, qtbot: QtBot) -> Iterator[Seat]:
    """Nobody is signed in."""
    yield from seated(profile, theme, qtbot, signed_in=False)


def seated(profile: Path, theme: Theme, qtbot: QtBot, *, signed_in: bool) -> Iterator[Seat]:
    application = PlayedApplication(profile)
    if signed_in:
        furnish(application.sign_in())
    window = MainWindow(application, theme, application.presence.now)  # type: ignore[arg-type]
    with qtbot.waitActive(window, timeout=10_000):
        window.show()
        window.activateWindow()
    yield Seat(window, application)
    # Were it still there when the next test changes the language, it would ask a store that is closed.
    shiboken6.delete(window)
    application.tasks.close()
    application.leave_desk()
