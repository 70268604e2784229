"""Cards that have just come into a column settle softly instead of jumping into sight."""

from collections.abc import Callable, Collection

from PySide6.QtCore import QEasingCurve, QObject, QVariantAnimation, Signal

from kanbert_desktop.domain.board import CardKey

MILLISECONDS = 150
_BEGINS_AT = 0.25
MOST = 12
"""More than these at once are another view of the board, not news in it."""


class Settling(QObject):
    """`opacity` of a card while it settles; `moved` at every step carries the cards to paint again."""

    moved = Signal(object)

    def __init__(self, moves: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._moves = moves
        self._cards: frozenset[CardKey] = frozenset()
        self._way = QVariantAnimation(self, duration=MILLISECONDS)
        self._way.setStartValue(_BEGINS_AT)
        self._way.setEndValue(1.0)
        self._way.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._way.valueChanged.connect(lambda _value: self.moved.emit(self._cards))
        self._way.finished.connect(self._end)

    def begin(self, cards: Collection[CardKey]) -> None:
        """Not with reduced motion, and not where most of a column is new."""
        if not 0 < len(cards) <= MOST or not self._moves():
            return
        self._cards = frozenset(cards)
        self._way.stop()
        self._way.start()

    def opacity(self, key: CardKey) -> float:
        return float(self._way.currentValue()) if key in self._cards else 1.0

    def _end(self) -> None:
        self._cards = frozenset()
