"""Fixtures: the window on a fake application, and what it needs."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from devtools.child_processes import ChildProcesses
from kanbert_desktop.ui.capture.window import CaptureController
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.window.main_window import MainWindow
from plugins.language import ENGLISH
from support.desktop_panel import Panel
from support.fake_application import FakeApplication
from support.light_theme import LIGHT_THEME

__all__ = ["application", "english", "new_window", "panel", "theme", "window"]


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    yield LIGHT_THEME.get(qapp)
    LIGHT_THEME.drop_if_changed(qapp)


@pytest.fixture(autouse=True)
def english(qapp: QApplication) -> Iterator[None]:
    ENGLISH.use(qapp)
    yield
    ENGLISH.use(qapp)


@contextmanager
def fake_application(profile: Path) -> Iterator[FakeApplication]:
    """Signed out; closed at the end."""
    application = FakeApplication(profile)
    try:
        yield application
    finally:
        application.tasks.close()
        application.close_account()


@contextmanager
def window_on_screen(application: FakeApplication, theme: Theme, qtbot: QtBot) -> Iterator[MainWindow]:
    """The window with the keyboard focus; deleted at the end together with its capture window."""
    made = MainWindow(application, theme, application.current_account.now)  # type: ignore[arg-type]
    try:
        with qtbot.waitActive(made):
            made.show()
            made.activateWindow()
        yield made
    finally:
        # If it still existed when the next test changes the language, it would read a closed store.
        for capture in made.findChildren(CaptureController):
            if capture.window is not None and shiboken6.isValid(capture.window):
                shiboken6.delete(capture.window)
        shiboken6.delete(made)


@pytest.fixture
def application(profile: Path) -> Iterator[FakeApplication]:
    """Signed out."""
    with fake_application(profile) as fake:
        yield fake


@pytest.fixture
def window(application: FakeApplication, theme: Theme, qtbot: QtBot) -> Iterator[MainWindow]:
    """On screen, signed in."""
    application.sign_in()
    with window_on_screen(application, theme, qtbot) as made:
        yield made


@pytest.fixture
def new_window(application: FakeApplication, theme: Theme, qtbot: QtBot) -> Iterator[MainWindow]:
    """On screen, signed out."""
    with window_on_screen(application, theme, qtbot) as made:
        yield made


@pytest.fixture
def panel(qtbot: QtBot, screen: str) -> Iterator[Panel]:
    """Not started yet."""
    assert screen
    with ChildProcesses() as children:
        yield Panel(qtbot, children)
