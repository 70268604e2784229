"""What stands in a printed column: cards and heads of groups, each with its height and its way of being drawn."""

from typing import Protocol

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen

from kanbert_desktop.ui.printing.board_sheet import PrintedCard
from kanbert_desktop.ui.printing.paper import Ink
from kanbert_desktop.ui.printing.words_on_paper import WordsOnPaper

_PAD, _BETWEEN, _RADIUS = 5.0, 2.0, 3.0


class Block(Protocol):
    """`keeps_next`: it must not be the last one in its place."""

    height: float
    keeps_next: bool

    def paint(self, painter: QPainter, left: float, top: float) -> None: ...


class CardBlock:
    """A frame around the words; a dashed one where the card is not on the server as it stands here."""

    keeps_next = False

    def __init__(self, card: PrintedCard, ink: Ink, width: float) -> None:
        room = width - 2 * _PAD
        title = WordsOnPaper(card.title, ink.font(9, QFont.Weight.Medium), room, ink.color("text"))
        self._lines = [title]
        if card.mark:
            font = ink.font(7, QFont.Weight.DemiBold)
            font.setItalic(True)
            self._lines.append(WordsOnPaper(card.mark, font, room, ink.color("text")))
        if card.facts:
            facts = " · ".join(fact.replace(" ", "\N{NO-BREAK SPACE}") for fact in card.facts)
            self._lines.append(WordsOnPaper(facts, ink.font(7), room, ink.color("muted")))
        self._pen = QPen(ink.color("strong-line"), 0.6)
        if card.mark:
            self._pen = QPen(ink.color("text"), 0.9, Qt.PenStyle.DashLine)
        self._width = width
        words = sum(line.height for line in self._lines) + _BETWEEN * (len(self._lines) - 1)
        self.height = words + 2 * _PAD

    def paint(self, painter: QPainter, left: float, top: float) -> None:
        painter.setPen(self._pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(left, top, self._width, self.height), _RADIUS, _RADIUS)
        at = top + _PAD
        for line in self._lines:
            line.paint(painter, left + _PAD, at)
            at += line.height + _BETWEEN


class HeadBlock:
    """The head of a group, or a word where there is nothing."""

    def __init__(self, text: str, ink: Ink, width: float, *, keeps_next: bool = True) -> None:
        self.keeps_next = keeps_next
        weight = QFont.Weight.DemiBold if keeps_next else QFont.Weight.Normal
        self._words = WordsOnPaper(text, ink.font(8, weight), width, ink.color("muted"))
        self.height = self._words.height

    def paint(self, painter: QPainter, left: float, top: float) -> None:
        self._words.paint(painter, left, top)


def blocks_of(row: PrintedCard | str, ink: Ink, width: float) -> Block:
    return CardBlock(row, ink, width) if isinstance(row, PrintedCard) else HeadBlock(row, ink, width)
