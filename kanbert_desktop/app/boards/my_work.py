"""The user's cards over all boards, by due date."""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum

from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.domain.board import DONE_COLUMNS, Card, Column

_OPEN_COLUMNS = tuple(column for column in Column if column not in DONE_COLUMNS)
_TOMORROW, _NEXT_DAYS = 1, 7
"""The last day of these spans, in days after today."""


class DueSpan(StrEnum):
    OVERDUE = "overdue"
    TODAY = "today"
    TOMORROW = "tomorrow"
    NEXT_DAYS = "next_days"
    LATER = "later"
    NO_DATE = "no_date"


class MyWork:
    """The user's cards by due date, without done or archived ones, read in slices.

    `counts` are those at the time of its creation.
    """

    def __init__(self, service: BoardService, today: date) -> None:
        me = service.me
        self._cards = service.assigned_by_date(me.id, _OPEN_COLUMNS) if me is not None else None
        self.counts = dict(zip(DueSpan, self._counts(today), strict=True))

    def __len__(self) -> int:
        return sum(self.counts.values())

    def at(self, index: int, count: int) -> Sequence[Card]:
        """Returns the cards from that index on."""
        return self._cards.at(index, count) if self._cards is not None else ()

    def index(self, card: Card) -> int:
        """Returns how many cards come before the place of `card`."""
        return self._cards.index(card) if self._cards is not None else 0

    def of(self, span: DueSpan) -> Sequence[Card]:
        before = list(DueSpan)[: list(DueSpan).index(span)]
        return self.at(sum(self.counts[each] for each in before), self.counts[span])

    def _counts(self, today: date) -> list[int]:
        if self._cards is None:
            return [0] * len(DueSpan)
        return self._cards.counts(
            [today + timedelta(days=after) for after in (0, 1, _TOMORROW + 1, _NEXT_DAYS + 1)]
        )


def due_span(due: date | None, today: date) -> DueSpan:
    if due is None:
        return DueSpan.NO_DATE
    days = (due - today).days
    if days <= 0:
        return DueSpan.OVERDUE if days else DueSpan.TODAY
    if days <= _NEXT_DAYS:
        return DueSpan.TOMORROW if days == _TOMORROW else DueSpan.NEXT_DAYS
    return DueSpan.LATER


def is_my_work(service: BoardService, card: Card) -> bool:
    me = service.me
    is_mine = me is not None and card.assignee == me.id and card.column in _OPEN_COLUMNS
    return is_mine and any(board.id == card.board for board in service.boards())


def first_of_my_work(service: BoardService, count: int) -> Sequence[Card]:
    """The first cards of `MyWork`, without counting the others."""
    me = service.me
    return service.assigned_by_date(me.id, _OPEN_COLUMNS).at(0, count) if me is not None else ()


def count_my_work(service: BoardService) -> int:
    """Reads no card."""
    me = service.me
    return service.count_assigned(me.id, _OPEN_COLUMNS) if me is not None else 0
