"""Cached pixmaps: backgrounds of cards, chips and avatars."""

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
"""Opacity of a card at its old position while it is dragged."""
_MAX_PARTS = 512
RENDER_HINTS = QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing


class CardBodyPixmaps:
    """Cache of card backgrounds.

    A column has few different heights, and rounded corners are the slowest part of a card.
    """

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._cache: dict[object, QPixmap] = {}

    def pixmap(self, state: CardVisualState, size: QSize, ratio: float) -> QPixmap:
        """Returns the background of a row of `size`; the caller copies it before painting on it."""
        key = (state, size.width(), size.height(), ratio)
        pixmap = self._cache.get(key)
        if pixmap is None:
            if len(self._cache) >= _MAX_BODIES:
                self._cache.clear()
            pixmap = self._cache[key] = self._new_pixmap(state, size, ratio)
        return pixmap

    def _new_pixmap(self, state: CardVisualState, size: QSize, ratio: float) -> QPixmap:
        pixmap = QPixmap(size * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state.dragged:
            painter.setOpacity(DRAGGED_OPACITY)
        card = QRectF(EDGE, EDGE, size.width() - 2 * EDGE, size.height() - 2 * EDGE)
        self._paint(painter, card, state)
        painter.end()
        return pixmap

    def _paint(self, painter: QPainter, card: QRectF, state: CardVisualState) -> None:
        color = self._theme.color
        painter.setPen(Qt.PenStyle.NoPen)
        if not self._theme.is_dark and not state.is_highlighted:
            painter.setBrush(_thin(color("shadow"), 0.10))
            painter.drawRoundedRect(card.adjusted(-0.2, 1, 0.2, 1.2), RADIUS, RADIUS)
        painter.setBrush(
            color("accent-soft" if state.is_highlighted else "card-hover" if state.hovered else "card")
        )
        edge, width = self._edge(state)
        painter.setPen(QPen(edge, width))
        inset = width / 2
        painter.drawRoundedRect(card.adjusted(inset, inset, -inset, -inset), RADIUS - inset, RADIUS - inset)
        if state.focused:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(color("accent"), 2))
            painter.drawRoundedRect(card.adjusted(-2, -2, 2, 2), RADIUS + 2, RADIUS + 2)

    def _edge(self, state: CardVisualState) -> tuple[QColor, float]:
        if state.opened and not state.focused:
            return self._theme.color("accent"), 2
        if state.is_highlighted:
            return self._theme.color("accent"), 1
        return self._theme.color("strong-line" if state.hovered else "line"), 1


class Chip(NamedTuple):
    """Its text, the icon before it ("" for none) and the names of two theme colours."""

    text: str
    icon: str
    text_color: str
    background: str


class CardPartPixmaps:
    """Cache of chips and avatars. Text and rounded corners are slow to paint; dates, states and assignees are few."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self._cache: dict[object, QPixmap] = {}

    def chip(self, chip: Chip, ratio: float) -> QPixmap:
        """Returns a chip 20 pixels high (at 100 % text size), as wide as its text."""
        cached = self._cache.get((chip, ratio))
        return cached or self._store((chip, ratio), self._new_chip(chip, ratio))

    def avatar(self, letters: str, color: str, ratio: float) -> QPixmap:
        cached = self._cache.get((letters, color, ratio))
        return cached or self._store((letters, color, ratio), self._new_avatar(letters, color, ratio))

    def _store(self, key: object, pixmap: QPixmap) -> QPixmap:
        if len(self._cache) >= _MAX_PARTS:
            self._cache.clear()
        self._cache[key] = pixmap
        return pixmap

    def fitted_chip(self, chip: Chip, available: float) -> Chip:
        """Returns the chip without icon and, if necessary, with elided text if it is wider than `available`."""
        if self._width_of(chip) <= available:
            return chip
        metrics = QFontMetricsF(self.theme.pixmap_font("chip"))
        text_width = available - self.theme.px(12)
        return chip._replace(
            icon="", text=metrics.elidedText(chip.text, Qt.TextElideMode.ElideRight, text_width)
        )

    def _width_of(self, chip: Chip) -> int:
        around = self.theme.px(6 + 12 + 4 + 6 if chip.icon else 6 + 6)
        return around + ceil(QFontMetricsF(self.theme.pixmap_font("chip")).horizontalAdvance(chip.text))

    def _new_chip(self, chip: Chip, ratio: float) -> QPixmap:
        px, width = self.theme.px, self._width_of(chip)
        rect = QRectF(0, 0, width, px(20))
        pixmap = _blank(rect.size().toSize(), ratio)
        painter = _painter(pixmap)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.color(chip.background))
        painter.drawRoundedRect(rect, 5, 5)
        text_color = self.theme.color(chip.text_color)
        if chip.icon:
            icon_rect = mirrored_rect(painter, QRectF(px(6), px(4), px(12), px(12)), rect)
            painter.drawPixmap(icon_rect.topLeft(), icons.pixmap(chip.icon, text_color, px(12), ratio))
        painter.setFont(self.theme.pixmap_font("chip"))
        painter.setPen(text_color)
        text_left = px(22) if chip.icon else px(6)
        draw_text_line(
            painter, mirrored_rect(painter, rect.adjusted(text_left, 0, -px(6) + 1, 0), rect), chip.text
        )
        painter.end()
        return pixmap

    def _new_avatar(self, letters: str, color: str, ratio: float) -> QPixmap:
        size = self.theme.px(AVATAR_SIZE)
        pixmap = _blank(QSize(size, size), ratio)
        painter = _painter(pixmap)
        paint_avatar(painter, self.theme, QRectF(0, 0, size, size), letters, color)
        painter.end()
        return pixmap


def _thin(color: QColor, opacity: float) -> QColor:
    thin = QColor(color)
    thin.setAlphaF(opacity)
    return thin


def _blank(size: QSize, ratio: float) -> QPixmap:
    pixmap = QPixmap(size * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    return pixmap


def _painter(pixmap: QPixmap) -> QPainter:
    painter = QPainter(pixmap)
    # A pixmap has no layout direction of its own.
    painter.setLayoutDirection(QGuiApplication.layoutDirection())
    painter.setRenderHints(RENDER_HINTS)
    return painter
