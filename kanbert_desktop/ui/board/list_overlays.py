"""What is painted over a list of cards: drop indicator, fade-in of new cards, text of an empty column."""

from collections.abc import Callable, Collection
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QListView

from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.ui.board.column_model import ColumnModel
from kanbert_desktop.ui.board.row_source import row_key
from kanbert_desktop.ui.board.row_window import RowWindow
from kanbert_desktop.ui.cards.geometry import EDGE
from kanbert_desktop.ui.style.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtCore import QVariantAnimation

LINE_HEIGHT = 3
"""Height of the line in pixels."""
FADE_IN_MS = 150
_BEGINS_AT = 0.25
MAX_CARDS = 12
"""More cards at once are another view of the board rather than new cards."""


class DropIndicator:
    """`row` is the row below the line, the number of rows at the end, None while nothing is dragged over the list."""

    def __init__(self, cards: QListView, model: ColumnModel, window: RowWindow) -> None:
        self._cards, self._model, self._window = cards, model, window
        self.row: int | None = None

    def show(self, height: int | None) -> None:
        """Shows the line nearest to that height of the viewport; None hides it."""
        row = self._nearest(height) if height is not None else None
        if row != self.row:
            self.row = row
            self._cards.viewport().update()

    def card_below(self) -> CardKey | None:
        """Returns the card below the line; None at the end."""
        rows = range(self.row or 0, len(self._model.keys))
        cards = (self._model.card(self._model.item_model.index(row, 0)) for row in rows)
        held = next((card.key for card in cards if card is not None), None)
        return held if held is not None else self._below_held()

    def _below_held(self) -> CardKey | None:
        """Returns the card after those that the model holds."""
        source, rows = self._window.source, self._window.rows
        below = source.after(rows[-1], 1) if source is not None and rows else ()
        return row_key(below[0]) if below else None

    def paint(self, theme: Theme) -> None:
        if self.row is None:
            return
        painter = QPainter(self._cards.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent"))
        size = self._cards.viewport().size()
        top = max(0, min(self._top(self.row), size.height() - LINE_HEIGHT))
        painter.drawRoundedRect(QRect(EDGE, top, size.width() - 2 * EDGE, LINE_HEIGHT), 1.5, 1.5)
        painter.end()

    def _nearest(self, height: int) -> int:
        index = self._cards.indexAt(QPoint(self._cards.viewport().width() // 2, height))
        if not index.isValid():
            return 0 if height < 0 else len(self._model.keys)
        return index.row() + (height > self._cards.visualRect(index).center().y())

    def _top(self, row: int) -> int:
        end = row >= len(self._model.keys)
        index = self._model.item_model.index(row - 1 if end else row, 0)
        if not index.isValid():
            return 0
        rect = self._cards.visualRect(index)
        return (rect.bottom() if end else rect.top()) - LINE_HEIGHT // 2


class FadeIn(QObject):
    """`opacity` of a card while it fades in; `stepped` carries the cards to repaint at every step."""

    stepped = Signal(object)

    def __init__(self, may_animate: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._may_animate = may_animate
        self._cards: frozenset[CardKey] = frozenset()

    @cached_property
    def _animation(self) -> "QVariantAnimation":
        """Created on first use: a start adds no cards to what is shown."""
        from PySide6.QtCore import QEasingCurve, QVariantAnimation  # noqa: PLC0415

        animation = QVariantAnimation(self, duration=FADE_IN_MS)
        animation.setStartValue(_BEGINS_AT)
        animation.setEndValue(1.0)
        animation.setEasingCurve(QEasingCurve.Type.OutCubic)
        animation.valueChanged.connect(lambda _value: self.stepped.emit(self._cards))
        animation.finished.connect(self._end)
        return animation

    def start(self, cards: Collection[CardKey]) -> None:
        """Does nothing with reduced motion or if most of a column is new."""
        if not 0 < len(cards) <= MAX_CARDS or not self._may_animate():
            return
        self._cards = frozenset(cards)
        self._animation.stop()
        self._animation.start()

    def opacity(self, key: CardKey) -> float:
        return float(self._animation.currentValue()) if key in self._cards else 1.0

    def _end(self) -> None:
        self._cards = frozenset()


def paint_empty_column(cards: QAbstractScrollArea, theme: Theme, text: str) -> None:
    painter = QPainter(cards.viewport())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    rect = cards.viewport().rect().adjusted(EDGE, 2, -EDGE, -2)
    if cards.hasFocus():
        painter.setPen(QPen(theme.color("accent"), 2))
        painter.drawRoundedRect(rect.adjusted(0, 0, 0, -1), 8, 8)
    painter.setFont(theme.font("meta"))
    painter.setPen(theme.color("muted"))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, text)
    painter.end()
