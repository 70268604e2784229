"""One line of quick add, read as a card: its title, and what "@name", "due:" and "#board" say beside it."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import Board, Person
from kanbert_desktop.ui.cards.date_input import date_in_text, parse_date
from kanbert_desktop.ui.cards.texts import due_text, long_date

_WORD = re.compile(r'(?:[^\s"]+:"[^"]*"?)|\S+')


class NewCardLine(NamedTuple):
    """`board` is one that the line names. `not_understood` are words that look like a person, a day or a board

    but name none; they stay in the title.
    """

    title: str
    due: date | None = None
    due_text: str = ""
    due_accessible_text: str = ""
    assignee: Person | None = None
    unrecognised: tuple[str, ...] = ()
    board: Board | None = None


def parse_line(
    line: str,
    today: date,
    people: Iterable[Person],
    me: Person | None = None,
    *,
    boards: Sequence[Board] = (),
    bare_days: bool = False,
) -> NewCardLine:
    """The last person, day and board that are named count.

    `boards` are those that "#" may name, where it may. `bare_days`: "tomorrow" is a day without "due:" as well.
    """
    everyone = list({person.id: person for person in people}.values())
    title: list[str] = []
    strange: list[str] = []
    due: date | None = None
    assignee: Person | None = None
    board: Board | None = None
    for word in _WORD.findall(line):
        person = _person(word, everyone, me)
        day = _day(word, today)
        named = _board(word, boards)
        if person is not None:
            assignee = person
        elif day is not None:
            due = day
        elif named is not None:
            board = named
        else:
            title.append(word)
            if _looks_special(word, has_boards=bool(boards)):
                strange.append(word)
    spoken_of = date_in_text(title, today) if bare_days and due is None else None
    if spoken_of is not None:
        due, title = spoken_of
    words, spoken = (due_text(due, today), long_date(due, today)) if due is not None else ("", "")
    return NewCardLine(" ".join(title), due, words, spoken, assignee, tuple(strange), board)


def _looks_special(word: str, *, has_boards: bool) -> bool:
    signs = ("@", "#") if has_boards else ("@",)
    return (word.startswith(signs) and len(word) > 1) or _due_value(word) is not None


def _board(word: str, boards: Sequence[Board]) -> Board | None:
    """By its short code, or by the beginning of a title or of a word in it, where only one board's begins so."""
    wanted = _plain(word.removeprefix("#"))
    if not word.startswith("#") or not wanted:
        return None
    coded = [board for board in boards if _plain(board.shortcode) == wanted]
    begun = [board for board in boards if any(name.startswith(wanted) for name in _title_names(board))]
    found = coded or begun
    return found[0] if len(found) == 1 else None


def _title_names(board: Board) -> list[str]:
    return [_plain(board.title), *map(_plain, re.split(r"[\s\-–]+", board.title))]


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
    return parse_date(value, today) if value else None


def _due_value(word: str) -> str | None:
    """What stands after the colon: one word, words in quotation marks, or words joined by a hyphen or an underscore."""
    key, colon, value = word.partition(":")
    if not colon or key.casefold() not in ("due", tr("due").casefold()):
        return None
    plain = value.strip('"')
    return plain if re.match(r"\d{4}-", plain) else plain.replace("_", " ").replace("-", " ")
