"""Where in a text a query's words stand, for the eye."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kanbert_desktop.domain.query.text import WORD, WRITTEN, fold
from kanbert_desktop.domain.query.wanted import Spelling, Wanted

_BEFORE, _AFTER = 40, 120
_BESIDE = 200
_WINDOW = 10_000
"""Characters that are looked through at once: what is shown stands around the first mark."""
_GAP = re.compile(r"\s")
Mark = tuple[int, int]
"""From the first character to behind the last."""


class _Word(NamedTuple):
    folded: str
    start: int
    end: int


def marks(text: str, wanted: Iterable[Wanted]) -> list[Mark]:
    """In the order of the text, none upon another; of a long text those in its first part that has any."""
    spellings = [spelling for one in wanted for spelling in one]
    for start in range(0, len(text), _WINDOW):
        if found := _marks_in(text, start, spellings):
            return found
    return []


def _marks_in(text: str, start: int, spellings: Sequence[Spelling]) -> list[Mark]:
    """Words that begin in the part of the text from `start` on, and a little after it."""
    end = start + _WINDOW + _BESIDE
    parted = [
        _Word(one, *found.span())
        for found in WRITTEN.finditer(text, start, end)
        for one in WORD.findall(fold(found.group()))
    ]
    found = [mark for spelling in spellings for mark in _marks(parted, spelling)]
    return _apart(sorted(found))


def excerpt(text: str, found: Sequence[Mark]) -> tuple[str, list[Mark]]:
    """The text around its first mark, cut between words, and the marks in it."""
    first = found[0] if found else (0, 0)
    start = _cut(text, first[0] - _BEFORE)
    end = max(_cut(text, first[0] + _AFTER), first[1])
    shown = f"{'…' if start else ''}{text[start:end].rstrip()}{'…' if end < len(text) else ''}"
    shift = (1 if start else 0) - start
    return shown, [(one + shift, other + shift) for one, other in found if other <= end]


def _marks(parted: Sequence[_Word], spelling: Spelling) -> Iterable[Mark]:
    count = len(spelling.words)
    for place in range(len(parted) - count + 1):
        run = parted[place : place + count]
        if _fits([word.folded for word in run], spelling):
            yield run[0].start, _end(run[-1], spelling)


def _fits(folded: Sequence[str], spelling: Spelling) -> bool:
    *before, last = spelling.words
    same = folded[-1].startswith(last) if spelling.is_prefix else folded[-1] == last
    return same and list(folded[:-1]) == before


def _end(word: _Word, spelling: Spelling) -> int:
    """Only the part that was typed, where folding left every letter in its place."""
    is_plain = len(word.folded) == word.end - word.start
    return word.start + len(spelling.words[-1]) if is_plain else word.end


def _apart(found: Sequence[Mark]) -> list[Mark]:
    kept: list[Mark] = []
    for start, end in found:
        if kept and start < kept[-1][1]:
            kept[-1] = (kept[-1][0], max(end, kept[-1][1]))
        else:
            kept.append((start, end))
    return kept


def _cut(text: str, place: int) -> int:
    """The next beginning of a word, or that very place in text without spaces."""
    if not 0 < place < len(text):
        return max(0, min(place, len(text)))
    gap = _GAP.search(text, place, place + 20)
    return gap.end() if gap else place
