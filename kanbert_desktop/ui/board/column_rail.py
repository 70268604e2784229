"""A folded column: a 40 pixels wide rail with its colour, count and name."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import Column
from kanbert_desktop.ui.board.column_words import column_color, column_title
from kanbert_desktop.ui.literal_text import literal
from kanbert_desktop.ui.theme import Theme

RAIL = 40


class ColumnRail(QAbstractButton):
    """Painted rather than styled, because Qt draws no upright text."""

    def __init__(self, column: Column, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._column = column
        self._theme = theme
        self._count = ""
        self.lit = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.set_count(0, 0)

    def set_count(self, shown: int, count: int) -> None:
        """`shown` are those of them that a filter lets through."""
        name = column_title(self._column)
        self.setText(name)
        self.setToolTip(literal(tr("Unfold {column}", column=name)))
        if shown == count:
            self._count = str(count)
            self.setAccessibleName(tr("{column}, {count} cards, folded", column=name, count=count))
        else:
            self._count = f"{shown}/{count}"
            words = tr("{column}, {shown} of {count} cards, folded", column=name, shown=shown, count=count)
            self.setAccessibleName(words)
        self.update()

    def set_lit(self, lit: bool) -> None:
        self.lit = lit
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(RAIL), 200)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = "accent-soft" if self.lit else "hover" if self.underMouse() else "column"
        ring = self.lit or self.hasFocus()
        painter.setPen(QPen(theme.color("accent"), 2) if ring else Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(ground))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 10, 10)
        self._paint_words(painter)
        painter.end()

    def _paint_words(self, painter: QPainter) -> None:
        theme, middle = self._theme, self.width() / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(column_color(self._column)))
        painter.drawEllipse(QPointF(middle, theme.px(20)), theme.px(4), theme.px(4))
        painter.setPen(theme.color("muted"))
        painter.setFont(theme.font("label"))
        count = QRectF(0, theme.px(30), self.width(), theme.px(22))
        fits = painter.fontMetrics().horizontalAdvance(self._count) <= count.width() - 2
        words = self._count if fits else self._count.partition("/")[0]
        painter.drawText(count, Qt.AlignmentFlag.AlignCenter, words)
        painter.setPen(theme.color("text"))
        painter.setFont(theme.font("strong"))
        painter.translate(middle, theme.px(62))
        painter.rotate(90)
        line = theme.px(22)
        place = QRectF(0, -line / 2, max(0, self.height() - theme.px(70)), line)
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.text())
