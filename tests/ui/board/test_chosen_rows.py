"""A filter looks at the cards of a column in slices, of which the first one is short."""

from collections.abc import Sequence

from kanbert_desktop.domain.board import Card, CardKey, Column, PersonId
from kanbert_desktop.domain.card_sequence import ListedCards, Place
from kanbert_desktop.domain.sorting import Grouping, Sort, sort_key_for
from kanbert_desktop.ui.board.arrangement import Arrangement
from kanbert_desktop.ui.board.chosen_rows import ChosenRows
from kanbert_desktop.ui.board.filter import Filter
from kanbert_desktop.ui.board.grouped_rows import GroupOrder
from support.board_fixture import BOARD

BY_TITLE = sort_key_for(Sort.TITLE)


class WatchedCards(ListedCards):
    """`counts` are the numbers of places that were asked for."""

    def __init__(self, cards: Sequence[Card]) -> None:
        super().__init__(cards, BY_TITLE)
        self.counts: list[int] = []

    def places(self, after: Place | None, count: int) -> Sequence[Place]:
        self.counts.append(count)
        return super().places(after, count)


def test_fewer_places_are_read_in_the_frame_that_follows_a_letter() -> None:
    cards = [
        Card(key=CardKey(f"k{n:04}"), board=BOARD, title=f"Card {n:04}", column=Column.NEW)
        for n in range(600)
    ]
    sequence, chosen = WatchedCards(cards), ChosenRows()
    by_title = Arrangement(
        Sort.TITLE, Grouping.NONE, frozenset(), GroupOrder(str), 0, BY_TITLE, lambda _card: "", str
    )
    nobody_matches = Filter(assignee=PersonId("nobody"))
    reads: list[int] = []
    for _turn in cards:
        sequence.counts.clear()
        # Its turn comes after the deadline.
        chosen.advance(sequence, {card.key: card for card in cards}.get, nobody_matches, by_title, 0.0)
        reads += sequence.counts
        if chosen.is_done:
            break
    assert chosen.is_done
    assert reads[0] < reads[1]
    assert len(set(reads[1:])) == 1
    assert sum(reads) >= len(cards)
