"""Full compare (finds deletions) and sampled run-time check."""

import asyncio
import logging
from datetime import UTC, datetime, timedelta

from kanbert_desktop.api import listings
from kanbert_desktop.api.listings import FULL_COMPARE_SORT, REVERSE_COMPARE_SORT
from kanbert_desktop.api.payloads import Page
from kanbert_desktop.domain.board import BoardId, Card
from kanbert_desktop.domain.errors import Refused, TransientError
from kanbert_desktop.domain.events import FullCompareProgressed
from kanbert_desktop.sync.batch import Batch
from kanbert_desktop.sync.deletions import KEPT_CARDS, MISSING_CARDS, keys_in
from kanbert_desktop.sync.listing_walk import AfterPage
from kanbert_desktop.sync.missing_cards import missing_cards_batch
from kanbert_desktop.sync.replica import LAST_FULL_COMPARE, SUSPECT, WATERMARK, Replica
from kanbert_desktop.sync.server_lookup import is_provably_absent, read_running_boards
from kanbert_desktop.sync.server_reader import NOT_FOUND_STATUSES, PageLimits, ServerReader

log = logging.getLogger(__name__)
MAX_SINGLE_READS = 30
"""So many cards are asked for one by one; more are confirmed by a second sweep in reverse."""


class FullCompare:
    """Deleted cards show in no incremental pull; this is what finds them."""

    def __init__(self, ledger: Replica, reader: ServerReader) -> None:
        self._ledger = ledger
        self._reader = reader
        self._unread = 0

    async def run(self, between: AfterPage) -> None:
        known = self._known()
        listed = await self._listed(FULL_COMPARE_SORT, between)
        missing = {server_id: card for server_id, card in known.items() if server_id not in listed}
        if missing:
            missing = await self._confirmed(missing, listed, between)
        await self._take(list(missing.values()))

    def _known(self) -> dict[str, Card]:
        """Cards on running boards, as the base had them before the sweep began."""
        boards = {board.id for board in self._ledger.mirror.boards.values() if board.is_running}
        cards = self._ledger.mirror.base_cards()
        return {card.server_id: card for card in cards if card.server_id is not None and card.board in boards}

    async def _listed(self, sort: str, between: AfterPage) -> set[str]:
        listed: set[str] = set()
        progress = PageLimits()
        cursor: str | None = None
        listing = listings.cards(listings.on_running_boards(), sort=sort)
        while True:
            page = await self._reader.page(listing, cursor)
            listed |= {told.value.server_id or "" for told in page.rows}
            self._unread += page.skipped
            self._ledger.bus.publish(FullCompareProgressed(len(listed)))
            await asyncio.wrap_future(self._ledger.apply(Batch(cards=list(page.rows)), retry=False))
            await between()
            cursor = page.next_cursor
            if cursor is None:
                return listed
            progress.check(page)

    async def _confirmed(
        self, missing: dict[str, Card], listed: set[str], between: AfterPage
    ) -> dict[str, Card]:
        if len(missing) <= MAX_SINGLE_READS and await is_provably_absent(self._reader, listed):
            return {server_id: card for server_id, card in missing.items() if await self._is_gone(server_id)}
        again = await self._listed(REVERSE_COMPARE_SORT, between)
        if self._unread:
            # Any of the missing ones may be in a row that nobody could read.
            return {}
        return {server_id: card for server_id, card in missing.items() if server_id not in again}

    async def _is_gone(self, server_id: str) -> bool:
        try:
            told = await self._reader.card(server_id)
        except Refused as refused:
            return refused.status in NOT_FOUND_STATUSES
        except TransientError as later:
            if later.key != "unreadable_answer":
                raise
            return False
        if told is not None:
            await asyncio.wrap_future(self._ledger.apply(Batch(cards=[told]), retry=False))
        return False

    async def _take(self, missing: list[Card]) -> None:
        """Cards of a board that is over or closed to us by now are not deleted but out of sight (D30)."""
        if missing:
            running = await read_running_boards(self._reader)
            missing = [card for card in missing if card.board in running]
        batch = missing_cards_batch(self._ledger, [card.key for card in missing])
        await asyncio.wrap_future(self._ledger.apply(batch, retry=False))


EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
CHECK_INTERVAL = timedelta(minutes=10)
MIN_COMPARE_INTERVAL = timedelta(hours=1)
"""So soon after everything was compared a difference is a change of this moment, and no reason to do it again."""


class ConsistencyCheck:
    """Cards stand in the order of their making: between the ends of a page there are exactly those it lists.

    A difference is no proof of anything and removes nothing: everything is compared next (T10).
    """

    def __init__(self, ledger: Replica, reader: ServerReader) -> None:
        self._ledger = ledger
        self._reader = reader
        self._cursor: str | None = None
        self._above = EPOCH
        self._looked_at: datetime | None = None

    def is_due(self) -> bool:
        now = self._ledger.now()
        return self._looked_at is None or not timedelta(0) <= now - self._looked_at < CHECK_INTERVAL

    async def check_page(self) -> None:
        """Compares the next page. Raises what reading raises."""
        self._looked_at = self._ledger.now()
        page = await self._page()
        above, below = self._above, self._end(page)
        only_here, only_there = self._differences(page, above, below)
        self._ledger.apply(Batch(cards=list(page.rows)), retry=False)
        self._cursor, self._above = page.next_cursor, below if page.next_cursor else EPOCH
        if only_here or only_there:
            self._suspect(only_here, only_there)

    async def _page(self) -> Page[Card]:
        listing = listings.cards(listings.on_running_boards(), sort=FULL_COMPARE_SORT)
        try:
            return await self._reader.page(listing, self._cursor)
        except Refused:
            # An old cursor may have become meaningless.
            self._cursor, self._above = None, EPOCH
            return await self._reader.page(listing)

    def _end(self, page: Page[Card]) -> datetime:
        made = [told.value.created_at for told in page.rows if told.value.created_at is not None]
        return max(made, default=self._above) if page.next_cursor else datetime.max.replace(tzinfo=UTC)

    def _differences(
        self, page: Page[Card], above: datetime, below: datetime
    ) -> tuple[list[Card], list[Card]]:
        """Known ones made at the very ends are left out: the page may have been cut between two of one moment.

        A listed one should be known where the incremental pull has long passed its last change.
        """
        mirror = self._ledger.mirror
        passed = datetime.fromisoformat(self._ledger.meta.get(WATERMARK) or EPOCH.isoformat())
        running = {board.id for board in mirror.boards.values() if board.is_running}
        asked = {key for name in (KEPT_CARDS, MISSING_CARDS) for key in keys_in(self._ledger.meta, name)}
        listed = {told.value.server_id for told in page.rows}
        known = [card for card in mirror.base_cards() if _is_between(card, above, below)]
        only_here = [
            card
            for card in known
            if card.server_id not in listed and card.board in running and card.key not in asked
        ]
        only_there = [
            told.value
            for told in page.rows
            if _is_before(told.value, passed) and mirror.key_of(told.value.server_id or "") is None
        ]
        return only_here, only_there

    def _suspect(self, only_here: list[Card], only_there: list[Card]) -> None:
        boards: dict[BoardId, int] = {}
        for card in (*only_here, *only_there):
            boards[card.board] = boards.get(card.board, 0) + 1
        log.warning(
            "%d cards are known here alone, %d there alone (by board: %s)",
            len(only_here),
            len(only_there),
            boards,
        )
        swept = self._ledger.meta.get(LAST_FULL_COMPARE)
        if swept is None or self._ledger.now() - datetime.fromisoformat(swept) >= MIN_COMPARE_INTERVAL:
            self._ledger.apply(Batch(meta={SUSPECT: self._ledger.now().isoformat()}))


def _is_before(card: Card, moment: datetime) -> bool:
    return card.updated_at is not None and card.updated_at < moment


def _is_between(card: Card, above: datetime, below: datetime) -> bool:
    return card.created_at is not None and above < card.created_at < below
