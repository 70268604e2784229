"""A card on paper: portrait, as a text that flows over as many sheets as it needs."""

from collections.abc import Iterator

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPainter

from kanbert_desktop.ui.closed_document import ClosedDocument
from kanbert_desktop.ui.printing.card_html import CardSheet
from kanbert_desktop.ui.printing.page_frame import FOOT, PageFrame
from kanbert_desktop.ui.printing.paper import Ink

_INDENT = 16


class CardPrint:
    """Set by `lay_out` for one size of paper, then painted page by page."""

    orientation = QPageLayout.Orientation.Portrait

    def __init__(self, sheet: CardSheet, ink: Ink, printed_at: str) -> None:
        self._ink = ink
        self.title = sheet.title
        self._frame = PageFrame(ink, sheet.title, sheet.place, (), printed_at)
        self._height = 0.0
        self._document = ClosedDocument()
        self._document.setDefaultFont(ink.font(10))
        self._document.setDefaultStyleSheet(_sheet(ink))
        self._document.setUseDesignMetrics(True)
        self._document.setDocumentMargin(0)
        self._document.setIndentWidth(_INDENT)
        self._document.setHtml(sheet.html)

    @property
    def pages(self) -> int:
        return self._document.pageCount()

    def lay_out(self, room: QSizeF) -> Iterator[None]:
        """`room` is what the margins leave, in points."""
        self._frame.lay_out(room)
        self._height = room.height() - FOOT
        self._document.setPageSize(QSizeF(room.width(), self._height))
        yield

    def paint(self, painter: QPainter, page: int) -> None:
        self._frame.paint_foot(painter, page, self.pages)
        seen = QRectF(0, page * self._height, self._document.pageSize().width(), self._height)
        painter.translate(0, -seen.top())
        painter.setClipRect(seen)
        self._document.drawContents(painter, seen)


def _sheet(ink: Ink) -> str:
    """Every word of the document is dark on white."""
    text, muted = ink.color("text").name(), ink.color("muted").name()
    return (
        f"body, p, li, td, th {{ color: {text}; }} p {{ margin-top: 0; margin-bottom: 5px; }}"
        "p, li { line-height: 125%; } ul, ol { margin-top: 0; margin-bottom: 5px; margin-left: 0; }"
        f".place {{ color: {muted}; font-size: 8px; }} .title {{ font-size: 18px; font-weight: 700; margin-bottom: 8px; }}"
        ".mark { font-weight: 600; font-style: italic; margin-bottom: 8px; }"
        f".name {{ color: {muted}; padding-right: 14px; }}"
        ".heading { font-size: 11px; font-weight: 700; margin-top: 14px; margin-bottom: 4px; }"
        ".said { margin-top: 7px; margin-bottom: 1px; } .below { margin-bottom: 2px; }"
        f"a {{ color: {text}; text-decoration: underline; }}"
    )
