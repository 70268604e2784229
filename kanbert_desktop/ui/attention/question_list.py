"""The list of open questions: the keys that answer one are left to the decision beside it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget

_SIDES = (Qt.Key.Key_Left, Qt.Key.Key_Right)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class QuestionList(QListWidget):
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left, Right and Ctrl+Enter go on to the page."""
        saves = event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in _SIDES or saves:
            event.ignore()
        else:
            super().keyPressEvent(event)
