"""A text field for a title: it wraps and grows, but holds one line of text."""

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.composing import Composing
from kanbert_desktop.ui.scrolling import use_no_bars


class TitleEditor(Composing, QPlainTextEdit):
    """Enter says `accepted`; Escape is left to whoever holds the field."""

    accepted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.is_started = False
        self.setAccessibleName(tr("Title"))
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        use_no_bars(self)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.setAccessibleName(tr("Title"))

    def start(self, title: str, draft: str = "") -> None:
        """`draft` was typed before and never saved; Ctrl+Z leads from it to the title."""
        self.is_started = True
        self.setPlainText(title)
        self.selectAll()
        if draft:
            self.replace_text(draft)
            self.selectAll()

    def replace_text(self, text: str) -> None:
        """As if it was typed: Ctrl+Z brings back what stood here."""
        cursor = self.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)

    def text(self) -> str:
        return " ".join(self.toPlainText().split())

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.insertPlainText(" ".join(source.text().split()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accepted.emit()
            return
        super().keyPressEvent(event)
