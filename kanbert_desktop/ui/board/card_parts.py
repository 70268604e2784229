"""Parts that many cards share, painted once: a chip with its words, a person's round picture."""

from math import ceil
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPixmap

from kanbert_desktop.ui import icons
from kanbert_desktop.ui.board.people import AVATAR, paint_avatar
from kanbert_desktop.ui.theme import Theme

_MOST = 512


class Chip(NamedTuple):
    """Its words, the icon before them, and the names of two colours."""

    words: str
    icon: str
    ink: str
    ground: str


class CardParts:
    """Text and round corners cost more than all else on a card; days, states and people are few."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self._known: dict[object, QPixmap] = {}

    def chip(self, chip: Chip, ratio: float) -> QPixmap:
        """20 pixels high at 100 % text size, as wide as its words ask for."""
        known = self._known.get((chip, ratio))
        return known or self._keep((chip, ratio), self._painted_chip(chip, ratio))

    def avatar(self, letters: str, hue: str, ratio: float) -> QPixmap:
        known = self._known.get((letters, hue, ratio))
        return known or self._keep((letters, hue, ratio), self._painted_avatar(letters, hue, ratio))

    def _keep(self, name: object, picture: QPixmap) -> QPixmap:
        if len(self._known) >= _MOST:
            self._known.clear()
        self._known[name] = picture
        return picture

    def _painted_chip(self, chip: Chip, ratio: float) -> QPixmap:
        px, font = self.theme.px, self.theme.font("chip")
        wide = px(6 + 12 + 4 + 6) + ceil(QFontMetricsF(font).horizontalAdvance(chip.words))
        picture = _blank(QSize(wide, px(20)), ratio)
        painter = _painter(picture)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.color(chip.ground))
        painter.drawRoundedRect(QRectF(0, 0, wide, px(20)), 5, 5)
        ink = self.theme.color(chip.ink)
        painter.drawPixmap(QPointF(px(6), px(4)), icons.pixmap(chip.icon, ink, px(12), ratio))
        painter.setFont(font)
        painter.setPen(ink)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(QRectF(px(22), 0, wide, px(20)), flags, chip.words)
        painter.end()
        return picture

    def _painted_avatar(self, letters: str, hue: str, ratio: float) -> QPixmap:
        side = self.theme.px(AVATAR)
        picture = _blank(QSize(side, side), ratio)
        painter = _painter(picture)
        paint_avatar(painter, self.theme, QRectF(0, 0, side, side), letters, hue)
        painter.end()
        return picture


def _blank(size: QSize, ratio: float) -> QPixmap:
    picture = QPixmap(size * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    return picture


def _painter(picture: QPixmap) -> QPainter:
    painter = QPainter(picture)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    return painter
