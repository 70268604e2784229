"""Dynamic properties, button icons, scroll-area background, right-to-left geometry.

Qt mirrors layouts in right-to-left languages, but not margins and not what a widget paints.
"""

from PySide6.QtCore import QMargins, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPalette
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QWidget

from kanbert_desktop.domain.untrusted_text import neutralise_direction
from kanbert_desktop.ui.style import icons
from kanbert_desktop.ui.style.theme import Theme

UNLIMITED = (1 << 24) - 1
"""Qt's own greatest size of a widget."""
ICON_GAP = 4
"""Pixels in addition to Qt's own 4: the design has 8 between icon and text."""
_RIGHT_TO_LEFT = Qt.LayoutDirection.RightToLeft
_AUTOMATIC = Qt.LayoutDirection.LayoutDirectionAuto
_LINE = Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
# Flags are combined in Python, which takes longer than drawing a short line.
_FROM_LEFT, _FROM_RIGHT = Qt.AlignmentFlag.AlignLeft | _LINE, Qt.AlignmentFlag.AlignRight | _LINE


def set_style_property(widget: QWidget, name: str, value: object) -> None:
    """Sets a style-sheet property. Qt re-evaluates it only if the widget is polished again."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def set_button_icon(
    button: QAbstractButton, theme: Theme, name: str, color: str = "text", size: int = 16
) -> None:
    icon_size, gap = theme.px(size), theme.px(ICON_GAP)
    pale = theme.color("muted")
    button.setIcon(icons.icon(name, theme.color(color), icon_size, gap=gap, disabled=pale))
    button.setIconSize(QSize(icon_size + gap, icon_size))


def width_with_text(button: QAbstractButton, text: str) -> int:
    """The width of the button with that text in place of its own."""
    width = button.sizeHint().width()
    if text == button.text():
        return width
    advance = button.fontMetrics().horizontalAdvance
    return width - advance(button.text()) + advance(text)


def set_plain_viewport(area: QAbstractScrollArea) -> None:
    """Sets a plain QWidget as viewport; saves 10 ms of the start.

    Qt's own viewport would make PySide create all its widget classes. Call it first: settings of the old viewport are
    lost.
    """
    background = QWidget()
    # Same settings as Qt's own viewport.
    background.setBackgroundRole(QPalette.ColorRole.Base)
    background.setAutoFillBackground(True)
    area.setViewport(background)


def mirrored_margins(start: int, top: int, end: int, bottom: int) -> QMargins:
    """Margins in pixels, with start and end in reading direction."""
    if QGuiApplication.layoutDirection() is _RIGHT_TO_LEFT:
        return QMargins(end, top, start, bottom)
    return QMargins(start, top, end, bottom)


def start_alignment() -> Qt.AlignmentFlag:
    """Alignment for labels with untrusted names: Qt would align such a text by its own script."""
    size = Qt.AlignmentFlag.AlignLeft
    if QGuiApplication.layoutDirection() is _RIGHT_TO_LEFT:
        size = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute
    return size | Qt.AlignmentFlag.AlignVCenter


def is_mirrored(painter: QPainter) -> bool:
    return painter.layoutDirection() is _RIGHT_TO_LEFT


def mirrored_rect(painter: QPainter, rect: QRectF | QRect, area: QRectF | QRect) -> QRectF:
    """Mirrors `rect` within `area` if the painter's layout is right-to-left."""
    mirrored = QRectF(rect)
    if is_mirrored(painter):
        whole = QRectF(area)
        mirrored.moveLeft(whole.left() + whole.right() - mirrored.right())
    return mirrored


def draw_text_line(painter: QPainter, rect: QRectF | QRect, text: str, *, at_end: bool = False) -> None:
    """Draws one vertically centred line from the start of the reading direction, or with `at_end` up to its end.

    A title in another script keeps its own direction, so brackets and full stops stay in place; bidirectional control
    characters have no effect.
    """
    before = painter.layoutDirection()
    flags = _FROM_RIGHT if at_end is not (before is _RIGHT_TO_LEFT) else _FROM_LEFT
    painter.setLayoutDirection(_AUTOMATIC)
    painter.drawText(QRectF(rect), flags, neutralise_direction(text))
    painter.setLayoutDirection(before)
