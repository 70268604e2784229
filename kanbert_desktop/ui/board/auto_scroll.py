"""Scrolls by itself while something is dragged near an edge, faster the nearer."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QAbstractScrollArea

EDGE, FASTEST, TICK = 48, 1500, 16
"""Pixels from the edge at which it begins, pixels a second at the edge itself, milliseconds between steps."""


class AutoScroll(QObject):
    """`start` at every move of the drag; it ends by itself once `goes_on` says no. `scrolled` after each step."""

    scrolled = Signal()

    def __init__(self, area: QAbstractScrollArea, way: Qt.Orientation, goes_on: Callable[[], bool]) -> None:
        super().__init__(area)
        self._area, self._goes_on = area, goes_on
        self._is_upright = way is Qt.Orientation.Vertical
        self._bar = area.verticalScrollBar() if self._is_upright else area.horizontalScrollBar()
        self._timer = QTimer(self, interval=TICK)
        self._timer.timeout.connect(self._tick)

    def start(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def _tick(self) -> None:
        step = self._step(self._area.viewport().mapFromGlobal(QCursor.pos())) if self._goes_on() else 0
        before = self._bar.value()
        self._bar.setValue(before + step)
        if self._bar.value() != before:
            self.scrolled.emit()
        elif not self._goes_on():
            self._timer.stop()

    def _step(self, place: QPoint) -> int:
        """Pixels of one tick, negative towards the beginning."""
        size = self._area.viewport().size()
        if self._is_upright:
            return step_at(place.y(), size.height())
        is_mirrored = self._area.isRightToLeft()
        return step_at(size.width() - place.x() if is_mirrored else place.x(), size.width())


def step_at(along: int, room: int) -> int:
    """`along` is where the pointer is, of `room` pixels; beyond an edge it is as fast as at the edge."""
    near_begin, near_end = EDGE - along, along - (room - EDGE)
    push = min(1.0, max(near_begin, near_end, 0) / EDGE)
    return round(push * FASTEST * TICK / 1000) * (-1 if near_begin > near_end else 1)
