"""A text as a person compares it with another: the words that the other does not have on a soft ground."""

import re
from collections.abc import Iterator, Sequence
from html import escape
from typing import NamedTuple

from kanbert_desktop.domain.sequence_difference import changed_spans
from kanbert_desktop.ui.style.theme import Theme

MAX_CHARACTERS = 4_000
MAX_LINES = 150
"""What is shown of a text; Qt lays it out several times before it is on screen."""
MAX_HIGHLIGHTS = 200
MAX_COMPARED = 6_000
"""Characters of a description that are read to be compared."""
_MAX_WORK = 60_000
_CONTEXT_CHARACTERS = 200
"""Characters before the first difference that are shown of a long text which begins like the other."""
_MAX_WORD_LENGTH = 60
_WORD, _LINE = re.compile(r"\s+|\S+"), re.compile(r"[^\n]*\n|[^\n]+")
_LINE_BREAK_HINT = "\u200b"

TextPart = tuple[str, bool]
"""Words, and whether they are marked."""


class HighlightedText(NamedTuple):
    """`html` is of our own making and safe; not `is_whole`: it shows a part of the text."""

    html: str
    is_complete: bool


def highlight_difference(text: str, other: str, theme: Theme) -> HighlightedText:
    """By words where those can be compared in a moment and few differ, else by lines, else as a whole."""
    shown, counterpart = _excerpt(text, other), _excerpt(other, text)
    parts = _compare(shown, counterpart, _WORD) or _compare(shown, counterpart, _LINE) or [(shown, True)]
    html = "".join(_html_of(words, theme, is_marked=is_marked) for words, is_marked in parts)
    return HighlightedText(html, is_complete=len(shown) == len(text))


def _excerpt(text: str, other: str) -> str:
    """Where it differs first, in a long text."""
    if len(text) <= MAX_CHARACTERS and text.count("\n") < MAX_LINES:
        return text
    same = next((place for place, (a, b) in enumerate(zip(text, other, strict=False)) if a != b), len(text))
    start = same - _CONTEXT_CHARACTERS
    begun = f"…{text[start:]}" if MAX_CHARACTERS // 2 < start < len(text) - _CONTEXT_CHARACTERS else text
    lines = begun[:MAX_CHARACTERS].split("\n")[:MAX_LINES]
    return "\n".join(lines).rstrip() + "…"


def _compare(text: str, other: str, unit: re.Pattern[str]) -> list[TextPart] | None:
    """None where too much would have to be compared, or marked."""
    mine = unit.findall(text)
    found = changed_spans(unit.findall(other), mine, _MAX_WORK)
    if found is None or len(found) > MAX_HIGHLIGHTS:
        return None
    parts: list[TextPart] = []
    place = 0
    for change in found:
        parts.append(("".join(mine[place : change.new_start]), False))
        parts.append(("".join(mine[change.new_start : change.new_end]), True))
        place = change.new_end
    return [*parts, ("".join(mine[place:]), False)]


def _html_of(words: str, theme: Theme, *, is_marked: bool) -> str:
    written = escape("".join(_breakable(_WORD.findall(words)))).replace("\n", "<br>")
    if not is_marked or not words.strip():
        return written
    ground, ink = theme.color("ok-soft").name(), theme.color("ok").name()
    return f'<span style="background-color:{ground};color:{ink};font-weight:600">{written}</span>'


def _breakable(words: Sequence[str]) -> Iterator[str]:
    """A label would be as wide as its longest word."""
    for word in words:
        starts = range(0, len(word), _MAX_WORD_LENGTH)
        yield (
            word
            if len(word) <= _MAX_WORD_LENGTH
            else _LINE_BREAK_HINT.join(word[start : start + _MAX_WORD_LENGTH] for start in starts)
        )
