"""A view of HTML from outside: it shows what the budget allows, and loads nothing."""

from PySide6.QtCore import QSize, QUrl
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser, QWidget

from kanbert_desktop.app.boards.html_text import NameOf
from kanbert_desktop.ui.closed_document import ClosedDocument
from kanbert_desktop.ui.foreign_html import SCHEMES, Shown, shown
from kanbert_desktop.ui.scrolling import use_no_bars
from kanbert_desktop.ui.theme import Theme


def may_open(address: QUrl) -> bool:
    return address.scheme().lower() in SCHEMES


class SafeView(QTextBrowser):
    """As high as its text; `shown` is what it was given. Only http, https and mailto links open, in the browser."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setDocument(ClosedDocument(self))
        self.shown = Shown("")
        self.setObjectName("safeView")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        use_no_bars(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self.anchorClicked.connect(self._open)

    def show_html(self, html: str, name_of: NameOf) -> None:
        self.document().setDefaultFont(self._theme.font("text"))
        self.document().setDefaultStyleSheet(sheet(self._theme))
        self.shown = shown(html, name_of)
        self.setHtml(self.shown.html)
        self.fit()

    def fit(self) -> None:
        self.document().setTextWidth(max(40, self.viewport().width()))
        self.setFixedHeight(round(self.document().size().height()) + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.fit()

    def sizeHint(self) -> QSize:
        return QSize(100, self.height())

    def _open(self, address: QUrl) -> None:
        if may_open(address):
            QDesktopServices.openUrl(address)


def sheet(theme: Theme) -> str:
    """Qt's own margins for lists are too wide for a panel; its line height is too low for reading."""
    return (
        "p, li { line-height: 128%; } p { margin-top: 0; margin-bottom: 6px; }"
        "ul, ol { margin-top: 0; margin-bottom: 6px; margin-left: 16px; -qt-list-indent: 0; }"
        f"a {{ color: {theme.color('accent').name()}; }}"
    )
