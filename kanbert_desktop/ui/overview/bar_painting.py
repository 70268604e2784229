"""Paints bars, with a limit: on the page and on paper, readable without colour."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPen

from kanbert_desktop.ui.overview.content import BarRow
from kanbert_desktop.ui.style.widget_style import draw_text_line, is_mirrored

_RADIUS, _GAP = 3.0, 6.0


class ChartStyle(NamedTuple):
    """`color` takes a name of tokens.toml. `line` is the width of lines."""

    color: Callable[[str], QColor]
    font: QFont
    strong_font: QFont
    line: float = 1.0


class BarScale(NamedTuple):
    """The value of the longest bar, and the characters of the longest number."""

    value: int
    digits: int


def scale_of(rows: tuple[BarRow, ...]) -> BarScale:
    """What these rows need."""
    longest = max((max(row.value, row.limit or 0) for row in rows), default=0)
    return BarScale(max(1, longest), max((len(row.number_text) for row in rows), default=0))


def paint_bar(painter: QPainter, area: QRectF, row: BarRow, scale: BarScale, style: ChartStyle) -> None:
    """The number stands behind its bar. What exceeds the limit is hatched, behind the line of the limit."""
    number = row.number_text
    digits = max(3, scale.digits)
    room = QFontMetricsF(style.strong_font).horizontalAdvance("0" * digits) + 2 * _GAP
    width = max(1.0, area.width() - room)
    length = width * max(0, row.value) / scale.value
    within = length if row.limit is None else min(length, width * row.limit / scale.value)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(style.color(row.color))
    if within > 0:
        painter.drawRoundedRect(_placed(painter, area, 0, within), _RADIUS, _RADIUS)
    if row.is_exceeded:
        over = _placed(painter, area, within, length - within)
        painter.setPen(QPen(style.color("bad"), style.line))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(over)
        painter.fillRect(over, _hatched(style.color("bad")))
    if row.limit is not None:
        _paint_limit(painter, area, width * row.limit / scale.value, style)
    painter.restore()
    painter.setFont(style.strong_font)
    painter.setPen(style.color("bad" if row.is_exceeded else "text"))
    marker = width * row.limit / scale.value if row.limit is not None else 0
    # A limit right behind the bar would run through the number.
    start = max(length, marker) if 0 <= marker - length < room else length
    draw_text_line(painter, _placed(painter, area, start + _GAP, room), number)


def _paint_limit(painter: QPainter, area: QRectF, at: float, style: ChartStyle) -> None:
    line = _placed(painter, area, at, 0)
    painter.setPen(QPen(style.color("text"), 2 * style.line))
    painter.drawLine(QLineF(line.left(), area.top() - 3, line.left(), area.bottom() + 3))


def _hatched(color: QColor) -> QBrush:
    return QBrush(color, Qt.BrushStyle.BDiagPattern)


def _placed(painter: QPainter, area: QRectF, start: float, length: float) -> QRectF:
    left = area.right() - start - length if is_mirrored(painter) else area.left() + start
    return QRectF(left, area.top(), length, area.height())
