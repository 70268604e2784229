"""Keys drawn as caps, and the names by which a key is found."""

import re
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from kanbert_desktop.ui.commands.actions import native_key_text
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.style.widget_style import mirrored_rect
from kanbert_desktop.ui.widgets.literal_text import PlainLabel

_ALTERNATIVES = " · "
_BETWEEN = re.compile(r"( … |, )")
"""Between keys: up to the last one of a row, or then the next one."""
_PLUS = re.compile(r"(?<=.)\+(?=.)")
_HEIGHT, _SIDE, _GAP, _RADIUS = 22, 6, 3, 4
"""Pixels at 100 % but for the radius."""
_WIDEST = 190
"""Pixels at 100 %: keys that are wider together stand below each other."""
_PORTABLE = (
    *("Ctrl", "Shift", "Alt", "Meta", "Return", "Enter", "Esc", "Del", "Space", "Tab", "Home", "End"),
    *("PgUp", "PgDown", "Up", "Down", "Left", "Right"),
)
_MODIFIERS = frozenset({"Ctrl", "Shift", "Alt", "Meta"})
HELD_KEYS = frozenset({"ctrl", "strg", "shift", "umschalt", "alt", "meta"})
"""Keys that are held while another one is pressed, as a user may name them."""


class Part(NamedTuple):
    """A cap, or what stands between two keys."""

    text: str
    is_cap: bool = True


_DOT = Part("·", is_cap=False)


def caps_of(keys: str) -> list[list[Part]]:
    """Returns the parts of each alternative: "Ctrl+Y" is two caps."""
    return [
        [part for number, piece in enumerate(_BETWEEN.split(one)) for part in _parts(piece, number % 2 == 0)]
        for one in keys.split(_ALTERNATIVES)
    ]


def key_names(keys: str) -> frozenset[str]:
    """Returns every cap in small letters, in the window's language and in English."""
    caps = {part.text for one in caps_of(keys) for part in one if part.is_cap}
    portable = {name for name in _PORTABLE if _native(name) in caps}
    if "Return" in portable:
        # Most keyboards and people call it so.
        portable.add("Enter")
    return frozenset(cap.casefold() for cap in (*caps, *portable))


def _native(name: str) -> str:
    """The name of a key as this system shows it in the window's language."""
    if name in _MODIFIERS:
        return native_key_text(f"{name}+F1").removesuffix("F1").removesuffix("+")
    return native_key_text(name)


def _parts(piece: str, is_key: bool) -> list[Part]:
    return [Part(cap) for cap in _PLUS.split(piece)] if is_key else [Part(piece.strip(), is_cap=False)]


class KeyCaps(PlainLabel):
    """A label that draws its keys as caps. A screen reader reads its text."""

    def __init__(self, theme: Theme, keys: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows = caps_of(keys)
        if len(self._rows) > 1 and self._width(self._joined()) <= theme.px(_WIDEST):
            self._rows = [self._joined()]
        self.setText(keys)
        width = max(self._width(row) for row in self._rows)
        height = len(self._rows) * (theme.px(_HEIGHT) + _GAP) - _GAP
        self.setFixedSize(QSize(round(width) + 1, height))

    def _joined(self) -> list[Part]:
        """All alternatives in one row, with a dot between them."""
        return [part for row in self._rows for part in (_DOT, *row)][1:]

    def _metrics(self) -> QFontMetricsF:
        return QFontMetricsF(self._theme.font("label"))

    def _part_width(self, part: Part) -> float:
        text = self._metrics().horizontalAdvance(part.text)
        return max(text + 2 * self._theme.px(_SIDE), self._theme.px(_HEIGHT)) if part.is_cap else text

    def _width(self, row: list[Part]) -> float:
        return sum(self._part_width(part) + _GAP for part in row) - _GAP

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._theme.font("label"))
        height = self._theme.px(_HEIGHT)
        for number, row in enumerate(self._rows):
            top = number * (height + _GAP)
            left = self.width() - self._width(row)
            for part in row:
                place = QRectF(left, top, self._part_width(part), height)
                self._paint(painter, mirrored_rect(painter, place, self.rect()), part)
                left += place.width() + _GAP
        painter.end()

    def _paint(self, painter: QPainter, place: QRectF, part: Part) -> None:
        color = self._theme.color
        painter.setPen(color("muted"))
        if part.is_cap:
            # A thicker lower edge, as a cap has.
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("strong-line"))
            painter.drawRoundedRect(place, _RADIUS, _RADIUS)
            painter.setBrush(color("raised"))
            painter.drawRoundedRect(place.adjusted(1, 1, -1, -2), _RADIUS - 1, _RADIUS - 1)
            painter.setPen(QPen(color("text")))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, part.text)
