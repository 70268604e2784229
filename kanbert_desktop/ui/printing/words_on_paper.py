"""Words set into a width: broken into lines once, drawn wherever they come to stand."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QTextLayout, QTextOption

from kanbert_desktop.domain.untrusted_text import shortened

MOST_LINES = 14
"""A title of any length leaves a card that fits on a page."""
_MOST = 3_000
"""Characters; fewer lines than that are drawn."""


class WordsOnPaper:
    """Widths are those of the letters' design, so that paper and layout agree at every resolution."""

    def __init__(self, text: str, font: QFont, width: float, color: QColor) -> None:
        self._color = color
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setUseDesignMetrics(True)
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        self._layout = QTextLayout(shortened(text, _MOST), font)
        self._layout.setTextOption(option)
        self.height = self._break(width)

    def paint(self, painter: QPainter, left: float, top: float) -> None:
        painter.setPen(self._color)
        self._layout.draw(painter, QPointF(left, top))

    def _break(self, width: float) -> float:
        height = 0.0
        self._layout.beginLayout()
        for _number in range(MOST_LINES):
            line = self._layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(width)
            line.setPosition(QPointF(0, height))
            height += line.height()
        self._layout.endLayout()
        return height
