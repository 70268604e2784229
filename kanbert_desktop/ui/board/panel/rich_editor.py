"""A text field for the few forms of rich text that Kanbert's descriptions have."""

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QResizeEvent, QTextListFormat
from PySide6.QtWidgets import QSizePolicy, QTextEdit, QWidget

from kanbert_desktop.app.boards.html_text import NameOf
from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.board.panel.grown_text import STILL_HERE
from kanbert_desktop.ui.board.panel.html_writer import written
from kanbert_desktop.ui.board.panel.safe_html import sheet
from kanbert_desktop.ui.closed_document import ClosedDocument
from kanbert_desktop.ui.composing import Composing
from kanbert_desktop.ui.foreign_html import MOST_BYTES, shown
from kanbert_desktop.ui.scrolling import use_overlay_bars
from kanbert_desktop.ui.theme import Theme


class RichEditor(Composing, QTextEdit):
    """`left` when the focus goes, `accepted` on Ctrl+Enter, `cancelled` on Escape; `html()` is what would be sent.

    `refused` says that what was pasted is longer than can be shown here; it stays on the clipboard.
    """

    left = Signal()
    accepted = Signal()
    cancelled = Signal()
    refused = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._at_start = ""
        self.setDocument(ClosedDocument(self))
        self.setObjectName("richEditor")
        self.setAccessibleName(tr("Description"))
        self.setTabChangesFocus(True)
        use_overlay_bars(self, sideways=True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self.fit)

    def start(self, html: str, name_of: NameOf) -> None:
        """`html` is within the budget: of what is not, `html()` would be no more than its beginning."""
        self.document().setDefaultFont(self._theme.font("text"))
        self.document().setDefaultStyleSheet(sheet(self._theme))
        self.setHtml(shown(html, name_of).html)
        self._at_start = self.html()
        self.fit()

    @property
    def is_changed(self) -> bool:
        return self.html() != self._at_start

    def html(self) -> str:
        return written(self.document())

    def make_bold(self) -> None:
        bold = self.fontWeight() >= QFont.Weight.DemiBold
        self.setFontWeight(QFont.Weight.Normal if bold else QFont.Weight.Bold)

    def make_italic(self) -> None:
        self.setFontItalic(not self.fontItalic())

    def make_list(self) -> None:
        cursor = self.textCursor()
        holder = cursor.currentList()
        if holder is not None and holder.count():
            holder.remove(cursor.block())
            form = cursor.blockFormat()
            form.setIndent(0)
            cursor.setBlockFormat(form)
        else:
            cursor.createList(QTextListFormat.Style.ListDisc)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Foreign formats would be lost when written, so they are not shown either."""
        text = source.text()
        if len(text.encode(errors="replace")) + self.document().characterCount() > MOST_BYTES:
            self.refused.emit()
        else:
            self.insertPlainText(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        elif control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accepted.emit()
        elif control and event.key() == Qt.Key.Key_B:
            self.make_bold()
        elif control and event.key() == Qt.Key.Key_I:
            self.make_italic()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in STILL_HERE:
            self.left.emit()

    def fit(self) -> None:
        height = round(self.document().size().height()) + 12
        self.setFixedHeight(max(self._theme.px(88), min(self._theme.px(420), height)))

    def sizeHint(self) -> QSize:
        return QSize(100, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.fit()
