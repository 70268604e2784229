"""The cards of one column in display order, read in slices and never as a whole."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from kanbert_desktop.domain.board import Card, CardKey, Column
from kanbert_desktop.domain.sorting import SortKey

SLICE = 500
"""Cards that are read at once where all of them are needed, one after another."""


class Place(NamedTuple):
    """Where a card is in a sequence. `title` is case-folded; `order` is what the sequence is sorted by."""

    key: CardKey
    title: str
    order: tuple[Any, ...]


class CardSequence(Protocol):
    """The cards of one column in display order.

    The place of a card is given by its sort key, so a card that is no longer in the sequence still has one. The same
    object means the same cards: `BoardService.card_columns` may return it again while nothing in the column changed.
    """

    def __len__(self) -> int:
        """Returns the number of cards. Cheap: a count, never a read."""

    def first(self, count: int) -> Sequence[Card]: ...

    def last(self, count: int) -> Sequence[Card]:
        """Returns the last cards, in display order."""

    def after(self, card: Card, count: int) -> Sequence[Card]:
        """Returns the cards strictly after the place of `card`."""

    def before(self, card: Card, count: int) -> Sequence[Card]:
        """Returns the cards directly before the place of `card`, in display order."""

    def index(self, card: Card) -> int:
        """Returns how many cards come before the place of `card`. May cost like counting them."""

    def at(self, index: int, count: int) -> Sequence[Card]:
        """Returns the cards from that index on. May cost like counting those before it."""

    def places(self, after: Place | None, count: int) -> Sequence[Place]:
        """Returns the next places, from the top without `after`. Cheaper than their cards."""

    def at_places(self, places: Sequence[Place]) -> Sequence[Card]:
        """Returns the cards of these places as they are now, without those that have left the column."""

    def in_order(self, cards: Collection[Card]) -> list[Card]:
        """Returns these cards of the sequence by their place."""

    def keys(self) -> Sequence[CardKey]:
        """Returns the keys of all cards in display order. For commands on a whole column, never for a refresh."""


CardColumns = Mapping[Column, CardSequence]


class ListedCards:
    """A sequence over a list that is sorted by `sort_key`."""

    def __init__(self, cards: Sequence[Card], sort_key: Callable[[Card], SortKey]) -> None:
        self.cards = cards
        self._sort_key = sort_key

    def __len__(self) -> int:
        return len(self.cards)

    def first(self, count: int) -> Sequence[Card]:
        return self.cards[:count]

    def last(self, count: int) -> Sequence[Card]:
        return self.at(len(self.cards) - count, count)

    def after(self, card: Card, count: int) -> Sequence[Card]:
        start = bisect_right(self.cards, self._sort_key(card), key=self._sort_key)
        return self.cards[start : start + count]

    def before(self, card: Card, count: int) -> Sequence[Card]:
        end = self.index(card)
        return self.cards[max(0, end - count) : end]

    def index(self, card: Card) -> int:
        return bisect_left(self.cards, self._sort_key(card), key=self._sort_key)

    def at(self, index: int, count: int) -> Sequence[Card]:
        return self.cards[max(0, index) : max(0, index + count)]

    def places(self, after: Place | None, count: int) -> Sequence[Place]:
        start = bisect_right(self.cards, after.order, key=self._sort_key) if after is not None else 0
        cards = self.cards[start : start + count]
        return [Place(card.key, card.title.casefold(), self._sort_key(card)) for card in cards]

    def at_places(self, places: Sequence[Place]) -> Sequence[Card]:
        return [self.cards[bisect_left(self.cards, place.order, key=self._sort_key)] for place in places]

    def in_order(self, cards: Collection[Card]) -> list[Card]:
        return sorted(cards, key=self._sort_key)

    def keys(self) -> Sequence[CardKey]:
        return [card.key for card in self.cards]


class SortedCards:
    """A sequence that grows and shrinks card by card, for cards chosen one by one.

    Keeps the sort key that each card came with, so a card is found again after its sort key has changed.
    """

    def __init__(self, sort_key: Callable[[Card], SortKey]) -> None:
        self._sort_key = sort_key
        self._cards: list[Card] = []
        self._sort_keys: list[SortKey] = []
        self._key_of: dict[CardKey, SortKey] = {}

    def __len__(self) -> int:
        return len(self._cards)

    def __contains__(self, key: CardKey) -> bool:
        return key in self._key_of

    def get(self, key: CardKey) -> Card | None:
        """Returns the card as it was put here."""
        known = self._key_of.get(key)
        return self._cards[bisect_left(self._sort_keys, known)] if known is not None else None

    def put(self, card: Card) -> None:
        """Adds the card, or gives it its new place."""
        sort_key = self._sort_key(card)
        self.discard(card.key)
        row = bisect_left(self._sort_keys, sort_key)
        self._sort_keys.insert(row, sort_key)
        self._cards.insert(row, card)
        self._key_of[card.key] = sort_key

    def discard(self, key: CardKey) -> None:
        known = self._key_of.pop(key, None)
        if known is not None:
            row = bisect_left(self._sort_keys, known)
            del self._sort_keys[row], self._cards[row]

    def sort_again(self) -> None:
        """Puts all cards in order after sort keys changed for a reason outside of the cards."""
        pairs = [(self._sort_key(card), card) for card in self._cards]
        pairs.sort(key=lambda pair: pair[0])
        self._sort_keys = [sort_key for sort_key, _card in pairs]
        self._cards = [card for _sort_key, card in pairs]
        self._key_of = {card.key: sort_key for sort_key, card in pairs}

    def first(self, count: int) -> Sequence[Card]:
        return self._cards[:count]

    def last(self, count: int) -> Sequence[Card]:
        return self.at(len(self._cards) - count, count)

    def after(self, card: Card, count: int) -> Sequence[Card]:
        start = bisect_right(self._sort_keys, self._sort_key(card))
        return self._cards[start : start + count]

    def before(self, card: Card, count: int) -> Sequence[Card]:
        end = self.index(card)
        return self._cards[max(0, end - count) : end]

    def index(self, card: Card) -> int:
        return bisect_left(self._sort_keys, self._sort_key(card))

    def at(self, index: int, count: int) -> Sequence[Card]:
        return self._cards[max(0, index) : max(0, index + count)]

    def places(self, after: Place | None, count: int) -> Sequence[Place]:
        start = bisect_right(self._sort_keys, after.order) if after is not None else 0
        pairs = zip(self._cards[start : start + count], self._sort_keys[start : start + count], strict=True)
        return [Place(card.key, card.title.casefold(), sort_key) for card, sort_key in pairs]

    def at_places(self, places: Sequence[Place]) -> Sequence[Card]:
        return [card for place in places if (card := self.get(place.key)) is not None]

    def in_order(self, cards: Collection[Card]) -> list[Card]:
        return sorted(cards, key=lambda card: self._key_of[card.key])

    def keys(self) -> Sequence[CardKey]:
        return [card.key for card in self._cards]


def every_card(sequence: CardSequence, count: int = SLICE) -> Iterator[Card]:
    """Yields all cards in display order, reading a slice at a time."""
    part = sequence.first(count)
    while part:
        yield from part
        part = sequence.after(part[-1], count) if len(part) == count else ()
