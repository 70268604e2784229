"""Fields and choices whose Enter means one thing alone, whatever page it leads to."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLineEdit, QRadioButton

from kanbert_desktop.ui.composing import Composing

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class EnterEdit(Composing, QLineEdit):
    """Qt lets Enter go on to the window, which would press the button that has the focus on the next page."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in ENTER:
            event.accept()


class EnterChoice(QRadioButton):
    """`entered`: go on with what is chosen; `picked`: it was chosen by a click or Space, so what belongs to it comes next."""

    entered = Signal()
    picked = Signal()

    def __init__(self, words: str = "") -> None:
        super().__init__(words)
        self.toggled.connect(self._take_tab)
        self._take_tab(False)

    def _take_tab(self, checked: bool) -> None:
        """One stop for the whole group; Qt itself sees to that only once one of it has had the keyboard."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if checked else Qt.FocusPolicy.ClickFocus)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        was_down = self.isDown()
        super().mouseReleaseEvent(event)
        if was_down and self.isChecked():
            self.picked.emit()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Arrows only walk through the group."""
        was_down = self.isDown()
        super().keyReleaseEvent(event)
        if event.key() == Qt.Key.Key_Space and was_down and self.isChecked():
            self.picked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in ENTER:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.setChecked(True)
            self.entered.emit()
