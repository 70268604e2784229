"""Comments of the cards that changed last and of the board on screen, read before anybody opens them: a few after each cycle.

Kanbert's lists of cards hold no number of comments (kanbert-api.md 3.4), so a card can only show one once its comments
were read.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from heapq import nlargest
from itertools import chain, zip_longest

from kanbert_desktop.domain.board import BoardId, Card, Column
from kanbert_desktop.sync.batch import Batch
from kanbert_desktop.sync.book import COMMENTS_READ, versions
from kanbert_desktop.sync.comments import Comments
from kanbert_desktop.sync.ledger import Ledger

RECENT = 40
"""So many open cards, the last changed ones, are kept readable on a train; as many of the board on screen."""
BUDGET = 8
"""Requests after one cycle at the most (kanbert-api.md 2.7: perhaps 60 a minute)."""
NOTED = 200
"""Of so many cards it is noted with which version their comments were read: boards that are shown in turn."""


class Ahead:
    """A card is due until its comments were read, and again when it has changed since. `shown` is the board on screen."""

    def __init__(self, ledger: Ledger, comments: Comments) -> None:
        self._ledger = ledger
        self._comments = comments
        self.shown: Callable[[], BoardId | None] = lambda: None

    async def read(self) -> None:
        """Raises what reading raises; the cards left over have their turn after the next cycle."""
        wanted = list(self._wanted())
        for card in [card for card in wanted if self._is_due(card)][:BUDGET]:
            if not await self._comments.read(card.key):
                return
            self._note(card, wanted)

    def _wanted(self) -> Iterator[Card]:
        """Those that changed last and those of the board on screen in turn, each once."""
        board, open_cards = self.shown(), self._open_cards()
        on_screen = _newest(card for card in open_cards if card.board == board)
        pairs = zip_longest(_newest(open_cards), on_screen)
        return iter({card.key: card for card in chain.from_iterable(pairs) if card is not None}.values())

    def _open_cards(self) -> list[Card]:
        mirror = self._ledger.mirror
        running = {board.id for board in mirror.boards.values() if board.is_running}
        return [
            card
            for card in mirror.base_cards()
            if card.updated_at is not None and card.column is not Column.CLOSED and card.board in running
        ]

    def _is_due(self, card: Card) -> bool:
        is_readable = self._comments.state(card.key) != "unreadable"
        return is_readable and versions(self._ledger.meta).get(card.key) != _version(card)

    def _note(self, card: Card, wanted: list[Card]) -> None:
        """The note stays small: what is not wanted now leaves it first."""
        kept = versions(self._ledger.meta) | {card.key: _version(card)}
        now = {other.key: kept[other.key] for other in wanted if other.key in kept}
        before = [key for key in kept if key not in now and self._ledger.mirror.base_card(key) is not None]
        room = max(0, NOTED - len(now))
        note = {key: kept[key] for key in before[len(before) - min(room, len(before)) :]} | now
        self._ledger.apply(Batch(meta={COMMENTS_READ: json.dumps(note)}))


def _newest(cards: Iterable[Card]) -> list[Card]:
    return nlargest(RECENT, cards, key=lambda card: (card.updated_at, card.key))


def _version(card: Card) -> str:
    return card.updated_at.isoformat() if card.updated_at is not None else ""
