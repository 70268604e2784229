"""Rounded corners and the shadow of menus, pop-ups and lists over the window. Loaded with the first of them.

A window of its own needs a screen that can show translucent windows. Without one it stays a rectangle with a border:
rounded corners would be black.
"""

from functools import cache

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPaintEvent, QPalette, QPixmap
from PySide6.QtWidgets import QMenu, QStyle, QStyleOption, QWidget

from kanbert_desktop.ui.style.theme import Theme, design_tokens

_OFFSET = 3
"""Pixels by which the shadow lies lower than its window."""
_LIST_PADDING, _LIST_GAP = 5, 2
"""Pixels between the frame of a drop-down list and its rows, and between the field and the frame."""
_DARK_TEXT = 128
"""Lightness of text above which the scheme is dark."""
_LIGHT_ALPHA, _DARK_ALPHA = 0.016, 0.05
_COMPOSITED = frozenset({"wayland", "wayland-egl", "cocoa", "windows"})
_Type = QEvent.Type
_FOLLOWED = frozenset({_Type.Move, _Type.Resize, _Type.Show, _Type.Hide, _Type.ZOrderChange})


def popup_radius() -> int:
    return design_tokens().popups["radius"]


def shadow_margin() -> int:
    """Pixels around a translucent window that its shadow needs."""
    return design_tokens().popups["shadow"]


def round_window(window: QWidget) -> int:
    """Call before the window is shown. Returns the margin for the shadow, 0 where the window stays a rectangle.

    The style sheet gives windows with the property "rounded" a margin for the shadow.
    """
    if not is_composited():
        return 0
    window.setProperty("rounded", True)
    window.setWindowFlags(
        window.windowFlags() | Qt.WindowType.FramelessWindowHint | Qt.WindowType.NoDropShadowWindowHint
    )
    window.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
    window.installEventFilter(_WindowShadow(window))
    return shadow_margin()


def is_composited() -> bool:
    """Whether the screen shows translucent windows now: a compositor of X11 may begin and end at any time."""
    platform = QGuiApplication.platformName()
    if platform == "xcb":
        from kanbert_desktop.ui.widgets.x11_compositor import has_compositor  # noqa: PLC0415  on X11

        return has_compositor()
    return platform in _COMPOSITED


def paint_shadow(painter: QPainter, frame: QRect, palette: QPalette) -> None:
    """Paints a soft shadow around the frame: corners and stretched edges of one picture, which is drawn once."""
    is_dark = palette.color(QPalette.ColorRole.WindowText).lightness() > _DARK_TEXT
    picture, corner, margin = _shadow(is_dark), _corner(), shadow_margin()
    outer = frame.adjusted(-margin, -margin, margin, margin)
    columns = ((0, corner), (corner, outer.width() - 2 * corner), (outer.width() - corner, corner))
    rows = ((0, corner), (corner, outer.height() - 2 * corner), (outer.height() - corner, corner))
    sources = ((0, corner), (corner, 1), (corner + 1, corner))
    for column, (left, width) in enumerate(columns):
        for row, (top, height) in enumerate(rows):
            if column == row == 1:
                continue
            (from_left, from_width), (from_top, from_height) = sources[column], sources[row]
            target = QRect(outer.left() + left, outer.top() + top, width, height)
            painter.drawPixmap(target, picture, QRect(from_left, from_top, from_width, from_height))


def _corner() -> int:
    """Side of the square at a corner that is not like the edges."""
    return shadow_margin() + popup_radius() + _OFFSET


@cache
def _shadow(is_dark: bool) -> QPixmap:
    """The shadow of the smallest frame, with one pixel between the corners."""
    side, margin, radius = 2 * _corner() + 1, shadow_margin(), popup_radius()
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    # Black, because a colour this thin loses a component by rounding, which tints the shadow.
    shade = QColor(0, 0, 0)
    shade.setAlphaF(_DARK_ALPHA if is_dark else _LIGHT_ALPHA)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(shade)
    below = QRectF(margin, margin + _OFFSET, side - 2 * margin, side - 2 * margin)
    for reach in range(margin - _OFFSET, 0, -1):
        painter.drawRoundedRect(below.adjusted(-reach, -reach, reach, reach), radius + reach, radius + reach)
    painter.end()
    return picture


