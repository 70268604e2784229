"""Compares two texts and highlights the words that the other does not contain."""

import re
from collections.abc import Iterator, Sequence
from html import escape
from typing import NamedTuple

from kanbert_desktop.domain.sequence_difference import changed_spans
from kanbert_desktop.ui.style.theme import Theme

MAX_CHARACTERS = 4_000
MAX_LINES = 150
"""Limits of the excerpt; Qt lays it out several times before it is visible."""
MAX_HIGHLIGHTS = 200
MAX_COMPARED = 6_000
"""Characters of a description that are compared."""
_MAX_WORK = 60_000
_CONTEXT_CHARACTERS = 200
"""Characters before the first difference shown of long texts with the same beginning."""
_MAX_WORD_LENGTH = 60
_WORD, _LINE = re.compile(r"\s+|\S+"), re.compile(r"[^\n]*\n|[^\n]+")
_LINE_BREAK_HINT = "\u200b"

TextPart = tuple[str, bool]
"""Text, and whether it is highlighted."""


class HighlightedText(NamedTuple):
    """`html` is escaped by this module. Not `is_complete`: only a part of the text."""

    html: str
    is_complete: bool


def highlight_difference(text: str, other: str, theme: Theme) -> HighlightedText:
    """Compares words if that is fast and few differ, else lines, else highlights everything."""
    shown, counterpart = _excerpt(text, other), _excerpt(other, text)
    parts = _compare(shown, counterpart, _WORD) or _compare(shown, counterpart, _LINE) or [(shown, True)]
    html = "".join(_html_of(part, theme, is_marked=is_marked) for part, is_marked in parts)
    return HighlightedText(html, is_complete=shown == text)


def _excerpt(text: str, other: str) -> str:
    """The part of a long text around the first difference."""
    if len(text) <= MAX_CHARACTERS and text.count("\n") < MAX_LINES:
        return text
    same = next(
        (position for position, (a, b) in enumerate(zip(text, other, strict=False)) if a != b), len(text)
    )
    start = same - _CONTEXT_CHARACTERS
    begun = f"…{text[start:]}" if MAX_CHARACTERS // 2 < start < len(text) - _CONTEXT_CHARACTERS else text
    lines = begun[:MAX_CHARACTERS].split("\n")[:MAX_LINES]
    return "\n".join(lines).rstrip() + "…"


def _compare(text: str, other: str, unit: re.Pattern[str]) -> list[TextPart] | None:
    """Returns None if the comparison or the number of highlights exceeds its limit."""
    mine = unit.findall(text)
    found = changed_spans(unit.findall(other), mine, _MAX_WORK)
    if found is None or len(found) > MAX_HIGHLIGHTS:
        return None
    parts: list[TextPart] = []
    position = 0
    for change in found:
        parts.append(("".join(mine[position : change.new_start]), False))
        parts.append(("".join(mine[change.new_start : change.new_end]), True))
        position = change.new_end
    return [*parts, ("".join(mine[position:]), False)]


def _html_of(text: str, theme: Theme, *, is_marked: bool) -> str:
    written = escape("".join(_breakable(_WORD.findall(text)))).replace("\n", "<br>")
    if not is_marked or not text.strip():
        return written
    background, color = theme.color("ok-soft").name(), theme.color("ok").name()
    return f'<span style="background-color:{background};color:{color};font-weight:600">{written}</span>'


def _breakable(words: Sequence[str]) -> Iterator[str]:
    """Adds break points, because a label is at least as wide as its longest word."""
    for word in words:
        starts = range(0, len(word), _MAX_WORD_LENGTH)
        yield (
            word
            if len(word) <= _MAX_WORD_LENGTH
            else _LINE_BREAK_HINT.join(word[start : start + _MAX_WORD_LENGTH] for start in starts)
        )
