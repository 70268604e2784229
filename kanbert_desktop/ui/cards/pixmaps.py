"""Cached pixmaps: card body, chips, avatars."""

from math import ceil
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QGuiApplication, QPainter, QPen, QPixmap

from kanbert_desktop.ui.cards.geometry import EDGE
from kanbert_desktop.ui.cards.view_model import CardVisualState
from kanbert_desktop.ui.style import icons
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.style.widget_style import draw_text_line, mirrored_rect
from kanbert_desktop.ui.widgets.painting import AVATAR_SIZE, paint_avatar

RADIUS = 8
_MAX_BODIES = 128
DRAGGED_OPACITY = 0.4
"""How strong a card shows in its old place while it is dragged."""


class CardBodyPixmaps:
    """A column has few different heights, and rounded corners cost more than all else on a card."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._known: dict[object, QPixmap] = {}

    def pixmap(self, look: CardVisualState, size: QSize, ratio: float) -> QPixmap:
        """A row of `size`, for the caller to copy and write on."""
        name = (look, size.width(), size.height(), ratio)
        picture = self._known.get(name)
        if picture is None:
            if len(self._known) >= _MAX_BODIES:
                self._known.clear()
            picture = self._known[name] = self._painted(look, size, ratio)
        return picture

    def _painted(self, look: CardVisualState, size: QSize, ratio: float) -> QPixmap:
        picture = QPixmap(size * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if look.dragged:
            painter.setOpacity(DRAGGED_OPACITY)
        card = QRectF(EDGE, EDGE, size.width() - 2 * EDGE, size.height() - 2 * EDGE)
        self._paint(painter, card, look)
        painter.end()
        return picture

    def _paint(self, painter: QPainter, card: QRectF, look: CardVisualState) -> None:
        color = self._theme.color
        painter.setPen(Qt.PenStyle.NoPen)
        if not self._theme.is_dark and not look.is_highlighted:
            painter.setBrush(_thin(color("shadow"), 0.10))
            painter.drawRoundedRect(card.adjusted(-0.2, 1, 0.2, 1.2), RADIUS, RADIUS)
        painter.setBrush(
            color("accent-soft" if look.is_highlighted else "card-hover" if look.hovered else "card")
        )
        edge, width = self._edge(look)
        painter.setPen(QPen(edge, width))
        inset = width / 2
        painter.drawRoundedRect(card.adjusted(inset, inset, -inset, -inset), RADIUS - inset, RADIUS - inset)
        if look.focused:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(color("accent"), 2))
            painter.drawRoundedRect(card.adjusted(-2, -2, 2, 2), RADIUS + 2, RADIUS + 2)

    def _edge(self, look: CardVisualState) -> tuple[QColor, float]:
        if look.opened and not look.focused:
            return self._theme.color("accent"), 2
        if look.is_highlighted:
            return self._theme.color("accent"), 1
        return self._theme.color("strong-line" if look.hovered else "line"), 1


def _thin(color: QColor, opacity: float) -> QColor:
    thin = QColor(color)
    thin.setAlphaF(opacity)
    return thin


_MAX_PARTS = 512


class Chip(NamedTuple):
    """Its words, the icon before them ("" is none), and the names of two colours."""

    text: str
    icon: str
    text_color: str
    background: str


class CardPartPixmaps:
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
        if len(self._known) >= _MAX_PARTS:
            self._known.clear()
        self._known[name] = picture
        return picture

    def fitted_chip(self, chip: Chip, room: float) -> Chip:
        """The same without its icon, and if need be shortened, where it would be wider than `room`."""
        if self._wide(chip) <= room:
            return chip
        metrics = QFontMetricsF(self.theme.font("chip"))
        left = room - self.theme.px(12)
        return chip._replace(icon="", text=metrics.elidedText(chip.text, Qt.TextElideMode.ElideRight, left))

    def _wide(self, chip: Chip) -> int:
        around = self.theme.px(6 + 12 + 4 + 6 if chip.icon else 6 + 6)
        return around + ceil(QFontMetricsF(self.theme.font("chip")).horizontalAdvance(chip.text))

    def _painted_chip(self, chip: Chip, ratio: float) -> QPixmap:
        px, wide = self.theme.px, self._wide(chip)
        whole = QRectF(0, 0, wide, px(20))
        picture = _blank(whole.size().toSize(), ratio)
        painter = _painter(picture)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.color(chip.background))
        painter.drawRoundedRect(whole, 5, 5)
        ink = self.theme.color(chip.text_color)
        if chip.icon:
            sign = mirrored_rect(painter, QRectF(px(6), px(4), px(12), px(12)), whole)
            painter.drawPixmap(sign.topLeft(), icons.pixmap(chip.icon, ink, px(12), ratio))
        painter.setFont(self.theme.font("chip"))
        painter.setPen(ink)
        before = px(22) if chip.icon else px(6)
        draw_text_line(
            painter, mirrored_rect(painter, whole.adjusted(before, 0, -px(6) + 1, 0), whole), chip.text
        )
        painter.end()
        return picture

    def _painted_avatar(self, letters: str, hue: str, ratio: float) -> QPixmap:
        side = self.theme.px(AVATAR_SIZE)
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
