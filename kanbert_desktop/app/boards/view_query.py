"""What a saved view asks for: which cards it accepts, where those can be, and what is wrong with its text."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from kanbert_desktop.app.boards.search import hint_text
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import BoardId, Card, CardKey, Column, PersonId
from kanbert_desktop.domain.query import (
    CardFilter,
    Condition,
    FilterContext,
    Hint,
    Key,
    Query,
    Spellings,
    parse,
)
from kanbert_desktop.domain.query.terms import ParseProblem
from kanbert_desktop.domain.query.vocabulary import columns_named

_DATED = frozenset({Key.DUE, Key.UPDATED, Key.CREATED, Key.DONE, Key.ON})
_NAMED = frozenset({Key.ASSIGNEE, Key.BOARD, Key.CLIENT})
_MANY_PEOPLE = 20
"""More people than this are not asked for one by one."""
_NOWHERE, _NOBODY = BoardId(""), PersonId("")
ConditionTest = Callable[[Condition], bool]


class QueryProblem(NamedTuple):
    """A part of the text, from its first character to behind its last, that is not understood."""

    start: int
    end: int
    hint: Hint

    @property
    def text(self) -> str:
        """One sentence that says where."""
        return tr("At character {place}: {problem}", place=self.start + 1, problem=hint_text(self.hint))


class ViewQuery:
    """A query as it is meant on one day, with the names known then.

    Words are found in title, description and comments, as on the search page. Cards of boards that are closed are never
    accepted, archived cards only if the query names their column.
    """

    def __init__(self, text: str, context: FilterContext) -> None:
        self._context, query = context, parse(text)
        self._filter = CardFilter(query, context)
        self.problems = list(_problems(text, query, self._filter.hints))
        self.columns = frozenset(self._columns(query))
        self.boards = frozenset(self._boards(query))
        self.people = self._people(query)
        """Everybody whose cards alone can be accepted; None if that may be anybody's or nobody's."""
        self.signature = self._signature(query)
        """Differs from that of the same text if other cards may be accepted, though no card has changed."""
        self.asks_for_sub_tasks = any(
            (one.key, one.value) in ((Key.IS, "parent"), (Key.HAS, "sub-tasks")) for one in query.conditions
        )
        self.asks_for_priority = any(one.key is Key.PRIORITY for one in query.conditions)

    @property
    def words(self) -> tuple[Spellings, ...]:
        """The words that every accepted card contains."""
        return self._filter.included

    @property
    def reads_text(self) -> bool:
        return bool(self._filter.included or self._filter.excluded)

    def accepts(self, card: Card) -> bool:
        """Checks everything but the words."""
        return self.is_in_place(card) and self._filter.matches_conditions(card)

    def is_in_place(self, card: Card) -> bool:
        """Checks column and board."""
        return card.column in self.columns and card.board in self.boards

    def accepts_text(self, text: str) -> bool:
        """`text` is the searchable text of title, description and comments."""
        return self._filter.matches_index_text(text)

    # What a query can be restricted to before any card is read: conditions about one field are asked with cards that
    # have nothing else.

    def _columns(self, query: Query) -> Iterator[Column]:
        if any(one.key is Key.ON and one.value for one in query.conditions):
            # Where a card was says nothing about where it is.
            yield from Column
            return
        part = self._part(query, _is_about_column)
        names_closed = any(
            one.key is Key.COLUMN
            and one.value
            and not one.is_negated
            and Column.CLOSED in columns_named(one.value)
            for one in query.conditions
        )
        for column in Column:
            if (column is not Column.CLOSED or names_closed) and part.matches_conditions(
                _card(column=column)
            ):
                yield column

    def _boards(self, query: Query) -> Iterator[BoardId]:
        part = self._part(query, lambda one: one.key in (Key.BOARD, Key.CLIENT))
        for board in self._context.boards:
            if board.is_running and part.matches_conditions(_card(board=board.id)):
                yield board.id

    def _people(self, query: Query) -> tuple[PersonId, ...] | None:
        part = self._part(
            query, lambda one: one.key is Key.ASSIGNEE or (one.key, one.value) == (Key.IS, "mine")
        )
        if any(part.matches_conditions(_card(assignee=one)) for one in (None, _NOBODY)):
            return None
        everybody = dict.fromkeys(person.id for person in self._context.people)
        found = tuple(one for one in everybody if part.matches_conditions(_card(assignee=one)))
        return found if len(found) <= _MANY_PEOPLE else None

    def _part(self, query: Query, test: ConditionTest) -> CardFilter:
        return CardFilter(Query(tuple(one for one in query.conditions if test(one))), self._context)

    def _signature(self, query: Query) -> tuple[object, ...]:
        context = self._context
        keys = {one.key for one in query.conditions}
        states = {one.value for one in query.conditions if one.key is Key.IS}
        day: date | None = context.today if keys & _DATED or "overdue" in states else None
        names: object = None
        if keys & _NAMED or "mine" in states:
            names = (context.me, *map(frozenset, (context.people, context.boards, context.clients)))
        priorities = frozenset(context.priorities) if Key.PRIORITY in keys else None
        return (day, names, priorities, frozenset(board.id for board in context.boards if board.is_running))


def _is_about_column(one: Condition) -> bool:
    return one.key is Key.COLUMN or (one.key is Key.IS and one.value in ("open", "done"))


def _card(
    *, board: BoardId = _NOWHERE, column: Column = Column.NEW, assignee: PersonId | None = None
) -> Card:
    return Card(key=CardKey(""), board=board, title="", column=column, assignee=assignee)


def _problems(text: str, query: Query, hints: list[Hint]) -> Iterator[QueryProblem]:
    """Finds the place of each hint, each place once."""
    places = list(zip(query.terms, query.spans, strict=True))
    for hint in hints:
        for number, (term, (start, end)) in enumerate(places):
            if hint.problem is ParseProblem.UNKNOWN_NAME:
                is_here = isinstance(term, Condition) and (term.key, term.value) == (hint.key, hint.value)
            else:
                is_here = text[start:end].removeprefix("-").startswith(f"{hint.key}:")
            if is_here:
                del places[number]
                yield QueryProblem(start, end, hint)
                break
