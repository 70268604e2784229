"""Touch scrolling, overlay scroll bar, auto-scroll while dragging.

Qt's accessible interface of a scroll area has the viewport and each visible built-in scroll bar as children, and its
`child(index)` does not check the index (QAccessibleAbstractScrollArea in qtbase's complexwidgets.cpp). If a bar hides
between a screen reader's count and its next call, Qt reads beyond the end of the list and the program crashes. Hence no
built-in bar is ever shown, and the viewport is the only child. Bars that are always on would not help: they hide with
their page.
"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QScrollBar,
    QWidget,
)

from kanbert_desktop.ui.style.widget_style import UNLIMITED

if TYPE_CHECKING:
    from PySide6.QtWidgets import QScroller

AUTO_SCROLL_EDGE, AUTO_SCROLL_MAX_SPEED, AUTO_SCROLL_INTERVAL_MS = 48, 1500, 16
"""Pixels from the edge where scrolling begins, pixels per second at the edge, milliseconds between steps."""
BAR_WIDTH = 10
NARROW_BAR_WIDTH = 8
"""Width of a bar in the margin beside an area; where the margin is narrower, part of the bar overlaps the area."""
_FRAME = _GAP = 2
TOUCH_EVENTS = frozenset(
    {QEvent.Type.TouchBegin, QEvent.Type.TouchUpdate, QEvent.Type.TouchEnd, QEvent.Type.TouchCancel}
)
_GEOMETRY_EVENTS = (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show, QEvent.Type.LayoutDirectionChange)


def touch_scroller(area: QAbstractScrollArea) -> "QScroller":
    """Returns Qt's scroller of the area, which stops at the ends."""
    from PySide6.QtWidgets import QScroller, QScrollerProperties  # noqa: PLC0415  few have a touch screen

    scroller = QScroller.scroller(area.viewport())
    properties = scroller.scrollerProperties()
    never = QScrollerProperties.OvershootPolicy.OvershootAlwaysOff
    for orientation in (
        QScrollerProperties.ScrollMetric.HorizontalOvershootPolicy,
        QScrollerProperties.ScrollMetric.VerticalOvershootPolicy,
    ):
        properties.setScrollMetric(orientation, never)
    scroller.setScrollerProperties(properties)
    return scroller


class AutoScroll(QObject):
    """Call `start` at every move of the drag, with the pointer in the viewport; ends when `goes_on` returns False.

    `scrolled` is emitted after each step. The pointer's own position would be where the drag began: Wayland tells it
    to the target of a drag alone.
    """

    scrolled = Signal()

    def __init__(
        self, area: QAbstractScrollArea, orientation: Qt.Orientation, goes_on: Callable[[], bool]
    ) -> None:
        super().__init__(area)
        self._area, self._goes_on = area, goes_on
        self._is_upright = orientation is Qt.Orientation.Vertical
        self._bar = area.verticalScrollBar() if self._is_upright else area.horizontalScrollBar()
        self._place = QPoint()
        self._timer = QTimer(self, interval=AUTO_SCROLL_INTERVAL_MS)
        self._timer.timeout.connect(self._tick)

    def start(self, place: QPoint) -> None:
        self._place = place
        if not self._timer.isActive():
            self._timer.start()

    def _tick(self) -> None:
        step = self._step(self._place) if self._goes_on() else 0
        before = self._bar.value()
        self._bar.setValue(before + step)
        if self._bar.value() != before:
            self.scrolled.emit()
        elif not self._goes_on():
            self._timer.stop()

    def _step(self, place: QPoint) -> int:
        """Pixels of one step, negative towards the beginning."""
        size = self._area.viewport().size()
        if self._is_upright:
            return auto_scroll_step(place.y(), size.height())
        is_mirrored = self._area.isRightToLeft()
        return auto_scroll_step(size.width() - place.x() if is_mirrored else place.x(), size.width())


