"""Shows a card that has changed its place on its way there."""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from PySide6.QtCore import QEasingCurve, QObject, QPoint, QRect, QSize, Qt, QVariantAnimation
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
    """Where a card is: `top_left` on the strip of columns, with the cards around it.

    `is_held`: its column holds the row. The rows far from the viewport are not read.
    """

    view: ColumnView
    top_left: QPoint
    size: QSize
    is_visible: bool
    above: CardKey | None
    below: CardKey | None
    is_held: bool = True


class _MovingCard(QWidget):
    """The picture of a card over the columns. Takes neither clicks nor focus."""

    def __init__(self, key: CardKey, target: _Place, picture: QPixmap, start: QPoint, strip: QWidget) -> None:
        super().__init__(strip)
        self.key, self.target, self._picture, self.start = key, target, picture, start
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
            if (now := self._place(key) or self._far_place(key, before[key])) is not None
            and self._has_moved(key, before[key], now)
        ]
        if 0 < len(moves) <= MAX_CARDS:
            self._start(moves)

    def finish(self) -> None:
        """Shows every card at its place."""
        self._animation.stop()
        moving, self._moving = self._moving, []
        for card in moving:
            cards = card.target.view.cards
            cards.hidden_keys = frozenset()
            cards.viewport().update(cards.card_rect(card.key))
            card.hide()
            card.deleteLater()

    def _start(self, moves: Sequence[tuple[CardKey, _Place, _Place]]) -> None:
        starts = {key: rect.topLeft() for key, rect in self.moving.items()} | self._released
        self.finish()
        for key, before, now in moves:
            picture = self._picture(key, now)
            if picture is not None:
                start = starts.get(key, before.top_left)
                self._moving.append(_MovingCard(key, now, picture, start, self._strip))
                now.view.cards.hidden_keys |= {key}
        self._animation.start()

    def _step(self, progress: float) -> None:
        """Looks at each place again: the columns may have been scrolled, and rows read."""
        for card in self._moving:
            place = self._place(card.key) or (card.target if not card.target.is_held else None)
            if place is None or place.view is not card.target.view:
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
        """Returns None for a card that no open column holds."""
        for view in self._shown():
            index = view.model.index_of(key)
            if index.isValid() and not view.is_folded:
                break
        else:
            return None
        row, keys = index.row(), view.model.keys
        area, rect = view.cards.viewport().rect(), view.cards.visualRect(index)
        return _Place(
            view,
            self._on_strip(view, rect),
            rect.size(),
            rect.intersects(area),
            keys[row - 1] if row else None,
            keys[row + 1] if row + 1 < len(keys) else None,
        )

    def _far_place(self, key: CardKey, before: _Place) -> _Place | None:
        """Returns the end of its list for a card that was in sight, and went to rows that its column has not read."""
        view = next((view for view in self._shown() if view.find_row(key) is not None), None)
        row = view.find_row(key) if view is not None else None
        source = view.source if view is not None else None
        if view is None or row is None or source is None or view.is_folded or not before.is_visible:
            return None
        area = view.cards.viewport().rect()
        is_below = source.index(row) >= view.window_of_rows.start
        size = QSize(area.width(), before.size.height())
        edge = QRect(QPoint(area.left(), area.bottom() if is_below else area.top() - size.height()), size)
        return _Place(view, self._on_strip(view, edge), size, False, key, key, is_held=False)

    def _on_strip(self, view: ColumnView, rect: QRect) -> QPoint:
        """Returns the corner of that row of a list; one out of sight is at the end of the list."""
        area = view.cards.viewport().rect()
        top = max(area.top(), min(rect.top(), area.bottom() + 1 - rect.height()))
        return view.cards.viewport().mapTo(self._strip, QPoint(rect.left(), top))

    def _picture(self, key: CardKey, place: _Place) -> QPixmap | None:
        card = place.view.view_model(key)
        if card is None:
            return None
        state = self._state_of(card, False)._replace(dragged=False)
        return self._pixmaps.pixmap(card, state, place.size, place.view.devicePixelRatioF())
