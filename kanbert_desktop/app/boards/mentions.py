"""Finds the people that a typed comment mentions: "@" and the full name."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kanbert_desktop.app.boards.html_text import MENTION_SIGN
from kanbert_desktop.app.boards.name_index import people_index
from kanbert_desktop.domain.board import Person
from kanbert_desktop.domain.query.terms import Span

_WITHIN_ADDRESSES = "._%+-/"
_INTEGRATION = "integration"


class Mention(NamedTuple):
    span: Span
    person: Person


class MentionablePeople:
    """Everybody who can read. Who shares a name is written with the address."""

    def __init__(self, people: Iterable[Person]) -> None:
        everyone = {
            person.id: person for person in people if person.kind != _INTEGRATION and person.name.strip()
        }
        counts = Counter(map(_full_name, everyone.values()))
        self._by_text = {
            _full_name(one)
            if counts[_full_name(one)] == 1
            else f"{_full_name(one)} ({one.email or one.id})": one
            for one in everyone.values()
        }
        self._texts = {person.id: text for text, person in self._by_text.items()}
        self._lengths = sorted({len(text) for text in self._by_text}, reverse=True)
        self._index = people_index(one for one in everyone.values() if one.id in self._texts)

    def text_of(self, person: Person) -> str:
        """What is written after "@"."""
        return self._texts[person.id]

    def beginning_with(self, typed: str, most: int) -> list[Person]:
        return self._index.matching(typed, most)

    def find(self, text: str) -> Iterator[Mention]:
        """Yields the mentions in a text. An "@" within a word or an address is none."""
        end = 0
        while (at := text.find(MENTION_SIGN, end)) >= 0:
            end = at + 1
            if at and (text[at - 1].isalnum() or text[at - 1] in _WITHIN_ADDRESSES):
                continue
            found = self._name_at(text, end)
            if found is not None:
                end += len(self.text_of(found))
                yield Mention((at, end), found)

    def _name_at(self, text: str, start: int) -> Person | None:
        """Returns the person with the longest name that stands there."""
        for length in self._lengths:
            person = self._by_text.get(text[start : start + length])
            if person is not None and _is_end_of_name(text[start + length : start + length + 1]):
                return person
        return None


def _is_end_of_name(following: str) -> bool:
    """Scripts without capitals may write the next word without a space."""
    return not following.isalnum() or unicodedata.category(following) == "Lo"


def _full_name(person: Person) -> str:
    return " ".join(person.name.split())
