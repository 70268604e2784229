"""The cards of a lane in one column, with their heights as far as these are known."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate
from time import perf_counter

from kanbert_desktop.domain.board import Card, CardKey
from kanbert_desktop.domain.card_sequence import SortedCards
from kanbert_desktop.domain.sorting import SortKey

_STEP = 64
"""Cards between two looks at the clock."""
HeightsOf = Callable[[Sequence[Card]], Sequence[int]]


class MeasuredCards(SortedCards):
    """Knows where each of its first cards begins; the cards after those count with the average height.

    Two bytes for each card and four for each known place, since a lane may have 100,000 cards.
    """

    def __init__(self, sort_key: Callable[[Card], SortKey]) -> None:
        super().__init__(sort_key)
        self._heights = array("H")
        """0 where a card has not been measured."""
        self._ends = array("I")
        """The lower edge of each of the first cards, counted from the upper edge of the first one."""
        self._basis: object = None

    # Changes.

    def put(self, card: Card) -> None:
        super().put(card)
        row = self._row(card.key)
        self._heights.insert(row, 0)
        self._cut(row)

    def discard(self, key: CardKey) -> None:
        if key in self:
            row = self._row(key)
            del self._heights[row]
            self._cut(row)
        super().discard(key)

    def sort_again(self) -> None:
        before = dict(zip(self.keys(), self._heights, strict=True))
        super().sort_again()
        self._heights = array("H", map(before.__getitem__, self.keys()))
        self._cut(0)

    def forget(self, key: CardKey) -> None:
        """That card is shown otherwise now."""
        if key in self:
            row = self._row(key)
            self._heights[row] = 0
            self._cut(row)

    # Heights.

    def stand_on(self, basis: object) -> None:
        """`basis` is what all heights depend on, for example the width: with another one nothing is known."""
        if self._basis != basis:
            self._basis = basis
            self._heights = array("H", bytes(2 * len(self)))
            self._cut(0)

    @property
    def known(self) -> int:
        """How many of the first cards have exact places."""
        return len(self._ends)

    @property
    def is_known(self) -> bool:
        return self.known == len(self)

    @property
    def known_height(self) -> int:
        return self._ends[-1] if self._ends else 0

    def measure(self, count: int, heights_of: HeightsOf, deadline: float) -> bool:
        """Measures until the first `count` cards are known, or until the deadline. Returns whether they are known."""
        count = min(count, len(self))
        while self.known < count:
            self._measure_step(heights_of)
            if perf_counter() > deadline:
                break
        return self.known >= count

    def measure_down_to(self, pixels: int, heights_of: HeightsOf, deadline: float) -> bool:
        """Measures the cards down to that place. Returns whether they are known."""
        while self.known_height <= pixels and not self.is_known:
            self._measure_step(heights_of)
            if perf_counter() > deadline:
                break
        return self.known_height > pixels or self.is_known

    def number_of(self, key: CardKey) -> int:
        """Returns how many cards are before that one."""
        return self._row(key)

    def upper_edge(self, number: int, average: float) -> int:
        """Returns where that card begins, or the space after the last one."""
        known = min(number, self.known)
        return (self._ends[known - 1] if known else 0) + round((number - known) * self._mean(average))

    def number_at(self, pixels: int, average: float) -> int:
        """Returns the card at that place; the number of cards below the last one."""
        if pixels < self.known_height:
            return bisect_right(self._ends, max(0, pixels))
        return min(len(self), self.known + int((pixels - self.known_height) / self._mean(average)))

    def _mean(self, average: float) -> float:
        """The height with which a card counts that is not known; `average` is that of all lanes."""
        return max(1.0, self.known_height / self.known if self.known >= _STEP else average)

    def _measure_step(self, heights_of: HeightsOf) -> None:
        start = self.known
        rows = range(start, min(len(self), start + _STEP))
        unknown = [row for row in rows if not self._heights[row]]
        if unknown:
            cards = [self._cards[row] for row in unknown]
            for row, height in zip(unknown, heights_of(cards), strict=True):
                self._heights[row] = height
        heights = self._heights[start : rows.stop]
        self._ends.extend(list(accumulate(heights, initial=self.known_height))[1:])

    def _row(self, key: CardKey) -> int:
        return bisect_left(self._sort_keys, self._key_of[key])

    def _cut(self, row: int) -> None:
        del self._ends[row:]
