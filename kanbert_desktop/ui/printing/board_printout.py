"""Lays out a board on pages and paints them."""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Protocol

from PySide6.QtCore import QLineF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QPageLayout, QPainter, QPen

from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.value_classes import dataclass
from kanbert_desktop.ui.printing.board_content import BoardContent, PrintedCard, PrintedColumn
from kanbert_desktop.ui.printing.page_layout import FOOTER_HEIGHT, PageFrame, PrintStyle, WrappedText

_PAD, _LINE_SPACING, _RADIUS = 5.0, 2.0, 3.0
BLOCK_GAP = 5.0
_COLUMN_GAP = 10.0
_COLUMN_HEADER_HEIGHT = 20.0
_SLICE = 40
"""Cards laid out before control returns to the event loop."""


class Block(Protocol):
    """`keep_with_next`: must not be the last block of a page column."""

    height: float
    keep_with_next: bool

    def paint(self, painter: QPainter, left: float, top: float) -> None: ...


class CardBlock:
    """A frame around the text; dashed if the card is not synced."""

    keep_with_next = False

    def __init__(self, card: PrintedCard, style: PrintStyle, width: float) -> None:
        text_width = width - 2 * _PAD
        title = WrappedText(card.title, style.font(9, QFont.Weight.Medium), text_width, style.color("text"))
        self._lines = [title]
        if card.mark_text:
            font = style.font(7, QFont.Weight.DemiBold)
            font.setItalic(True)
            self._lines.append(WrappedText(card.mark_text, font, text_width, style.color("text")))
        if card.facts:
            facts = " · ".join(fact.replace(" ", "\N{NO-BREAK SPACE}") for fact in card.facts)
            self._lines.append(WrappedText(facts, style.font(7), text_width, style.color("muted")))
        self._pen = QPen(style.color("strong-line"), 0.6)
        if card.mark_text:
            self._pen = QPen(style.color("text"), 0.9, Qt.PenStyle.DashLine)
        self._width = width
        text = sum(line.height for line in self._lines) + _LINE_SPACING * (len(self._lines) - 1)
        self.height = text + 2 * _PAD

    def paint(self, painter: QPainter, left: float, top: float) -> None:
        painter.setPen(self._pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(left, top, self._width, self.height), _RADIUS, _RADIUS)
        at = top + _PAD
        for line in self._lines:
            line.paint(painter, left + _PAD, at)
            at += line.height + _LINE_SPACING


class HeadingBlock:
    """Heading of a group, or a note for an empty column."""

    def __init__(self, text: str, style: PrintStyle, width: float, *, keep_with_next: bool = True) -> None:
        self.keep_with_next = keep_with_next
        weight = QFont.Weight.DemiBold if keep_with_next else QFont.Weight.Normal
        self._text = WrappedText(text, style.font(8, weight), width, style.color("muted"))
        self.height = self._text.height

    def paint(self, painter: QPainter, left: float, top: float) -> None:
        self._text.paint(painter, left, top)


def blocks_of(row: PrintedCard | str, style: PrintStyle, width: float) -> Block:
    return CardBlock(row, style, width) if isinstance(row, PrintedCard) else HeadingBlock(row, style, width)


@dataclass(frozen=True, slots=True)
class ColumnFlow:
    """Blocks of one board column in one page column; `position` counts from the left."""

    column: int
    position: int
    blocks: tuple[Block, ...]
    is_continued: bool


def fill_pages(columns: Sequence[Sequence[Block]], first: float, others: float) -> list[list[ColumnFlow]]:
    """Distributes columns over pages.

    Page columns are `first` high on the first page, `others` on the others; nothing is cut.
    """
    done = [0] * len(columns)
    sums = [
        list(accumulate((block.height + BLOCK_GAP for block in blocks), initial=0.0)) for blocks in columns
    ]
    pages: list[list[ColumnFlow]] = []
    while not pages or any(done[n] < len(blocks) for n, blocks in enumerate(columns)):
        height = others if pages else first
        shares = _column_shares(sums, done, height) if pages else [1] * len(columns)
        page, position = [], 0
        for column, share in enumerate(shares):
            for _each in range(share):
                taken = _blocks_that_fit(columns[column], done[column], height)
                if taken or not pages:
                    page.append(ColumnFlow(column, position, taken, done[column] > 0))
                    done[column] += len(taken)
                    position += 1
        pages.append(page)
    return pages


