"""One column of a board in display order, read from the index in slices."""

from collections.abc import Collection, Sequence

from kanbert_desktop.domain.board import Card, CardKey
from kanbert_desktop.domain.card_sequence import Place
from kanbert_desktop.domain.overlay import Values
from kanbert_desktop.domain.sorting import Sort
from kanbert_desktop.store.card_queries import ColumnName
from kanbert_desktop.sync.card_columns import COLUMN_NUMBERS
from kanbert_desktop.sync.local_cards import LocalCards


class StoredSequence:
    """A `CardSequence` over `LocalCards`; `names` are the column, and its sub-tasks if they are shown beside.

    Answers with what is shown at the time of each call.
    """

    def __init__(self, cards: LocalCards, names: Sequence[ColumnName], sort: Sort) -> None:
        self._cards = cards
        self._names = names
        self._sort = sort

    def __len__(self) -> int:
        counts = self._cards.counts(self._names[0].board)
        return sum(counts.get(name, 0) for name in self._names)

    def first(self, count: int) -> Sequence[Card]:
        return self._after(None, count)

    def last(self, count: int) -> Sequence[Card]:
        return self._before(None, count)

    def after(self, card: Card, count: int) -> Sequence[Card]:
        return self._after(self._cards.places.sort_values(card, self._sort), count)

    def before(self, card: Card, count: int) -> Sequence[Card]:
        return self._before(self._cards.places.sort_values(card, self._sort), count)

    def index(self, card: Card) -> int:
        return self._cards.places.count_before(
            self._names, self._sort, self._cards.places.sort_values(card, self._sort)
        )

    def at(self, index: int, count: int) -> Sequence[Card]:
        """Finds a place near the index on disk, and steps from there over what pending changes moved."""
        start = max(0, index)
        found = self._cards.places.near(self._names, self._sort, start)
        if found is None:
            return self.last(max(0, len(self) - start))[:count]
        near, before = found
        steps = start - before
        if steps >= 0:
            places = [near, *self._places_after(near, steps + count - 1)]
            return self._cards.at_places(places[steps : steps + count])
        return [*self._before(near, -steps), *self._cards.at_places([near]), *self._after(near, count)][
            :count
        ]

    def places(self, after: Place | None, count: int) -> Sequence[Place]:
        found = self._places_after(after.order if after is not None else None, count)
        # The last two columns of every order are the title and the key.
        return [Place(CardKey(str(values[-1])), str(values[-2]), values) for values in found]

    def at_places(self, places: Sequence[Place]) -> Sequence[Card]:
        columns = {(name.board, name.column) for name in self._names}
        found = self._cards.at_keys([place.key for place in places])
        return [card for card in found if (card.board, COLUMN_NUMBERS[card.column]) in columns]

    def in_order(self, cards: Collection[Card]) -> list[Card]:
        return sorted(cards, key=lambda card: self._cards.places.sort_values(card, self._sort))

    def keys(self) -> Sequence[CardKey]:
        return [CardKey(str(values[-1])) for values in self._places_after(None, len(self))]

    def _after(self, values: Values | None, count: int) -> Sequence[Card]:
        return self._cards.at_places(self._places_after(values, count))

    def _places_after(self, values: Values | None, count: int) -> list[Values]:
        return self._cards.places.after(self._names, self._sort, values, count) if count > 0 else []

    def _before(self, values: Values | None, count: int) -> Sequence[Card]:
        if count <= 0:
            return []
        places = self._cards.places.before(self._names, self._sort, values, count)
        return self._cards.at_places(places[::-1])
