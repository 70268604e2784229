"""A finger on a column: it scrolls over rows that are read while it or its momentum moves them, taps, and drags cards."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QScrollEvent, QScrollPrepareEvent, QTouchEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.ui.board.card_list_view import CardListView
from kanbert_desktop.ui.board.window_scroller import WindowScroller
from kanbert_desktop.ui.widgets.scrolling import TOUCH_EVENTS

if TYPE_CHECKING:
    from kanbert_desktop.ui.widgets.finger_tracker import FingerTracker


class TouchScrolling(QObject):
    """Answers Qt's scroller for the whole column: without it, a gesture would stop at the end of the rows held.

    The scroller counts pixels from where the gesture began, so rows that are added or dropped above are added up.
    """

    def __init__(self, column: QWidget, cards: CardListView, scroller: WindowScroller) -> None:
        super().__init__(cards)
        self._column, self._cards, self._scroller = column, cards, scroller
        self._board: QAbstractScrollArea | None = None
        self._bar = cards.verticalScrollBar()
        self._shift = 0
        scroller.shifted.connect(self._on_shifted)
        cards.viewport().installEventFilter(self)

    def accept_touch(self, board: QAbstractScrollArea) -> None:
        """`board` scrolls to the left and right below the finger."""
        self._board = board
        self._column.installEventFilter(self)
        for widget in (self._column, self._cards.viewport()):
            widget.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)

    @cached_property
    def finger(self) -> "FingerTracker":
        """Created at the first touch."""
        from kanbert_desktop.ui.widgets.finger_tracker import FingerTracker  # noqa: PLC0415  few have a touch screen

        finger = FingerTracker(
            self._cards,
            lambda way: self._cards if way is Qt.Orientation.Vertical else self._board,
            lambda place: self._card_at(place) is not None,
        )
        finger.held.connect(self._on_held)
        return finger

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in TOUCH_EVENTS and isinstance(watched, QWidget) and isinstance(event, QTouchEvent):
            return self.finger.handle(watched, event)
        if watched is self._column:
            return False
        if isinstance(event, QScrollPrepareEvent):
            self._shift = 0
            above, below = self._scroller.pixels_around()
            event.setViewportSize(QSizeF(self._cards.viewport().size()))
            event.setContentPosRange(QRectF(0, -above, 0, above + self._bar.maximum() + below))
            event.setContentPos(QPointF(0, self._bar.value()))
            event.accept()
            return True
        if isinstance(event, QScrollEvent):
            self._bar.setValue(round(event.contentPos().y()) + self._shift)
            self._scroller.read_near_rows()
            return True
        return super().eventFilter(watched, event)

    def _card_at(self, place: QPoint) -> CardKey | None:
        viewport = self._cards.viewport()
        local = viewport.mapFromGlobal(place)
        return self._cards.card_at(local) if viewport.rect().contains(local) else None

    def _on_held(self, place: QPoint) -> None:
        key = self._card_at(place)
        if key is not None:
            grab_point = self._cards.viewport().mapFromGlobal(place) - self._cards.card_rect(key).topLeft()
            self._cards.touch_drag_started.emit(key, grab_point, place, self.finger)

    def _on_shifted(self, pixels: int) -> None:
        self._shift += pixels
