"""A change of the desktop's own font reaches an open window, and painting has no Python around it."""

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from kanbert_desktop.ui.style.theme import SystemFontWatcher, Theme
from kanbert_desktop.ui.window.main_window import MainWindow


def test_the_theme_is_asked_anew(
    qapp: QApplication, theme: Theme, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    followed: list[bool] = []
    monkeypatch.setattr(theme, "follow_system_font", lambda: followed.append(True))
    window = QWidget()
    qtbot.addWidget(window)
    SystemFontWatcher(theme, window)
    qapp.sendEvent(window, QEvent(QEvent.Type.ThemeChange))
    qapp.sendEvent(window, QEvent(QEvent.Type.FontChange))
    assert followed == [True]


def test_the_windows_own_event_is_qts() -> None:
    """With one in Python a fault in any paint ends the whole process: tests/cli/test_a_faulty_window.py."""
    assert MainWindow.event is QMainWindow.event
