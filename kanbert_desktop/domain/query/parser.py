"""Parses typed text into a query; every text is valid."""

import re

from kanbert_desktop.domain.query import vocabulary
from kanbert_desktop.domain.query.terms import Condition, Hint, Key, ParseProblem, Query, Span, Term, Words
from kanbert_desktop.domain.query.vocabulary import (
    KEYS,
    PARTS,
    STATES,
    canonical_word,
    columns_named,
    normalise_word,
)

_QUOTES = '"„“”«»'
_QUOTED = re.compile(rf"[{_QUOTES}]([^{_QUOTES}]*)(?:[{_QUOTES}]|$)", re.DOTALL)
_RUN = re.compile(r"\S+")
_KEY = re.compile(r"([^\W\d_][\w-]*):")
_SPACE = re.compile(r"\s*")


def parse(text: str) -> Query:
    """Never raises. Text it does not understand becomes words, with a hint."""
    reader = _Reader(text)
    while reader.read_one():
        pass
    return Query(tuple(reader.terms), tuple(reader.hints), tuple(reader.spans))


class _Reader:
    def __init__(self, text: str) -> None:
        self.terms: list[Term] = []
        self.hints: list[Hint] = []
        self.spans: list[Span] = []
        self._text = text
        self._position = 0

    def read_one(self) -> bool:
        space = _SPACE.match(self._text, self._position)
        self._position = space.end() if space else self._position
        if self._position >= len(self._text):
            return False
        start, known = self._position, len(self.terms)
        following = self._text[self._position + 1 : self._position + 2]
        is_negated = self._text[self._position] == "-" and bool(following.strip())
        self._position += is_negated
        if not self._read_phrase(is_negated) and not self._read_condition(is_negated):
            run = self._take(_RUN)
            self.terms.append(Words(run[0] if run else "", is_negated=is_negated))
        self.spans += [(start, self._position)] * (len(self.terms) - known)
        return True

    def _read_phrase(self, is_negated: bool) -> bool:
        quoted = self._take(_QUOTED)
        if quoted is not None and (text := " ".join(quoted[1].split())):
            self.terms.append(Words(text, is_phrase=True, is_negated=is_negated))
        return quoted is not None

    def _read_condition(self, is_negated: bool) -> bool:
        start, named = self._position, self._take(_KEY)
        if named is None:
            return False
        key = KEYS.get(normalise_word(named[1]))
        quoted = self._take(_QUOTED)
        run = None if quoted else self._take(_RUN)
        typed = " ".join(quoted[1].split()) if quoted else run[0] if run else ""
        value = _normalised(key, typed) if key is not None else None
        if key is not None and value is not None:
            self.terms.append(Condition(key, value, is_negated))
            return True
        self._position = start
        if not typed.startswith("//"):
            problem = ParseProblem.UNKNOWN_VALUE if key is not None else ParseProblem.UNKNOWN_KEY
            self.hints.append(Hint(problem, named[1], typed))
        return False

    def _take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        found = pattern.match(self._text, self._position)
        self._position = found.end() if found else self._position
        return found


def _normalised(key: Key, typed: str) -> str | None:
    """The value as it is printed; None if the key has no such value."""
    if not typed:
        return ""
    match key:
        case Key.DUE:
            return vocabulary.normalise_due(typed)
        case Key.UPDATED | Key.CREATED | Key.DONE:
            return vocabulary.normalise_moment(typed)
        case Key.ON:
            return vocabulary.normalise_day(typed)
        case Key.IS:
            return canonical_word(STATES, typed)
        case Key.HAS:
            return canonical_word(PARTS, typed)
        case Key.COLUMN:
            return normalise_word(typed) if columns_named(typed) else None
        case _:
            return typed
