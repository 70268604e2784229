"""On or off: a check box in the shape of a switch."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox

from kanbert_desktop.ui.theme import Theme

_WIDE, _HIGH, _ROOM = 34, 20, 4
"""Of the switch itself; around it is room for the focus ring."""


class Switch(QCheckBox):
    """`chosen` carries what the person chose; the place of the knob says it as well as the colour does (U14)."""

    chosen = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.clicked.connect(self.chosen)

    def show_value(self, on: bool) -> None:
        self.setChecked(on)

    def dress(self, name: str, description: str) -> None:
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        px = self._theme.px
        return QSize(px(_WIDE) + 2 * _ROOM, px(_HIGH) + 2 * _ROOM)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size = self.sizeHint()
        body = QRectF(0, (self.height() - size.height()) / 2, size.width(), size.height())
        body.adjust(_ROOM, _ROOM, -_ROOM, -_ROOM)
        if self.hasFocus():
            ring = body.adjusted(-2.5, -2.5, 2.5, 2.5)
            painter.setPen(QPen(self._theme.color("accent"), 2))
            painter.drawRoundedRect(ring, ring.height() / 2, ring.height() / 2)
        self._paint_body(painter, body)
        painter.end()

    def _paint_body(self, painter: QPainter, body: QRectF) -> None:
        color, on, able = self._theme.color, self.isChecked(), self.isEnabled()
        ground = "accent" if on and able else "strong-line" if on else "raised"
        painter.setPen(QPen(color(ground if on else "strong-line"), 1.5))
        painter.setBrush(color(ground))
        edge = body.adjusted(0.75, 0.75, -0.75, -0.75)
        painter.drawRoundedRect(edge, edge.height() / 2, edge.height() / 2)
        side = body.height() - self._theme.px(8)
        inset = (body.height() - side) / 2
        at_right = on is not (self.layoutDirection() is Qt.LayoutDirection.RightToLeft)
        left = body.right() - inset - side if at_right else body.left() + inset
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("on-accent" if on else "muted"))
        painter.drawEllipse(QRectF(left, body.top() + inset, side, side))