def auto_scroll_step(along: int, length: int) -> int:
    """`along` is the pointer's position within `length` pixels; beyond an edge the speed is that at the edge."""
    near_begin, near_end = AUTO_SCROLL_EDGE - along, along - (length - AUTO_SCROLL_EDGE)
    push = min(1.0, max(near_begin, near_end, 0) / AUTO_SCROLL_EDGE)
    return round(push * AUTO_SCROLL_MAX_SPEED * AUTO_SCROLL_INTERVAL_MS / 1000) * (
        -1 if near_begin > near_end else 1
    )


def hide_scroll_bars(area: QAbstractScrollArea) -> None:
    """For an area that is scrolled by wheel and keys only, or is always as large as its content."""
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)


def add_overlay_scroll_bars(
    area: QAbstractScrollArea,
    *,
    horizontal: bool = False,
    container: QWidget | None = None,
) -> None:
    """Adds overlay bars to a scroll area; call once, where `area` is created.

    The bars overlap the edge of the content. `horizontal` also adds a bar at the bottom. `container` is the area's
    parent or grandparent in whose margin the vertical bar is placed; the widgets in between must already be set as
    parents.
    """
    hide_scroll_bars(area)
    OverlayScrollBar(area, Qt.Orientation.Vertical, container)
    if horizontal:
        OverlayScrollBar(area, Qt.Orientation.Horizontal)


class ContentWidthLimit(QObject):
    """Keeps the content of an area narrower than the area: text stays readable, and the scroll bar is at the page's edge.

    The empty rest is at the end of the lines. The wheel scrolls there too.
    """

    def __init__(self, area: QAbstractScrollArea) -> None:
        super().__init__(area)
        self._area, self._width = area, UNLIMITED
        self._is_scrolling = False
        area.installEventFilter(self)

    def set_width(self, width: int) -> None:
        """In pixels."""
        self._width = width
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutDirectionChange):
            self._fit()
        elif isinstance(event, QWheelEvent) and self._is_beside_content(event):
            # The bar passes on what it cannot use to its parents, this area among them.
            self._is_scrolling = True
            self._area.wheelEvent(event)
            self._is_scrolling = False
            return True
        return super().eventFilter(watched, event)

    def _is_beside_content(self, event: QWheelEvent) -> bool:
        return not self._is_scrolling and not self._area.viewport().geometry().contains(
            event.position().toPoint()
        )

    def _fit(self) -> None:
        margins = self._area.viewportMargins()
        rest = max(0, self._area.contentsRect().width() - self._width)
        is_mirrored = self._area.layoutDirection() is Qt.LayoutDirection.RightToLeft
        left, right = (rest, 0) if is_mirrored else (0, rest)
        if (margins.left(), margins.right()) != (left, right):
            self._area.setViewportMargins(left, margins.top(), right, margins.bottom())


def add_overlay_scroll_bars_within(dialog: QWidget) -> None:
    """For a dialog that Qt has filled; creates the popups of combo boxes and completers first."""
    from PySide6.QtWidgets import QComboBox, QCompleter, QHeaderView  # noqa: PLC0415  after the first paint

    for combo in dialog.findChildren(QComboBox):
        combo.view()
    popups = [completer.popup() for completer in dialog.findChildren(QCompleter)]
    for area in {*dialog.findChildren(QAbstractScrollArea), *popups}:
        # A header scrolls with its view and has no bars.
        if area is not None and not isinstance(area, QHeaderView):
            add_overlay_scroll_bars(area, horizontal=True)


