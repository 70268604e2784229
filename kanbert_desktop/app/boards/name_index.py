"""Finds a person, a board or a priority by a typed name."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Generic, TypeVar

from kanbert_desktop.domain.board import Board, Person
from kanbert_desktop.domain.untrusted_text import has_controls

T = TypeVar("T")
_MAX_SPELLING = 60
_SEPARATORS = re.compile(r"[\s._-]")
_LATIN_MARKS = re.compile("[\u0300-\u036f]")
"""Combining marks of European scripts. Those of other scripts are vowels or change the consonant."""


class NameIndex(Generic[T]):
    """Each entry has full names, which count first, and parts of names.

    Case, separators and accents are ignored: "@aylin.yildiz" finds Aylin Yıldız.
    """

    def __init__(self, entries: Iterable[tuple[T, Sequence[str], Sequence[str]]]) -> None:
        self._entries: list[tuple[T, tuple[str, ...]]] = []
        self._full: dict[str, list[T]] = {}
        self._parts: dict[str, list[T]] = {}
        for item, full, parts in entries:
            names = [tuple(filter(None, map(plain_name, group))) for group in (full, parts)]
            self._entries.append((item, (*names[0], *names[1])))
            for known, group in zip((self._full, self._parts), names, strict=True):
                for name in dict.fromkeys(group):
                    known.setdefault(name, []).append(item)

    def find(self, text: str) -> T | None:
        """Returns the only one of that name, else the only one with a name that begins so."""
        wanted = plain_name(text)
        if not wanted:
            return None
        found = self._full.get(wanted) or self._parts.get(wanted)
        if found is None:
            found = list(islice(self._beginning_with(wanted), 2))
        return found[0] if len(found) == 1 else None

    def matching(self, text: str, most: int) -> list[T]:
        """Returns those with a name that begins so: first those whose first name does."""
        wanted = plain_name(text)
        first: list[T] = []
        later: list[T] = []
        for item, names in self._entries:
            if any(name.startswith(wanted) for name in names[:1]):
                first.append(item)
            elif len(later) < most and any(name.startswith(wanted) for name in names):
                later.append(item)
            if len(first) == most:
                break
        return [*first, *later][:most]

    def spelling(self, item: T, spellings: Sequence[str]) -> str:
        """Returns the first of these spellings that finds this entry and no other; the last one if none does."""
        return next((one for one in spellings if self.find(one) == item), spellings[-1])

    def _beginning_with(self, wanted: str) -> Iterator[T]:
        return (item for item, names in self._entries if any(name.startswith(wanted) for name in names))


def people_index(people: Iterable[Person]) -> NameIndex[Person]:
    """People by name, by a word of it, and by address."""
    return NameIndex(
        (one, (one.name, f"{one.name}{one.id}", one.email), (*one.name.split(), one.email.partition("@")[0]))
        for one in people
    )


def person_spelling(index: NameIndex[Person], person: Person) -> str:
    """One word that finds this person, also if another one has the same name.

    A name that would reorder the text around it, or fill the line, is left to the address.
    """
    name = ".".join(person.name.split())
    addresses = [person.email.partition("@")[0], person.email] if person.email else []
    names = [name] if len(name) <= _MAX_SPELLING and not has_controls(name) else []
    return index.spelling(person, [*names, *addresses, f"{name}.{person.id}"])


def board_index(boards: Iterable[Board]) -> NameIndex[Board]:
    """Boards by short code, by title, and by a word of it."""
    return NameIndex(
        (one, (one.shortcode, f"{one.title}{one.id}"), (one.title, *re.split(r"[\s\-–]+", one.title)))
        for one in boards
    )


def board_spelling(index: NameIndex[Board], board: Board) -> str:
    """One word that finds this board, also if another one has the same title."""
    title = ".".join(board.title.split())
    codes = [board.shortcode] if board.shortcode and not re.search(r"\s", board.shortcode) else []
    return index.spelling(board, [*codes, title, f"{title}.{board.id}"])


def plain_name(name: str) -> str:
    """Returns the name without separators, accents and capitals."""
    decomposed = unicodedata.normalize("NFKD", _SEPARATORS.sub("", name).casefold())
    return unicodedata.normalize("NFC", _LATIN_MARKS.sub("", decomposed)).replace("ı", "i")
