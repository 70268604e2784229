"""Case folding, spellings, word matching, highlight ranges and excerpts."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from kanbert_desktop.domain.html_tokens import unescape_references
from kanbert_desktop.domain.query.terms import Words

MAX_CHARACTERS = 200_000
"""Of one text; the rest is not searched."""
_DIACRITICS = re.compile("[\u0300-\u036f]")
# Scripts written without spaces, and pictographs: each character is a word of its own.
_ALONE = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2190-\u2bff\u3005-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U0001f000-\U0001faff\U00020000-\U0003ffff"
)
WORD_PATTERN = re.compile(rf"[{_ALONE}]|[^\W_{_ALONE}]+")
TYPED_WORD_PATTERN = re.compile(rf"[{_ALONE}]|(?:[^\W_{_ALONE}][\u0300-\u036f]*)+")
"""The same in text as typed, where a letter may be followed by its diacritics."""
# Not in "neue" or "Quelle", and not at a word's end.
_WRITTEN_OUT = re.compile(r"(?<![aeiouyq])([aou])e(?=[^\W_])")
_TAG = re.compile(r"/?([a-zA-Z][a-zA-Z0-9]*)|!")
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "br",
        "li",
        "ul",
        "ol",
        "table",
        "tr",
        "td",
        "th",
        "blockquote",
        "pre",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
    ]
)
_HIDDEN = frozenset({"script", "style", "head", "title"})
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_BEFORE, _AFTER = 40, 120
_LOOKAHEAD = 200
_WINDOW = 10_000
"""Characters searched at once: what is shown surrounds the first match."""
_GAP = re.compile(r"\s")
HighlightRange = tuple[int, int]
"""From the first character to behind the last."""


def fold_text(text: str) -> str:
    """`Größe` and `GROSSE` become the same; punctuation stays."""
    if text.isascii():
        return text.lower()
    bare = _DIACRITICS.sub("", unicodedata.normalize("NFKD", text.casefold()))
    return unicodedata.normalize("NFC", bare).casefold()


def contract_umlauts(text: str) -> str:
    """Contracts written-out umlauts in folded text: `groesse` becomes `grosse`."""
    return _WRITTEN_OUT.sub(r"\1", text)


@lru_cache(maxsize=20_000)
def fold_text_cached(text: str) -> str:
    """Caches the result: titles are compared at every key press."""
    return fold_text(text)


def split_words(text: str) -> list[str]:
    return WORD_PATTERN.findall(fold_text(text[:MAX_CHARACTERS]))


def searchable_text(text: str) -> str:
    """The words of a text with one space around each, so that a needle is a substring of it."""
    found = split_words(text)
    return f" {' '.join(found)} " if found else " "


def html_to_plain_text(html: str) -> str:
    """The readable text of HTML, in one line. Linear in the length of any input: the text is untrusted."""
    if "<" not in html and "&" not in html:
        return " ".join(html.split())
    first, *rest = html[:MAX_CHARACTERS].split("<")
    parts, hidden = [first], ""
    for piece in rest:
        tag, closed, text = piece.partition(">")
        named = _TAG.match(tag)
        name = (named.group(1) or "").lower() if named else ""
        if hidden:
            hidden = "" if tag.startswith("/") and name == hidden else hidden
            parts.append("" if hidden else text)
        elif not named or not closed:
            parts.append(f"<{piece}")
        else:
            hidden = name if name in _HIDDEN and not tag.startswith("/") else ""
            parts.append("" if hidden else f" {text}" if name in _BLOCKS else text)
    return " ".join(unescape_references("".join(parts)).split())


SHORTEST_PART = 3
"""Letters of a word that is found inside other words as well: fewer would be in most texts."""


class Spelling(NamedTuple):
    """Words side by side; with `is_prefix` the last one may continue."""

    words: tuple[str, ...]
    is_prefix: bool

    @property
    def needle(self) -> str:
        """A substring of `searchable_text(text)` if the text contains the spelling from the beginning of a word on."""
        return f" {' '.join(self.words)}{'' if self.is_prefix else ' '}"

    @property
    def part(self) -> str:
        """What is also found inside words: a single word that may continue. Empty for a phrase or too few letters."""
        is_part = self.is_prefix and len(self.words) == 1 and len(self.words[0]) >= SHORTEST_PART
        return self.words[0] if is_part else ""

    def is_in(self, text: str) -> bool:
        """`text` comes from `searchable_text`."""
        return (self.part or self.needle) in text


Spellings = tuple[Spelling, ...]
"""One match is enough; never empty."""


def spellings_of(term: Words) -> Spellings | None:
    """Returns None if there is nothing to search for (punctuation only)."""
    found = [split_words(spelling) for spelling in spelling_variants(term.text)]
    unique = dict.fromkeys(Spelling(tuple(one), _is_prefix(one, term)) for one in found if one)
    return tuple(unique) or None


def spelling_variants(text: str) -> list[str]:
    """As typed, and with umlauts written out or contracted: `Größe` finds `Groesse` and the reverse."""
    composed = unicodedata.normalize("NFC", text.casefold())
    folded = fold_text(text)
    return list(dict.fromkeys([folded, fold_text(composed.translate(_UMLAUTS)), contract_umlauts(folded)]))


def contains_any(text: str, one: Spellings) -> bool:
    """`text` comes from `searchable_text`."""
    return any(spelling.is_in(text) for spelling in one)


def begins_any(text: str, one: Spellings) -> bool:
    """Returns whether a word of the text begins with a spelling. `text` comes from `searchable_text`."""
    return any(spelling.needle in text for spelling in one)


def _is_prefix(found: list[str], term: Words) -> bool:
    """A single letter would match every text."""
    return not term.is_phrase and (len(found) > 1 or len(found[0]) > 1)


class _Word(NamedTuple):
    folded: str
    start: int
    end: int


def highlight_ranges(text: str, wanted: Iterable[Spellings]) -> list[HighlightRange]:
    """Ranges in the order of the text, without overlap; of a long text, those in its first part that has any."""
    spellings = [spelling for one in wanted for spelling in one]
    for start in range(0, len(text), _WINDOW):
        if found := _ranges_in(text, start, spellings):
            return found
    return []


def _ranges_in(text: str, start: int, spellings: Sequence[Spelling]) -> list[HighlightRange]:
    """Words that begin in the part of the text from `start` on, and a little after it."""
    end = start + _WINDOW + _LOOKAHEAD
    words = [
        _Word(one, *found.span())
        for found in TYPED_WORD_PATTERN.finditer(text, start, end)
        for one in WORD_PATTERN.findall(fold_text(found.group()))
    ]
    found = [found_range for spelling in spellings for found_range in _ranges(words, spelling)]
    return _merged(sorted(found))


def excerpt(text: str, found: Sequence[HighlightRange]) -> tuple[str, list[HighlightRange]]:
    """Returns the text around its first range, cut between words, and the ranges in it."""
    first = found[0] if found else (0, 0)
    start = _cut(text, first[0] - _BEFORE)
    end = max(_cut(text, first[0] + _AFTER), first[1])
    shown = f"{'…' if start else ''}{text[start:end].rstrip()}{'…' if end < len(text) else ''}"
    shift = (1 if start else 0) - start
    return shown, [(one + shift, other + shift) for one, other in found if other <= end]


def _ranges(words: Sequence[_Word], spelling: Spelling) -> Iterable[HighlightRange]:
    if spelling.part:
        return (place for word in words for place in _ranges_of_part(word, spelling.part))
    return _ranges_of_run(words, spelling)


def _ranges_of_part(word: _Word, part: str) -> Iterable[HighlightRange]:
    at = word.folded.find(part)
    while at >= 0:
        yield _range(word, at, part)
        at = word.folded.find(part, at + len(part))


def _ranges_of_run(words: Sequence[_Word], spelling: Spelling) -> Iterable[HighlightRange]:
    count = len(spelling.words)
    for position in range(len(words) - count + 1):
        run = words[position : position + count]
        if _fits([word.folded for word in run], spelling):
            yield run[0].start, _range(run[-1], 0, spelling.words[-1])[1]


def _fits(folded: Sequence[str], spelling: Spelling) -> bool:
    *before, last = spelling.words
    same = folded[-1].startswith(last) if spelling.is_prefix else folded[-1] == last
    return same and list(folded[:-1]) == before


def _range(word: _Word, at: int, typed: str) -> HighlightRange:
    """Only the part that was typed, if folding left every letter in its place."""
    is_plain = len(word.folded) == word.end - word.start
    return (word.start + at, word.start + at + len(typed)) if is_plain else (word.start, word.end)


def _merged(found: Sequence[HighlightRange]) -> list[HighlightRange]:
    merged: list[HighlightRange] = []
    for start, end in found:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _cut(text: str, position: int) -> int:
    """The next beginning of a word, or that very position in text without spaces."""
    if not 0 < position < len(text):
        return max(0, min(position, len(text)))
    gap = _GAP.search(text, position, position + 20)
    return gap.end() if gap else position
