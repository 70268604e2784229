"""A change of the desktop's font reaches an open window, and no Python code wraps its paint events."""

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kanbert_desktop.ui.style.theme import AppearanceWatcher, Theme
from kanbert_desktop.ui.window.main_window import MainWindow


def test_the_theme_reads_the_system_font_again(
    qapp: QApplication, theme: Theme, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    followed: list[bool] = []
    monkeypatch.setattr(theme, "follow_system_font", lambda: followed.append(True))
    window = QWidget()
    qtbot.addWidget(window)
    AppearanceWatcher(theme, window)
    qapp.sendEvent(window, QEvent(QEvent.Type.ThemeChange))
    qapp.sendEvent(window, QEvent(QEvent.Type.FontChange))
    assert followed == [True]


def test_menus_and_buttons_keep_the_font_of_the_program_when_the_desktop_has_one_for_them(
    qapp: QApplication, theme: Theme, qtbot: QtBot
) -> None:
    older = QPushButton()
    qtbot.addWidget(older)
    for name in ("QMenu", "QPushButton"):
        # As Qt does at each change of GNOME's theme.
        qapp.setFont(QFont("serif", 30), name)
    theme.follow_system_font()
    newer, menu = QPushButton(), QMenu()
    for widget in (newer, menu):
        qtbot.addWidget(widget)
    assert {widget.font().family() for widget in (older, newer, menu)} == {theme.font("text").family()}
    assert QApplication.font("QPushButton") == theme.font("text")


def test_the_window_does_not_override_event() -> None:
    """With `event` in Python an error in any paint event crashes the process: see tests/cli/test_window_faults.py."""
    assert MainWindow.event is QMainWindow.event
