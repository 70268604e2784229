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


AUTO_SCROLL_EDGE, AUTO_SCROLL_MAX_SPEED, AUTO_SCROLL_INTERVAL_MS = 48, 1500, 16
"""Pixels from the edge at which it begins, pixels a second at the edge itself, milliseconds between steps."""


class AutoScroll(QObject):
    """`start` at every move of the drag; it ends by itself once `goes_on` says no. `scrolled` after each step."""

    scrolled = Signal()

    def __init__(self, area: QAbstractScrollArea, way: Qt.Orientation, goes_on: Callable[[], bool]) -> None:
        super().__init__(area)
        self._area, self._goes_on = area, goes_on
        self._is_upright = way is Qt.Orientation.Vertical
        self._bar = area.verticalScrollBar() if self._is_upright else area.horizontalScrollBar()
        self._timer = QTimer(self, interval=AUTO_SCROLL_INTERVAL_MS)
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
            return auto_scroll_step(place.y(), size.height())
        is_mirrored = self._area.isRightToLeft()
        return auto_scroll_step(size.width() - place.x() if is_mirrored else place.x(), size.width())


def auto_scroll_step(along: int, room: int) -> int:
    """`along` is where the pointer is, of `room` pixels; beyond an edge it is as fast as at the edge."""
    near_begin, near_end = AUTO_SCROLL_EDGE - along, along - (room - AUTO_SCROLL_EDGE)
    push = min(1.0, max(near_begin, near_end, 0) / AUTO_SCROLL_EDGE)
    return round(push * AUTO_SCROLL_MAX_SPEED * AUTO_SCROLL_INTERVAL_MS / 1000) * (
        -1 if near_begin > near_end else 1
    )


BAR_WIDTH = 10
NARROW_BAR_WIDTH = 8
"""Of a bar in the margin beside an area; where the margin is narrower, a strip of it lies over the area."""
_FRAME = _GAP = 2
_GEOMETRY_EVENTS = (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show, QEvent.Type.LayoutDirectionChange)


def hide_scroll_bars(area: QAbstractScrollArea) -> None:
    """It scrolls by wheel and keys alone, or is always as large as what it holds."""
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)


def add_overlay_scroll_bars(
    area: QAbstractScrollArea,
    *,
    horizontal: bool = False,
    container: QWidget | None = None,
) -> None:
    """Call it once, where `area` is made.

    The bars lie over the edge of what is scrolled. `sideways`: there is one below as well. `holder`: the area's parent
    or a grandparent, in whose margin the upright bar lies; what is in between must be the area's parent already.
    """
    hide_scroll_bars(area)
    OverlayScrollBar(area, Qt.Orientation.Vertical, container)
    if horizontal:
        OverlayScrollBar(area, Qt.Orientation.Horizontal)


def add_overlay_scroll_bars_within(dialog: QWidget) -> None:
    """For a dialog that Qt has filled itself; what its combo boxes and completers open is made now."""
    for combo in dialog.findChildren(QComboBox):
        combo.view()
    popups = [completer.popup() for completer in dialog.findChildren(QCompleter)]
    for area in {*dialog.findChildren(QAbstractScrollArea), *popups}:
        # A header scrolls with its view and never has bars.
        if area is not None and not isinstance(area, QHeaderView):
            add_overlay_scroll_bars(area, horizontal=True)


class OverlayScrollBar(QScrollBar):
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
        self._area, self._container = area, holder
        is_upright = way is Qt.Orientation.Vertical
        self._built_in_bar = area.verticalScrollBar() if is_upright else area.horizontalScrollBar()
        if holder is not None:
            self.setObjectName("slimBar")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        self._watched = [area, *_widgets_between(area, holder)]
        for one in self._watched:
            one.installEventFilter(self)
        self._built_in_bar.rangeChanged.connect(self._update_from_area)
        self._built_in_bar.valueChanged.connect(self.setValue)
        self.valueChanged.connect(self._built_in_bar.setValue)
        self._update_from_area()

    @property
    def is_vertical(self) -> bool:
        return self.orientation() is Qt.Orientation.Vertical

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Asked by kind first: keys and focus come here as well.
        if event.type() in _GEOMETRY_EVENTS and watched in self._watched:
            self._update_from_area()
        elif event.type() is QEvent.Type.Hide and watched in self._watched and self._container is not None:
            self.hide()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        # No signal tells of the steps, and some areas set them after the range.
        self._copy_steps()
        super().paintEvent(event)

    def _update_from_area(self) -> None:
        self._copy_steps()
        self.setRange(self._built_in_bar.minimum(), self._built_in_bar.maximum())
        self.setValue(self._built_in_bar.value())
        self.setGeometry(self._target_rect())
        is_seen = self._container is None or self._area.isVisible()
        self.setVisible(self._built_in_bar.maximum() > self._built_in_bar.minimum() and is_seen)
        self.raise_()

    def _copy_steps(self) -> None:
        self.setPageStep(self._built_in_bar.pageStep())
        self.setSingleStep(self._built_in_bar.singleStep())

    def _target_rect(self) -> QRect:
        if self._container is not None:
            corner = self._area.mapTo(self._container, QPoint(0, 0))
            return self._rect_in_margin(QRect(corner, self._area.size()), self._container.width())
        area, inner = self._area.rect(), self._area.contentsRect()
        if not self.is_vertical:
            # The corner is left to the upright bar.
            left = inner.left() + (BAR_WIDTH if self._is_mirrored() else 0)
            return QRect(left, inner.bottom() + 1 - BAR_WIDTH, inner.width() - BAR_WIDTH, BAR_WIDTH)
        if self._is_mirrored():
            left = min(_FRAME, inner.left())
        else:
            # Over the padding of a text field, inside of its ring.
            left = area.right() + 1 - BAR_WIDTH - min(_FRAME, area.right() - inner.right())
        return QRect(left, inner.top(), BAR_WIDTH, inner.height())

    def _rect_in_margin(self, place: QRect, width: int) -> QRect:
        """In the margin that a holder of this width leaves; the last pixel of a bar is empty and may be cut off."""
        margin = place.left() if self._is_mirrored() else width - 1 - place.right()
        air = min(_GAP, margin + 1 - NARROW_BAR_WIDTH)
        left = place.left() - air - NARROW_BAR_WIDTH if self._is_mirrored() else place.right() + 1 + air
        return QRect(left, place.top(), NARROW_BAR_WIDTH, place.height())

    def _is_mirrored(self) -> bool:
        return self._area.layoutDirection() is Qt.LayoutDirection.RightToLeft


def _widgets_between(area: QWidget, holder: QWidget | None) -> Iterator[QWidget]:
    """Those that carry `area` with them when they move in `holder`."""
    parent = area.parentWidget()
    while holder is not None and parent is not None and parent is not holder:
        yield parent
        parent = parent.parentWidget()