class OverlayScrollBar(QScrollBar):
    """Mirrors a hidden built-in bar, which still holds range and value; visible while there is something to scroll.

    The bar is a child of its area for the area's lifetime. Scroll areas and item views do not count it among their
    accessible children; text fields count all child widgets, visible or not.
    """

    def __init__(
        self,
        area: QAbstractScrollArea,
        orientation: Qt.Orientation,
        container: QWidget | None = None,
    ) -> None:
        super().__init__(orientation, container or area)
        self._area, self._container = area, container
        self._is_left_out = False
        """Another bar scrolls the area too."""
        is_upright = orientation is Qt.Orientation.Vertical
        self._built_in_bar = area.verticalScrollBar() if is_upright else area.horizontalScrollBar()
        if container is not None:
            self.setObjectName("slimBar")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        self._watched = [area, *_widgets_between(area, container)]
        for one in self._watched:
            one.installEventFilter(self)
        self._built_in_bar.rangeChanged.connect(self._update_from_area)
        self._built_in_bar.valueChanged.connect(self._on_area_scrolled)
        self.valueChanged.connect(self._on_moved)
        self._update_from_area()

    @property
    def is_vertical(self) -> bool:
        return self.orientation() is Qt.Orientation.Vertical

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # The event type is checked first: key and focus events arrive here too.
        kind = event.type()
        if kind in _GEOMETRY_EVENTS and watched in self._watched:
            # A hidden area will be shown, and most layouts happen before that.
            if kind is QEvent.Type.Show or self._area.isVisible():
                self._update_from_area()
        elif kind is QEvent.Type.Hide and watched in self._watched and self._container is not None:
            self.hide()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        # Qt has no signal for step sizes, and some areas set them after the range.
        self._copy_steps()
        super().paintEvent(event)

    def _update_from_area(self) -> None:
        self._copy_steps()
        self._update_range()
        self.setGeometry(self._target_rect())
        is_seen = self._container is None or self._area.isVisible()
        is_needed = self._built_in_bar.maximum() > self._built_in_bar.minimum() and not self._is_left_out
        self.setVisible(is_needed and is_seen)
        self.raise_()

    def _update_range(self) -> None:
        self.setRange(self._built_in_bar.minimum(), self._built_in_bar.maximum())
        self.setValue(self._built_in_bar.value())

    def _on_area_scrolled(self, value: int) -> None:
        self.setValue(value)

    def _on_moved(self, value: int) -> None:
        self._built_in_bar.setValue(value)

    def _copy_steps(self) -> None:
        self.setPageStep(self._built_in_bar.pageStep())
        self.setSingleStep(self._built_in_bar.singleStep())

    def _target_rect(self) -> QRect:
        if self._container is not None:
            corner = self._area.mapTo(self._container, QPoint(0, 0))
            return self._rect_in_margin(QRect(corner, self._area.size()), self._container.width())
        area, inner = self._area.rect(), self._area.contentsRect()
        if not self.is_vertical:
            # The corner belongs to the vertical bar.
            left = inner.left() + (BAR_WIDTH if self._is_mirrored() else 0)
            return QRect(left, inner.bottom() + 1 - BAR_WIDTH, inner.width() - BAR_WIDTH, BAR_WIDTH)
        if self._is_mirrored():
            left = min(_FRAME, inner.left())
        else:
            # Over the padding of a text field, inside its focus ring.
            left = area.right() + 1 - BAR_WIDTH - min(_FRAME, area.right() - inner.right())
        return QRect(left, inner.top(), BAR_WIDTH, inner.height())

    def _rect_in_margin(self, rect: QRect, width: int) -> QRect:
        """Rectangle in the container's margin; the last pixel of a bar is empty and may be cut off."""
        margin = rect.left() if self._is_mirrored() else width - 1 - rect.right()
        gap = min(_GAP, margin + 1 - NARROW_BAR_WIDTH)
        left = rect.left() - gap - NARROW_BAR_WIDTH if self._is_mirrored() else rect.right() + 1 + gap
        return QRect(left, rect.top(), NARROW_BAR_WIDTH, rect.height())

    def _is_mirrored(self) -> bool:
        return self._area.layoutDirection() is Qt.LayoutDirection.RightToLeft


def _widgets_between(area: QWidget, container: QWidget | None) -> Iterator[QWidget]:
    """The widgets between `area` and `container`, which move `area` when they move."""
    parent = area.parentWidget()
    while container is not None and parent is not None and parent is not container:
        yield parent
        parent = parent.parentWidget()
