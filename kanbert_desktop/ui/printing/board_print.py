"""A board on paper: landscape, its columns side by side, with head and page number on every sheet."""

from collections.abc import Iterator

from PySide6.QtCore import QLineF, QSizeF
from PySide6.QtGui import QFont, QPageLayout, QPainter, QPen

from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.printing.blocks import Block, HeadBlock, blocks_of
from kanbert_desktop.ui.printing.board_sheet import BoardSheet, PrintedColumn
from kanbert_desktop.ui.printing.filling import GAP, Strand, fill
from kanbert_desktop.ui.printing.page_frame import FOOT, PageFrame
from kanbert_desktop.ui.printing.paper import Ink
from kanbert_desktop.ui.printing.words_on_paper import WordsOnPaper

_BETWEEN = 10.0
_HEAD = 20.0
_SLICE = 40
"""Cards that are set between two looks at what else the window has to do."""


class BoardPrint:
    """Set by `lay_out` for one size of paper, then painted page by page."""

    orientation = QPageLayout.Orientation.Landscape

    def __init__(self, sheet: BoardSheet, ink: Ink, printed_at: str) -> None:
        self._sheet, self._ink = sheet, ink
        self.title = sheet.title
        self._frame = PageFrame(ink, sheet.title, sheet.client, sheet.notes, printed_at)
        self._pages: list[list[Strand]] = []
        self._room = QSizeF()

    @property
    def pages(self) -> int:
        return len(self._pages)

    def lay_out(self, room: QSizeF) -> Iterator[None]:
        """In steps; `room` is what the margins leave, in points."""
        self._room = room
        self._frame.lay_out(room)
        columns: list[list[Block]] = []
        for column in self._sheet.columns:
            columns.append([])
            for number, row in enumerate(column.rows):
                columns[-1].append(blocks_of(row, self._ink, self._width))
                if number % _SLICE == _SLICE - 1:
                    yield
            if not columns[-1]:
                columns[-1].append(HeadBlock(tr("No cards"), self._ink, self._width, keeps_next=False))
        others = room.height() - _HEAD - FOOT
        self._pages = fill(columns, others - self._frame.height, others)

    def paint(self, painter: QPainter, page: int) -> None:
        top = self._frame.paint(painter, page, self.pages)
        for strand in self._pages[page]:
            left = strand.place * (self._width + _BETWEEN)
            self._paint_head(painter, self._sheet.columns[strand.column], strand, (left, top))
            at = top + _HEAD
            for block in strand.blocks:
                block.paint(painter, left, at)
                at += block.height + GAP

    @property
    def _width(self) -> float:
        count = max(1, len(self._sheet.columns))
        return (self._room.width() - _BETWEEN * (count - 1)) / count

    def _paint_head(
        self, painter: QPainter, column: PrintedColumn, strand: Strand, corner: tuple[float, float]
    ) -> None:
        left, top = corner
        words = f"{column.title}  {column.count}"
        if strand.is_continued:
            words = tr("{column}, continued", column=column.title)
        font = self._ink.font(9, QFont.Weight.Bold)
        WordsOnPaper(words, font, self._width, self._ink.color("text")).paint(painter, left, top)
        painter.setPen(QPen(self._ink.color("text"), 0.8))
        painter.drawLine(QLineF(left, top + _HEAD - 6, left + self._width, top + _HEAD - 6))
