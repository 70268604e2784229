"""A person's cards on several boards by due date and title, read from the index in slices."""

from collections.abc import Sequence
from datetime import date

from kanbert_desktop.domain.board import Card
from kanbert_desktop.store.card_queries import Assigned
from kanbert_desktop.sync.card_columns import NO_DAY, day_text
from kanbert_desktop.sync.local_cards import LocalCards


class AssignedByDate:
    """Answers with what is shown at the time of each call."""

    def __init__(self, cards: LocalCards, assigned: Assigned) -> None:
        self._cards, self._assigned = cards, assigned

    def counts(self, days: Sequence[date]) -> list[int]:
        """Returns how many are due before each of the ascending days, and after the last one; undated ones come last."""
        asked = [*(day_text(day) for day in days), NO_DAY]
        return self._cards.assigned_days(self._assigned, asked)

    def at(self, index: int, count: int) -> Sequence[Card]:
        return self._cards.assigned_at(self._assigned, index, count)

    def index(self, card: Card) -> int:
        """Returns how many cards come before the place of `card`."""
        return self._cards.assigned_index(self._assigned, card)
