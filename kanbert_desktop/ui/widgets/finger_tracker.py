"""What a finger does on an area: a tap clicks, a swipe scrolls, a long press takes what is below it.

Qt makes a mouse of a finger that no widget accepts, so that a swipe over cards would be a drag. On Wayland the
compositor then takes the finger away from the program, and Qt from its own drag what it carries.
"""

from collections.abc import Callable
from contextlib import suppress
from enum import Enum, auto

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QEventPoint, QMouseEvent, QTouchEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QPlainTextEdit,
    QScroller,
    QTextEdit,
    QWidget,
)

from kanbert_desktop.ui.widgets.scrolling import touch_scroller

HOLD_MS = 500
ScrolledArea = Callable[[Qt.Orientation], QAbstractScrollArea | None]
"""Returns the area that a swipe in that direction scrolls."""
_NEAR = 24
"""Pixels between two taps that are one double click."""
_Input = QScroller.Input
_UPRIGHT, _SIDEWAYS = Qt.Orientation.Vertical, Qt.Orientation.Horizontal


class _Stage(Enum):
    NONE = auto()
    PRESSED = auto()
    SCROLLING = auto()
    HOLDING = auto()


class FingerTracker(QObject):
    """Follows one finger on `area`. Positions are on the screen.

    `held` is emitted once the finger has rested on what `can_hold` accepts; then come `moved`, and `released` or
    `cancelled`. `swiped` carries the way of a swipe that had nothing to scroll in its direction. A finger on a widget
    in the area is followed if `follows_on` says so; otherwise it is a mouse there.
    """

    held = Signal(QPoint)
    moved = Signal(QPoint)
    released = Signal(QPoint)
    cancelled = Signal()
    swiped = Signal(QPointF)

    def __init__(
        self,
        area: QAbstractScrollArea,
        scrolled_by: ScrolledArea,
        can_hold: Callable[[QPoint], bool],
        follows_on: Callable[[QWidget], bool] = lambda _child: False,
    ) -> None:
        super().__init__(area)
        self._area, self._scrolled_by = area, scrolled_by
        self._can_hold, self._follows_on = can_hold, follows_on
        self._scrollers: dict[Qt.Orientation, tuple[QScroller, QWidget]] = {}
        self._stage = _Stage.NONE
        self._finger, self._start, self._place = -1, QPointF(), QPointF()
        self._widget: QWidget = area.viewport()
        self._stops_motion = False
        self._last_tap = (QPointF(), 0)
        self._hold_timer = QTimer(self, singleShot=True, interval=HOLD_MS)
        self._hold_timer.timeout.connect(self._hold)

    def handle(self, widget: QWidget, event: QTouchEvent) -> bool:
        """Returns whether the finger is followed; otherwise Qt makes a mouse of it."""
        if event.type() is QEvent.Type.TouchBegin:
            self.cancel()
            child = widget.childAt(event.points()[0].position().toPoint())
            if child is not None and not self._follows_on(child):
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
            self._stop_scrolling()
        if stage is _Stage.HOLDING:
            self.cancelled.emit()

    def _press(self, widget: QWidget, point: QEventPoint, time: int) -> None:
        self._widget, self._finger = widget, point.id()
        self._start = self._place = point.globalPosition()
        found = {way: self._scrolled_by(way) for way in (_UPRIGHT, _SIDEWAYS)}
        self._scrollers = {
            way: (touch_scroller(area), area.viewport()) for way, area in found.items() if area is not None
        }
        self._stops_motion = any(
            scroller.state() is not QScroller.State.Inactive for scroller, _ in self._scrollers.values()
        )
        self._stage = _Stage.PRESSED
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
            self._choose_way(_SIDEWAYS if abs(way.x()) > abs(way.y()) else _UPRIGHT)
        self._scroll(_Input.InputMove, time)

    def _choose_way(self, chosen: Qt.Orientation) -> None:
        kept = self._scrollers.pop(chosen, None)
        self._stop_scrolling()
        self._scrollers = {chosen: kept} if kept is not None else {}

    def _stop_scrolling(self) -> None:
        for scroller, _viewport in self._scrollers.values():
            scroller.stop()

    def _release(self, time: int) -> None:
        stage, self._stage = self._stage, _Stage.NONE
        self._hold_timer.stop()
        if stage is _Stage.HOLDING:
            self.released.emit(self._place.toPoint())
            return
        self._scroll(_Input.InputRelease, time)
        if stage is _Stage.SCROLLING and not self._scrollers:
            self.swiped.emit(self._place - self._start)
        if stage is _Stage.PRESSED and not self._stops_motion:
            self._click(time)

    def _hold(self) -> None:
        place = self._place.toPoint()
        if self._stage is _Stage.PRESSED and self._can_hold(place):
            self._stop_scrolling()
            self._stage = _Stage.HOLDING
            self.held.emit(place)

    def _click(self, time: int) -> None:
        """As a mouse would: Qt makes none of a finger that was accepted."""
        child = self._widget.childAt(self._widget.mapFromGlobal(self._start).toPoint())
        target = child if child is not None else self._widget
        focus = _focus_of(child, self._widget) if child is not None else self._area
        if focus is not None and focus.focusPolicy() & Qt.FocusPolicy.ClickFocus:
            focus.setFocus(Qt.FocusReason.MouseFocusReason)
        left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
        # A press may remove the widget.
        with suppress(RuntimeError):
            for kind, buttons in ((self._press_kind(time), left), (QEvent.Type.MouseButtonRelease, none)):
                local = target.mapFromGlobal(self._start)
                event = QMouseEvent(kind, local, self._start, left, buttons, Qt.KeyboardModifier.NoModifier)
                QApplication.sendEvent(target, event)

    def _press_kind(self, time: int) -> QEvent.Type:
        """Two taps are a double click."""
        place, before = self._last_tap
        near = (self._start - place).manhattanLength() < _NEAR
        is_second = near and 0 < time - before < QApplication.doubleClickInterval()
        self._last_tap = (self._start, 0 if is_second else time)
        return QEvent.Type.MouseButtonDblClick if is_second else QEvent.Type.MouseButtonPress

    def _scroll(self, kind: QScroller.Input, time: int) -> None:
        for scroller, viewport in self._scrollers.values():
            scroller.handleInput(kind, viewport.mapFromGlobal(self._place), time)


def is_passive(child: QWidget) -> bool:
    """Whether a swipe may begin on this widget of a page: on texts, buttons and lists, but on no field."""
    parent = child.parentWidget()
    if isinstance(parent, QAbstractScrollArea) and child is parent.viewport():
        child = parent
    if isinstance(child, (QTextEdit, QPlainTextEdit)):
        return child.isReadOnly()
    return (
        isinstance(child, (QAbstractButton, QAbstractItemView))
        or not child.focusPolicy() & Qt.FocusPolicy.ClickFocus
    )


def _focus_of(child: QWidget, within: QWidget) -> QWidget | None:
    """Returns the innermost widget around `child` that a click focuses."""
    widget: QWidget | None = child
    while widget is not None and widget is not within:
        if widget.focusPolicy() & Qt.FocusPolicy.ClickFocus:
            return widget
        widget = widget.parentWidget()
    return None
