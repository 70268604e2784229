"""What an input method does to a field: composed text that is only shown, then text that is committed."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent, QInputMethodQueryEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit, QWidget

UNSURE, SURE = "にほん", "日本"
"""What is composed at first, and what becomes of it."""


def compose(field: QWidget, words: str) -> None:
    """Shows `words` as composed text; "" ends the composition without text."""
    QCoreApplication.sendEvent(field, QInputMethodEvent(words, []))


def commit(field: QWidget, words: str) -> None:
    event = QInputMethodEvent("", [])
    event.setCommitString(words)
    QCoreApplication.sendEvent(field, event)


def text_of(field: QWidget) -> str:
    """The text of an editor, without what is being composed."""
    if isinstance(field, QLineEdit):
        return field.text()
    assert isinstance(field, QPlainTextEdit | QTextEdit)
    return field.toPlainText()


def accepts_input_method(widget: QWidget) -> bool:
    asked = QInputMethodQueryEvent(Qt.InputMethodQuery.ImEnabled)
    QCoreApplication.sendEvent(widget, asked)
    return bool(asked.value(Qt.InputMethodQuery.ImEnabled))
