"""A check box in the program's own look."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QWidget

from kanbert_desktop.ui.theme import Theme


class TickBox(QCheckBox):
    """Painted, because a style sheet would need a picture file for the tick in each colour."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(24), self._theme.px(24))

    def hitButton(self, _place: object) -> bool:
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        color, side = self._theme.color, self._theme.px(16)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, top = (self.width() - side) / 2, (self.height() - side) / 2
        box = QRectF(left, top, side, side).adjusted(0.5, 0.5, -0.5, -0.5)
        if self.hasFocus():
            painter.setPen(QPen(color("accent"), 2))
            painter.drawRoundedRect(box.adjusted(-3, -3, 3, 3), 6, 6)
        if self.isChecked():
            painter.setPen(QPen(color("accent"), 1))
            painter.setBrush(color("accent"))
        else:
            painter.setPen(QPen(color("accent" if self.underMouse() else "strong-line"), 1.4))
            painter.setBrush(color("card"))
        painter.drawRoundedRect(box, 4, 4)
        if self.isChecked():
            pen = QPen(color("on-accent"), 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            points = ((0.24, 0.52), (0.43, 0.70), (0.76, 0.32))
            painter.drawPolyline([QPointF(left + x * side, top + y * side) for x, y in points])
        painter.end()
