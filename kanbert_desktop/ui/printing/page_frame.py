"""What stands on every sheet around the words: whose board, its name and notes above, date and page number below."""

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QPainter

from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.untrusted_text import shortened
from kanbert_desktop.ui.printing.paper import Ink
from kanbert_desktop.ui.printing.words_on_paper import WordsOnPaper

FOOT = 18.0
_BELOW = 10.0


class PageFrame:
    """The first sheet has the whole head; the others are told by the foot. `printed_at` is a moment in words."""

    def __init__(self, ink: Ink, title: str, client: str, notes: tuple[str, ...], printed_at: str) -> None:
        self._ink, self._printed_at = ink, printed_at
        self._title, self._client, self._notes = shortened(title), client, notes
        self._lines: list[WordsOnPaper] = []
        self._room = QSizeF()

    def lay_out(self, room: QSizeF) -> None:
        self._room, ink = room, self._ink
        told = (
            (self._client, ink.font(9), "muted"),
            (self._title, ink.font(16, QFont.Weight.Bold), "text"),
            (" · ".join(self._notes), ink.font(8), "muted"),
        )
        self._lines = [
            WordsOnPaper(words, font, room.width(), ink.color(color)) for words, font, color in told if words
        ]

    @property
    def height(self) -> float:
        """Of the head on the first sheet."""
        return sum(line.height for line in self._lines) + _BELOW

    def paint(self, painter: QPainter, page: int, pages: int) -> float:
        """Returns where the words may begin."""
        self.paint_foot(painter, page, pages)
        top = 0.0
        for line in self._lines if page == 0 else ():
            line.paint(painter, 0, top)
            top += line.height
        return top + _BELOW if page == 0 else 0.0

    def paint_foot(self, painter: QPainter, page: int, pages: int) -> None:
        painter.setFont(self._ink.font(7))
        painter.setPen(self._ink.color("muted"))
        foot = QRectF(0, self._room.height() - FOOT, self._room.width(), FOOT)
        below = Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextSingleLine
        number = tr("Page {page} of {pages}", page=page + 1, pages=pages)
        painter.drawText(foot, below | Qt.AlignmentFlag.AlignRight, number)
        left = " · ".join(part for part in (self._client, self._title, self._printed_at) if part)
        room = foot.adjusted(0, 0, -110, 0)
        shown = painter.fontMetrics().elidedText(left, Qt.TextElideMode.ElideMiddle, int(room.width()))
        painter.drawText(room, below | Qt.AlignmentFlag.AlignLeft, shown)
