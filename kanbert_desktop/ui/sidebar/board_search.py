"""The field above a long list of boards: letters leave the boards that have them in their names."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.composing import Composing
from kanbert_desktop.ui.sidebar.boards import BoardTree
from kanbert_desktop.ui.speaking import speak

LONG = 12
"""With more boards than this the field is worth its room."""


class BoardSearch(Composing, QLineEdit):
    """Down goes into the list, Enter opens the first board, Escape shows all again."""

    def __init__(self, tree: BoardTree, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("boardSearch")
        self._tree = tree
        self.textChanged.connect(self._narrow)
        self.hide()
        self.dress()

    def show_for(self, boards: int) -> None:
        self.setVisible(boards > LONG)
        if self.isHidden() and self.text():
            self.clear()

    def dress(self) -> None:
        self.setPlaceholderText(tr("Find a board"))
        self.setAccessibleName(tr("Find a board"))

    def _narrow(self, text: str) -> None:
        count = self._tree.narrow(text)
        if text.strip():
            speak(self, tr("%n board(s)", count))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self._tree.setFocus(Qt.FocusReason.OtherFocusReason)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._tree.open_first():
                self.clear()
        else:
            super().keyPressEvent(event)
