"""Fixtures of the window on a fake application."""

import pytest
from PySide6.QtGui import QCursor, QGuiApplication

from support.fake_window import application, english, new_window, panel, theme, window

__all__ = ["application", "english", "new_window", "panel", "theme", "window"]


@pytest.fixture(autouse=True)
def _pointer_in_corner() -> None:
    """No window opens below the pointer, which an earlier test has left anywhere."""
    if QGuiApplication.instance() is not None:
        QCursor.setPos(QGuiApplication.primaryScreen().geometry().bottomRight())
