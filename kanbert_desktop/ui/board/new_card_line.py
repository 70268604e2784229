"""One line of quick add, read as a card: its title, and what "@name" and "due:" say beside it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kanbert_desktop.app.language import tr
from kanbert_desktop.domain.board import Person
from kanbert_desktop.ui.board.due_input import typed_date
from kanbert_desktop.ui.board.due_words import due_words, long_date

_WORD = re.compile(r'(?:[^\s"]+:"[^"]*"?)|\S+')


@dataclass(frozen=True, slots=True)
class NewCardLine:
    """`not_understood` are words that look like a person or a day but name none; they stay in the title."""

    title: str
    due: date | None = None
    due_words: str = ""
    due_spoken: str = ""
    assignee: Person | None = None
    not_understood: tuple[str, ...] = ()


def read_line(line: str, today: date, people: Iterable[Person], me: Person | None = None) -> NewCardLine:
    """The last person and the last day that are named count."""
    everyone = list({person.id: person for person in people}.values())
    title: list[str] = []
    strange: list[str] = []
    due: date | None = None
    assignee: Person | None = None
    for word in _WORD.findall(line):
        person = _person(word, everyone, me)
        day = _day(word, today)
        if person is not None:
            assignee = person
        elif day is not None:
            due = day
        else:
            title.append(word)
            if _looks_special(word):
                strange.append(word)
    words, spoken = (due_words(due, today), long_date(due, today)) if due is not None else ("", "")
    return NewCardLine(" ".join(title), due, words, spoken, assignee, tuple(strange))


def _looks_special(word: str) -> bool:
    return (word.startswith("@") and len(word) > 1) or _due_value(word) is not None


def _person(word: str, people: list[Person], me: Person | None) -> Person | None:
    """By the beginning of a name or address, where only one person's begins so; "@me"."""
    wanted = _plain(word.removeprefix("@"))
    if not word.startswith("@") or not wanted:
        return None
    if me is not None and wanted in ("me", _plain(tr("me"))):
        return me
    exact = [person for person in people if wanted in _names(person)]
    begun = [person for person in people if any(name.startswith(wanted) for name in _names(person))]
    found = exact or begun
    return found[0] if len(found) == 1 else None


def _names(person: Person) -> list[str]:
    parts = person.name.split()
    return [_plain(person.name), *map(_plain, parts), _plain(person.email.partition("@")[0])]


def _plain(name: str) -> str:
    """Without spaces and what joins words: "@aylin.yildiz" is Aylin Yıldız too."""
    return re.sub(r"[\s._-]", "", name).casefold().replace("ı", "i")


def _day(word: str, today: date) -> date | None:
    value = _due_value(word)
    return typed_date(value, today) if value else None


def _due_value(word: str) -> str | None:
    """What stands after the colon: one word, words in quotation marks, or words joined by a hyphen or an underscore."""
    key, colon, value = word.partition(":")
    if not colon or key.casefold() not in ("due", tr("due").casefold()):
        return None
    plain = value.strip('"')
    return plain if re.match(r"\d{4}-", plain) else plain.replace("_", " ").replace("-", " ")
