"""Parts that many cards share, painted once: a chip with its words, a person's round picture."""

from math import ceil
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QGuiApplication, QPainter, QPixmap

from kanbert_desktop.ui import icons
from kanbert_desktop.ui.board.people import AVATAR, paint_avatar
from kanbert_desktop.ui.mirrored import placed, write
from kanbert_desktop.ui.theme import Theme

_MOST = 512


class Chip(NamedTuple):
    """Its words, the icon before them ("" is none), and the names of two colours."""

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

    def fitting(self, chip: Chip, room: float) -> Chip:
        """The same without its icon, and if need be shortened, where it would be wider than `room`."""
        if self._wide(chip) <= room:
            return chip
        metrics = QFontMetricsF(self.theme.font("chip"))
        left = room - self.theme.px(12)
        return chip._replace(icon="", words=metrics.elidedText(chip.words, Qt.TextElideMode.ElideRight, left))

    def _wide(self, chip: Chip) -> int:
        around = self.theme.px(6 + 12 + 4 + 6 if chip.icon else 6 + 6)
        return around + ceil(QFontMetricsF(self.theme.font("chip")).horizontalAdvance(chip.words))

    def _painted_chip(self, chip: Chip, ratio: float) -> QPixmap:
        px, wide = self.theme.px, self._wide(chip)
        whole = QRectF(0, 0, wide, px(20))
        picture = _blank(whole.size().toSize(), ratio)
        painter = _painter(picture)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.color(chip.ground))
        painter.drawRoundedRect(whole, 5, 5)
        ink = self.theme.color(chip.ink)
        if chip.icon:
            sign = placed(painter, QRectF(px(6), px(4), px(12), px(12)), whole)
            painter.drawPixmap(sign.topLeft(), icons.pixmap(chip.icon, ink, px(12), ratio))
        painter.setFont(self.theme.font("chip"))
        painter.setPen(ink)
        before = px(22) if chip.icon else px(6)
        write(painter, placed(painter, whole.adjusted(before, 0, -px(6) + 1, 0), whole), chip.words)
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
    # A picture knows no direction of its own.
    painter.setLayoutDirection(QGuiApplication.layoutDirection())
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    return painter
