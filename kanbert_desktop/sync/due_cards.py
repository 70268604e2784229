"""The cards by due day as shown here: the store's index of due days with the cards that have pending changes."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple, cast

from kanbert_desktop.domain.board import DONE_COLUMNS, BoardId, Card, CardKey, Column
from kanbert_desktop.store import due_queries
from kanbert_desktop.store.due_queries import DuePlaces
from kanbert_desktop.sync.card_columns import COLUMN_NUMBERS, COLUMNS, NO_DAY, day_of, day_text, sort_values
from kanbert_desktop.sync.local_cards import LocalCards

_EVER, _BEYOND = "", "~"
"""Before and after every text of a due day."""


class DueQuestion(NamedTuple):
    """Cards on these boards, in these columns, due from `first` to `last`; None leaves that end open.

    With `is_undated` the cards without a due date instead.
    """

    boards: Collection[BoardId]
    columns: Collection[Column]
    first: date | None = None
    last: date | None = None
    is_undated: bool = False

    @property
    def places(self) -> DuePlaces:
        numbers = [COLUMN_NUMBERS[column] for column in self.columns]
        if self.is_undated:
            return DuePlaces(self.boards, numbers, NO_DAY, _BEYOND)
        first = day_text(self.first) if self.first is not None else _EVER
        is_open = self.last is None or self.last == date.max
        beyond = NO_DAY if is_open or self.last is None else day_text(self.last + timedelta(days=1))
        return DuePlaces(self.boards, numbers, first, beyond)


class DuePlace(NamedTuple):
    """Where a card is in a calendar. `due` is a text of `day_text`, `title` is case-folded."""

    due: str
    column: Column
    title: str
    key: CardKey


class DueCards:
    def __init__(self, cards: LocalCards) -> None:
        self._cards = cards

    def find(self, question: DueQuestion) -> list[DuePlace]:
        """In no order. Costs what is found."""
        with self._cards.one_state(), self._cards.stored.snapshot() as db:
            touched = self._cards.touched_keys()
            stored = due_queries.find(db, question.places)
            return [*_places(stored, touched), *self._shown(touched, question.places)]

    def keys_by_day(self, question: DueQuestion) -> dict[date, tuple[CardKey, ...]]:
        """Open cards of a day come before done ones, then by title. A day without cards is missing."""
        with self._cards.one_state(), self._cards.stored.snapshot() as db:
            touched = self._cards.touched_keys()
            last = [COLUMN_NUMBERS[column] for column in DONE_COLUMNS]
            stored = due_queries.keys_by_day(db, question.places, last)
            days = {day_of(due): _without(keys, touched) for due, keys in stored.items()}
            for due in {place.due for place in self._shown(touched, question.places)}:
                day = day_of(due)
                found = self.find(question._replace(first=day, last=day))
                days[day] = tuple(place.key for place in sorted(found, key=_in_day))
            return {day: keys for day, keys in days.items() if keys}

    def find_first(self, question: DueQuestion, count: int) -> list[DuePlace]:
        """The first ones by due day and title, at most so many."""
        with self._cards.one_state(), self._cards.stored.snapshot() as db:
            touched = self._cards.touched_keys()
            stored = due_queries.find_first(db, question.places, count + len(touched))
            found = [*self._shown(touched, question.places), *_places(stored, touched)]
            return sorted(found, key=by_due)[:count]

    def count(self, question: DueQuestion) -> int:
        with self._cards.one_state(), self._cards.stored.snapshot() as db:
            touched, places = self._cards.touched_keys(), question.places
            stored = due_queries.count(db, places)
            if touched:
                stored -= due_queries.count_of(db, touched, places)
            return stored + len(self._shown(touched, places))

    def at(self, keys: Iterable[CardKey]) -> list[Card]:
        """Those of the cards that are shown, in this order."""
        return self._cards.at_keys(list(keys))

    def _shown(self, touched: Collection[CardKey], places: DuePlaces) -> list[DuePlace]:
        boards, columns = set(places.boards), set(places.columns)
        shown = (
            _place(card)
            for card in self._cards.at_keys(list(touched))
            if card.board in boards and COLUMN_NUMBERS[card.column] in columns
        )
        return [place for place in shown if places.first <= place.due < places.beyond]


def _without(keys: Sequence[str], touched: Collection[CardKey]) -> tuple[CardKey, ...]:
    """Most days have none of them: their keys are not looked at one by one."""
    if not frozenset(keys).isdisjoint(touched):
        keys = [key for key in keys if key not in touched]
    return cast("tuple[CardKey, ...]", tuple(keys))


def by_due(place: DuePlace) -> tuple[str, str, CardKey]:
    return (place.due, place.title, place.key)


def _in_day(place: DuePlace) -> tuple[bool, str, CardKey]:
    return (place.column in DONE_COLUMNS, place.title, place.key)


def _places(rows: Iterable[tuple[str, int, str, str]], touched: Collection[CardKey]) -> list[DuePlace]:
    return [
        DuePlace(due, COLUMNS[column], title, CardKey(key))
        for due, column, title, key in rows
        if key not in touched
    ]


def _place(card: Card) -> DuePlace:
    due, title, key = sort_values(card, "due")
    return DuePlace(str(due), card.column, str(title), CardKey(str(key)))
