"""Some cards in the order of listings: those on disk by their index, with the cards that have pending changes."""

from collections.abc import Collection, Iterator

from kanbert_desktop.domain.board import BoardId, Card, CardKey
from kanbert_desktop.store import card_queries
from kanbert_desktop.sync.card_columns import COLUMN_NUMBERS, sort_values
from kanbert_desktop.sync.local_cards import LocalCards

_READ_AT_ONCE = 200


def chosen_and_touched(
    cards: LocalCards, keys: Collection[CardKey], boards: Collection[BoardId]
) -> Iterator[Card]:
    """Yields these cards, and every card that is not shown as it is on disk, by board, column, due date and title.

    Reads them in slices. A card on none of the boards is left out.
    """
    with cards.one_state(), cards.stored.snapshot() as db:
        touched = cards.touched_keys()
        stored = card_queries.listing_places(db, set(keys) - touched)
        here = [
            (card.board, COLUMN_NUMBERS[card.column], *sort_values(card, "due"))
            for card in cards.at_keys(list(touched))
        ]
    places = sorted(place for place in (*stored, *here) if place[0] in boards)
    for start in range(0, len(places), _READ_AT_ONCE):
        part = places[start : start + _READ_AT_ONCE]
        yield from cards.at_keys([CardKey(str(place[-1])) for place in part])
