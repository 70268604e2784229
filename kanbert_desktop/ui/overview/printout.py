"""Lays out the overview on pages: key figures, bars with their figures, and the cumulative flow."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPageLayout, QPainter

from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.overview.figures import OverviewFigures
from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.overview.bar_painting import ChartStyle, paint_bar, scale_of
from kanbert_desktop.ui.overview.content import (
    BarRow,
    BarSection,
    assignee_section,
    column_section,
    flow_columns,
    key_figures,
    since_text,
    throughput_section,
)
from kanbert_desktop.ui.overview.flow_painting import FlowPlot
from kanbert_desktop.ui.overview.hours_content import hours_sections
from kanbert_desktop.ui.printing.page_layout import FOOTER_HEIGHT, PageFrame, PrintStyle
from kanbert_desktop.ui.style.widget_style import draw_text_line

_ROW, _HEADING, _TITLE, _GAP, _BAR = 16.0, 14.0, 20.0, 14.0, 8.0
_NAMES, _CELL, _FLOW = 130.0, 76.0, 190.0
Paint = Callable[[QPainter, QRectF], None]


class _Block(NamedTuple):
    """`keep_with_next`: must not be the last block of a page."""

    height: float
    paint: Paint
    keep_with_next: bool = False


class OverviewPrintout:
    """Laid out by `layout_steps` for one paper size, then painted page by page."""

    orientation = QPageLayout.Orientation.Portrait

    def __init__(
        self,
        figures: OverviewFigures,
        service: BoardService,
        style: PrintStyle,
        printed_at: str,
        *,
        now: datetime,
    ) -> None:
        self._figures, self._style = figures, style
        name = figures.scope.title or tr("All boards")
        self.title = tr("Overview: {name}", name=name)
        keys = [f"{one.name}: {one.value}" for one in key_figures(figures)]
        self._sections = (
            column_section(figures),
            assignee_section(figures, service),
            throughput_section(figures),
        )
        self._hours = hours_sections(figures, service, now) if figures.hours is not None else []
        self._frame = PageFrame(style, self.title, "", tuple(keys), printed_at)
        self._pages: list[list[_Block]] = []
        self._area = QSizeF()

    @property
    def pages(self) -> int:
        return max(1, len(self._pages))

    def layout_steps(self, area: QSizeF) -> Iterator[None]:
        self._area = area
        self._frame.update_layout(area)
        blocks = [block for section in self._sections for block in self._blocks(section)]
        yield
        blocks += self._flow_blocks()
        blocks += [block for section in self._hours for block in self._blocks(section)]
        room = area.height() - FOOTER_HEIGHT
        self._pages = _fill(blocks, room - self._frame.height, room)

    def paint(self, painter: QPainter, page: int) -> None:
        top = self._frame.paint(painter, page, self.pages)
        for block in self._pages[page] if self._pages else ():
            painter.save()
            block.paint(painter, QRectF(0, top, self._area.width(), block.height))
            painter.restore()
            top += block.height

    def _blocks(self, section: BarSection) -> Iterator[_Block]:
        yield _Block(
            _TITLE + _GAP, lambda painter, area: self._paint_title(painter, area, section.title), True
        )
        if section.rows:
            yield _Block(_HEADING, lambda painter, area: self._paint_heading(painter, area, section), True)
        for row in section.rows:
            yield _Block(_ROW, partial(self._paint_row, section=section, row=row))
        note = section.note or ("" if section.rows else tr("Nothing to show."))
        if note:
            yield _Block(_ROW, lambda painter, area: self._paint_note(painter, area, note))

    def _flow_blocks(self) -> list[_Block]:
        figures = self._figures
        if len(figures.movement.flow) < 2:
            return []
        title = tr("Cards per column and day")
        note = since_text(figures.movement, figures.today)
        return [
            _Block(_TITLE + _GAP, lambda painter, area: self._paint_title(painter, area, title), True),
            _Block(_FLOW, self._paint_flow, True),
            _Block(_ROW, lambda painter, area: self._paint_note(painter, area, note)),
        ]

    # Painting.

    def _chart_style(self) -> ChartStyle:
        style = self._style
        return ChartStyle(style.color, style.font(8), style.font(8, QFont.Weight.DemiBold), 0.6)

    def _paint_title(self, painter: QPainter, area: QRectF, title: str) -> None:
        painter.setFont(self._style.font(11, QFont.Weight.DemiBold))
        self._paint_text(painter, area.adjusted(0, _GAP, 0, 0), title, self._style.color("text"))

    def _paint_note(self, painter: QPainter, area: QRectF, note: str) -> None:
        painter.setFont(self._style.font(8))
        self._paint_text(painter, area, note, self._style.color("muted"))

    def _paint_heading(self, painter: QPainter, area: QRectF, section: BarSection) -> None:
        painter.setFont(self._style.font(7))
        for text, place in zip(section.heading, _places(area, len(section.heading)), strict=True):
            self._paint_text(painter, place, text, self._style.color("muted"))

    def _paint_row(self, painter: QPainter, area: QRectF, section: BarSection, row: BarRow) -> None:
        name, bar, *cells = _places(area, len(section.heading))
        painter.setFont(self._style.font(8))
        self._paint_text(painter, name, row.name, self._style.color("text"))
        for text, place in zip(row.cells, cells, strict=True):
            self._paint_text(painter, place, text, self._style.color("muted"))
        middle = QRectF(bar.left(), bar.center().y() - _BAR / 2, bar.width(), _BAR)
        paint_bar(painter, middle, row, scale_of(section.rows), self._chart_style())

    def _paint_flow(self, painter: QPainter, area: QRectF) -> None:
        figures = self._figures
        plot = FlowPlot(area, figures.movement.flow, flow_columns(figures), self._chart_style())
        plot.paint(painter, figures.today)

    def _paint_text(self, painter: QPainter, area: QRectF, text: str, color: QColor) -> None:
        painter.setPen(color)
        shown = QFontMetricsF(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        draw_text_line(painter, area, shown)


def _places(area: QRectF, count: int) -> list[QRectF]:
    """Of the name, the bar, and the cells."""
    cells = _CELL * (count - 2)
    widths = [_NAMES, area.width() - _NAMES - cells, *([_CELL] * (count - 2))]
    places, left = [], area.left()
    for width in widths:
        places.append(QRectF(left, area.top(), width - 6, area.height()))
        left += width
    return places


def _fill(blocks: list[_Block], first: float, others: float) -> list[list[_Block]]:
    """Blocks that belong together move to the next page together."""
    pages: list[list[_Block]] = [[]]
    left, group = first, list[_Block]()
    for block in blocks:
        group.append(block)
        if block.keep_with_next:
            continue
        height = sum(one.height for one in group)
        if height > left and pages[-1]:
            pages.append([])
            left = others
        pages[-1] += group
        left -= height
        group = []
    return pages
