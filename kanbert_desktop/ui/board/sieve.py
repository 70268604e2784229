"""Which cards of one column a filter keeps, found in slices: typing never waits for ten thousand cards."""

from time import perf_counter

from kanbert_desktop.domain.board import Card, CardKey
from kanbert_desktop.ui.board.filter_bar import Filter

_STEP = 64


class Sieve:
    """`kept` grows from the top until `is_done`; a card is asked about once, until it changes."""

    def __init__(self) -> None:
        self.kept: list[Card] = []
        self.is_done = True
        self._cards: list[Card] = []
        self._wished = Filter()
        self._verdicts: dict[CardKey, tuple[Card, bool]] = {}
        self._place = 0

    def forget(self) -> None:
        """Another board, or another day."""
        self._verdicts = {}
        self._cards = []

    def look(self, cards: list[Card], wished: Filter, deadline: float) -> None:
        """Goes on until `deadline` on the clock of `perf_counter`; known verdicts cost no time worth counting."""
        if wished != self._wished:
            self._verdicts = {}
        if wished != self._wished or cards is not self._cards:
            self._begin(cards, wished)
        while not self.is_done and (self._place == 0 or perf_counter() < deadline):
            self._step()

    def _begin(self, cards: list[Card], wished: Filter) -> None:
        self._cards, self._wished, self._place = cards, wished, 0
        if wished.is_empty:
            self.kept, self.is_done = cards, True
            return
        self.kept, self.is_done = [], False
        self._take_known()

    def _take_known(self) -> None:
        """Up to the first card that has to be asked about, and the many after it that have not."""
        verdicts = self._verdicts
        if not verdicts:
            return
        unknown = [card for card in self._cards if verdicts.get(card.key, (None,))[0] is not card]
        if len(unknown) <= _STEP:
            self._ask(unknown)
            self.kept = [card for card in self._cards if verdicts[card.key][1]]
            self._place, self.is_done = len(self._cards), True

    def _step(self) -> None:
        part = self._cards[self._place : self._place + _STEP]
        self._ask(part)
        verdicts = self._verdicts
        # A new list, because somebody may hold the one before.
        self.kept = [*self.kept, *(card for card in part if verdicts[card.key][1])]
        self._place += len(part)
        self.is_done = self._place >= len(self._cards)

    def _ask(self, cards: list[Card]) -> None:
        keeps, verdicts = self._wished.keeps, self._verdicts
        for card in cards:
            if verdicts.get(card.key, (None,))[0] is not card:
                verdicts[card.key] = (card, keeps(card))
