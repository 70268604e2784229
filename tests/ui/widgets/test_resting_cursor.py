"""The text cursor stops blinking where nobody types."""

from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kanbert_desktop.ui.widgets.resting_cursor import RestingCursor

SOON_MS = 30


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> Iterator[QWidget]:
    """A line, a text and a button; the desktop's cursor blinks."""
    before = qapp.cursorFlashTime()
    qapp.setCursorFlashTime(1000)
    window = QWidget()
    layout = QVBoxLayout(window)
    for part in (QLineEdit(), QPlainTextEdit(), QPushButton("Button")):
        layout.addWidget(part)
    with qtbot.waitActive(window):
        window.show()
    yield window
    shiboken6.delete(window)
    qapp.setCursorFlashTime(before)


@pytest.fixture
def resting(qapp: QApplication, window: QWidget) -> Iterator[RestingCursor]:
    resting = RestingCursor(qapp, blinking_ms=SOON_MS)
    yield resting
    resting._on_focus(None, None)
    resting.deleteLater()


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit])
def test_a_focused_field_rests_and_blinks_again_with_the_next_key(
    window: QWidget, resting: RestingCursor, qapp: QApplication, qtbot: QtBot, kind: type[QWidget]
) -> None:
    field = window.findChild(kind)
    field.setFocus()
    qtbot.waitUntil(lambda: resting.is_resting)
    assert qapp.cursorFlashTime() == 0
    qtbot.keyClick(field, Qt.Key.Key_A)
    assert qapp.cursorFlashTime() == 1000
    qtbot.waitUntil(lambda: resting.is_resting)


def test_another_field_blinks_at_first(window: QWidget, resting: RestingCursor, qtbot: QtBot) -> None:
    window.findChild(QLineEdit).setFocus()
    qtbot.waitUntil(lambda: resting.is_resting)
    window.findChild(QPlainTextEdit).setFocus()
    assert not resting.is_resting


def test_a_button_has_no_cursor(window: QWidget, resting: RestingCursor) -> None:
    window.findChild(QPushButton).setFocus()
    assert not resting._timer.isActive()


def test_a_field_that_was_deleted_is_forgotten(window: QWidget, resting: RestingCursor, qtbot: QtBot) -> None:
    field = window.findChild(QLineEdit)
    field.setFocus()
    with qtbot.waitSignal(field.destroyed):
        field.deleteLater()
    window.findChild(QPlainTextEdit).setFocus()
    qtbot.waitUntil(lambda: resting.is_resting)


def test_a_cursor_that_never_blinks_stays_so(qapp: QApplication, window: QWidget, qtbot: QtBot) -> None:
    qapp.setCursorFlashTime(0)
    resting = RestingCursor(qapp, blinking_ms=SOON_MS)
    field = window.findChild(QLineEdit)
    field.setFocus()
    qtbot.waitUntil(lambda: not resting._timer.isActive())
    qtbot.keyClick(field, Qt.Key.Key_A)
    assert qapp.cursorFlashTime() == 0
    resting._on_focus(None, None)
    resting.deleteLater()
