"""Card geometry, line breaking of titles."""

import re
from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextOption

from kanbert_desktop.domain.board import Mark
from kanbert_desktop.domain.untrusted_text import neutralise_direction
from kanbert_desktop.ui.cards.view_model import CardViewModel
from kanbert_desktop.ui.style.theme import Theme

MAX_LINES = 3
_MOST = 50_000
# Up to here (Latin with its extensions) words are parted by spaces alone and shape independently of each other.
_SIMPLE_BELOW = "\u0250"
# After a space, and after a hyphen inside a word.
_BREAKS = re.compile(r"(?<= )|(?<=\w-)(?=\w)")


class TitleLines:
    """Measures each word once: Qt's own layout costs ten times as much, and a column can hold 10,000 titles."""

    def __init__(self, font: QFont) -> None:
        self._font = font
        self._metrics = QFontMetricsF(font)
        self._words: dict[str, float] = {}
        self._known: dict[tuple[str, int], tuple[str, ...]] = {}

    def lines_of(self, title: str, width: int, beside: int = 0) -> tuple[str, ...]:
        """Lines no wider than `width` pixels, the first one narrower by `beside`; the last is elided."""
        known = (title, width * 64 + beside)
        lines = self._known.get(known)
        if lines is None:
            if len(self._known) >= _MOST:
                # Every width of a window that is dragged larger leaves lines behind.
                self._known.clear()
            lines = self._known[known] = self._made(
                neutralise_direction(" ".join(title.split())), width, beside
            )
        return lines

    def _made(self, title: str, width: int, beside: int) -> tuple[str, ...]:
        simple = title.isascii() or max(title) < _SIMPLE_BELOW
        lines = self._by_words(title, width, beside) if simple else None
        if lines is None:
            lines = self._by_layout(title, width, beside)
        if len(lines) <= MAX_LINES:
            return tuple(lines) or ("",)
        rest = " ".join(lines[MAX_LINES - 1 :])
        kept = self._metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width)
        return (*lines[: MAX_LINES - 1], kept)

    def _by_words(self, title: str, width: int, beside: int) -> list[str] | None:
        """None where a single word is wider than a line, which the layout engine breaks better."""
        lines: list[str] = []
        room = float(width - beside)
        used = 0.0
        line = ""
        for word in _BREAKS.split(title):
            wide = self._word(word)
            ends = self._word(word.rstrip())
            if ends > (width if line else room):
                return None
            if line and used + ends > room:
                lines.append(line.rstrip())
                line, used, room = "", 0.0, float(width)
            used += wide
            line += word
        return [*lines, line]

    def _word(self, word: str) -> float:
        wide = self._words.get(word)
        if wide is None:
            if len(self._words) >= _MOST:
                self._words.clear()
            wide = self._words[word] = self._metrics.horizontalAdvance(word)
        return wide

    def _by_layout(self, title: str, width: int, beside: int) -> list[str]:
        layout = QTextLayout(title, self._font)
        layout.setTextOption(_anywhere())
        layout.beginLayout()
        lines: list[str] = []
        # Qt counts in UTF-16 code units.
        units = title.encode("utf-16-le")
        while len(lines) <= MAX_LINES:
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(width - (beside if not lines else 0))
            start, length = line.textStart(), line.textLength()
            part = units[start * 2 :] if len(lines) == MAX_LINES else units[start * 2 : (start + length) * 2]
            lines.append(part.decode("utf-16-le", "ignore").strip())
        layout.endLayout()
        return lines


def _anywhere() -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option


EDGE = 4
"""Room around the card inside its row: for the focus ring, and half the gap to the next card."""
PAD_X, PAD_Y = 12, 10
LINE, STATE, META = 18, 20, 22
PENDING = 16


class CardGeometry(NamedTuple):
    """`lines` are the title's; `card` is the card's own rectangle inside the row."""

    lines: tuple[str, ...]
    card: QRectF
    state_top: int
    title_top: int
    meta_top: int
    height: int


class CardMeasure:
    """Measures faces for one theme; `row_height` is what the view stores."""

    def __init__(self, theme: Theme) -> None:
        self._lines = TitleLines(theme.font("title"))
        self._pad_x, self._pad_y = theme.px(PAD_X), theme.spacing(PAD_Y)
        self._line, self._gap = theme.px(LINE), theme.spacing(8)
        self._state = theme.px(STATE) + theme.px(4)
        self._meta = self._gap + theme.px(META)
        self._pending = theme.px(PENDING + 8)

    def row_height(self, face: CardViewModel, row_width: int) -> int:
        return self._height(face, len(self._title(face, row_width))) + 2 * EDGE

    def geometry(self, face: CardViewModel, row: QRect) -> CardGeometry:
        lines = self._title(face, row.width())
        state_top = row.top() + EDGE + self._pad_y
        title_top = state_top + (self._state if face.has_state else 0)
        height = self._height(face, len(lines))
        card = QRectF(row.left() + EDGE, row.top() + EDGE, row.width() - 2 * EDGE, height)
        meta_top = title_top + len(lines) * self._line + self._gap
        return CardGeometry(lines, card, state_top, title_top, meta_top, height + 2 * EDGE)

    def _title(self, face: CardViewModel, row_width: int) -> tuple[str, ...]:
        width = row_width - 2 * (EDGE + self._pad_x)
        beside = self._pending if face.mark is Mark.PENDING else 0
        return self._lines.lines_of(face.title, max(40, width), beside)

    def _height(self, face: CardViewModel, lines: int) -> int:
        state = self._state if face.has_state else 0
        meta = self._meta if face.has_meta else 0
        return 2 * self._pad_y + state + lines * self._line + meta
