"""Reading the comments of a card, where this server lets us."""

import asyncio
from typing import Literal

from kanbert_desktop.api import listings
from kanbert_desktop.api.payloads import Told
from kanbert_desktop.domain.board import CardKey, Comment, is_own
from kanbert_desktop.domain.errors import KanbertError, Refused
from kanbert_desktop.domain.events import CardsChanged
from kanbert_desktop.sync.batch import Batch
from kanbert_desktop.sync.ledger import Ledger
from kanbert_desktop.sync.reader import NO_PATH, Reader

CommentsState = Literal["known", "loading", "failed", "unreadable"]


class Comments:
    """`GET /tasks/{id}/comments` is a guess [G]: a server without it is believed and not asked again.

    Who writes a comment holds the `lock`, so that a list read before it never replaces one that has it.
    """

    def __init__(self, ledger: Ledger, reader: Reader) -> None:
        self._ledger = ledger
        self._reader = reader
        self.lock = asyncio.Lock()
        self._failed: set[CardKey] = set()

    def state(self, key: CardKey) -> CommentsState:
        if self._ledger.mirror.comments_known(key):
            return "known"
        card = self._ledger.mirror.base_card(key)
        if card is None:
            return "known"
        if self._reader.capabilities.reads_comments is False:
            return "unreadable"
        return "failed" if key in self._failed else "loading"

    async def read(self, key: CardKey) -> bool:
        """Into the base; False where they cannot be read."""
        self._failed.discard(key)
        try:
            return await self._read(key)
        except KanbertError:
            self._failed.add(key)
            self._ledger.bus.publish(CardsChanged(frozenset({key}), frozenset()))
            raise

    async def _read(self, key: CardKey) -> bool:
        async with self.lock:
            rows = await self.listed(key)
            if rows is None:
                return False
            saving = self._ledger.apply(Batch(comments={key: rows}), keep=False)
        await asyncio.wrap_future(saving)
        return True

    async def listed(self, key: CardKey) -> list[Told[Comment]] | None:
        """As the server has them now; None where they cannot be read."""
        card = self._ledger.mirror.base_card(key)
        if card is None or card.server_id is None or self._reader.capabilities.reads_comments is False:
            return None
        try:
            rows, _ = await self._reader.all(listings.comments(card.server_id, key))
        except Refused as refused:
            if refused.status in NO_PATH and self._reader.capabilities.reads_comments is None:
                self._reader.capabilities.reads_comments = False
            return None
        self._reader.capabilities.reads_comments = True
        self._notice_repeats(rows)
        return rows

    def _notice_repeats(self, rows: list[Told[Comment]]) -> None:
        own = [told.value.external_id for told in rows if is_own(told.value.external_id)]
        if len(own) > len(set(own)):
            self._reader.capabilities.accepts_repeats = True
