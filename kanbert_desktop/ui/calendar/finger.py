"""A finger on the grid of days: it drags a card to another day, and turns to another month or week."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QPointF, Signal

from kanbert_desktop.ui.calendar.grid import CalendarGrid
from kanbert_desktop.ui.widgets.finger_input import FingerInput

if TYPE_CHECKING:
    from kanbert_desktop.ui.widgets.finger_tracker import FingerTracker

_LEAST_SWIPE = 60
"""Pixels of a swipe that turns the page."""


class GridFinger(QObject):
    """`drag_started` carries a card, where it was taken, the finger's place on the screen and its `FingerTracker`."""

    drag_started = Signal(object, QPoint, QPoint, object)

    def __init__(self, grid: CalendarGrid) -> None:
        super().__init__(grid)
        self._grid = grid
        FingerInput(
            grid,
            lambda place: grid.card_at(grid.viewport().mapFromGlobal(place)) is not None,
            self._hold,
            on_swiped=self._turn,
        )

    def _hold(self, place: QPoint, finger: "FingerTracker") -> None:
        point = self._grid.viewport().mapFromGlobal(place)
        key = self._grid.card_at(point)
        if key is not None:
            self.drag_started.emit(key, point - self._grid.card_rect(key).topLeft(), place, finger)

    def _turn(self, way: QPointF) -> None:
        """Only to the side: up and down scroll a low page."""
        if abs(way.x()) >= max(_LEAST_SWIPE, abs(way.y())):
            is_onward = (way.x() < 0) is not self._grid.isRightToLeft()
            self._grid.range_left.emit(1 if is_onward else -1)
