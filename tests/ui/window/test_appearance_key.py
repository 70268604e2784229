"""One key switches between light and dark."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kanbert_desktop.app.settings import THEME
from kanbert_desktop.ui.window.main_window import MainWindow
from support.fake_application import FakeApplication

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def test_the_key_asks_for_the_other_appearance_than_the_one_that_is_seen(
    application: FakeApplication, window: MainWindow, qtbot: QtBot
) -> None:
    assert not window.theme.is_dark
    qtbot.keyClick(window, Qt.Key.Key_L, CTRL_SHIFT)
    assert application.settings.get(THEME) == "dark"
    window.theme.configure("dark", 1.0)
    try:
        qtbot.keyClick(window, Qt.Key.Key_L, CTRL_SHIFT)
        assert application.settings.get(THEME) == "light"
    finally:
        window.theme.configure("light", 1.0)


def test_the_key_works_before_the_sign_in(
    application: FakeApplication, new_window: MainWindow, qtbot: QtBot
) -> None:
    qtbot.keyClick(new_window, Qt.Key.Key_L, CTRL_SHIFT)
    assert application.settings.get(THEME) == "dark"
