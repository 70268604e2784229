"""The full comparison: every card listed once, and those that are missing confirmed before they go (D27, D29)."""

import asyncio

from kanbert_desktop.api import listings
from kanbert_desktop.api.listings import SWEEP, SWEEP_BACK
from kanbert_desktop.domain.board import Card
from kanbert_desktop.domain.errors import Refused
from kanbert_desktop.domain.events import Compared
from kanbert_desktop.sync.batch import Batch
from kanbert_desktop.sync.finding import proves_absence, running_boards
from kanbert_desktop.sync.ledger import Ledger
from kanbert_desktop.sync.reader import NO_PATH, Reader, check_progress
from kanbert_desktop.sync.vanishing import all_gone
from kanbert_desktop.sync.walking import Between

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
        await self._take(list(missing.values()))

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

    async def _take(self, missing: list[Card]) -> None:
        """Cards of a board that is over or closed to us by now are not deleted but out of sight (D30)."""
        if missing:
            running = await running_boards(self._reader)
            missing = [card for card in missing if card.board in running]
        batch = all_gone(self._ledger, [card.key for card in missing])
        await asyncio.wrap_future(self._ledger.apply(batch, keep=False))
