"""Parses a quick-add line: title, "@name", "due:" and "#board"."""

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
    """`board` is the board named in the line.

    `unrecognised` holds words that look like a person, a date or a board but match none; they stay in the title.
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
    """Parses a line; the last person, date and board count.

    `boards` are the boards that "#" may name. `bare_days`: "tomorrow" counts as a date without "due:".
    """
    everyone = list({person.id: person for person in people}.values())
    title: list[str] = []
    unrecognised: list[str] = []
    due: date | None = None
    assignee: Person | None = None
    board: Board | None = None
    for word in _WORD.findall(line):
        person = _person(word, everyone, me)
        day = _day(word, today)
        found_board = _board(word, boards)
        if person is not None:
            assignee = person
        elif day is not None:
            due = day
        elif found_board is not None:
            board = found_board
        else:
            title.append(word)
            if _looks_special(word, has_boards=bool(boards)):
                unrecognised.append(word)
    found = date_in_text(title, today) if bare_days and due is None else None
    if found is not None:
        due, title = found
    text, accessible_text = (due_text(due, today), long_date(due, today)) if due is not None else ("", "")
    return NewCardLine(" ".join(title), due, text, accessible_text, assignee, tuple(unrecognised), board)


def _looks_special(word: str, *, has_boards: bool) -> bool:
    prefixes = ("@", "#") if has_boards else ("@",)
    return (word.startswith(prefixes) and len(word) > 1) or _due_value(word) is not None


def _board(word: str, boards: Sequence[Board]) -> Board | None:
    """Returns the board whose short code matches, or the only one whose title or title word starts with the text."""
    prefix = _plain(word.removeprefix("#"))
    if not word.startswith("#") or not prefix:
        return None
    matching = [board for board in boards if _plain(board.shortcode) == prefix]
    starting = [board for board in boards if any(name.startswith(prefix) for name in _title_names(board))]
    found = matching or starting
    return found[0] if len(found) == 1 else None


def _title_names(board: Board) -> list[str]:
    return [_plain(board.title), *map(_plain, re.split(r"[\s\-–]+", board.title))]


def _person(word: str, people: list[Person], me: Person | None) -> Person | None:
    """Returns the only person whose name or address starts with the text; "@me" is the user."""
    prefix = _plain(word.removeprefix("@"))
    if not word.startswith("@") or not prefix:
        return None
    if me is not None and prefix in ("me", _plain(tr("me"))):
        return me
    exact = [person for person in people if prefix in _names(person)]
    starting = [person for person in people if any(name.startswith(prefix) for name in _names(person))]
    found = exact or starting
    return found[0] if len(found) == 1 else None


def _names(person: Person) -> list[str]:
    parts = person.name.split()
    return [_plain(person.name), *map(_plain, parts), _plain(person.email.partition("@")[0])]


def _plain(name: str) -> str:
    """Returns the name without spaces and separators: "@aylin.yildiz" matches Aylin Yıldız."""
    return re.sub(r"[\s._-]", "", name).casefold().replace("ı", "i")


def _day(word: str, today: date) -> date | None:
    value = _due_value(word)
    return parse_date(value, today) if value else None


def _due_value(word: str) -> str | None:
    """Returns the text after the colon.

    It is one word, words in quotation marks, or words joined by a hyphen or an underscore.
    """
    key, colon, value = word.partition(":")
    if not colon or key.casefold() not in ("due", tr("due").casefold()):
        return None
    plain = value.strip('"')
    return plain if re.match(r"\d{4}-", plain) else plain.replace("_", " ").replace("-", " ")
