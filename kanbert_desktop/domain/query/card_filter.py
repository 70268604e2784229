"""A query and its context become a predicate over cards."""

from collections.abc import Callable, Collection, Iterable
from datetime import date, datetime
from typing import Protocol, TypeVar

from kanbert_desktop.domain.board import (
    Board,
    BoardId,
    Card,
    CardKey,
    Client,
    Column,
    Mark,
    Person,
    PersonId,
    Priority,
)
from kanbert_desktop.domain.query import vocabulary
from kanbert_desktop.domain.query.terms import Condition, Hint, Key, ParseProblem, Query
from kanbert_desktop.domain.query.text_match import (
    Spellings,
    begins_any,
    contains_any,
    fold_text,
    fold_text_cached,
    html_to_plain_text,
    spelling_variants,
    spellings_of,
    split_words,
)
from kanbert_desktop.domain.query.vocabulary import ME, NOBODY, DateRange, columns_named, normalise_word
from kanbert_desktop.domain.value_classes import dataclass

CardPredicate = Callable[[Card], bool]
Id = TypeVar("Id", bound=str)
_DONE = frozenset({Column.COMPLETED, Column.APPROVED, Column.CLOSED})


class PastCards(Protocol):
    """How cards moved, as far as it was observed."""

    def was_done(self, card: Card, days: DateRange) -> bool:
        """Whether the card reached a done column on one of these days."""

    def done(self, days: DateRange) -> Collection[CardKey]:
        """The cards of which that may be true."""

    def column_on(self, card: Card, day: date) -> Column | None:
        """The card's column at the end of that day. None: it was not there yet."""


@dataclass(frozen=True, slots=True)
class FilterContext:
    """What names and relative dates in conditions mean.

    `is_parent` and `has_comments` return whether a card has sub-tasks, or comments that are known here. `past` is asked
    where a query is about the past; None: no card has moved.
    """

    today: date
    me: PersonId | None
    people: Iterable[Person]
    boards: Iterable[Board]
    clients: Iterable[Client]
    is_parent: Callable[[CardKey], bool]
    priorities: Iterable[Priority] = ()
    has_comments: Callable[[CardKey], bool] = lambda _key: False
    past: Callable[[], PastCards | None] = lambda: None


class CardFilter:
    """`hints` are those of the query and those about names that match nothing here."""

    def __init__(self, query: Query, context: FilterContext) -> None:
        self.hints = list(query.hints)
        self._asked = [condition for condition in query.conditions if condition.value]
        self._day = self._asked_day(context.today)
        self._tests = [self._test(condition, context) for condition in self._asked]
        self.candidates = self._candidates(context)
        """Every card that can match is one of these; None if that may be any card."""
        found = [(term, one) for term in query.words if (one := spellings_of(term)) is not None]
        self.included: tuple[Spellings, ...] = tuple(one for term, one in found if not term.is_negated)
        self.excluded: tuple[Spellings, ...] = tuple(one for term, one in found if term.is_negated)
        self._required = [spelling_variants(term.text) for term in query.words if not term.is_negated]
        self._inside = [(spelling_variants(term.text), term.is_negated) for term in query.words]

    @property
    def is_empty(self) -> bool:
        return not (self._tests or self._inside)

    def matches_conditions(self, card: Card) -> bool:
        """Checks its conditions only."""
        return all(test(card) for test in self._tests)

    def matches_index_text(self, text: str) -> bool:
        """Checks its words as the index does, parts of words included. `text` comes from `searchable_text`."""
        return all(contains_any(text, one) for one in self.included) and not self.is_excluded(text)

    def begins_words(self, text: str) -> bool:
        """Returns whether each of its words is at the beginning of a word. `text` comes from `searchable_text`."""
        return all(begins_any(text, one) for one in self.included)

    def is_excluded(self, text: str) -> bool:
        return any(contains_any(text, one) for one in self.excluded)

    def matches(self, card: Card, *, more: str = "") -> bool:
        """As a filter: checks the conditions, and the words anywhere in the title (and in `more`, already folded)."""
        if not self.matches_conditions(card):
            return False
        text = f"{fold_text_cached(card.title)}\n{more}"
        return all(any(one in text for one in spelling) is not negated for spelling, negated in self._inside)

    def may_match_title(self, title: str) -> bool:
        """Returns False if no card of this case-folded title matches. Cheaper than reading the card."""
        text = fold_text(title)
        for spellings in self._required:
            for one in spellings:
                if one in text:
                    break
            else:
                return False
        return True

    @property
    def required(self) -> list[list[list[str]]]:
        """The words of each term that `matches` needs, by spelling. The first may end a longer word, the last begin one."""
        return [[split_words(spelling) for spelling in spellings] for spellings in self._required]

    def _test(self, condition: Condition, around: FilterContext) -> CardPredicate:
        test = self._meant(condition, around)
        return (lambda card: not test(card)) if condition.is_negated else test

    def _meant(self, condition: Condition, around: FilterContext) -> CardPredicate:
        value = condition.value
        match condition.key:
            case Key.ASSIGNEE:
                people = self._people(value, around)
                return lambda card: card.assignee in people
            case Key.DUE:
                return _due(value, around.today)
            case Key.IS:
                return _state(value, around)
            case Key.COLUMN:
                columns, column_of = columns_named(value), self._column_of(around)
                return lambda card: column_of(card) in columns
            case Key.ON:
                column_then = self._column_of(around)
                return lambda card: column_then(card) is not None
            case Key.BOARD | Key.CLIENT:
                boards = self._boards(condition.key, value, around)
                return lambda card: card.board in boards
            case Key.PRIORITY:
                priorities = self._priorities(value, around)
                return lambda card: (card.priority.id if card.priority else None) in priorities
            case Key.UPDATED | Key.CREATED | Key.DONE:
                return _past(condition.key, value, around)
            case Key.HAS:
                return _part(value, around)

    def _asked_day(self, today: date) -> date | None:
        """The day as of which columns are meant; None: now. Two days at once mean the last one."""
        days = [one.value for one in self._asked if one.key is Key.ON and not one.is_negated]
        return vocabulary.moment_range(days[-1], today).first if days else None

    def _column_of(self, around: FilterContext) -> Callable[[Card], Column | None]:
        day, past = self._day, around.past() if self._day is not None else None
        if day is None or past is None:
            return lambda card: card.column
        return lambda card: past.column_on(card, day)

    def _candidates(self, around: FilterContext) -> frozenset[CardKey] | None:
        found: frozenset[CardKey] | None = None
        for one in self._asked:
            if one.key is Key.DONE and not one.is_negated:
                past = around.past()
                days = vocabulary.moment_range(one.value, around.today)
                here = frozenset(past.done(days) if past is not None else ())
                found = here if found is None else found & here
        return found

    def _people(self, value: str, around: FilterContext) -> frozenset[PersonId | None]:
        if normalise_word(value) in NOBODY:
            return frozenset({None})
        if normalise_word(value) in ME:
            return frozenset({around.me} if around.me else ())
        named = (person for person in around.people if _is_named(value, person.name, person.email, person.id))
        return frozenset(self._known(Key.ASSIGNEE, value, [person.id for person in named]))

    def _boards(self, key: Key, value: str, around: FilterContext) -> frozenset[BoardId]:
        if key is Key.BOARD:
            named = [one for one in around.boards if _is_named(value, one.title, one.shortcode, one.id)]
            exact = [one.id for one in named if fold_text(one.shortcode) == fold_text(value)]
            return frozenset(self._known(key, value, exact or [one.id for one in named]))
        clients = [
            one.id for one in around.clients if _is_named(value, one.name, one.shortcode or "", one.id)
        ]
        known = set(self._known(key, value, clients))
        return frozenset(board.id for board in around.boards if board.client in known)

    def _priorities(self, value: str, around: FilterContext) -> frozenset[str | None]:
        if normalise_word(value) in NOBODY:
            return frozenset({None})
        named = [one.id for one in around.priorities if _is_named(value, one.title, one.id)]
        return frozenset(self._known(Key.PRIORITY, value, named))

    def _known(self, key: Key, value: str, found: list[Id]) -> list[Id]:
        if not found:
            self.hints.append(Hint(ParseProblem.UNKNOWN_NAME, key, value))
        return found


