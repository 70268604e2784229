"""Lets a finger scroll, tap and hold on an area of a page."""

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QTouchEvent
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QApplication, QWidget

from kanbert_desktop.ui.widgets.scrolling import TOUCH_EVENTS

if TYPE_CHECKING:
    from kanbert_desktop.ui.widgets.finger_tracker import FingerTracker

OnHeld = Callable[[QPoint, "FingerTracker"], object]


class FingerInput(QObject):
    """Without it Qt makes a mouse of a finger: a swipe would drag, or click where it ends.

    A swipe scrolls the innermost area around the finger that can be scrolled that way. `can_hold` gets a place on the
    screen and tells whether something can be held there; `on_held` gets the place and the tracker. Without `on_held`,
    holding and lifting shows the menu of an item. `on_swiped` gets the way of a swipe that scrolls nothing.
    """

    def __init__(
        self,
        area: QAbstractScrollArea,
        can_hold: Callable[[QPoint], bool] = lambda _place: False,
        on_held: OnHeld | None = None,
        *,
        on_swiped: Callable[[QPointF], object] = lambda _way: None,
    ) -> None:
        super().__init__(area)
        self._area, self._can_hold, self.on_held = area, can_hold, on_held
        self._on_swiped, self._held_at = on_swiped, QPoint()
        area.viewport().setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        area.viewport().installEventFilter(self)

    @cached_property
    def _finger(self) -> "FingerTracker":
        """Created at the first touch."""
        from kanbert_desktop.ui.widgets.finger_tracker import FingerTracker, is_passive  # noqa: PLC0415  few have a touch screen

        finger = FingerTracker(self._area, partial(scrolled_area, self._area), self._can_hold, is_passive)
        finger.held.connect(self._hold)
        finger.released.connect(self._on_lifted)
        finger.swiped.connect(self._on_swiped)
        return finger

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in TOUCH_EVENTS and isinstance(event, QTouchEvent) and isinstance(watched, QWidget):
            return self._finger.handle(watched, event)
        if kind is QEvent.Type.Hide and "_finger" in self.__dict__:
            self._finger.cancel()
        return False

    def _hold(self, place: QPoint) -> None:
        if self.on_held is not None:
            self.on_held(place, self._finger)
        elif isinstance(self._area, QAbstractItemView):
            self._held_at = place
            self._area.setCurrentIndex(self._area.indexAt(self._area.viewport().mapFromGlobal(place)))

    def _on_lifted(self, place: QPoint) -> None:
        has_moved = (place - self._held_at).manhattanLength() >= QApplication.startDragDistance()
        if self.on_held is None and not has_moved:
            self.show_menu(self._held_at)

    def show_menu(self, place: QPoint) -> None:
        """Shows the menu of the item there, as a right click does. `place` is on the screen."""
        viewport, reason = self._area.viewport(), QContextMenuEvent.Reason.Mouse
        event = QContextMenuEvent(reason, viewport.mapFromGlobal(place), place)
        QApplication.sendEvent(viewport, event)


def scrolled_area(widget: QWidget, way: Qt.Orientation) -> QAbstractScrollArea | None:
    """Returns the innermost area around `widget`, or `widget` itself, that has something to scroll that way."""
    found: QWidget | None = widget
    while found is not None:
        if isinstance(found, QAbstractScrollArea):
            is_upright = way is Qt.Orientation.Vertical
            bar = found.verticalScrollBar() if is_upright else found.horizontalScrollBar()
            if bar.maximum() > bar.minimum():
                return found
        found = None if found.isWindow() else found.parentWidget()
    return None
