"""A board's columns, kept sorted: each look touches only the cards that changed since the last one."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping

from kanbert_desktop.domain.board import Card, CardKey, Column
from kanbert_desktop.domain.ordering import SortKey, stands_under_parent

_MANY = 8
"""Where more than one card in so many changed, sorting anew is cheaper."""

Columns = Mapping[Column, list[Card]]


class SortedColumns:
    """Ends like `in_columns`, always; with `every_card` sub-tasks stand in their own columns too.

    A column's list is a new one after each change in it, and the same one otherwise.
    """

    def __init__(self, key: Callable[[Card], SortKey], *, every_card: bool = False) -> None:
        self._key = key
        self._every_card = every_card
        self._seen: dict[CardKey, Card] = {}
        self._stands: dict[CardKey, tuple[Column, SortKey]] = {}
        self._children: dict[CardKey, set[CardKey]] = {}
        self._again: set[CardKey] = set()
        self._cards: dict[Column, list[Card]] = {column: [] for column in Column}
        self._keys: dict[Column, list[SortKey]] = {column: [] for column in Column}

    def look(self, pool: Mapping[CardKey, Card]) -> Columns:
        """`pool` are all the board's cards now; a changed card is another object."""
        seen = self._seen.get
        changed = {key for key, card in pool.items() if seen(key) is not card}
        gone = self._seen.keys() - pool.keys() if len(self._seen) + len(changed) > len(pool) else set()
        cards = changed | gone | self._again
        self._again = set()
        if len(cards) * _MANY > len(pool):
            self._sort_anew(pool)
        elif cards:
            self._update(pool, self._with_children(cards))
        return dict(self._cards)

    def look_again_at(self, cards: Iterable[CardKey]) -> None:
        """What their key is made of has changed outside of them."""
        self._again.update(cards)

    def _with_children(self, cards: set[CardKey]) -> set[CardKey]:
        """Where a card stands depends on its parent as well."""
        return cards.union(*(self._children.get(key, ()) for key in cards))

    def _update(self, pool: Mapping[CardKey, Card], cards: set[CardKey]) -> None:
        fresh: set[Column] = set()
        for key in cards:
            self._take_out(key, fresh)
        for key in cards:
            card = pool.get(key)
            if card is not None:
                self._note(card)
                if self._stands_alone(card, pool):
                    self._put_in(card, fresh)

    def _take_out(self, key: CardKey, fresh: set[Column]) -> None:
        before = self._seen.pop(key, None)
        if before is not None and before.parent is not None:
            self._children.get(before.parent, set()).discard(key)
        place = self._stands.pop(key, None)
        if place is not None:
            column, sort_key = place
            self._renew(column, fresh)
            row = bisect_left(self._keys[column], sort_key)
            del self._keys[column][row], self._cards[column][row]

    def _put_in(self, card: Card, fresh: set[Column]) -> None:
        sort_key = self._key(card)
        self._renew(card.column, fresh)
        row = bisect_left(self._keys[card.column], sort_key)
        self._keys[card.column].insert(row, sort_key)
        self._cards[card.column].insert(row, card)
        self._stands[card.key] = (card.column, sort_key)

    def _renew(self, column: Column, fresh: set[Column]) -> None:
        """Somebody may still hold the list of the last look."""
        if column not in fresh:
            fresh.add(column)
            self._cards[column] = list(self._cards[column])

    def _note(self, card: Card) -> None:
        self._seen[card.key] = card
        if card.parent is not None:
            self._children.setdefault(card.parent, set()).add(card.key)

    def _stands_alone(self, card: Card, pool: Mapping[CardKey, Card]) -> bool:
        return self._every_card or not stands_under_parent(card, pool)

    def _sort_anew(self, pool: Mapping[CardKey, Card]) -> None:
        self._seen, self._stands, self._children = {}, {}, {}
        found: dict[Column, list[tuple[SortKey, Card]]] = {column: [] for column in Column}
        for card in pool.values():
            self._note(card)
            if self._stands_alone(card, pool):
                place = (card.column, self._key(card))
                self._stands[card.key] = place
                found[card.column].append((place[1], card))
        for column, pairs in found.items():
            # A sort key ends with the card's own, so two cards are never compared.
            pairs.sort(key=lambda pair: pair[0])
            self._keys[column] = [sort_key for sort_key, _card in pairs]
            self._cards[column] = [card for _sort_key, card in pairs]
