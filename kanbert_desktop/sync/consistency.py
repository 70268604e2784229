"""Full compare, which finds deletions, and the sampled run-time check."""

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
from kanbert_desktop.sync.pull import EPOCH
from kanbert_desktop.sync.replica import LAST_FULL_COMPARE, SUSPECT, WATERMARK, Replica
from kanbert_desktop.sync.server_lookup import is_provably_absent, read_running_boards
from kanbert_desktop.sync.server_reader import NOT_FOUND_STATUSES, PageLimits, ServerReader

log = logging.getLogger(__name__)
MAX_SINGLE_READS = 30
"""Cards that are read one by one; more are confirmed by a second compare in reverse order."""
CHECK_INTERVAL = timedelta(minutes=10)
MIN_COMPARE_INTERVAL = timedelta(hours=1)
"""A difference so soon after a full compare is a change of this moment, and no reason for another one."""


class FullCompare:
    """Lists every card once and confirms those that are missing (D27, D29): no incremental pull shows deletions."""

    def __init__(self, replica: Replica, reader: ServerReader) -> None:
        self._replica = replica
        self._reader = reader
        self._unread = 0

    async def run(self, between: AfterPage) -> None:
        known = self._known()
        listed = await self._listed(FULL_COMPARE_SORT, between)
        missing = {server_id: card for server_id, card in known.items() if server_id not in listed}
        if missing:
            missing = await self._confirmed(missing, listed, between)
        await self._remove_missing(list(missing.values()))

    def _known(self) -> dict[str, Card]:
        """Cards on running boards, as the base had them before the compare began."""
        boards = {board.id for board in self._replica.mirror.boards.values() if board.is_running}
        cards = self._replica.mirror.base_cards()
        return {card.server_id: card for card in cards if card.server_id is not None and card.board in boards}

    async def _listed(self, sort: str, between: AfterPage) -> set[str]:
        listed: set[str] = set()
        progress = PageLimits()
        cursor: str | None = None
        listing = listings.cards(listings.on_running_boards(), sort=sort)
        while True:
            page = await self._reader.page(listing, cursor)
            listed |= {record.value.server_id or "" for record in page.rows}
            self._unread += page.skipped
            self._replica.bus.publish(FullCompareProgressed(len(listed)))
            await asyncio.wrap_future(self._replica.apply(Batch(cards=list(page.rows)), retry=False))
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
            # Any of the missing cards may be in a row that could not be read.
            return {}
        return {server_id: card for server_id, card in missing.items() if server_id not in again}

    async def _is_gone(self, server_id: str) -> bool:
        try:
            record = await self._reader.card(server_id)
        except Refused as refused:
            return refused.status in NOT_FOUND_STATUSES
        except TransientError as later:
            if later.key != "unreadable_answer":
                raise
            return False
        if record is not None:
            await asyncio.wrap_future(self._replica.apply(Batch(cards=[record]), retry=False))
        return False

    async def _remove_missing(self, missing: list[Card]) -> None:
        """Cards of a board that is closed now, or not readable, are not deleted but out of sight (D30)."""
        if missing:
            running = await read_running_boards(self._reader)
            missing = [card for card in missing if card.board in running]
        batch = missing_cards_batch(self._replica, [card.key for card in missing])
        await asyncio.wrap_future(self._replica.apply(batch, retry=False))


class ConsistencyCheck:
    """Compares one page at a time. Cards are sorted by creation, so the page lists exactly those between its ends.

    A difference proves nothing and removes nothing: a full compare comes next (T10).
    """

    def __init__(self, replica: Replica, reader: ServerReader) -> None:
        self._replica = replica
        self._reader = reader
        self._cursor: str | None = None
        self._above = EPOCH
        self._checked_at: datetime | None = None

    def is_due(self) -> bool:
        now = self._replica.now()
        return self._checked_at is None or not timedelta(0) <= now - self._checked_at < CHECK_INTERVAL

    async def check_page(self) -> None:
        """Compares the next page. Raises what reading raises."""
        self._checked_at = self._replica.now()
        page = await self._page()
        above, below = self._above, self._end(page)
        only_local, only_remote = self._differences(page, above, below)
        self._replica.apply(Batch(cards=list(page.rows)), retry=False)
        self._cursor, self._above = page.next_cursor, below if page.next_cursor else EPOCH
        if only_local or only_remote:
            self._mark_suspect(only_local, only_remote)

    async def _page(self) -> Page[Card]:
        listing = listings.cards(listings.on_running_boards(), sort=FULL_COMPARE_SORT)
        try:
            return await self._reader.page(listing, self._cursor)
        except Refused:
            # An old cursor may have become invalid.
            self._cursor, self._above = None, EPOCH
            return await self._reader.page(listing)

    def _end(self, page: Page[Card]) -> datetime:
        made = [record.value.created_at for record in page.rows if record.value.created_at is not None]
        return max(made, default=self._above) if page.next_cursor else datetime.max.replace(tzinfo=UTC)

    def _differences(
        self, page: Page[Card], above: datetime, below: datetime
    ) -> tuple[list[Card], list[Card]]:
        """Skips known cards created at the very ends: the page may have been cut between two of the same time.

        A listed card should be known if the incremental pull has passed its last change long ago.
        """
        mirror = self._replica.mirror
        pulled_until = datetime.fromisoformat(self._replica.meta.get(WATERMARK) or EPOCH.isoformat())
        running = mirror.running_boards()
        questioned = {
            key for name in (KEPT_CARDS, MISSING_CARDS) for key in keys_in(self._replica.meta, name)
        }
        listed = {record.value.server_id for record in page.rows}
        only_local = [
            card
            for card in mirror.created_between(above, below)
            if card.server_id not in listed and card.board in running and card.key not in questioned
        ]
        only_remote = [
            record.value
            for record in page.rows
            if _is_before(record.value, pulled_until) and mirror.key_of(record.value.server_id or "") is None
        ]
        return only_local, only_remote

    def _mark_suspect(self, only_local: list[Card], only_remote: list[Card]) -> None:
        boards: dict[BoardId, int] = {}
        for card in (*only_local, *only_remote):
            boards[card.board] = boards.get(card.board, 0) + 1
        log.warning(
            "%d cards are known here alone, %d there alone (by board: %s)",
            len(only_local),
            len(only_remote),
            boards,
        )
        swept = self._replica.meta.get(LAST_FULL_COMPARE)
        if swept is None or self._replica.now() - datetime.fromisoformat(swept) >= MIN_COMPARE_INTERVAL:
            self._replica.apply(Batch(meta={SUSPECT: self._replica.now().isoformat()}))


def _is_before(card: Card, moment: datetime) -> bool:
    return card.updated_at is not None and card.updated_at < moment
