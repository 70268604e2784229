"""Paints the cumulative flow: stacked areas with patterns and names at their end, on the page and on paper."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QFontMetricsF, QPainter, QPen, QPolygonF

from kanbert_desktop.app.overview.transitions import FlowDay
from kanbert_desktop.domain.board import Column
from kanbert_desktop.ui.cards.texts import column_color, column_title, short_date
from kanbert_desktop.ui.overview.bar_painting import ChartStyle
from kanbert_desktop.ui.style.widget_style import draw_text_line

_PATTERNS = {
    Column.BACKLOG: Qt.BrushStyle.Dense6Pattern,
    Column.NEW: Qt.BrushStyle.BDiagPattern,
    Column.WIP: Qt.BrushStyle.HorPattern,
    Column.COMPLETED: Qt.BrushStyle.DiagCrossPattern,
    Column.APPROVED: Qt.BrushStyle.FDiagPattern,
    Column.OTHER: Qt.BrushStyle.VerPattern,
}
_GAP, _LINES = 8.0, 5
_SHADE = 70
"""Opacity of an area under its pattern, of 255."""


class FlowPlot:
    """Where the days are in a rectangle. Time runs from left to right in every language, as figures do."""

    def __init__(
        self, area: QRectF, flow: Sequence[FlowDay], columns: Sequence[Column], style: ChartStyle
    ) -> None:
        self._flow, self._columns, self._style = flow, columns, style
        highest = max([1, *(sum(day.columns.get(c, 0) for c in columns) for day in flow)])
        self._step = _step(highest)
        self.highest = -(-highest // self._step) * self._step
        metrics = QFontMetricsF(style.font)
        self._line = metrics.height()
        names = max([0.0, *(metrics.horizontalAdvance(column_title(column)) for column in columns)])
        numbers = metrics.horizontalAdvance(str(self.highest))
        self.rect = area.adjusted(numbers + _GAP, self._line / 2, -names - 2 * _GAP, -self._line - _GAP)

    def x(self, number: int) -> float:
        return self.rect.left() + self.rect.width() * number / max(1, len(self._flow) - 1)

    def day_at(self, x: float) -> int:
        """The number of the nearest day."""
        share = (x - self.rect.left()) / max(1.0, self.rect.width())
        return max(0, min(len(self._flow) - 1, round(share * (len(self._flow) - 1))))

    def column_at(self, number: int, y: float) -> Column | None:
        """The column whose area is at this height on that day."""
        below = 0
        for column in self._columns:
            above = below + self._flow[number].columns.get(column, 0)
            if self._y(above) <= y < self._y(below):
                return column
            below = above
        return None

    def paint(
        self, painter: QPainter, today: date, current: int | None = None, chosen: Column | None = None
    ) -> None:
        """`current` is the number of a day to be marked, `chosen` a column of it."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.setFont(self._style.font)
        self._paint_grid(painter)
        ends: list[tuple[float, Column]] = []
        below = [0] * len(self._flow)
        for column in self._columns:
            above = [base + day.columns.get(column, 0) for base, day in zip(below, self._flow, strict=True)]
            self._paint_area(painter, column, below, above)
            if above[-1] > below[-1]:
                ends.append((self._y((above[-1] + below[-1]) / 2), column))
            below = above
        self._paint_names(painter, ends)
        self._paint_days(painter, today)
        if current is not None:
            painter.setPen(QPen(self._style.color("text"), 2 * self._style.line))
            painter.drawLine(QLineF(self.x(current), self.rect.top(), self.x(current), self.rect.bottom()))
            self._paint_chosen(painter, current, chosen)
        painter.restore()

    def _paint_chosen(self, painter: QPainter, current: int, chosen: Column | None) -> None:
        below = 0
        for column in self._columns:
            above = below + self._flow[current].columns.get(column, 0)
            if column is chosen:
                pen = QPen(self._style.color("accent"), 6 * self._style.line)
                pen.setCapStyle(Qt.PenCapStyle.FlatCap)
                painter.setPen(pen)
                painter.drawLine(
                    QLineF(self.x(current), self._y(below), self.x(current), self._y(above) - 0.01)
                )
            below = above

    def _y(self, value: float) -> float:
        return self.rect.bottom() - self.rect.height() * value / self.highest

    def _paint_grid(self, painter: QPainter) -> None:
        for value in range(0, self.highest + 1, self._step):
            y = self._y(value)
            painter.setPen(QPen(self._style.color("line"), self._style.line))
            painter.drawLine(QLineF(self.rect.left(), y, self.rect.right(), y))
            painter.setPen(self._style.color("muted"))
            left = self.rect.left() - _GAP
            painter.drawText(
                QRectF(left - 200, y - self._line / 2, 200, self._line),
                Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
                str(value),
            )

    def _paint_area(
        self, painter: QPainter, column: Column, below: Sequence[int], above: Sequence[int]
    ) -> None:
        top = [QPointF(self.x(n), self._y(value)) for n, value in enumerate(above)]
        bottom = [QPointF(self.x(n), self._y(value)) for n, value in enumerate(below)]
        area = QPolygonF([*top, *reversed(bottom)])
        color = self._style.color(column_color(column))
        painter.setPen(Qt.PenStyle.NoPen)
        pale = self._style.color(column_color(column)).toRgb()
        pale.setAlpha(_SHADE)
        painter.setBrush(pale)
        painter.drawPolygon(area)
        painter.setBrush(QBrush(color, _PATTERNS.get(column, Qt.BrushStyle.Dense7Pattern)))
        painter.drawPolygon(area)
        painter.setPen(QPen(color, 1.5 * self._style.line))
        painter.drawPolyline(QPolygonF(top))

    def _paint_names(self, painter: QPainter, ends: Sequence[tuple[float, Column]]) -> None:
        """Beside the end of each area, moved up where two would overlap."""
        lowest = self.rect.bottom() + self._line
        for middle, column in ends:
            y = min(middle, lowest - self._line)
            lowest = y
            painter.setPen(self._style.color("text"))
            draw_text_line(
                painter,
                QRectF(self.rect.right() + _GAP, y - self._line / 2, 400, self._line),
                column_title(column),
            )

    def _paint_days(self, painter: QPainter, today: date) -> None:
        last = len(self._flow) - 1
        painter.setPen(self._style.color("muted"))
        for number in dict.fromkeys((0, last // 2, last)):
            text = short_date(self._flow[number].day, today)
            width = QFontMetricsF(self._style.font).horizontalAdvance(text) + 2
            left = min(max(self.x(number) - width / 2, self.rect.left()), self.rect.right() - width)
            painter.drawText(
                QRectF(left, self.rect.bottom() + _GAP, width, self._line), Qt.AlignmentFlag.AlignCenter, text
            )


def _step(highest: int) -> int:
    """The distance of the grid's lines, of which at most five are above the lowest one: 1, 2, 5, 10, 20 …"""
    power = 1
    while True:
        for step in (power, 2 * power, 5 * power):
            if step * _LINES >= highest:
                return step
        power *= 10
