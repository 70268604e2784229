"""The server's cards as last received, whatever the user changed since: on disk, and those still being written."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import datetime
from heapq import nlargest

from kanbert_desktop.domain.board import BoardId, Card, CardKey, Column
from kanbert_desktop.domain.overlay import Values
from kanbert_desktop.store import card_queries
from kanbert_desktop.store.card_queries import Position
from kanbert_desktop.sync.card_columns import COLUMN_NUMBERS, NEVER, microseconds
from kanbert_desktop.sync.card_keys import CardKeys
from kanbert_desktop.sync.stored_cards import StoredCards
from kanbert_desktop.sync.touched_cards import TouchedCards

_READ_AT_ONCE = 500
"""Cards of one statement where all are read."""
_LOOKED_AT_ONCE = 200
"""Places of one slice: the window must not be kept waiting, and most slices are the only one."""
_NOT_CLOSED = tuple(number for column, number in COLUMN_NUMBERS.items() if column is not Column.CLOSED)


class BaseCards:
    """Answers questions about all cards of the base. `running_boards` returns the boards that are neither over nor hidden."""

    def __init__(
        self,
        stored: StoredCards,
        touched: TouchedCards,
        keys: CardKeys,
        running_boards: Callable[[], set[BoardId]],
    ) -> None:
        self._stored = stored
        self._touched = touched
        self._keys = keys
        self._running_boards = running_boards

    def cards(self) -> Iterator[Card]:
        """Every card of the base, read in slices."""
        seen: set[CardKey] = set()
        number = 0
        while True:
            with self._stored.snapshot() as db:
                listed = card_queries.listed_keys(db, number, _READ_AT_ONCE)
                found = self._stored.cards([CardKey(key) for _, key in listed])
            if not listed:
                break
            number = listed[-1][0]
            seen |= found.keys()
            yield from map(self._keys.with_resolved_parent, found.values())
        for key in [key for key in self._stored.unwritten if key not in seen]:
            card = self._touched.base_card(key)
            if card is not None:
                yield card

    def has_cards(self) -> bool:
        """Returns whether the base has any card."""
        return self.count() > 0

    def count(self, boards: Collection[BoardId] | None = None) -> int:
        """Number of base cards on these boards, or on all."""
        counts = self._counts()
        return sum(n for board, n in counts.items() if boards is None or board in boards)

    def boards(self) -> set[BoardId]:
        """Boards that have a base card, whether the board is known or not."""
        return {board for board, n in self._counts().items() if n > 0}

    def _counts(self) -> Counter[BoardId]:
        with self._touched.current() as db:
            counts: Counter[BoardId] = Counter()
            for name, n in card_queries.counts(db).items():
                counts[BoardId(name.board)] += n
            for key in self._stored.unwritten:
                place, card = self._touched.by_key[key].place, self._stored.card(key)
                if place is not None:
                    counts[BoardId(place.board)] -= 1
                if card is not None:
                    counts[card.board] += 1
            return counts

    def unwritten_on(self, boards: Collection[BoardId]) -> tuple[set[CardKey], set[str]]:
        """Keys of the base cards that are not on disk as they are now, and the server's ids of those on these boards."""
        with self._touched.current():
            unwritten = set(self._stored.unwritten)
            cards = (self._stored.card(key) for key in unwritten)
            return unwritten, {card.id for card in cards if card is not None and card.board in boards}

    def created_between(self, above: datetime, below: datetime) -> list[Card]:
        """Base cards created after `above` and before `below`."""
        with self._touched.current() as db:
            found = card_queries.created_between(db, microseconds(above), microseconds(below))
            keys = dict.fromkeys([*(CardKey(key) for key in found), *self._stored.unwritten])
            return [
                self._keys.with_resolved_parent(card)
                for card in self._stored.cards(list(keys)).values()
                if card.created_at is not None and above < card.created_at < below
            ]

    def last_changed(self, board: BoardId | None, count: int) -> list[Card]:
        """The open base cards that changed last, newest first, on a running board or on all of them."""
        boards = self._running_boards() if board is None else self._running_boards() & {board}
        found: dict[CardKey, Card] = {}
        after: Values = (-NEVER + 1, "")
        with self._touched.current() as db:
            while boards and len(found) < count:
                listed = card_queries.last_changed(db, after, _READ_AT_ONCE, board)
                keys = [CardKey(key) for key, _ in listed if key not in self._stored.unwritten]
                found |= {card.key: card for card in self._cards(keys) if _is_open_on(card, boards)}
                if len(listed) < _READ_AT_ONCE:
                    break
                after = listed[-1].values
            unwritten = self._cards(list(self._stored.unwritten))
        found |= {card.key: card for card in unwritten if _is_open_on(card, boards)}
        return nlargest(count, found.values(), key=lambda card: (card.updated_at, card.key))

    def last_changed_slices(self, count: int) -> Iterator[list[Card]]:
        """The open base cards that changed last on running boards, and perhaps a few more, in slices quick to read.

        A slice may be empty: closed cards, and those on other boards, are passed over. Each slice is of one state. Which of
        the cards that changed at the same time come first is left open. No card comes twice.
        """
        boards = self._running_boards()
        with self._touched.current():
            aside = set(self._stored.unwritten)
            unwritten = self._cards(list(aside))
        yield [card for card in unwritten if _is_open_on(card, boards)]
        after: Values | None = (-NEVER + 1, "")
        while after is not None and count > 0:
            with self._touched.current() as db:
                listed = card_queries.last_changed_in(db, after, _LOOKED_AT_ONCE, _NOT_CLOSED, boards)
                keys, after = _first_open(listed, count, aside)
                found = [card for card in self._cards(keys) if _is_open_on(card, boards)]
            count -= len(found)
            yield found

    def _cards(self, keys: Collection[CardKey]) -> list[Card]:
        return [self._keys.with_resolved_parent(card) for card in self._stored.cards(keys).values()]


def _is_open_on(card: Card, boards: Collection[BoardId]) -> bool:
    return card.updated_at is not None and card.column is not Column.CLOSED and card.board in boards


def _first_open(
    listed: Sequence[tuple[Position, bool]], count: int, aside: Collection[CardKey]
) -> tuple[list[CardKey], Values | None]:
    """At most `count` keys of the slice, and the place up to which it was looked at; None at the end."""
    keys: list[CardKey] = []
    for place, is_open in listed:
        if is_open and place.key not in aside:
            keys.append(CardKey(place.key))
            if len(keys) == count:
                return keys, place.values
    return keys, listed[-1][0].values if len(listed) == _LOOKED_AT_ONCE else None
