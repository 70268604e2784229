"""Content of a printed calendar: its days with their cards as text."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from kanbert_desktop.app.boards.calendar import CardsByDay
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import Card, CardKey
from kanbert_desktop.domain.untrusted_text import shorten, to_single_line
from kanbert_desktop.domain.value_classes import dataclass
from kanbert_desktop.ui.calendar.days import (
    WEEK_DAYS,
    CalendarRange,
    day_number,
    day_title,
    is_weekend,
    range_title,
    weekday_name,
)
from kanbert_desktop.ui.printing.board_content import PrintedCard, facts_of, mark_text_of

CardReader = Callable[[Sequence[CardKey]], list[PrintedCard]]


@dataclass(frozen=True, slots=True)
class PrintedDay:
    """`title` is for the list of days that have no room, `number` for the grid."""

    title: str
    number: str
    is_main: bool
    is_weekend: bool
    keys: tuple[CardKey, ...]


@dataclass(frozen=True, slots=True)
class CalendarContent:
    """`days` are whole weeks; `notes` say which board and which filter. `read` reads cards as text."""

    title: str
    notes: tuple[str, ...]
    weekdays: tuple[str, ...]
    days: tuple[PrintedDay, ...]
    read: CardReader


def calendar_content(
    service: BoardService, shown: CalendarRange, cards: CardsByDay, today: date, notes: Sequence[str]
) -> CalendarContent:
    """Reads no card yet: there may be thousands."""
    days = [shown.first + timedelta(days=number) for number in range(WEEK_DAYS * shown.weeks)]
    return CalendarContent(
        range_title(shown),
        (*filter(None, notes), tr("%n card(s)", sum(map(len, cards.values())))),
        tuple(weekday_name(day.isoweekday()) for day in days[:WEEK_DAYS]),
        tuple(
            PrintedDay(
                day_title(day, today),
                day_number(day),
                shown.is_main(day),
                is_weekend(day),
                cards.get(day, ()),
            )
            for day in days
        ),
        lambda keys: [_printed(service, card, today) for card in service.calendar.cards(keys)],
    )


def _printed(service: BoardService, card: Card, today: date) -> PrintedCard:
    board = service.known_board(card.board)
    # The first fact is the due date, which is that of the day.
    facts = (to_single_line(board.title) if board is not None else "", *facts_of(service, card, today)[1:])
    title = to_single_line(shorten(card.title))
    return PrintedCard(title, tuple(filter(None, facts)), mark_text_of(service, card))
