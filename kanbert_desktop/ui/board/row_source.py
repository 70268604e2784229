"""The rows of one column in display order: cards, and headers of groups between them."""

from collections.abc import Callable, Collection, Sequence
from typing import Protocol

from kanbert_desktop.domain.board import Card, CardKey
from kanbert_desktop.domain.card_sequence import CardSequence, SortedCards
from kanbert_desktop.domain.sorting import Group, ListRow

_FEW = 50
"""So many cards are found one by one in less time than the whole column is read."""
Lookup = Callable[[CardKey], Card | None]
"""Returns the card as it is now, None if it is in another column."""


class RowSource(Protocol):
    """Read in slices like a `CardSequence`. `version` changes with the rows of the same object."""

    @property
    def version(self) -> int: ...
    @property
    def card_count(self) -> int:
        """The number of cards, without headers and without the cards of folded groups."""

    def __len__(self) -> int: ...
    def first(self, count: int) -> Sequence[ListRow]: ...
    def last(self, count: int) -> Sequence[ListRow]: ...
    def after(self, row: ListRow, count: int) -> Sequence[ListRow]: ...
    def before(self, row: ListRow, count: int) -> Sequence[ListRow]: ...
    def index(self, row: ListRow) -> int: ...
    def at(self, index: int, count: int) -> Sequence[ListRow]: ...
    def find(self, key: CardKey) -> ListRow | None:
        """Returns the row of that key as it is now; None if there is none."""

    def name_of(self, key: CardKey) -> str | None:
        """Returns the name of the group that a card is in; None without groups."""

    def card_index(self, card: Card) -> int:
        """Returns the number of cards before this one, without headers."""

    def in_order(self, keys: Collection[CardKey]) -> list[CardKey]:
        """Returns those of the cards that are in the column, in display order."""

    def card_keys(self) -> Sequence[CardKey]:
        """Returns the keys of all cards, for a command on the whole column."""


class CardRows:
    """The rows of a column without groups: each card is a row."""

    def __init__(self, sequence: CardSequence, lookup: Lookup) -> None:
        self._sequence, self._lookup = sequence, lookup
        self.version = 0

    @property
    def card_count(self) -> int:
        return len(self._sequence)

    def __len__(self) -> int:
        return len(self._sequence)

    def is_of(self, sequence: CardSequence) -> bool:
        return self._sequence is sequence

    def first(self, count: int) -> Sequence[ListRow]:
        return self._sequence.first(count)

    def last(self, count: int) -> Sequence[ListRow]:
        return self._sequence.last(count)

    def after(self, row: ListRow, count: int) -> Sequence[ListRow]:
        return self._sequence.after(row, count) if isinstance(row, Card) else self.first(count)

    def before(self, row: ListRow, count: int) -> Sequence[ListRow]:
        return self._sequence.before(row, count) if isinstance(row, Card) else ()

    def index(self, row: ListRow) -> int:
        return self._sequence.index(row) if isinstance(row, Card) else 0

    def at(self, index: int, count: int) -> Sequence[ListRow]:
        return self._sequence.at(index, count)

    def find(self, key: CardKey) -> Card | None:
        """A card of the column may still be shown under its parent only, so its place is looked at."""
        card = self._lookup(key)
        if card is None:
            return None
        above = self._sequence.before(card, 1)
        found = self._sequence.after(above[-1], 1) if above else self._sequence.first(1)
        return found[0] if found and found[0].key == key else None

    def name_of(self, _key: CardKey) -> None:
        return None

    def card_index(self, card: Card) -> int:
        return self._sequence.index(card)

    def in_order(self, keys: Collection[CardKey]) -> list[CardKey]:
        if len(keys) > _FEW:
            return [key for key in self.card_keys() if key in keys]
        found = [card for key in keys if (card := self.find(key)) is not None]
        return [card.key for card in self._sequence.in_order(found)]

    def card_keys(self) -> Sequence[CardKey]:
        return self._sequence.keys()


class ChosenCards(CardRows):
    """Cards that were chosen one by one, for example by a filter."""

    def __init__(self, cards: SortedCards) -> None:
        super().__init__(cards, cards.get)
        self._cards = cards

    def put(self, card: Card) -> None:
        self._cards.put(card)
        self.version += 1

    def discard(self, key: CardKey) -> None:
        if key in self._cards:
            self._cards.discard(key)
            self.version += 1

    def sort_again(self) -> None:
        self._cards.sort_again()
        self.version += 1

    def find(self, key: CardKey) -> Card | None:
        return self._cards.get(key)


def group_key(name: str) -> CardKey:
    """Returns the key of a group's header, which is no card's key."""
    return CardKey(f"group:{name}")


def lane_end_key(name: str) -> CardKey:
    """Returns the key of the space after the cards of a group."""
    return CardKey(f"lane-end:{name}")


def is_lane_end(row: ListRow) -> bool:
    return isinstance(row, Group) and row.is_end


def row_key(row: ListRow) -> CardKey:
    if isinstance(row, Group):
        return lane_end_key(row.name) if row.is_end else group_key(row.name)
    return row.key


def next_cards(source: RowSource, card: Card, count: int) -> list[Card]:
    """Returns the cards after `card`, skipping headers."""
    found: list[Card] = []
    row: ListRow = card
    while len(found) < count and (part := source.after(row, count)):
        found += [each for each in part if isinstance(each, Card)]
        row = part[-1]
    return found[:count]


def previous_card(source: RowSource, card: Card) -> Card | None:
    row: ListRow = card
    while part := source.before(row, 1):
        row = part[0]
        if isinstance(row, Card):
            return row
    return None
