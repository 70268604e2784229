"""Drop indicator, fade-in, text of an empty column."""

from collections.abc import Callable, Collection

from PySide6.QtCore import QEasingCurve, QObject, QPoint, QRect, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QListView

from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.ui.board.column_model import ColumnModel
from kanbert_desktop.ui.cards.geometry import EDGE
from kanbert_desktop.ui.style.theme import Theme

LINE_HEIGHT = 3
"""Its height in pixels."""


class DropIndicator:
    """`row` is the one below the line, the number of rows at the end, None while nothing is dragged here."""

    def __init__(self, cards: QListView, rows: ColumnModel) -> None:
        self._cards, self._rows = cards, rows
        self.row: int | None = None

    def show(self, height: int | None) -> None:
        """Nearest to that height of the viewport; None: no line."""
        row = self._nearest(height) if height is not None else None
        if row != self.row:
            self.row = row
            self._cards.viewport().update()

    def card_below(self) -> CardKey | None:
        """The card below the line; None at the end."""
        rows = range(self.row or 0, len(self._rows.keys))
        faces = (self._rows.card(self._rows.item_model.index(row, 0)) for row in rows)
        return next((face.key for face in faces if face is not None), None)

    def paint(self, theme: Theme) -> None:
        if self.row is None:
            return
        painter = QPainter(self._cards.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent"))
        room = self._cards.viewport().size()
        top = max(0, min(self._top(self.row), room.height() - LINE_HEIGHT))
        painter.drawRoundedRect(QRect(EDGE, top, room.width() - 2 * EDGE, LINE_HEIGHT), 1.5, 1.5)
        painter.end()

    def _nearest(self, height: int) -> int:
        index = self._cards.indexAt(QPoint(self._cards.viewport().width() // 2, height))
        if not index.isValid():
            return 0 if height < 0 else len(self._rows.keys)
        return index.row() + (height > self._cards.visualRect(index).center().y())

    def _top(self, row: int) -> int:
        end = row >= len(self._rows.keys)
        index = self._rows.item_model.index(row - 1 if end else row, 0)
        if not index.isValid():
            return 0
        place = self._cards.visualRect(index)
        return (place.bottom() if end else place.top()) - LINE_HEIGHT // 2


FADE_IN_MS = 150
_BEGINS_AT = 0.25
MAX_CARDS = 12
"""More than these at once are another view of the board, not news in it."""


class FadeIn(QObject):
    """`opacity` of a card while it settles; `moved` at every step carries the cards to paint again."""

    stepped = Signal(object)

    def __init__(self, moves: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._moves = moves
        self._cards: frozenset[CardKey] = frozenset()
        self._way = QVariantAnimation(self, duration=FADE_IN_MS)
        self._way.setStartValue(_BEGINS_AT)
        self._way.setEndValue(1.0)
        self._way.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._way.valueChanged.connect(lambda _value: self.stepped.emit(self._cards))
        self._way.finished.connect(self._end)

    def start(self, cards: Collection[CardKey]) -> None:
        """Not with reduced motion, and not where most of a column is new."""
        if not 0 < len(cards) <= MAX_CARDS or not self._moves():
            return
        self._cards = frozenset(cards)
        self._way.stop()
        self._way.start()

    def opacity(self, key: CardKey) -> float:
        return float(self._way.currentValue()) if key in self._cards else 1.0

    def _end(self) -> None:
        self._cards = frozenset()


def paint_empty_column(cards: QAbstractScrollArea, theme: Theme, words: str) -> None:
    painter = QPainter(cards.viewport())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    place = cards.viewport().rect().adjusted(EDGE, 2, -EDGE, -2)
    if cards.hasFocus():
        painter.setPen(QPen(theme.color("accent"), 2))
        painter.drawRoundedRect(place.adjusted(0, 0, 0, -1), 8, 8)
    painter.setFont(theme.font("meta"))
    painter.setPen(theme.color("muted"))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, words)
    painter.end()
