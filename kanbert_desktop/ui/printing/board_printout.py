"""Lays a board out on pages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Protocol

from PySide6.QtCore import QLineF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QPageLayout, QPainter, QPen

from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.printing.board_content import BoardContent, PrintedCard, PrintedColumn
from kanbert_desktop.ui.printing.page_layout import FOOTER_HEIGHT, Ink, PageFrame, WrappedText

_PAD, _LINE_SPACING, _RADIUS = 5.0, 2.0, 3.0


class Block(Protocol):
    """`keeps_next`: it must not be the last one in its place."""

    height: float
    keep_with_next: bool

    def paint(self, painter: QPainter, left: float, top: float) -> None: ...


class CardBlock:
    """A frame around the words; a dashed one where the card is not on the server as it stands here."""

    keep_with_next = False

    def __init__(self, card: PrintedCard, ink: Ink, width: float) -> None:
        room = width - 2 * _PAD
        title = WrappedText(card.title, ink.font(9, QFont.Weight.Medium), room, ink.color("text"))
        self._lines = [title]
        if card.mark_text:
            font = ink.font(7, QFont.Weight.DemiBold)
            font.setItalic(True)
            self._lines.append(WrappedText(card.mark_text, font, room, ink.color("text")))
        if card.facts:
            facts = " · ".join(fact.replace(" ", "\N{NO-BREAK SPACE}") for fact in card.facts)
            self._lines.append(WrappedText(facts, ink.font(7), room, ink.color("muted")))
        self._pen = QPen(ink.color("strong-line"), 0.6)
        if card.mark_text:
            self._pen = QPen(ink.color("text"), 0.9, Qt.PenStyle.DashLine)
        self._width = width
        words = sum(line.height for line in self._lines) + _LINE_SPACING * (len(self._lines) - 1)
        self.height = words + 2 * _PAD

    def paint(self, painter: QPainter, left: float, top: float) -> None:
        painter.setPen(self._pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(left, top, self._width, self.height), _RADIUS, _RADIUS)
        at = top + _PAD
        for line in self._lines:
            line.paint(painter, left + _PAD, at)
            at += line.height + _LINE_SPACING


class HeadingBlock:
    """The head of a group, or a word where there is nothing."""

    def __init__(self, text: str, ink: Ink, width: float, *, keep_with_next: bool = True) -> None:
        self.keep_with_next = keep_with_next
        weight = QFont.Weight.DemiBold if keep_with_next else QFont.Weight.Normal
        self._text = WrappedText(text, ink.font(8, weight), width, ink.color("muted"))
        self.height = self._text.height

    def paint(self, painter: QPainter, left: float, top: float) -> None:
        self._text.paint(painter, left, top)


def blocks_of(row: PrintedCard | str, ink: Ink, width: float) -> Block:
    return CardBlock(row, ink, width) if isinstance(row, PrintedCard) else HeadingBlock(row, ink, width)


BLOCK_GAP = 5.0


@dataclass(frozen=True, slots=True)
class ColumnFlow:
    """One column's blocks in one place of one page; `place` counts from the left."""

    column: int
    position: int
    blocks: tuple[Block, ...]
    is_continued: bool


def fill_pages(columns: Sequence[Sequence[Block]], first: float, others: float) -> list[list[ColumnFlow]]:
    """A list of strands for each page; a place is `first` high on the first, `others` on the others. Nothing is cut."""
    done = [0] * len(columns)
    sums = [
        list(accumulate((block.height + BLOCK_GAP for block in blocks), initial=0.0)) for blocks in columns
    ]
    pages: list[list[ColumnFlow]] = []
    while not pages or any(done[n] < len(blocks) for n, blocks in enumerate(columns)):
        room = others if pages else first
        shares = _column_shares(sums, done, room) if pages else [1] * len(columns)
        page, place = [], 0
        for column, share in enumerate(shares):
            for _each in range(share):
                taken = _blocks_that_fit(columns[column], done[column], room)
                if taken or not pages:
                    page.append(ColumnFlow(column, place, taken, done[column] > 0))
                    done[column] += len(taken)
                    place += 1
        pages.append(page)
    return pages


