"""The full comparison: every card listed once, and those that are missing confirmed before they go (D27, D29)."""

import asyncio
from datetime import datetime

from kanbert_desktop.api import listings
from kanbert_desktop.api.listings import SWEEP, SWEEP_BACK
from kanbert_desktop.domain.board import Card, CardKey
from kanbert_desktop.domain.changes import DeleteCard, Entry, Reason, State
from kanbert_desktop.domain.errors import Refused
from kanbert_desktop.domain.events import Compared
from kanbert_desktop.sync.batch import Batch
from kanbert_desktop.sync.book import KEPT, MISSING
from kanbert_desktop.sync.finding import proves_absence
from kanbert_desktop.sync.ledger import Ledger, new_change_id
from kanbert_desktop.sync.reader import NO_PATH, Reader, check_progress
from kanbert_desktop.sync.removal import removed
from kanbert_desktop.sync.settle import parked
from kanbert_desktop.sync.walking import Between

SAFE_NUMBER = 20
SAFE_SHARE = 0.3
FEW = 30
"""So many cards are asked for one by one; more are confirmed by a second sweep in reverse."""


class Sweep:
    """Deleted cards show in no incremental pull; this is what finds them."""

    def __init__(self, ledger: Ledger, reader: Reader) -> None:
        self._ledger = ledger
        self._reader = reader

    async def run(self, between: Between) -> None:
        known = self._known()
        listed = await self._listed(SWEEP, between)
        missing = {server_id: card for server_id, card in known.items() if server_id not in listed}
        if missing:
            missing = await self._confirmed(missing, listed, between)
        await self._take(list(missing.values()), len(known))

    def _known(self) -> dict[str, Card]:
        """Cards on running boards, as the base had them before the sweep began."""
        boards = {board.id for board in self._ledger.mirror.boards.values() if board.is_running}
        cards = self._ledger.mirror.base_cards()
        return {card.server_id: card for card in cards if card.server_id is not None and card.board in boards}

    async def _listed(self, sort: str, between: Between) -> set[str]:
        listed: set[str] = set()
        seen: set[str] = set()
        cursor: str | None = None
        listing = listings.cards(listings.on_running_boards(), sort=sort)
        while True:
            page = await self._reader.page(listing, cursor)
            listed |= {told.value.server_id or "" for told in page.rows}
            self._ledger.bus.publish(Compared(len(listed)))
            await asyncio.wrap_future(self._ledger.apply(Batch(cards=list(page.rows)), keep=False))
            await between()
            cursor = page.next_cursor
            if cursor is None:
                return listed
            check_progress(cursor, seen)

    async def _confirmed(
        self, missing: dict[str, Card], listed: set[str], between: Between
    ) -> dict[str, Card]:
        if len(missing) <= FEW and await proves_absence(self._reader, listed):
            return {server_id: card for server_id, card in missing.items() if await self._is_gone(server_id)}
        again = await self._listed(SWEEP_BACK, between)
        return {server_id: card for server_id, card in missing.items() if server_id not in again}

    async def _is_gone(self, server_id: str) -> bool:
        try:
            told = await self._reader.card(server_id)
        except Refused as refused:
            return refused.status in NO_PATH
        if told is not None:
            await asyncio.wrap_future(self._ledger.apply(Batch(cards=[told]), keep=False))
        return False

    async def _take(self, missing: list[Card], known: int) -> None:
        """Far fewer cards than known: nothing goes before the person has been asked (I12)."""
        kept = set((self._ledger.meta.get(KEPT) or "").split())
        keys = [
            card.key for card in missing if card.key not in kept and self._ledger.mirror.base_card(card.key)
        ]
        if len(keys) > SAFE_NUMBER and len(keys) > SAFE_SHARE * known:
            batch = self._question(keys, known)
        else:
            batch = removed(self._ledger.mirror, keys).add(self._withdrawn_question())
        await asyncio.wrap_future(self._ledger.apply(batch, keep=False))

    def _question(self, keys: list[CardKey], known: int) -> Batch:
        batch = self._withdrawn_question()
        now: datetime = self._ledger.now()
        entry = Entry(
            id=new_change_id(), seq=self._ledger.mirror.next_seq(), change=DeleteCard(keys[0]), made_at=now
        )
        batch.put.append(parked(entry, Reason.MASS_DELETION, detail=f"{len(keys)}/{known}"))
        batch.meta[MISSING] = " ".join(keys)
        return batch

    def _withdrawn_question(self) -> Batch:
        """A newer sweep knows better than the question an older one asked."""
        asked = [
            entry.id
            for entry in self._ledger.mirror.entries()
            if entry.state is State.PARKED and entry.reason is Reason.MASS_DELETION
        ]
        return Batch(drop=asked, meta={MISSING: None})
