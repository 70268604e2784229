"""Dynamic properties, button icons, scroll-area background, right-to-left geometry.

Layouts mirror what lies in them by themselves; what is painted, and margins, they leave as they are.
"""

from PySide6.QtCore import QMargins, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPalette
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QWidget

from kanbert_desktop.domain.untrusted_text import neutralise_direction
from kanbert_desktop.ui.style import icons
from kanbert_desktop.ui.style.theme import Theme


def set_style_property(widget: QWidget, name: str, value: object) -> None:
    """Qt reads a property in a style sheet only once, unless the widget is polished again."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


ICON_GAP = 4
"""Pixels, beside the four that Qt leaves by itself (product.md 5: 8)."""


def set_button_icon(
    button: QAbstractButton, theme: Theme, name: str, color: str = "text", size: int = 16
) -> None:
    side, gap = theme.px(size), theme.px(ICON_GAP)
    pale = theme.color("muted")
    button.setIcon(icons.icon(name, theme.color(color), side, gap=gap, disabled=pale))
    button.setIconSize(QSize(side + gap, side))


def set_plain_viewport(area: QAbstractScrollArea) -> None:
    """Call it first of all: what is set on a viewport is lost with it. Ten milliseconds of a start are saved."""
    ground = QWidget()
    # As Qt makes its own.
    ground.setBackgroundRole(QPalette.ColorRole.Base)
    ground.setAutoFillBackground(True)
    area.setViewport(ground)


_RIGHT_TO_LEFT = Qt.LayoutDirection.RightToLeft


def mirrored_margins(start: int, top: int, end: int, bottom: int) -> QMargins:
    """Reading begins at `start` and is over at `end`; in pixels."""
    if QGuiApplication.layoutDirection() is _RIGHT_TO_LEFT:
        return QMargins(end, top, start, bottom)
    return QMargins(start, top, end, bottom)


def start_alignment() -> Qt.AlignmentFlag:
    """For a label with a name from outside: Qt would begin it where its own script begins, be it alone in that."""
    side = Qt.AlignmentFlag.AlignLeft
    if QGuiApplication.layoutDirection() is _RIGHT_TO_LEFT:
        side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute
    return side | Qt.AlignmentFlag.AlignVCenter


def is_mirrored(painter: QPainter) -> bool:
    return painter.layoutDirection() is _RIGHT_TO_LEFT


def mirrored_rect(painter: QPainter, place: QRectF | QRect, room: QRectF | QRect) -> QRectF:
    """Where `place` of `room` lies for a person who reads as the painter does."""
    there = QRectF(place)
    if is_mirrored(painter):
        whole = QRectF(room)
        there.moveLeft(whole.left() + whole.right() - there.right())
    return there


def draw_text_line(painter: QPainter, place: QRectF | QRect, words: str, *, at_end: bool = False) -> None:
    """One line in the middle of the height, from the side where reading begins or `at_end` up to the other.

    A title of another script keeps its own direction: brackets and full stops stay where its writer put them. What
    would turn other words around does nothing.
    """
    before = painter.layoutDirection()
    from_right = at_end is not is_mirrored(painter)
    side = Qt.AlignmentFlag.AlignRight if from_right else Qt.AlignmentFlag.AlignLeft
    painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(QRectF(place), flags | Qt.TextFlag.TextSingleLine, neutralise_direction(words))
    painter.setLayoutDirection(before)
