"""The user's cards over all boards, by due date."""

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum

from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.domain.board import DONE_COLUMNS, Card, Column

_OPEN_COLUMNS = tuple(column for column in Column if column not in DONE_COLUMNS)


class DueSpan(StrEnum):
    OVERDUE = "overdue"
    TODAY = "today"
    THIS_WEEK = "this_week"
    LATER = "later"
    NO_DATE = "no_date"


def my_work(service: BoardService, today: date) -> dict[DueSpan, list[Card]]:
    """Returns every span, the earliest due date first, without done or archived cards."""
    spans: dict[DueSpan, list[Card]] = {span: [] for span in DueSpan}
    for card in _mine(service):
        spans[due_span(card.due, today)].append(card)
    for cards in spans.values():
        cards.sort(key=lambda card: (card.due or date.max, card.title.casefold(), card.key))
    return spans


def due_span(due: date | None, today: date) -> DueSpan:
    """The week ends on Sunday."""
    if due is None:
        return DueSpan.NO_DATE
    if due <= today:
        return DueSpan.OVERDUE if due < today else DueSpan.TODAY
    sunday = today + timedelta(days=7 - today.isoweekday())
    return DueSpan.THIS_WEEK if due <= sunday else DueSpan.LATER


def count_my_work(service: BoardService) -> int:
    """Reads no card."""
    me = service.me
    return service.count_assigned(me.id, _OPEN_COLUMNS) if me is not None else 0


def _mine(service: BoardService) -> Iterator[Card]:
    me = service.me
    running = {board.id for board in service.boards()}
    for card in service.assigned_to(me.id, _OPEN_COLUMNS) if me is not None else ():
        if card.board in running:
            yield card