def is_open(card: Card) -> bool:
    return card.column not in _DONE


def _due(value: str, today: date) -> CardPredicate:
    if value == "none":
        return lambda card: card.due is None
    if value == "overdue":
        return lambda card: is_open(card) and card.due is not None and card.due < today
    span = vocabulary.due_range(value, today)
    return lambda card: card.due is not None and span.contains(card.due)


def _past(key: Key, value: str, around: FilterContext) -> CardPredicate:
    days = vocabulary.moment_range(value, around.today)
    if key is Key.UPDATED:
        return lambda card: card.updated_at is not None and days.contains(_day(card.updated_at))
    if key is Key.CREATED:
        return lambda card: card.created_at is not None and days.contains(_day(card.created_at))
    past = around.past()
    return lambda card: past is not None and past.was_done(card, days)


def _state(value: str, around: FilterContext) -> CardPredicate:
    states: dict[str, CardPredicate] = {
        "pending": lambda card: card.mark is not Mark.NONE,
        "overdue": _due("overdue", around.today),
        "done": lambda card: not is_open(card),
        "open": is_open,
        "mine": lambda card: around.me is not None and card.assignee == around.me,
        "parent": lambda card: around.is_parent(card.key),
        "sub-task": lambda card: card.parent is not None,
        "public": lambda card: card.is_public,
    }
    return states[value]


def _part(value: str, around: FilterContext) -> CardPredicate:
    parts: dict[str, CardPredicate] = {
        "comments": lambda card: around.has_comments(card.key),
        "description": lambda card: bool(html_to_plain_text(card.description).strip()),
        "due": lambda card: card.due is not None,
        "sub-tasks": lambda card: around.is_parent(card.key),
    }
    return parts[value]


def _day(moment: datetime) -> date:
    """The day of an aware time in the time zone of this computer."""
    return moment.astimezone().date()


def _is_named(value: str, name: str, *others: str) -> bool:
    """Matches the beginning of any word of `name`, or one of the others as a whole."""
    text = f" {' '.join(split_words(name))} "
    typed = [split_words(spelling) for spelling in spelling_variants(value)]
    if any(one and f" {' '.join(one)}" in text for one in typed):
        return True
    return fold_text(value) in {fold_text(other) for other in others if other}