def _blocks_that_fit(blocks: Sequence[Block], start: int, room: float) -> tuple[Block, ...]:
    """As many as have room, one at least; a head never stands last."""
    end, used = start, 0.0
    while end < len(blocks) and (used + blocks[end].height <= room or end == start):
        used += blocks[end].height + BLOCK_GAP
        end += 1
    while end < len(blocks) and end - start > 1 and blocks[end - 1].keep_with_next:
        end -= 1
    return tuple(blocks[start:end])


def _column_shares(sums: Sequence[Sequence[float]], done: Sequence[int], room: float) -> list[int]:
    """Places for each column: one where something is left, the rest to those with the most left."""
    left = [(heights[-1] - heights[done[n]]) / room for n, heights in enumerate(sums)]
    shares = [int(need > 0) for need in left]
    for _each in range(len(sums) - sum(shares)):
        most = max(range(len(sums)), key=lambda n: left[n] - shares[n])
        if left[most] > shares[most]:
            shares[most] += 1
    return shares


_COLUMN_GAP = 10.0
_COLUMN_HEADER_HEIGHT = 20.0
_SLICE = 40
"""Cards that are set between two looks at what else the window has to do."""


class BoardPrintout:
    """Set by `lay_out` for one size of paper, then painted page by page."""

    orientation = QPageLayout.Orientation.Landscape

    def __init__(self, sheet: BoardContent, ink: Ink, printed_at: str) -> None:
        self._sheet, self._ink = sheet, ink
        self.title = sheet.title
        self._frame = PageFrame(ink, sheet.title, sheet.client, sheet.notes, printed_at)
        self._pages: list[list[ColumnFlow]] = []
        self._room = QSizeF()

    @property
    def pages(self) -> int:
        return len(self._pages)

    def layout_steps(self, room: QSizeF) -> Iterator[None]:
        """In steps; `room` is what the margins leave, in points."""
        self._room = room
        self._frame.update_layout(room)
        columns: list[list[Block]] = []
        for column in self._sheet.columns:
            columns.append([])
            for number, row in enumerate(column.rows):
                columns[-1].append(blocks_of(row, self._ink, self._width))
                if number % _SLICE == _SLICE - 1:
                    yield
            if not columns[-1]:
                columns[-1].append(HeadingBlock(tr("No cards"), self._ink, self._width, keep_with_next=False))
        others = room.height() - _COLUMN_HEADER_HEIGHT - FOOTER_HEIGHT
        self._pages = fill_pages(columns, others - self._frame.height, others)

    def paint(self, painter: QPainter, page: int) -> None:
        top = self._frame.paint(painter, page, self.pages)
        for strand in self._pages[page]:
            left = strand.position * (self._width + _COLUMN_GAP)
            self._paint_column_header(painter, self._sheet.columns[strand.column], strand, (left, top))
            at = top + _COLUMN_HEADER_HEIGHT
            for block in strand.blocks:
                block.paint(painter, left, at)
                at += block.height + BLOCK_GAP

    @property
    def _width(self) -> float:
        count = max(1, len(self._sheet.columns))
        return (self._room.width() - _COLUMN_GAP * (count - 1)) / count

    def _paint_column_header(
        self, painter: QPainter, column: PrintedColumn, strand: ColumnFlow, corner: tuple[float, float]
    ) -> None:
        left, top = corner
        words = f"{column.title}  {column.count}"
        if strand.is_continued:
            words = tr("{column}, continued", column=column.title)
        font = self._ink.font(9, QFont.Weight.Bold)
        WrappedText(words, font, self._width, self._ink.color("text")).paint(painter, left, top)
        painter.setPen(QPen(self._ink.color("text"), 0.8))
        painter.drawLine(
            QLineF(left, top + _COLUMN_HEADER_HEIGHT - 6, left + self._width, top + _COLUMN_HEADER_HEIGHT - 6)
        )
