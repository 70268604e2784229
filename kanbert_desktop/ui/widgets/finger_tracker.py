"""What a finger does on an area of cards: a tap clicks, a swipe scrolls, a long press takes what is below it.

Qt makes a mouse of a finger that no widget accepts, so that a swipe over cards would be a drag. On Wayland the
compositor then takes the finger away from the program, and Qt from its own drag what it carries.
"""

from collections.abc import Callable
from enum import Enum, auto

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QEventPoint, QMouseEvent, QTouchEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QScroller, QWidget

from kanbert_desktop.ui.widgets.scrolling import touch_scroller

HOLD_MS = 500
_Input = QScroller.Input


class _Stage(Enum):
    NONE = auto()
    PRESSED = auto()
    SCROLLING = auto()
    HOLDING = auto()


class FingerTracker(QObject):
    """Follows one finger on `area`. Positions are on the screen.

    `held` is emitted once the finger has rested on what `can_hold` accepts; then come `moved`, and `released` or
    `cancelled`. `sideways` is an area around this one that scrolls to the left and right.
    """

    held = Signal(QPoint)
    moved = Signal(QPoint)
    released = Signal(QPoint)
    cancelled = Signal()

    def __init__(
        self,
        area: QAbstractScrollArea,
        sideways: QAbstractScrollArea | None,
        can_hold: Callable[[QPoint], bool],
    ) -> None:
        super().__init__(area)
        self._area, self._can_hold = area, can_hold
        self._scrollers = [(touch_scroller(area), area.viewport())]
        if sideways is not None:
            self._scrollers.append((touch_scroller(sideways), sideways.viewport()))
        self._scrolled = self._scrollers
        self._stage = _Stage.NONE
        self._finger, self._start, self._place = -1, QPointF(), QPointF()
        self._widget: QWidget = area.viewport()
        self._stops_motion = False
        self._hold_timer = QTimer(self, singleShot=True, interval=HOLD_MS)
        self._hold_timer.timeout.connect(self._hold)

    def handle(self, widget: QWidget, event: QTouchEvent) -> bool:
        """Returns whether the finger is followed; otherwise Qt makes a mouse of it."""
        if event.type() is QEvent.Type.TouchBegin:
            self.cancel()
            if widget.childAt(event.points()[0].position().toPoint()) is not None:
                # A button or an editor.
                event.ignore()
                return False
            self._press(widget, event.points()[0], event.timestamp())
        elif event.type() is QEvent.Type.TouchCancel:
            self.cancel()
        elif self._stage is not _Stage.NONE:
            self._follow(event)
        event.accept()
        return True

    def cancel(self) -> None:
        """The finger was taken away: by the compositor, or because what it is on goes."""
        stage, self._stage = self._stage, _Stage.NONE
        self._hold_timer.stop()
        if stage in (_Stage.PRESSED, _Stage.SCROLLING):
            for scroller, _viewport in self._scrolled:
                scroller.stop()
        if stage is _Stage.HOLDING:
            self.cancelled.emit()

    def _press(self, widget: QWidget, point: QEventPoint, time: int) -> None:
        self._widget, self._finger = widget, point.id()
        self._start = self._place = point.globalPosition()
        self._stops_motion = any(
            scroller.state() is not QScroller.State.Inactive for scroller, _ in self._scrollers
        )
        self._stage, self._scrolled = _Stage.PRESSED, self._scrollers
        self._scroll(_Input.InputPress, time)
        self._hold_timer.start()

    def _follow(self, event: QTouchEvent) -> None:
        point = next((one for one in event.points() if one.id() == self._finger), None)
        if self._stage is _Stage.PRESSED and len(event.points()) > 1:
            # Two fingers hold and tap nothing.
            self.cancel()
        if point is None or self._stage is _Stage.NONE:
            return
        self._place = point.globalPosition()
        if point.state() is QEventPoint.State.Released:
            self._release(event.timestamp())
        elif self._stage is _Stage.HOLDING:
            self.moved.emit(self._place.toPoint())
        else:
            self._swipe(event.timestamp())

    def _swipe(self, time: int) -> None:
        way = self._place - self._start
        if self._stage is _Stage.PRESSED and way.manhattanLength() < QApplication.startDragDistance():
            return
        if self._stage is _Stage.PRESSED:
            self._stage = _Stage.SCROLLING
            self._hold_timer.stop()
            self._choose_way(is_sideways=abs(way.x()) > abs(way.y()))
        self._scroll(_Input.InputMove, time)

    def _choose_way(self, *, is_sideways: bool) -> None:
        chosen = self._scrollers[-1 if is_sideways else 0]
        for scroller, _viewport in self._scrollers:
            if scroller is not chosen[0]:
                scroller.stop()
        self._scrolled = [chosen]

    def _release(self, time: int) -> None:
        stage, self._stage = self._stage, _Stage.NONE
        self._hold_timer.stop()
        if stage is _Stage.HOLDING:
            self.released.emit(self._place.toPoint())
            return
        self._scroll(_Input.InputRelease, time)
        if stage is _Stage.PRESSED and not self._stops_motion:
            self._click()

    def _hold(self) -> None:
        place = self._place.toPoint()
        if self._stage is _Stage.PRESSED and self._can_hold(place):
            for scroller, _viewport in self._scrollers:
                scroller.stop()
            self._stage = _Stage.HOLDING
            self.held.emit(place)

    def _click(self) -> None:
        """As a mouse would: Qt makes none of a finger that was accepted."""
        self._area.setFocus(Qt.FocusReason.MouseFocusReason)
        local, left = self._widget.mapFromGlobal(self._start), Qt.MouseButton.LeftButton
        for kind, buttons in (
            (QEvent.Type.MouseButtonPress, left),
            (QEvent.Type.MouseButtonRelease, Qt.MouseButton.NoButton),
        ):
            event = QMouseEvent(kind, local, self._start, left, buttons, Qt.KeyboardModifier.NoModifier)
            QApplication.sendEvent(self._widget, event)

    def _scroll(self, kind: QScroller.Input, time: int) -> None:
        for scroller, viewport in self._scrolled:
            scroller.handleInput(kind, viewport.mapFromGlobal(self._place), time)
