"""Fields and choices whose Enter means one thing alone, whatever page it leads to."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QRadioButton

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class EnterEdit(QLineEdit):
    """Qt lets Enter go on to the window, which would press the button that has the focus on the next page."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in ENTER:
            event.accept()


class EnterChoice(QRadioButton):
    """`entered`: go on with what is chosen."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in ENTER:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.setChecked(True)
            self.entered.emit()
