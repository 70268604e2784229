"""Comments of the cards that changed last, read before anybody opens them: a few after each cycle."""

import json
from heapq import nlargest

from kanbert_desktop.domain.board import Card, Column
from kanbert_desktop.sync.batch import Batch
from kanbert_desktop.sync.book import COMMENTS_READ, versions
from kanbert_desktop.sync.comments import Comments
from kanbert_desktop.sync.ledger import Ledger

RECENT = 40
"""So many open cards, the last changed ones, are kept readable on a train."""
BUDGET = 8
"""Requests after one cycle at the most (kanbert-api.md 2.7: perhaps 60 a minute)."""


class Ahead:
    """A card is due until its comments were read, and again when it has changed since."""

    def __init__(self, ledger: Ledger, comments: Comments) -> None:
        self._ledger = ledger
        self._comments = comments

    async def read(self) -> None:
        """Raises what reading raises; the cards left over have their turn after the next cycle."""
        recent = self._recent()
        for card in [card for card in recent if self._is_due(card)][:BUDGET]:
            if not await self._comments.read(card.key):
                return
            self._note(card, recent)

    def _recent(self) -> list[Card]:
        mirror = self._ledger.mirror
        running = {board.id for board in mirror.boards.values() if board.is_running}
        cards = (
            card
            for card in mirror.base_cards()
            if card.updated_at is not None and card.column is not Column.CLOSED and card.board in running
        )
        return nlargest(RECENT, cards, key=lambda card: (card.updated_at, card.key))

    def _is_due(self, card: Card) -> bool:
        is_readable = self._comments.state(card.key) != "unreadable"
        return is_readable and versions(self._ledger.meta).get(card.key) != _version(card)

    def _note(self, card: Card, recent: list[Card]) -> None:
        """Of the recent ones alone: the note stays small."""
        kept = versions(self._ledger.meta) | {card.key: _version(card)}
        note = {other.key: kept[other.key] for other in recent if other.key in kept}
        self._ledger.apply(Batch(meta={COMMENTS_READ: json.dumps(note)}))


def _version(card: Card) -> str:
    return card.updated_at.isoformat() if card.updated_at is not None else ""
