"""Where no incremental pull reaches, cards are read one by one before anything is overwritten.

It tells of no board that is over, nor of what happened on one that was closed to us, before that has been walked.
"""

import asyncio
from datetime import datetime, timedelta

from kanbert_desktop.api.payloads import Told
from kanbert_desktop.domain.board import Card, CardKey
from kanbert_desktop.domain.errors import Refused
from kanbert_desktop.sync.batch import Batch
from kanbert_desktop.sync.finding import listed_now
from kanbert_desktop.sync.ledger import Ledger
from kanbert_desktop.sync.reader import Reader

FRESH = timedelta(seconds=10)
"""So old may the base be when a PATCH or DELETE goes out: without versions this is all the protection there is."""


class Looks:
    """Belongs to a session: remembers when it looked at which card, by our clock."""

    def __init__(self, ledger: Ledger, reader: Reader) -> None:
        self._ledger = ledger
        self._reader = reader
        self._looked_at: dict[CardKey, datetime] = {}

    def are_needed(self, key: CardKey) -> bool:
        mirror = self._ledger.mirror
        card = mirror.base_card(key)
        if card is None:
            return False
        board = mirror.boards.get(card.board)
        if board is not None and board.is_running and not self._ledger.is_read_anew(card.board):
            return False
        return not is_fresh(self._looked_at.get(key), self._ledger.now())

    async def look(self, key: CardKey) -> None:
        """Raises what reading raises, but for a refusal: what that means the request itself will tell."""
        card = self._ledger.mirror.base_card(key)
        told = await self._read(card) if card is not None else None
        if told is not None:
            await asyncio.wrap_future(self._ledger.apply(Batch(cards=[told]), keep=False))
        self._looked_at[key] = self._ledger.now()

    def forget(self) -> None:
        """What was read before an answer was lost says nothing about what that request did."""
        self._looked_at.clear()

    async def _read(self, card: Card) -> Told[Card] | None:
        try:
            told = await self._reader.card(card.server_id or "")
        except Refused:
            # Where single cards were never read, the path may be what is missing.
            told = None
            if self._reader.capabilities.reads_card is True:
                return None
        return told or await listed_now(self._reader, card)


def is_fresh(at: datetime | None, now: datetime) -> bool:
    return at is not None and timedelta(0) <= now - at < FRESH
