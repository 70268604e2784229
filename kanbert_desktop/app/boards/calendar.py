"""Cards by due day: the days of a span, overdue cards, cards without a date; with a filter, in steps."""

from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Sequence
from datetime import date, timedelta

from kanbert_desktop.domain.board import DONE_COLUMNS, BoardId, Card, CardKey, Column
from kanbert_desktop.domain.value_classes import dataclass, replace
from kanbert_desktop.sync.due_cards import DueCards, DueQuestion, by_due

SHOWN_COLUMNS = tuple(column for column in Column if column is not Column.CLOSED)
"""Archived cards are in no calendar."""
OPEN_COLUMNS = tuple(column for column in Column if column not in DONE_COLUMNS)
TRAY_SIZE = 100
"""Cards that a tray shows. Its count is of all."""
_READ_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Tray:
    """The first cards of a tray and the number of all; with `is_more` there may be more than that number."""

    keys: tuple[CardKey, ...] = ()
    count: int = 0
    is_more: bool = False


@dataclass(frozen=True, slots=True)
class Trays:
    """Open cards whose due date has passed, and open cards without one."""

    overdue: Tray
    undated: Tray


@dataclass(frozen=True, slots=True)
class CalendarQuestion:
    """The days from `first` to `last`, on these boards."""

    first: date
    last: date
    today: date
    boards: Collection[BoardId]


CardsByDay = dict[date, tuple[CardKey, ...]]
"""Open cards of a day come first, then by title. A day without cards is missing."""
CardTest = Callable[[Card], bool]


class CardCalendar:
    """Answers from the index of due days; reads no card but those that are asked for or filtered.

    Methods that take a test are generators: they read cards in steps, so that other work can run in between.
    """

    def __init__(self, due_cards: DueCards) -> None:
        self._due_cards = due_cards

    def cards(self, keys: Iterable[CardKey]) -> list[Card]:
        """Those of the cards that exist, in this order."""
        return self._due_cards.at(keys)

    def days(self, asked: CalendarQuestion) -> CardsByDay:
        return self._due_cards.keys_by_day(_days_asked(asked))

    def days_after(
        self, asked: CalendarQuestion, known: CardsByDay, changed: Collection[CardKey]
    ) -> CardsByDay:
        """As `days`, if nothing but these cards has changed since it answered `known`. Reads only the days they concern."""
        names, days = set(changed), dict(known)
        concerned = {day for day, keys in known.items() if not names.isdisjoint(keys)}
        concerned |= {card.due for card in self.cards(changed) if card.due is not None}
        for day in concerned:
            days.pop(day, None)
            if asked.first <= day <= asked.last:
                days |= self._due_cards.keys_by_day(_days_asked(replace(asked, first=day, last=day)))
        return days

    def trays(self, asked: CalendarQuestion) -> Trays:
        return Trays(self._tray(_overdue_asked(asked)), self._tray(_undated_asked(asked)))

    def accepted_days(self, asked: CalendarQuestion, accepts: CardTest) -> Generator[None, None, CardsByDay]:
        """Reads every card of these days."""
        days: CardsByDay = {}
        found = self.days(asked)
        yield
        for day, keys in found.items():
            accepted = yield from self._accepted(keys, accepts)
            if accepted:
                days[day] = tuple(accepted)
        return days

    def accepted_trays(self, asked: CalendarQuestion, accepts: CardTest) -> Generator[None, None, Trays]:
        """Reads the cards of each tray until it is full."""
        overdue = yield from self._accepted_tray(_overdue_asked(asked), accepts)
        undated = yield from self._accepted_tray(_undated_asked(asked), accepts)
        return Trays(overdue, undated)

    def dated_cards(self, boards: Collection[BoardId]) -> Iterator[Card]:
        """Every card with a due date on these boards but the archived ones, by board, column and due day, in slices."""
        for board in sorted(boards):
            for column in SHOWN_COLUMNS:
                found = self._due_cards.find(DueQuestion([board], [column]))
                for keys in _slices([place.key for place in sorted(found, key=by_due)]):
                    yield from self.cards(keys)

    def _tray(self, question: DueQuestion) -> Tray:
        count = self._due_cards.count(question)
        found = self._due_cards.find_first(question, TRAY_SIZE) if count else []
        return Tray(tuple(place.key for place in found), count)

    def _accepted_tray(self, question: DueQuestion, accepts: CardTest) -> Generator[None, None, Tray]:
        found = [place.key for place in sorted(self._due_cards.find(question), key=by_due)]
        yield
        accepted: list[CardKey] = []
        for number, keys in enumerate(_slices(found), start=1):
            accepted += yield from self._accepted(keys, accepts)
            if len(accepted) >= TRAY_SIZE:
                is_more = len(accepted) > TRAY_SIZE or number * _READ_AT_ONCE < len(found)
                return Tray(tuple(accepted[:TRAY_SIZE]), TRAY_SIZE, is_more)
        return Tray(tuple(accepted), len(accepted))

    def _accepted(self, keys: Sequence[CardKey], accepts: CardTest) -> Generator[None, None, list[CardKey]]:
        accepted: list[CardKey] = []
        for keys_now in _slices(keys):
            accepted += [card.key for card in self.cards(keys_now) if accepts(card)]
            yield
        return accepted


def _days_asked(asked: CalendarQuestion) -> DueQuestion:
    return DueQuestion(asked.boards, SHOWN_COLUMNS, asked.first, asked.last)


def _overdue_asked(asked: CalendarQuestion) -> DueQuestion:
    return DueQuestion(asked.boards, OPEN_COLUMNS, last=asked.today - timedelta(days=1))


def _undated_asked(asked: CalendarQuestion) -> DueQuestion:
    return DueQuestion(asked.boards, OPEN_COLUMNS, is_undated=True)


def _slices(keys: Sequence[CardKey]) -> Iterator[Sequence[CardKey]]:
    return (keys[start : start + _READ_AT_ONCE] for start in range(0, len(keys), _READ_AT_ONCE))
