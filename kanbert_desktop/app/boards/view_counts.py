"""Live counts of saved views: counted once in slices, then kept card by card.

Of each card that any view accepts, one number holds which ones: a bit for each query. A changed card is tested once by
every query, and the difference to its number is added to the counts. Nothing else is read.
"""

from collections.abc import Collection, Iterable, Iterator
from time import perf_counter

from kanbert_desktop.app.boards.view_cards import Slice, ViewCards
from kanbert_desktop.app.boards.view_families import Families
from kanbert_desktop.app.boards.view_query import ViewQuery
from kanbert_desktop.domain.board import Card, CardKey, Priority

_CHANGED_AT_ONCE = 32
"""Changed cards between two looks at the clock."""


class ViewCounts:
    """`advance` does all work that `watch` and both `note_…` leave; without any of these nothing is done."""

    def __init__(self, cards: ViewCards) -> None:
        self._cards = cards
        self._queries: dict[str, ViewQuery] = {}
        self._bits: dict[str, int] = {}
        self._counts: dict[int, int] = {}
        self._last: dict[str, int] = {}
        self._accepted: dict[CardKey, int] = {}
        self._same: dict[int, int] = {}
        self._uncounted: set[str] = set()
        self._slices: Iterator[Slice] | None = None
        self._changed: dict[CardKey, None] = {}
        self._families = Families(cards.sub_tasks)
        self._priorities: frozenset[Priority] = frozenset()

    def count(self, text: str) -> int | None:
        """The number of cards that this query accepts. None until they have been counted once."""
        if text in self._uncounted:
            return self._last.get(text)
        return self._counts[self._bits[text]] if text in self._bits else None

    @property
    def is_up_to_date(self) -> bool:
        return not (self._uncounted or self._changed)

    def watch(self, texts: Collection[str]) -> None:
        """From now on counts these queries and no others."""
        for gone in self._queries.keys() - set(texts):
            self._forget(gone)
        context = self._cards.context()
        self._priorities = frozenset(context.priorities)
        for text in texts:
            if text not in self._queries:
                self._queries[text] = self._cards.query(text, context)
                self._bits[text] = self._free_bit()
                self._counts[self._bits[text]] = 0
                self._uncounted.add(text)
                self._slices = None

    def note_changed(self, cards: Iterable[CardKey]) -> None:
        """These cards have changed, were added or were removed."""
        if self._queries:
            self._changed |= dict.fromkeys(cards)

    def note_names_or_day(self) -> None:
        """Boards, people, clients, priorities or the day may be others. Counts again what depends on it."""
        context = self._cards.context()
        self._priorities = frozenset(context.priorities)
        for text, before in list(self._queries.items()):
            now = self._cards.query(text, context)
            if now.signature != before.signature:
                self._queries[text] = now
                self._count_again(text)

    def advance(self, deadline: float) -> bool:
        """Works until `deadline` on the clock of `perf_counter`. Returns True once everything is counted."""
        is_first = True
        while not self.is_up_to_date and (is_first or perf_counter() < deadline):
            is_first = False
            with self._cards.one_state():
                self._test_changed() if self._changed else self._count_slice()
        return self.is_up_to_date

    # One card.

    def _test_changed(self) -> None:
        keys = list(self._changed)[:_CHANGED_AT_ONCE]
        for key in keys:
            del self._changed[key]
        self._look_at_priorities()
        found = {card.key: card for card in self._cards.cards(keys)}
        for key in keys:
            card = found.get(key)
            self._changed |= dict.fromkeys(self._families.concerned(key, card))
            self._put(key, self._accepting(card, self._queries.items()) if card is not None else 0)

    def _accepting(self, card: Card, queries: Iterable[tuple[str, ViewQuery]]) -> int:
        text, bits = None, 0
        for name, query in queries:
            if query.asks_for_sub_tasks and query.is_in_place(card):
                self._families.note_tested(card)
            if not query.accepts(card):
                continue
            if query.reads_text:
                text = self._cards.text_of(card) if text is None else text
                if not query.accepts_text(text):
                    continue
            bits |= self._bits[name]
        return bits

    def _put(self, key: CardKey, bits: int) -> None:
        before = self._accepted.get(key, 0)
        if bits == before:
            return
        for bit, count in self._counts.items():
            if (bits ^ before) & bit:
                self._counts[bit] = count + (1 if bits & bit else -1)
        if bits:
            # Many cards share few numbers: each is one object.
            self._accepted[key] = self._same.setdefault(bits, bits)
        else:
            del self._accepted[key]

    def _look_at_priorities(self) -> None:
        """A priority is known as soon as a card has it."""
        if any(query.asks_for_priority for query in self._queries.values()):
            now = frozenset(self._cards.context().priorities)
            if now != self._priorities:
                self.note_names_or_day()

    # All cards of some queries.

    def _count_again(self, text: str) -> None:
        if text not in self._uncounted:
            self._last[text] = self._counts[self._bits[text]]
            self._uncounted.add(text)
        self._slices = None

    def _begin(self) -> Iterator[Slice]:
        bits = sum(self._bits[text] for text in self._uncounted)
        if any(self._counts[self._bits[text]] for text in self._uncounted):
            kept = ((key, one & ~bits) for key, one in self._accepted.items())
            self._accepted = {key: self._same.setdefault(one, one) for key, one in kept if one}
        self._counts |= {self._bits[text]: 0 for text in self._uncounted}
        return self._cards.slices([self._queries[text] for text in self._uncounted])

    def _count_slice(self) -> None:
        if self._slices is None:
            self._slices = self._begin()
        part = next(self._slices, None)
        if part is None:
            self._slices = None
            self._uncounted.clear()
            self._last.clear()
            return
        names = {id(query): text for text, query in self._queries.items()}
        asked = [(names[id(query)], query) for query in part.queries]
        bits = sum(self._bits[text] for text, _query in asked)
        for card in part.cards:
            others = self._accepted.get(card.key, 0) & ~bits
            self._put(card.key, others | self._accepting(card, asked))

    def _forget(self, text: str) -> None:
        bit = self._bits.pop(text)
        if self._counts.pop(bit, 0):
            self._accepted = {key: left for key, one in self._accepted.items() if (left := one & ~bit)}
        del self._queries[text]
        self._last.pop(text, None)
        if text in self._uncounted:
            self._uncounted.discard(text)
            self._slices = None

    def _free_bit(self) -> int:
        used = set(self._bits.values())
        return next(bit for number in range(len(used) + 1) if (bit := 1 << number) not in used)
