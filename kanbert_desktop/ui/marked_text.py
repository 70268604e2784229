"""One line of text with some letters marked: bold and in another colour."""

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout, QTextOption

from kanbert_desktop.domain.untrusted_text import in_written_order
from kanbert_desktop.ui.mirrored import is_mirrored


def draw_marked(
    painter: QPainter,
    room: QRectF,
    text: str,
    marks: Iterable[tuple[int, int]],
    look: tuple[QFont, QColor, QColor],
) -> float:
    """`look` is the font, the text's colour and that of a mark. Cut off with an ellipsis; returns the width drawn."""
    font, plain, marked = look
    bold = QFont(font)
    bold.setWeight(QFont.Weight.Bold)
    shown = QFontMetricsF(bold).elidedText(in_written_order(text), Qt.TextElideMode.ElideRight, room.width())
    layout = QTextLayout(shown, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    side = Qt.AlignmentFlag.AlignRight if is_mirrored(painter) else Qt.AlignmentFlag.AlignLeft
    option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
    layout.setTextOption(option)
    layout.setFormats([_format(start, end, bold, marked) for start, end in marks if start < len(shown)])
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(room.width())
    layout.endLayout()
    painter.setPen(plain)
    layout.draw(painter, QPointF(room.left(), room.top() + (room.height() - line.height()) / 2))
    return line.naturalTextWidth()


def _format(start: int, end: int, font: QFont, color: QColor) -> QTextLayout.FormatRange:
    look = QTextCharFormat()
    look.setFont(font)
    look.setForeground(color)
    piece = QTextLayout.FormatRange()
    piece.start, piece.length, piece.format = start, end - start, look
    return piece
