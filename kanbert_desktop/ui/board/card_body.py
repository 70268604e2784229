"""The card below its words: shadow, ground, edge and focus ring, painted once for each size and look."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from kanbert_desktop.ui.board.card_geometry import EDGE
from kanbert_desktop.ui.board.card_look import CardLook
from kanbert_desktop.ui.theme import Theme

RADIUS = 8
_MOST = 128
FADED = 0.4
"""How strong a card shows in its old place while it is dragged."""


class CardBodies:
    """A column has few different heights, and rounded corners cost more than all else on a card."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._known: dict[object, QPixmap] = {}

    def picture(self, look: CardLook, size: QSize, ratio: float) -> QPixmap:
        """A row of `size`, for the caller to copy and write on."""
        name = (look, size.width(), size.height(), ratio)
        picture = self._known.get(name)
        if picture is None:
            if len(self._known) >= _MOST:
                self._known.clear()
            picture = self._known[name] = self._painted(look, size, ratio)
        return picture

    def _painted(self, look: CardLook, size: QSize, ratio: float) -> QPixmap:
        picture = QPixmap(size * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if look.dragged:
            painter.setOpacity(FADED)
        card = QRectF(EDGE, EDGE, size.width() - 2 * EDGE, size.height() - 2 * EDGE)
        self._paint(painter, card, look)
        painter.end()
        return picture

    def _paint(self, painter: QPainter, card: QRectF, look: CardLook) -> None:
        color = self._theme.color
        painter.setPen(Qt.PenStyle.NoPen)
        if not self._theme.is_dark and not look.is_chosen:
            painter.setBrush(_thin(color("shadow"), 0.10))
            painter.drawRoundedRect(card.adjusted(-0.2, 1, 0.2, 1.2), RADIUS, RADIUS)
        painter.setBrush(color("accent-soft" if look.is_chosen else "card-hover" if look.hovered else "card"))
        edge, width = self._edge(look)
        painter.setPen(QPen(edge, width))
        inset = width / 2
        painter.drawRoundedRect(card.adjusted(inset, inset, -inset, -inset), RADIUS - inset, RADIUS - inset)
        if look.focused:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(color("accent"), 2))
            painter.drawRoundedRect(card.adjusted(-2, -2, 2, 2), RADIUS + 2, RADIUS + 2)

    def _edge(self, look: CardLook) -> tuple[QColor, float]:
        if look.opened and not look.focused:
            return self._theme.color("accent"), 2
        if look.is_chosen:
            return self._theme.color("accent"), 1
        return self._theme.color("strong-line" if look.hovered else "line"), 1


def _thin(color: QColor, opacity: float) -> QColor:
    thin = QColor(color)
    thin.setAlphaF(opacity)
    return thin