def _blocks_that_fit(blocks: Sequence[Block], start: int, height: float) -> tuple[Block, ...]:
    """As many blocks as fit, at least one; a heading is never the last."""
    end, used = start, 0.0
    while end < len(blocks) and (used + blocks[end].height <= height or end == start):
        used += blocks[end].height + BLOCK_GAP
        end += 1
    while end < len(blocks) and end - start > 1 and blocks[end - 1].keep_with_next:
        end -= 1
    return tuple(blocks[start:end])


def _column_shares(sums: Sequence[Sequence[float]], done: Sequence[int], height: float) -> list[int]:
    """Page columns for each board column: one if blocks are left, the rest to those with the most left."""
    left = [(heights[-1] - heights[done[n]]) / height for n, heights in enumerate(sums)]
    shares = [int(need > 0) for need in left]
    for _each in range(len(sums) - sum(shares)):
        neediest = max(range(len(sums)), key=lambda n: left[n] - shares[n])
        if left[neediest] > shares[neediest]:
            shares[neediest] += 1
    return shares


class BoardPrintout:
    """Laid out by `layout_steps` for one paper size, then painted page by page."""

    orientation = QPageLayout.Orientation.Landscape

    def __init__(self, sheet: BoardContent, style: PrintStyle, printed_at: str) -> None:
        self._sheet, self._style = sheet, style
        self.title = sheet.title
        self._frame = PageFrame(style, sheet.title, sheet.client, sheet.notes, printed_at)
        self._pages: list[list[ColumnFlow]] = []
        self._page_area = QSizeF()

    @property
    def pages(self) -> int:
        return len(self._pages)

    def layout_steps(self, area: QSizeF) -> Iterator[None]:
        """Lays out in steps; `area` is the page without margins, in points."""
        self._page_area = area
        self._frame.update_layout(area)
        columns: list[list[Block]] = []
        for column in self._sheet.columns:
            columns.append([])
            for number, row in enumerate(column.rows):
                columns[-1].append(blocks_of(row, self._style, self._width))
                if number % _SLICE == _SLICE - 1:
                    yield
            if not columns[-1]:
                columns[-1].append(
                    HeadingBlock(tr("No cards"), self._style, self._width, keep_with_next=False)
                )
        others = area.height() - _COLUMN_HEADER_HEIGHT - FOOTER_HEIGHT
        self._pages = fill_pages(columns, others - self._frame.height, others)

    def paint(self, painter: QPainter, page: int) -> None:
        top = self._frame.paint(painter, page, self.pages)
        for flow in self._pages[page]:
            left = flow.position * (self._width + _COLUMN_GAP)
            self._paint_column_header(painter, self._sheet.columns[flow.column], flow, (left, top))
            at = top + _COLUMN_HEADER_HEIGHT
            for block in flow.blocks:
                block.paint(painter, left, at)
                at += block.height + BLOCK_GAP

    @property
    def _width(self) -> float:
        count = max(1, len(self._sheet.columns))
        return (self._page_area.width() - _COLUMN_GAP * (count - 1)) / count

    def _paint_column_header(
        self, painter: QPainter, column: PrintedColumn, flow: ColumnFlow, corner: tuple[float, float]
    ) -> None:
        left, top = corner
        text = f"{column.title}  {column.count}"
        if flow.is_continued:
            text = tr("{column}, continued", column=column.title)
        font = self._style.font(9, QFont.Weight.Bold)
        WrappedText(text, font, self._width, self._style.color("text")).paint(painter, left, top)
        painter.setPen(QPen(self._style.color("text"), 0.8))
        painter.drawLine(
            QLineF(left, top + _COLUMN_HEADER_HEIGHT - 6, left + self._width, top + _COLUMN_HEADER_HEIGHT - 6)
        )
