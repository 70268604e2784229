"""Touch scrolling, overlay scroll bar, auto-scroll while dragging.

Qt's accessible interface of a scroll area has the viewport for its child, and each built-in scroll bar that shows at
this moment; its `child(index)` follows whatever index it is asked for (QAccessibleAbstractScrollArea in qtbase's
complexwidgets.cpp). A bar that hides between a screen reader's count and its next question is read beyond the end of
that list and ends the program. Hence no built-in bar ever shows, so that the list is the viewport alone. A bar that is
always on would not do: with the page it stands on, it hides too.
"""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QCursor, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QComboBox,
    QCompleter,
    QHeaderView,
    QScrollBar,
    QScroller,
    QScrollerProperties,
    QWidget,
)


def scroll_by_touch(area: QAbstractScrollArea) -> None:
    """With a finger alone: a mouse that dragged the list could drag no card."""
    QScroller.grabGesture(area.viewport(), QScroller.ScrollerGestureType.TouchGesture)
    scroller = QScroller.scroller(area.viewport())
    properties = scroller.scrollerProperties()
    never = QScrollerProperties.OvershootPolicy.OvershootAlwaysOff
    for way in (
        QScrollerProperties.ScrollMetric.HorizontalOvershootPolicy,
        QScrollerProperties.ScrollMetric.VerticalOvershootPolicy,
    ):
        properties.setScrollMetric(way, never)
    scroller.setScrollerProperties(properties)


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


WIDTH = 10
SLIM = 8
"""Of a bar in the margin beside an area; where the margin is narrower, a strip of it lies over the area."""
_FRAME = _AIR = 2
_PLACED_AGAIN = (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show, QEvent.Type.LayoutDirectionChange)


def use_no_bars(area: QAbstractScrollArea) -> None:
    """It scrolls by wheel and keys alone, or is always as large as what it holds."""
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)


def use_overlay_bars(
    area: QAbstractScrollArea,
    *,
    sideways: bool = False,
    holder: QWidget | None = None,
) -> None:
    """Call it once, where `area` is made.

    The bars lie over the edge of what is scrolled. `sideways`: there is one below as well. `holder`: the area's parent
    or a grandparent, in whose margin the upright bar lies; what is in between must be the area's parent already.
    """
    use_no_bars(area)
    OverlayBar(area, Qt.Orientation.Vertical, holder)
    if sideways:
        OverlayBar(area, Qt.Orientation.Horizontal)


def use_overlay_bars_within(dialog: QWidget) -> None:
    """For a dialog that Qt has filled itself; what its combo boxes and completers open is made now."""
    for combo in dialog.findChildren(QComboBox):
        combo.view()
    popups = [completer.popup() for completer in dialog.findChildren(QCompleter)]
    for area in {*dialog.findChildren(QAbstractScrollArea), *popups}:
        # A header scrolls with its view and never has bars.
        if area is not None and not isinstance(area, QHeaderView):
            use_overlay_bars(area, sideways=True)


class OverlayBar(QScrollBar):
    """Mirrors one of the hidden built-in bars, which still holds range and value; shows where there is something to scroll.

    It is a child of its area as long as that lives. Scroll areas and item views do not count it among their accessible
    children; text fields count all child widgets, shown or not.
    """

    def __init__(
        self,
        area: QAbstractScrollArea,
        way: Qt.Orientation,
        holder: QWidget | None = None,
    ) -> None:
        super().__init__(way, holder or area)
        self._area, self._holder = area, holder
        is_upright = way is Qt.Orientation.Vertical
        self._own = area.verticalScrollBar() if is_upright else area.horizontalScrollBar()
        if holder is not None:
            self.setObjectName("slimBar")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        self._watched = [area, *_between(area, holder)]
        for one in self._watched:
            one.installEventFilter(self)
        self._own.rangeChanged.connect(self._follow)
        self._own.valueChanged.connect(self.setValue)
        self.valueChanged.connect(self._own.setValue)
        self._follow()

    @property
    def is_upright(self) -> bool:
        return self.orientation() is Qt.Orientation.Vertical

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Asked by kind first: keys and focus come here as well.
        if event.type() in _PLACED_AGAIN and watched in self._watched:
            self._follow()
        elif event.type() is QEvent.Type.Hide and watched in self._watched and self._holder is not None:
            self.hide()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        # No signal tells of the steps, and some areas set them after the range.
        self._take_steps()
        super().paintEvent(event)

    def _follow(self) -> None:
        self._take_steps()
        self.setRange(self._own.minimum(), self._own.maximum())
        self.setValue(self._own.value())
        self.setGeometry(self._place())
        is_seen = self._holder is None or self._area.isVisible()
        self.setVisible(self._own.maximum() > self._own.minimum() and is_seen)
        self.raise_()

    def _take_steps(self) -> None:
        self.setPageStep(self._own.pageStep())
        self.setSingleStep(self._own.singleStep())

    def _place(self) -> QRect:
        if self._holder is not None:
            corner = self._area.mapTo(self._holder, QPoint(0, 0))
            return self._beside(QRect(corner, self._area.size()), self._holder.width())
        area, inner = self._area.rect(), self._area.contentsRect()
        if not self.is_upright:
            # The corner is left to the upright bar.
            left = inner.left() + (WIDTH if self._is_mirrored() else 0)
            return QRect(left, inner.bottom() + 1 - WIDTH, inner.width() - WIDTH, WIDTH)
        if self._is_mirrored():
            left = min(_FRAME, inner.left())
        else:
            # Over the padding of a text field, inside of its ring.
            left = area.right() + 1 - WIDTH - min(_FRAME, area.right() - inner.right())
        return QRect(left, inner.top(), WIDTH, inner.height())

    def _beside(self, place: QRect, width: int) -> QRect:
        """In the margin that a holder of this width leaves; the last pixel of a bar is empty and may be cut off."""
        margin = place.left() if self._is_mirrored() else width - 1 - place.right()
        air = min(_AIR, margin + 1 - SLIM)
        left = place.left() - air - SLIM if self._is_mirrored() else place.right() + 1 + air
        return QRect(left, place.top(), SLIM, place.height())

    def _is_mirrored(self) -> bool:
        return self._area.layoutDirection() is Qt.LayoutDirection.RightToLeft


def _between(area: QWidget, holder: QWidget | None) -> Iterator[QWidget]:
    """Those that carry `area` with them when they move in `holder`."""
    parent = area.parentWidget()
    while holder is not None and parent is not None and parent is not holder:
        yield parent
        parent = parent.parentWidget()
