"""For both reading directions: a place is thought of from the left, and lies mirrored where one reads from the right.

Layouts mirror what lies in them by themselves; what is painted, and margins, they leave as they are.
"""

from PySide6.QtCore import QMargins, QRect, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QPainter

from kanbert_desktop.domain.untrusted_text import in_written_order

_RIGHT_TO_LEFT = Qt.LayoutDirection.RightToLeft


def margins(start: int, top: int, end: int, bottom: int) -> QMargins:
    """Reading begins at `start` and is over at `end`; in pixels."""
    if QGuiApplication.layoutDirection() is _RIGHT_TO_LEFT:
        return QMargins(end, top, start, bottom)
    return QMargins(start, top, end, bottom)


def start() -> Qt.AlignmentFlag:
    """For a label with a name from outside: Qt would begin it where its own script begins, be it alone in that."""
    side = Qt.AlignmentFlag.AlignLeft
    if QGuiApplication.layoutDirection() is _RIGHT_TO_LEFT:
        side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute
    return side | Qt.AlignmentFlag.AlignVCenter


def is_mirrored(painter: QPainter) -> bool:
    return painter.layoutDirection() is _RIGHT_TO_LEFT


def placed(painter: QPainter, place: QRectF | QRect, room: QRectF | QRect) -> QRectF:
    """Where `place` of `room` lies for a person who reads as the painter does."""
    there = QRectF(place)
    if is_mirrored(painter):
        whole = QRectF(room)
        there.moveLeft(whole.left() + whole.right() - there.right())
    return there


def write(painter: QPainter, place: QRectF | QRect, words: str, *, at_end: bool = False) -> None:
    """One line in the middle of the height, from the side where reading begins or `at_end` up to the other.

    A title of another script keeps its own direction: brackets and full stops stay where its writer put them. What
    would turn other words around does nothing.
    """
    before = painter.layoutDirection()
    from_right = at_end is not is_mirrored(painter)
    side = Qt.AlignmentFlag.AlignRight if from_right else Qt.AlignmentFlag.AlignLeft
    painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(QRectF(place), flags | Qt.TextFlag.TextSingleLine, in_written_order(words))
    painter.setLayoutDirection(before)
