"""A text as a person compares it with another: the words that the other does not have on a soft ground."""

import re
from collections.abc import Iterator, Sequence
from html import escape
from typing import NamedTuple

from kanbert_desktop.domain.sequence_difference import changed_spans
from kanbert_desktop.ui.style.theme import Theme

MOST_CHARACTERS = 4_000
MOST_LINES = 150
"""What is shown of a text; Qt lays it out several times before it is on screen."""
MOST_MARKS = 200
MOST_READ = 6_000
"""Characters of a description that are read to be compared."""
_MOST_WORK = 60_000
_BEFORE = 200
"""Characters before the first difference that are shown of a long text which begins like the other."""
_LONG_WORD = 60
_WORDS, _LINES = re.compile(r"\s+|\S+"), re.compile(r"[^\n]*\n|[^\n]+")
_LINE_MAY_END = "\u200b"

Part = tuple[str, bool]
"""Words, and whether they are marked."""


class Marked(NamedTuple):
    """`html` is of our own making and safe; not `is_whole`: it shows a part of the text."""

    html: str
    is_whole: bool


def marked_words(text: str, other: str, theme: Theme) -> Marked:
    """By words where those can be compared in a moment and few differ, else by lines, else as a whole."""
    shown, counterpart = _part(text, other), _part(other, text)
    parts = _marked(shown, counterpart, _WORDS) or _marked(shown, counterpart, _LINES) or [(shown, True)]
    html = "".join(_written(words, theme, is_marked=is_marked) for words, is_marked in parts)
    return Marked(html, is_whole=len(shown) == len(text))


def _part(text: str, other: str) -> str:
    """Where it differs first, in a long text."""
    if len(text) <= MOST_CHARACTERS and text.count("\n") < MOST_LINES:
        return text
    same = next((place for place, (a, b) in enumerate(zip(text, other, strict=False)) if a != b), len(text))
    start = same - _BEFORE
    begun = f"…{text[start:]}" if MOST_CHARACTERS // 2 < start < len(text) - _BEFORE else text
    lines = begun[:MOST_CHARACTERS].split("\n")[:MOST_LINES]
    return "\n".join(lines).rstrip() + "…"


def _marked(text: str, other: str, unit: re.Pattern[str]) -> list[Part] | None:
    """None where too much would have to be compared, or marked."""
    mine = unit.findall(text)
    found = changed_spans(unit.findall(other), mine, _MOST_WORK)
    if found is None or len(found) > MOST_MARKS:
        return None
    parts: list[Part] = []
    place = 0
    for change in found:
        parts.append(("".join(mine[place : change.new_start]), False))
        parts.append(("".join(mine[change.new_start : change.new_end]), True))
        place = change.new_end
    return [*parts, ("".join(mine[place:]), False)]


def _written(words: str, theme: Theme, *, is_marked: bool) -> str:
    written = escape("".join(_breakable(_WORDS.findall(words)))).replace("\n", "<br>")
    if not is_marked or not words.strip():
        return written
    ground, ink = theme.color("ok-soft").name(), theme.color("ok").name()
    return f'<span style="background-color:{ground};color:{ink};font-weight:600">{written}</span>'


def _breakable(words: Sequence[str]) -> Iterator[str]:
    """A label would be as wide as its longest word."""
    for word in words:
        starts = range(0, len(word), _LONG_WORD)
        yield (
            word
            if len(word) <= _LONG_WORD
            else _LINE_MAY_END.join(word[start : start + _LONG_WORD] for start in starts)
        )
