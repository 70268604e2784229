"""The list of open questions: the keys that answer one are left to the decision beside it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from kanbert_desktop.ui.restyle import set_property
from kanbert_desktop.ui.scrolling import use_no_bars

_SIDES = (Qt.Key.Key_Left, Qt.Key.Key_Right)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class QuestionList(QListWidget):
    """Its rows are widgets; the chosen one shows whether the list has the keyboard."""

    def __init__(self) -> None:
        super().__init__()
        # Its bar lies in the margin of whoever holds it.
        use_no_bars(self)

    def setItemWidget(self, item: QListWidgetItem, widget: QWidget | None) -> None:
        super().setItemWidget(item, widget)
        if widget is not None:
            set_property(widget, "focused", self.hasFocus())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._show_focus()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._show_focus()

    def _show_focus(self) -> None:
        for number in range(self.count()):
            row = self.itemWidget(self.item(number))
            if row is not None:
                set_property(row, "focused", self.hasFocus())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left, Right and Ctrl+Enter go on to the page."""
        saves = event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in _SIDES or saves:
            event.ignore()
        else:
            super().keyPressEvent(event)
