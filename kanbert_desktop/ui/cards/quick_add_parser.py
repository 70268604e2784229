"""Parses a line that becomes a card: title, "@name", "!priority", "#board" and a date."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from kanbert_desktop.app.boards.name_index import NameIndex, board_index, people_index, plain_name
from kanbert_desktop.app.boards.recurrence_words import EVERY, read_recurrence
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import Board, Person, Priority
from kanbert_desktop.domain.query.terms import Span
from kanbert_desktop.domain.recurrence import Recurrence
from kanbert_desktop.ui.cards.date_input import date_in_text, parse_date
from kanbert_desktop.ui.cards.texts import due_text, long_date, priority_title

_MOST_WORDS = 12
"""Of a recurrence: "every 2 weeks on Monday, Wednesday and Friday"."""
_MARKS = ",;:?!)"
_WORD = re.compile(r'(?:[^\s"]+:"[^"]*"?)|\S+')


class NewCardLine(NamedTuple):
    """`board` is the board named in the line.

    `unrecognised` holds words that look like a person, a date, a board or a priority but match none; they stay in
    the title. `understood` holds the places of the words that do not.
    """

    title: str
    due: date | None = None
    due_text: str = ""
    due_accessible_text: str = ""
    assignee: Person | None = None
    unrecognised: tuple[str, ...] = ()
    board: Board | None = None
    priority: Priority | None = None
    recurrence: Recurrence | None = None
    understood: tuple[Span, ...] = ()


class LineNames:
    """Whom and what a line may name. Each index is made when a line first needs it."""

    def __init__(
        self,
        people: Iterable[Person] = (),
        me: Person | None = None,
        boards: Sequence[Board] = (),
        priorities: Sequence[Priority] = (),
    ) -> None:
        self.me, self.boards, self.priorities = me, boards, priorities
        self.everyone = list({person.id: person for person in people}.values())
        self._people: NameIndex[Person] | None = None
        self._boards: NameIndex[Board] | None = None

    @property
    def people_index(self) -> NameIndex[Person]:
        if self._people is None:
            self._people = people_index(self.everyone)
        return self._people

    @property
    def board_index(self) -> NameIndex[Board]:
        if self._boards is None:
            self._boards = board_index(self.boards)
        return self._boards

    def person(self, word: str) -> Person | None:
        """Returns the only person whose name or address starts with the text; "@me" is the user.

        A comma or another mark after the name belongs to the sentence.
        """
        if not word.startswith("@"):
            return None
        return self._person_named(word[1:]) or self._person_named(word[1:].rstrip(_MARKS))

    def _person_named(self, text: str) -> Person | None:
        prefix = plain_name(text)
        if self.me is not None and prefix in ("me", plain_name(tr("me"))):
            return self.me
        return self.people_index.find(text)

    def board(self, word: str) -> Board | None:
        """Returns the board whose short code matches, or the only one whose title or title word starts with the text."""
        return self.board_index.find(word[1:]) if self.boards and word.startswith("#") else None

    def priority(self, word: str) -> Priority | None:
        """Returns the only priority that starts with the text, as the server or as the window spells it."""
        prefix = plain_name(word[1:])
        if not word.startswith("!") or not prefix:
            return None
        found = [one for one in self.priorities if prefix in _priority_names(one)]
        found = found or [
            one for one in self.priorities if any(name.startswith(prefix) for name in _priority_names(one))
        ]
        return found[0] if len(found) == 1 else None

    def is_understood(self, word: str) -> bool:
        return any(one is not None for one in (self.person(word), self.board(word), self.priority(word)))

    def is_marked(self, word: str) -> bool:
        """Returns True for a word that looks like a person, a board or a priority."""
        signs = ("@", *(("#",) if self.boards else ()), *(("!",) if self.priorities else ()))
        return len(word) > 1 and word.startswith(signs) and any(map(str.isalnum, word))


def parse_line(
    line: str,
    today: date,
    names: LineNames,
    *,
    bare_days: bool = False,
    repeats: bool = False,
    literal: frozenset[str] = frozenset(),
) -> NewCardLine:
    """Parses a line; the last person, date, board and priority count.

    `bare_days`: "tomorrow" counts as a date without "due:". `repeats`: "every Monday" at the end makes a template. `literal`: these words, and dates of these words, stay in
    the title.
    """
    read = NewCardLine("")
    rest: list[re.Match[str]] = []
    understood: list[Span] = []
    unrecognised: list[str] = []
    for match in _WORD.finditer(line):
        word = match[0]
        with_meaning = _with_meaning(word, read, today, names) if word not in literal else None
        if with_meaning is not None:
            read = with_meaning
            understood.append(match.span())
            continue
        rest.append(match)
        if word not in literal and (names.is_marked(word) or _due_value(word) is not None):
            unrecognised.append(word)
    repeated = _recurrence_at_end(line, rest, today, literal) if repeats else None
    if repeated is not None:
        recurrence, rest, span = repeated
        read = read._replace(recurrence=recurrence)
        understood.append(span)
        bare_days = False
    found = _bare_day(line, rest, today, literal) if bare_days and read.due is None else None
    if found is not None:
        day, rest, span = found
        read = read._replace(due=day)
        understood.append(span)
    if read.due is not None:
        read = read._replace(
            due_text=due_text(read.due, today), due_accessible_text=long_date(read.due, today)
        )
    return read._replace(
        title=" ".join(match[0] for match in rest),
        unrecognised=tuple(unrecognised),
        understood=tuple(sorted(understood)),
    )


def _with_meaning(word: str, read: NewCardLine, today: date, names: LineNames) -> NewCardLine | None:
    """Returns the line with what the word means; None if it means nothing."""
    value = _due_value(word)
    if (person := names.person(word)) is not None:
        return read._replace(assignee=person)
    if (day := parse_date(value, today) if value else None) is not None:
        return read._replace(due=day)
    if (board := names.board(word)) is not None:
        return read._replace(board=board)
    priority = names.priority(word)
    return read._replace(priority=priority) if priority is not None else None


def _recurrence_at_end(
    line: str, words: list[re.Match[str]], today: date, literal: frozenset[str]
) -> tuple[Recurrence, list[re.Match[str]], Span] | None:
    """Returns the recurrence that begins with "every", the words before it and its place. A title has to remain."""
    for first in range(1, len(words)):
        if words[first][0].casefold() not in EVERY:
            continue
        span = words[first].start(), words[-1].end()
        text = without_double_spaces(line[slice(*span)])
        found = read_recurrence(text, today) if len(words) - first <= _MOST_WORDS else None
        if found is not None and text not in literal:
            return found, words[:first], span
    return None


def _bare_day(
    line: str, words: list[re.Match[str]], today: date, literal: frozenset[str]
) -> tuple[date, list[re.Match[str]], Span] | None:
    """Returns the date at an end of the line, the other words and the place of the date."""
    texts = [match[0] for match in words]
    found = date_in_text(texts, today)
    if found is None:
        return None
    count = len(found.title)
    is_at_end = found.title == texts[:count]
    left, taken = (words[:count], words[count:]) if is_at_end else (words[-count:], words[:-count])
    span = taken[0].start(), taken[-1].end()
    return (found.day, left, span) if without_double_spaces(line[slice(*span)]) not in literal else None


def _priority_names(priority: Priority) -> tuple[str, str]:
    return plain_name(priority.title), plain_name(priority_title(priority))


def _due_value(word: str) -> str | None:
    """Returns the text after the colon.

    It is one word, words in quotation marks, or words joined by a hyphen or an underscore.
    """
    key, colon, value = word.partition(":")
    if not colon or key.casefold() not in ("due", tr("due").casefold()):
        return None
    plain = value.strip('"')
    return plain if re.match(r"\d{4}-", plain) else plain.replace("_", " ").replace("-", " ")


def without_double_spaces(text: str) -> str:
    """Returns the text as it stands in a title."""
    return " ".join(text.split())