class _WindowShadow(QObject):
    """Paints the shadow below what the window itself paints, and aligns a submenu's frame with its menu."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window

    def eventFilter(self, _window: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            margin = shadow_margin()
            painter = QPainter(self._window)
            frame = self._window.rect().adjusted(margin, margin, -margin, -margin)
            paint_shadow(painter, frame, self._window.palette())
            if not isinstance(self._window, QMenu):
                self._paint_background(painter)
            painter.end()
        elif event.type() is QEvent.Type.Show and isinstance(self._window, QMenu):
            self._align_submenu(self._window)
        return False

    def _paint_background(self, painter: QPainter) -> None:
        """Qt leaves out the style sheet's background of a translucent window; a menu paints its own."""
        option = QStyleOption()
        option.initFrom(self._window)
        self._window.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self._window)

    def _align_submenu(self, menu: QMenu) -> None:
        """Qt places the window, shadow included, beside the entry that opens it."""
        parent = menu.parentWidget()
        if not isinstance(parent, QMenu) or not parent.isVisible():
            return
        margin = shadow_margin()
        is_before = menu.geometry().center().x() < parent.geometry().center().x()
        menu.move(menu.pos() + QPoint(margin if is_before else -margin, -margin))


def room_at(field: QWidget, place: QPoint) -> QRect:
    """The usable part of the screen that has this place of the field: a window may lie on two screens."""
    screen = QGuiApplication.screenAt(place) or field.screen()
    return screen.availableGeometry()


class ListWindow(QObject):
    """The window that Qt makes for the list of a combo box, as a pop-up like all others.

    Qt gives it a frame of its own, which no style sheet reaches, so frame and background are painted here.
    """

    def __init__(self, window: QWidget, theme: Theme) -> None:
        super().__init__(window)
        self._window, self._theme = window, theme
        # Painted after the shadow: the filter installed last is asked first.
        window.installEventFilter(self)
        self._margin = round_window(window)

    def make_room(self) -> None:
        """Keeps the space for shadow, frame and padding. Called before the window is shown."""
        layout, frame = self._window.layout(), self._margin + _LIST_PADDING
        if layout is not None:
            layout.setContentsMargins(frame, frame, frame, frame)

    def place(self, field: QWidget, height: int) -> None:
        """Places a list of that height below the field, or above it where Qt did, within the screen.

        Qt counts the shadow as part of the list.
        """
        margin = self._margin
        outer = height + 2 * (margin + _LIST_PADDING)
        top, bottom = field.mapToGlobal(QPoint(0, 0)), field.mapToGlobal(QPoint(0, field.height()))
        area = room_at(field, top)
        place = QRect(top.x() - margin, bottom.y() + _LIST_GAP - margin, field.width() + 2 * margin, outer)
        if self._window.geometry().center().y() < top.y():
            place.moveBottom(top.y() - 1 - _LIST_GAP + margin)
        usable = QRect(place.left(), area.top() - margin, place.width(), area.height() + 2 * margin)
        self._window.setGeometry(place.intersected(usable))

    def eventFilter(self, _window: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.Paint:
            return False
        margin = self._margin
        frame = QRectF(self._window.rect()).adjusted(margin, margin, -margin, -margin)
        painter = QPainter(self._window)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._theme.color("strong-line"))
        painter.setBrush(self._theme.color("raised"))
        radius = popup_radius() if margin else 0
        painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        painter.end()
        return True


class ShadowBehind(QWidget):
    """The same shadow behind a widget of the window, whose place and visibility it follows."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget.parentWidget())
        self._widget = widget
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        widget.installEventFilter(self)
        widget.destroyed.connect(self.deleteLater)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._widget and event.type() in _FOLLOWED:
            self._follow()
        return False

    def _follow(self) -> None:
        margin = shadow_margin()
        self.setGeometry(self._widget.geometry().adjusted(-margin, -margin, margin, margin))
        self.setVisible(not self._widget.isHidden())
        self.stackUnder(self._widget)

    def paintEvent(self, _event: QPaintEvent) -> None:
        margin = shadow_margin()
        painter = QPainter(self)
        paint_shadow(painter, self.rect().adjusted(margin, margin, -margin, -margin), self.palette())
        painter.end()
