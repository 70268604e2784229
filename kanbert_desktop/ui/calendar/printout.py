"""Lays out a week or a month on one page, and lists the days that have more cards than room on further pages."""

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPageLayout, QPainter, QPen

from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.untrusted_text import neutralise_direction
from kanbert_desktop.ui.calendar.print_content import CalendarContent, PrintedDay
from kanbert_desktop.ui.printing.board_printout import BLOCK_GAP, Block, CardBlock, HeadingBlock
from kanbert_desktop.ui.printing.page_layout import FOOTER_HEIGHT, PageFrame, PrintStyle

_COLUMNS, _COLUMN_GAP = 4, 12.0
"""Of the pages that list days."""
_WEEKDAY_HEIGHT, _HEAD, _LINE, _PAD = 16.0, 14.0, 11.0, 3.0
_WEEK = 7
_WEEKEND = QColor(244, 245, 247)
_SLICE = 40
"""Cards laid out before control returns to the event loop."""


class CalendarPrintout:
    """The grid is the first page. Laid out by `layout_steps` for one paper size, then painted page by page."""

    orientation = QPageLayout.Orientation.Landscape

    def __init__(self, content: CalendarContent, style: PrintStyle, printed_at: str) -> None:
        self._content, self._style = content, style
        self.title = content.title
        self._frame = PageFrame(style, content.title, "", content.notes, printed_at)
        self._area = QSizeF()
        self._titles: list[list[str]] = []
        self._lists: list[list[list[Block]]] = []

    @property
    def pages(self) -> int:
        return 1 + len(self._lists)

    def layout_steps(self, area: QSizeF) -> Iterator[None]:
        """Lays out in steps; `area` is the page without margins, in points."""
        self._area = area
        self._frame.update_layout(area)
        blocks: list[Block] = []
        width = (area.width() - _COLUMN_GAP * (_COLUMNS - 1)) / _COLUMNS
        self._titles = []
        for day in self._content.days:
            shown = day.keys if self._fits(day) else day.keys[: self._room() - 1]
            self._titles.append([card.title for card in self._content.read(shown)])
            yield
            if self._fits(day):
                continue
            blocks.append(HeadingBlock(f"{day.title} ({len(day.keys)})", self._style, width))
            for start in range(0, len(day.keys), _SLICE):
                cards = self._content.read(day.keys[start : start + _SLICE])
                blocks += [CardBlock(card, self._style, width) for card in cards]
                yield
        self._lists = _pages_of(blocks, area.height() - FOOTER_HEIGHT)
        yield

    def paint(self, painter: QPainter, page: int) -> None:
        top = self._frame.paint(painter, page, self.pages)
        if page == 0:
            self._paint_grid(painter, top)
        else:
            self._paint_list(painter, self._lists[page - 1], top)

    # The grid.

    @property
    def _cell(self) -> QSizeF:
        weeks = len(self._content.days) // _WEEK
        height = self._area.height() - FOOTER_HEIGHT - self._frame.height - _WEEKDAY_HEIGHT
        return QSizeF(self._area.width() / _WEEK, height / weeks)

    def _room(self) -> int:
        """Number of lines of a day; the last one is for "+n more"."""
        return max(1, int((self._cell.height() - _HEAD - _PAD) // _LINE))

    def _paint_grid(self, painter: QPainter, top: float) -> None:
        cell = self._cell
        painter.setFont(self._style.font(8, QFont.Weight.DemiBold))
        painter.setPen(self._style.color("muted"))
        for column, name in enumerate(self._content.weekdays):
            place = QRectF(column * cell.width() + _PAD, top, cell.width() - 2 * _PAD, _WEEKDAY_HEIGHT)
            self._paint_text(painter, place, name)
        for number, day in enumerate(self._content.days):
            week, column = divmod(number, _WEEK)
            place = QRectF(
                column * cell.width(),
                top + _WEEKDAY_HEIGHT + week * cell.height(),
                cell.width(),
                cell.height(),
            )
            self._paint_day(painter, place, day, self._titles[number])

    def _fits(self, day: PrintedDay) -> bool:
        return len(day.keys) <= self._room()

    def _paint_day(self, painter: QPainter, place: QRectF, day: PrintedDay, titles: list[str]) -> None:
        if day.is_weekend:
            painter.fillRect(place, _WEEKEND)
        painter.setPen(QPen(self._style.color("strong-line"), 0.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(place)
        line = QRectF(place.left() + _PAD, place.top() + 1, place.width() - 2 * _PAD, _HEAD)
        painter.setFont(self._style.font(8, QFont.Weight.Bold if day.is_main else QFont.Weight.Normal))
        painter.setPen(self._style.color("text" if day.is_main else "muted"))
        self._paint_text(painter, line, day.number)
        painter.setFont(self._style.font(7))
        painter.setPen(self._style.color("text"))
        line = QRectF(line.left(), line.bottom(), line.width(), _LINE)
        for title in titles:
            self._paint_text(painter, line, f"• {title}")
            line.moveTop(line.top() + _LINE)
        if not self._fits(day):
            painter.setPen(self._style.color("muted"))
            self._paint_text(painter, line, tr("+%n more", len(day.keys) - len(titles)))

    def _paint_text(self, painter: QPainter, place: QRectF, text: str) -> None:
        shown = QFontMetricsF(painter.font()).elidedText(
            neutralise_direction(text), Qt.TextElideMode.ElideRight, place.width()
        )
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)

    # The list of the days without room.

    def _paint_list(self, painter: QPainter, columns: list[list[Block]], top: float) -> None:
        width = (self._area.width() - _COLUMN_GAP * (_COLUMNS - 1)) / _COLUMNS
        for position, blocks in enumerate(columns):
            at = QPointF(position * (width + _COLUMN_GAP), top)
            for block in blocks:
                block.paint(painter, at.x(), at.y())
                at.setY(at.y() + block.height + BLOCK_GAP)


def _pages_of(blocks: list[Block], height: float) -> list[list[list[Block]]]:
    """Fills column after column; a heading is never the last of its column."""
    column: list[Block] = []
    used = 0.0
    columns: list[list[Block]] = []
    for block in blocks:
        if column and used + block.height > height:
            moved = [column.pop()] if column[-1].keep_with_next and len(column) > 1 else []
            columns.append(column)
            column, used = moved, sum(each.height + BLOCK_GAP for each in moved)
        column.append(block)
        used += block.height + BLOCK_GAP
    columns += [column] if column else []
    return [columns[start : start + _COLUMNS] for start in range(0, len(columns), _COLUMNS)]
