"""Figures of cards as shown here: what the store's indexes count, with the cards that have pending changes."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from kanbert_desktop.domain.board import DONE_COLUMNS, BoardId, Card, CardKey, Column, PersonId
from kanbert_desktop.store import figure_queries
from kanbert_desktop.sync.card_columns import COLUMN_NUMBERS, COLUMNS, day_text
from kanbert_desktop.sync.local_cards import LocalCards

NOT_DONE = tuple(column for column in Column if column not in DONE_COLUMNS)
_NUMBERS = [COLUMN_NUMBERS[column] for column in NOT_DONE]


class ColumnCount(NamedTuple):
    """Cards that the column shows, and sub-tasks that are shown under their parents."""

    cards: int = 0
    sub_tasks: int = 0

    @property
    def all(self) -> int:
        return self.cards + self.sub_tasks


class PendingMove(NamedTuple):
    """A card that is elsewhere here than the server has it; None: it is not there, or is gone here."""

    card: CardKey
    board: BoardId
    old: Column | None
    new: Column | None


class CardFigures(NamedTuple):
    """`due_this_week` is from Monday to Sunday and includes what is overdue. None stands for nobody."""

    columns: Mapping[tuple[BoardId, Column], ColumnCount]
    overdue: int
    due_this_week: int
    assignees: Mapping[PersonId | None, int]
    pending: tuple[PendingMove, ...]


class _Counted(NamedTuple):
    key: str
    board: str
    column: int
    due: str
    assignee: str | None


def count_cards(cards: LocalCards, boards: Collection[BoardId], today: date) -> CardFigures:
    """Cards of these boards, sub-tasks included. Everything is of one state."""
    asked, monday = set(boards), today - timedelta(days=today.weekday())
    with cards.one_state(), cards.stored.snapshot() as db:
        touched = cards.touched_keys()
        shown = cards.at_keys(list(touched)) if touched else []
        stored = (
            [_Counted._make(row) for row in figure_queries.counted_columns(db, touched)] if touched else []
        )
        before = [one for one in stored if one.board in asked]
        after = [_counted(card) for card in shown if card.board in asked]

        def due(first: date, last: date) -> int:
            days = (day_text(first), day_text(last))
            count = figure_queries.count_due(db, asked, _NUMBERS, *days)
            return count + _due_between(after, *days) - _due_between(before, *days)

        people = Counter(figure_queries.count_by_assignee(db, asked, _NUMBERS))
        people.update(_assigned(after))
        people.subtract(_assigned(before))
        columns = _columns(cards, asked)
        overdue = due(date.min, today - timedelta(days=1)) if today > date.min else 0
        week = due(monday, monday + timedelta(days=6))
        pending = _pending(cards, touched, shown, asked)
    open_cards = sum(count.all for (_, column), count in columns.items() if column not in DONE_COLUMNS)
    assignees: dict[PersonId | None, int] = {PersonId(one): n for one, n in people.items() if n > 0}
    nobody = open_cards - sum(assignees.values())
    if nobody > 0:
        assignees[None] = nobody
    return CardFigures(columns, overdue, week, assignees, pending)


def _columns(cards: LocalCards, boards: Collection[BoardId]) -> dict[tuple[BoardId, Column], ColumnCount]:
    found: dict[tuple[BoardId, Column], ColumnCount] = {}
    for name, count in cards.counts().items():
        if name.board in boards and count:
            place = (BoardId(name.board), COLUMNS[name.column])
            known = found.get(place, ColumnCount())
            found[place] = known._replace(cards=count) if name.alone else known._replace(sub_tasks=count)
    return found


def _counted(card: Card) -> _Counted:
    return _Counted(card.key, card.board, COLUMN_NUMBERS[card.column], day_text(card.due), card.assignee)


def _due_between(cards: Iterable[_Counted], first: str, last: str) -> int:
    return sum(first <= one.due <= last and one.column in _NUMBERS for one in cards)


def _assigned(cards: Iterable[_Counted]) -> Iterable[str]:
    return [one.assignee for one in cards if one.assignee is not None and one.column in _NUMBERS]


def _pending(
    cards: LocalCards, keys: Iterable[CardKey], shown: Iterable[Card], boards: Collection[str]
) -> tuple[PendingMove, ...]:
    """Compares with the server's cards, also with those whose rows are still being written."""
    new = {card.key: card for card in shown}
    moves: list[PendingMove] = []
    for key in keys:
        if cards.pending.entries_of(key):
            was, now = cards.base_card(key), new.get(key)
            place = now or was
            columns = tuple(card.column if card is not None else None for card in (was, now))
            if place is not None and place.board in boards and columns[0] != columns[1]:
                moves.append(PendingMove(key, place.board, *columns))
    return tuple(moves)
