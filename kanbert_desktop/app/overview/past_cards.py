"""What queries ask about the past: which cards reached a done column when, and in which column a card was on a day."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any

from kanbert_desktop.app.overview.transitions import column_of_status
from kanbert_desktop.domain.board import DONE_COLUMNS, Card, CardKey, Column
from kanbert_desktop.domain.query.vocabulary import DateRange
from kanbert_desktop.store import transitions
from kanbert_desktop.store.account_file import AccountFile
from kanbert_desktop.store.transitions import Move
from kanbert_desktop.sync.replica import Replica

MAX_ANSWERS = 16
"""Of each kind, kept between two queries: a query is read again with each letter that is typed."""
_DONE = [column.value for column in DONE_COLUMNS]


class PastCards:
    """Used on the event loop's thread. An answer is read once and kept up to date by the moves that sync observes."""

    def __init__(self, replica: Replica, file: AccountFile) -> None:
        self._replica, self._file = replica, file
        self._done: dict[tuple[str, str], set[str]] = {}
        self._before: dict[str, dict[str, str]] = {}

    def was_done(self, card: Card, days: DateRange) -> bool:
        return card.key in self._done_in(days) or (
            days.contains(self._today()) and self._is_done_here_alone(card.key, card.column)
        )

    def done(self, days: DateRange) -> Collection[CardKey]:
        found = {CardKey(key) for key in self._done_in(days)}
        if days.contains(self._today()):
            found |= {entry.card for entry in self._replica.local_cards.pending.entries()}
        return found

    def column_on(self, card: Card, day: date) -> Column | None:
        if day >= self._today():
            return card.column
        status = self._before_moves_since(day).get(card.key)
        if status is not None:
            return column_of_status(status) if status else None
        if self._replica.local_cards.pending.entries_of(card.key):
            base = self._replica.local_cards.base_card(card.key)
            return base.column if base is not None else None
        return card.column

    def note(self, moves: Sequence[Move]) -> None:
        """Moves that were observed just now."""
        for move in moves:
            if move.new in _DONE and move.old not in _DONE:
                for (first, last), cards in self._done.items():
                    if first <= move.day <= last:
                        cards.add(move.card)
            for day, before in self._before.items():
                if move.day > day:
                    before.setdefault(move.card, move.old)

    def _done_in(self, days: DateRange) -> set[str]:
        first, last = days.first or date.min, days.last or date.max
        asked = (first.isoformat(), last.isoformat())
        if asked not in self._done:
            _make_room(self._done)
            read = partial(transitions.cards_that_arrived, boards=self._boards(), days=asked, statuses=_DONE)
            self._done[asked] = self._file.read(read, set[str]())
        return self._done[asked]

    def _before_moves_since(self, day: date) -> Mapping[str, str]:
        """The status at the end of that day of each card that has moved since; empty if it was not there."""
        asked = day.isoformat()
        if asked not in self._before:
            _make_room(self._before)
            following = (day + timedelta(days=1)).isoformat()
            read = partial(transitions.statuses_before, boards=self._boards(), first=following)
            self._before[asked] = self._file.read(read, dict[str, str]())
        return self._before[asked]

    def _is_done_here_alone(self, key: CardKey, column: Column) -> bool:
        """Whether the user moved it there and the server does not know yet."""
        local_cards = self._replica.local_cards
        if column not in DONE_COLUMNS or not local_cards.pending.entries_of(key):
            return False
        base = local_cards.base_card(key)
        return base is None or base.column not in DONE_COLUMNS

    def _boards(self) -> list[str]:
        return list(self._replica.local_cards.boards)

    def _today(self) -> date:
        return self._replica.now().astimezone().date()


def _make_room(answers: dict[Any, Any]) -> None:
    while len(answers) >= MAX_ANSWERS:
        del answers[next(iter(answers))]
