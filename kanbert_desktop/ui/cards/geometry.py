"""Positions of the parts of a card, and the line breaks of its title."""

import re
from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextOption

from kanbert_desktop.domain.board import Mark
from kanbert_desktop.domain.untrusted_text import neutralise_direction
from kanbert_desktop.ui.cards.view_model import CardViewModel
from kanbert_desktop.ui.style.theme import Theme

MAX_LINES = 3
_MAX_CACHED, _MAX_WORDS = 50_000, 10_000
# Below this (Latin with its extensions) words are separated by spaces and shaped independently of each other.
_SIMPLE_BELOW = "\u0250"
# After a space, and after a hyphen inside a word.
_BREAKS = re.compile(r"(?<= )|(?<=\w-)(?=\w)")
EDGE = 4
"""Margin around the card inside its row: space for the focus ring and half the gap to the next card."""
PAD_X, PAD_Y = 12, 10
LINE, STATE, META = 18, 20, 22
PENDING = 16


class CardGeometry(NamedTuple):
    """`lines` are the lines of the title; `card` is the rectangle of the card inside the row."""

    lines: tuple[str, ...]
    card: QRectF
    state_top: int
    title_top: int
    meta_top: int
    height: int


class CardShape(NamedTuple):
    """What the height of a card depends on, for cards of which nothing else is needed."""

    title: str
    mark: Mark
    has_meta: bool

    @property
    def has_state(self) -> bool:
        return self.mark in (Mark.REJECTED, Mark.CONFLICT)


class CardMeasure:
    """Measures cards for one theme; the item model stores `row_height`."""

    def __init__(self, theme: Theme) -> None:
        self._lines = TitleLines(theme.pixmap_font("title"))
        self._pad_x, self._pad_y = theme.px(PAD_X), theme.spacing(PAD_Y)
        self._line, self._gap = theme.px(LINE), theme.spacing(8)
        self._state = theme.px(STATE) + theme.px(4)
        self._meta = self._gap + theme.px(META)
        self._pending = theme.px(PENDING + 8)

    def row_height(self, card: CardViewModel, row_width: int) -> int:
        return self._height(card, len(self._title(card, row_width))) + 2 * EDGE

    def shape_height(self, card: CardShape, row_width: int) -> int:
        """The same height, without keeping the lines of the title."""
        return self._height(card, self._lines.count(card.title, *self._room(card, row_width))) + 2 * EDGE

    def geometry(self, card: CardViewModel, row: QRect) -> CardGeometry:
        lines = self._title(card, row.width())
        state_top = row.top() + EDGE + self._pad_y
        title_top = state_top + (self._state if card.has_state else 0)
        height = self._height(card, len(lines))
        rect = QRectF(row.left() + EDGE, row.top() + EDGE, row.width() - 2 * EDGE, height)
        meta_top = title_top + len(lines) * self._line + self._gap
        return CardGeometry(lines, rect, state_top, title_top, meta_top, height + 2 * EDGE)

    def _title(self, card: CardViewModel, row_width: int) -> tuple[str, ...]:
        return self._lines.lines_of(card.title, *self._room(card, row_width))

    def _room(self, card: CardViewModel | CardShape, row_width: int) -> tuple[int, int]:
        """Returns the width of the title's lines, and what the first one leaves to a mark."""
        width = row_width - 2 * (EDGE + self._pad_x)
        return max(40, width), self._pending if card.mark is Mark.PENDING else 0

    def _height(self, card: CardViewModel | CardShape, lines: int) -> int:
        state = self._state if card.has_state else 0
        meta = self._meta if card.has_meta else 0
        return 2 * self._pad_y + state + lines * self._line + meta


class TitleLines:
    """Measures each word once: Qt's own layout takes ten times as long, and a column can hold 10,000 titles."""

    def __init__(self, font: QFont) -> None:
        self._font = font
        self._metrics = QFontMetricsF(font)
        self._words: dict[str, float] = {}
        self._cache: dict[tuple[str, int], tuple[str, ...]] = {}

    def lines_of(self, title: str, width: int, reserved: int = 0) -> tuple[str, ...]:
        """Returns lines no wider than `width` pixels, the first one narrower by `reserved`; the last one is elided."""
        key = (title, width * 64 + reserved)
        lines = self._cache.get(key)
        if lines is None:
            if len(self._cache) >= _MAX_CACHED:
                # Every width of a window that is being resized leaves lines in the cache.
                self._cache.clear()
            lines = self._cache[key] = self._break(title, width, reserved)
        return lines

    def count(self, title: str, width: int, reserved: int = 0) -> int:
        """Returns the number of those lines, and keeps nothing: a lane may have 100,000 titles."""
        known = self._cache.get((title, width * 64 + reserved))
        lines = known if known is not None else self._wrap(title, width, reserved)
        return max(1, min(MAX_LINES, len(lines)))

    def _wrap(self, title: str, width: int, reserved: int) -> list[str]:
        title = neutralise_direction(" ".join(title.split()))
        simple = title.isascii() or max(title) < _SIMPLE_BELOW
        lines = self._by_words(title, width, reserved) if simple else None
        return self._by_layout(title, width, reserved) if lines is None else lines

    def _break(self, title: str, width: int, reserved: int) -> tuple[str, ...]:
        lines = self._wrap(title, width, reserved)
        if len(lines) <= MAX_LINES:
            return tuple(lines) or ("",)
        rest = " ".join(lines[MAX_LINES - 1 :])
        last = self._metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width)
        return (*lines[: MAX_LINES - 1], last)

    def _by_words(self, title: str, width: int, reserved: int) -> list[str] | None:
        """Returns None if a word is wider than a line; the layout engine breaks it better."""
        lines: list[str] = []
        available = float(width - reserved)
        used = 0.0
        line = ""
        for word in _BREAKS.split(title):
            advance = self._word(word)
            ends = self._word(word.rstrip())
            if ends > (width if line else available):
                return None
            if line and used + ends > available:
                lines.append(line.rstrip())
                line, used, available = "", 0.0, float(width)
            used += advance
            line += word
        return [*lines, line]

    def _word(self, word: str) -> float:
        advance = self._words.get(word)
        if advance is None:
            if len(self._words) >= _MAX_WORDS:
                self._words.clear()
            advance = self._words[word] = self._metrics.horizontalAdvance(word)
        return advance

    def _by_layout(self, title: str, width: int, reserved: int) -> list[str]:
        layout = QTextLayout(title, self._font)
        layout.setTextOption(_wrap_anywhere())
        layout.beginLayout()
        lines: list[str] = []
        # Qt counts in UTF-16 code units.
        units = title.encode("utf-16-le")
        while len(lines) <= MAX_LINES:
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(width - (reserved if not lines else 0))
            start, length = line.textStart(), line.textLength()
            part = units[start * 2 :] if len(lines) == MAX_LINES else units[start * 2 : (start + length) * 2]
            lines.append(part.decode("utf-16-le", "ignore").strip())
        layout.endLayout()
        return lines


def _wrap_anywhere() -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option
