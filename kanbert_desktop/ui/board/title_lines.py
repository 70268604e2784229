"""Breaks a card's title into at most three lines; painting uses the same lines, so a height never lies."""

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextOption

from kanbert_desktop.domain.untrusted_text import in_written_order

MOST_LINES = 3
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

    def of(self, title: str, width: int, beside: int = 0) -> tuple[str, ...]:
        """Lines no wider than `width` pixels, the first one narrower by `beside`; the last is elided."""
        known = (title, width * 64 + beside)
        lines = self._known.get(known)
        if lines is None:
            if len(self._known) >= _MOST:
                # Every width of a window that is dragged larger leaves lines behind.
                self._known.clear()
            lines = self._known[known] = self._made(in_written_order(" ".join(title.split())), width, beside)
        return lines

    def _made(self, title: str, width: int, beside: int) -> tuple[str, ...]:
        simple = title.isascii() or max(title) < _SIMPLE_BELOW
        lines = self._by_words(title, width, beside) if simple else None
        if lines is None:
            lines = self._by_layout(title, width, beside)
        if len(lines) <= MOST_LINES:
            return tuple(lines) or ("",)
        rest = " ".join(lines[MOST_LINES - 1 :])
        kept = self._metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width)
        return (*lines[: MOST_LINES - 1], kept)

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
        while len(lines) <= MOST_LINES:
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(width - (beside if not lines else 0))
            start, length = line.textStart(), line.textLength()
            part = units[start * 2 :] if len(lines) == MOST_LINES else units[start * 2 : (start + length) * 2]
            lines.append(part.decode("utf-16-le", "ignore").strip())
        layout.endLayout()
        return lines


def _anywhere() -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option
