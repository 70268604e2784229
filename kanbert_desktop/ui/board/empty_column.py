"""What a column without cards says, with the focus ring where it has the focus."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QAbstractScrollArea

from kanbert_desktop.ui.board.card_geometry import EDGE
from kanbert_desktop.ui.theme import Theme


def paint_empty(cards: QAbstractScrollArea, theme: Theme, words: str) -> None:
    painter = QPainter(cards.viewport())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    place = cards.viewport().rect().adjusted(EDGE, 2, -EDGE, -2)
    if cards.hasFocus():
        painter.setPen(QPen(theme.color("accent"), 2))
        painter.drawRoundedRect(place.adjusted(0, 0, 0, -1), 8, 8)
    painter.setFont(theme.font("meta"))
    painter.setPen(theme.color("muted"))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, words)
    painter.end()
