"""Shows a card that has changed its place on its way there."""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from PySide6.QtCore import QEasingCurve, QObject, QPoint, QRect, Qt, QVariantAnimation
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.ui.board.column_view import ColumnView
from kanbert_desktop.ui.cards.delegate import CardPixmaps, VisualStateOf

MOVE_MS = 150
MAX_CARDS = 12
"""More cards at once are another view of the board rather than moves."""
_MAX_LOOKED_AT = 50


class _Place(NamedTuple):
    """Where a card is: `top_left` on the strip of columns, with the cards around it."""

    view: ColumnView
    top_left: QPoint
    is_visible: bool
    above: CardKey | None
    below: CardKey | None


class _MovingCard(QWidget):
    """The picture of a card over the columns. Takes neither clicks nor focus."""

    def __init__(
        self, key: CardKey, view: ColumnView, picture: QPixmap, start: QPoint, strip: QWidget
    ) -> None:
        super().__init__(strip)
        self.key, self.view, self._picture, self.start = key, view, picture, start
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setGeometry(QRect(start, picture.deviceIndependentSize().toSize()))
        self.show()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture)
        painter.end()


class CardMotion(QObject):
    """The columns show the new places at once; a card on its way is left out there until it has arrived."""

    def __init__(
        self,
        strip: QWidget,
        shown: Callable[[], Sequence[ColumnView]],
        pixmaps: CardPixmaps,
        state_of: VisualStateOf,
    ) -> None:
        super().__init__(strip)
        self._strip, self._shown, self._pixmaps, self._state_of = strip, shown, pixmaps, state_of
        self._moving: list[_MovingCard] = []
        self._released: dict[CardKey, QPoint] = {}
        self._animation = QVariantAnimation(self, duration=MOVE_MS)
        self._animation.setStartValue(0.0)
        self._animation.setEndValue(1.0)
        self._animation.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._animation.valueChanged.connect(self._step)
        self._animation.finished.connect(self.finish)

    @property
    def moving(self) -> dict[CardKey, QRect]:
        """The cards on their way, and where they are on the strip of columns."""
        return {card.key: card.geometry() for card in self._moving}

    @contextmanager
    def released(self, keys: Collection[CardKey], corner: QPoint) -> Iterator[None]:
        """What the block does with these cards begins where they were let go; `corner` is on the screen."""
        self._released = dict.fromkeys(keys, self._strip.mapFromGlobal(corner))
        try:
            yield
        finally:
            self._released = {}

    @contextmanager
    def following(self, keys: Collection[CardKey]) -> Iterator[None]:
        """Those of the cards that the block moves are seen moving."""
        wanted = {*keys, *self._released}
        if len(wanted) > _MAX_LOOKED_AT:
            yield
            return
        before = {key: place for key in wanted if (place := self._place(key)) is not None}
        yield
        moves = [
            (key, before[key], now)
            for key in before
            if (now := self._place(key)) is not None and self._has_moved(key, before[key], now)
        ]
        if 0 < len(moves) <= MAX_CARDS:
            self._start(moves)

    def finish(self) -> None:
        """Shows every card at its place."""
        self._animation.stop()
        moving, self._moving = self._moving, []
        for card in moving:
            card.view.cards.hidden_keys = frozenset()
            card.view.cards.viewport().update(card.view.cards.card_rect(card.key))
            card.hide()
            card.deleteLater()

    def _start(self, moves: Sequence[tuple[CardKey, _Place, _Place]]) -> None:
        starts = {key: rect.topLeft() for key, rect in self.moving.items()} | self._released
        self.finish()
        for key, before, now in moves:
            picture = self._picture(key, now.view)
            if picture is not None:
                start = starts.get(key, before.top_left)
                self._moving.append(_MovingCard(key, now.view, picture, start, self._strip))
                now.view.cards.hidden_keys |= {key}
        self._animation.start()

    def _step(self, progress: float) -> None:
        """Looks at each place again: the columns may have been scrolled."""
        for card in self._moving:
            place = self._place(card.key)
            if place is None or place.view is not card.view:
                self.finish()
                return
            card.move(card.start + (place.top_left - card.start) * progress)

    def _has_moved(self, key: CardKey, before: _Place, now: _Place) -> bool:
        """A card that only made room for others still has one of its neighbours.

        One that is on its way to that place already goes on.
        """
        if key in self._released:
            return True
        if not before.is_visible and not now.is_visible:
            return False
        return now.view is not before.view or (now.above != before.above and now.below != before.below)

    def _place(self, key: CardKey) -> _Place | None:
        """Returns None for a card that no open column holds. One out of sight is at the edge of its list."""
        for view in self._shown():
            index = view.model.index_of(key)
            if index.isValid() and not view.is_folded:
                break
        else:
            return None
        row, keys = index.row(), view.model.keys
        area, rect = view.cards.viewport().rect(), view.cards.visualRect(index)
        top = max(area.top(), min(rect.top(), area.bottom() + 1 - rect.height()))
        return _Place(
            view,
            view.cards.viewport().mapTo(self._strip, QPoint(rect.left(), top)),
            rect.intersects(area),
            keys[row - 1] if row else None,
            keys[row + 1] if row + 1 < len(keys) else None,
        )

    def _picture(self, key: CardKey, view: ColumnView) -> QPixmap | None:
        index = view.model.index_of(key)
        card = view.model.card(index)
        if card is None:
            return None
        state = self._state_of(card, False)._replace(dragged=False)
        size, ratio = view.cards.visualRect(index).size(), view.devicePixelRatioF()
        return self._pixmaps.pixmap(card, state, size, ratio)
