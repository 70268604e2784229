"""The lines of one account in which cards are written: what they mean and how they may go on."""

import re
from collections.abc import Callable, Iterator
from datetime import date

from kanbert_desktop.app.boards.name_index import NameIndex, board_spelling, person_spelling, plain_name
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.domain.board import Board, Person, Priority
from kanbert_desktop.domain.query.completion import MAX_COMPLETIONS, Completion
from kanbert_desktop.domain.untrusted_text import shorten, to_single_line
from kanbert_desktop.ui.cards.quick_add_parser import LineNames, NewCardLine, parse_line
from kanbert_desktop.ui.cards.texts import priority_title

_LAST_WORD = re.compile(r"(?:^|\s)([@#!]\S*)$")
_MAX_LABEL = 60


class CardLines:
    """`names_boards`: "#" names the board of the card; a sub-task is always in its card's board."""

    def __init__(
        self, service: BoardService, today: Callable[[], date], *, names_boards: bool = True
    ) -> None:
        self._service, self._today, self._names_boards = service, today, names_boards
        self._known: tuple[object, ...] = ()
        self._names = LineNames()

    def parse(
        self, line: str, literal: frozenset[str] = frozenset(), *, is_typed: bool = True
    ) -> NewCardLine:
        """`is_typed`: somebody saw what is understood. Otherwise only "@name" and "due:…" count."""
        names = (
            self._current_names(line) if is_typed else LineNames(self._service.all_people(), self._service.me)
        )
        return parse_line(
            line,
            self._today(),
            names,
            bare_days=is_typed,
            repeats=is_typed and self._names_boards,
            literal=literal,
        )

    def completions(self, line: str, cursor: int) -> list[Completion]:
        """At most `MAX_COMPLETIONS` for the word that ends at the cursor, if it begins with a sign.

        Empty if the word is understood already and could be nothing else.
        """
        match = _LAST_WORD.search(line[:cursor])
        if match is None or line[cursor : cursor + 1].strip():
            return []
        word, names = match[1], self._current_names(line)
        found = list(self._completed(word, names))
        if len(found) <= 1 and names.is_understood(word):
            return []
        span = match.span(1)
        return [Completion(span, f"{spelling} ", shorten(label, _MAX_LABEL)) for spelling, label in found]

    def _completed(self, word: str, names: LineNames) -> Iterator[tuple[str, str]]:
        typed = word[1:]
        match word[0]:
            case "@":
                people = names.people_index
                for person in people.matching(typed, MAX_COMPLETIONS):
                    yield f"@{person_spelling(people, person)}", person_label(people, person)
            case "#" if names.boards:
                boards = names.board_index
                for board in boards.matching(typed, MAX_COMPLETIONS):
                    yield f"#{board_spelling(boards, board)}", self._board_label(board)
            case "!":
                for priority in names.priorities:
                    if plain_name(priority_title(priority)).startswith(plain_name(typed)):
                        yield _priority_spelling(priority), priority_title(priority)

    def _board_label(self, board: Board) -> str:
        client = self._service.client_of(board)
        return f"{board.title} · {client.name}" if client is not None else board.title

    def _current_names(self, line: str) -> LineNames:
        """Keeps the indexes until a name has changed; asks for boards and priorities where a sign needs them."""
        service = self._service
        boards = tuple(service.boards()) if self._names_boards and "#" in line else ()
        known = (tuple(service.all_people()), service.me, boards or self._names.boards)
        if known != self._known:
            self._names, self._known = LineNames(*known), known
        self._names.priorities = service.priorities() if "!" in line else ()
        return self._names


def person_label(people: NameIndex[Person], person: Person) -> str:
    """The name, with the address where another person has the same name or it cannot be seen."""
    name, is_unique = to_single_line(person.name), people.find(person.name) == person
    if name and is_unique:
        return name
    return " · ".join(filter(None, (name, person.email or person.id)))


def _priority_spelling(priority: Priority) -> str:
    return f"!{'.'.join(priority_title(priority).split())}"
