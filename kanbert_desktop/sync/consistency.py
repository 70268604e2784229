"""Full compare, which finds deletions, and the sampled run-time check."""

import asyncio
import logging
from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future
from datetime import UTC, datetime, timedelta

from kanbert_desktop.api import listings
from kanbert_desktop.api.listings import FULL_COMPARE_SORT, REVERSE_COMPARE_SORT
from kanbert_desktop.api.payloads import Page
from kanbert_desktop.domain.board import BoardId, Card
from kanbert_desktop.domain.errors import Refused, TransientError
from kanbert_desktop.domain.events import FullCompareProgressed
from kanbert_desktop.sync.batch import Batch
from kanbert_desktop.sync.deletions import KEPT_CARDS, MISSING_CARDS, keys_in
from kanbert_desktop.sync.listed_cards import ListedCards
from kanbert_desktop.sync.listing_walk import MAX_UNSAVED_ROWS, AfterPage, may_share_transaction
from kanbert_desktop.sync.meta_names import LAST_FULL_COMPARE, SUSPECT, WATERMARK
from kanbert_desktop.sync.missing_cards import missing_cards_batch
from kanbert_desktop.sync.page_prefetch import PagePrefetch
from kanbert_desktop.sync.pull import EPOCH
from kanbert_desktop.sync.replica import Replica
from kanbert_desktop.sync.server_lookup import is_provably_absent, read_running_boards
from kanbert_desktop.sync.server_reader import NOT_FOUND_STATUSES, ServerReader

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
        self._saving: deque[tuple[Future[None], int]] = deque()

    async def run(self, between: AfterPage) -> None:
        listed = ListedCards(self._replica)
        await listed.begin()
        try:
            await self._list(FULL_COMPARE_SORT, listed, between)
            cards = await self._missing(listed, between)
        finally:
            listed.end()
        await self._remove_missing(cards)

    async def _list(self, sort: str, listed: ListedCards, between: AfterPage) -> None:
        """Adds every card to `listed`. The next page is requested while this one is read, applied and saved."""
        pages = PagePrefetch(self._reader, listings.cards(listings.on_running_boards(), sort=sort))
        cursor: str | None = None
        number = 0
        try:
            while True:
                page = await pages.page(cursor)
                number += len(page.rows)
                await self._apply_page(page, listed, number)
                if await between():
                    await pages.cancel()
                cursor = page.next_cursor
                if cursor is None:
                    break
        finally:
            await pages.cancel()
            await self._confirm(0)

    async def _apply_page(self, page: Page[Card], listed: ListedCards, number: int) -> None:
        self._unread += page.skipped
        self._replica.bus.publish(FullCompareProgressed(number))
        batch = Batch(cards=list(page.rows), listed=listed.add(page.rows))
        may_wait = may_share_transaction(page)
        saving = self._replica.apply(batch, retry=False, may_wait=may_wait, is_listing=True)
        self._saving.append((saving, len(page.rows)))
        await self._confirm(MAX_UNSAVED_ROWS)

    async def _confirm(self, left: int) -> None:
        """Waits until at most so many rows are not on disk. Raises `StoreError`."""
        while self._saving and (not left or sum(count for _, count in self._saving) > left):
            saving, _ = self._saving.popleft()
            await asyncio.wrap_future(saving)

    async def _missing(self, listed: ListedCards, between: AfterPage) -> list[Card]:
        """The cards that are gone from the server, as far as listings can tell."""
        count = await listed.count_missing()
        if not count:
            return []
        if count <= MAX_SINGLE_READS and await is_provably_absent(self._reader, listed.any_id()):
            missing = [server_id async for ids in listed.missing_ids() for server_id in ids]
            return self._cards([server_id for server_id in missing if await self._is_gone(server_id)])
        await self._list(REVERSE_COMPARE_SORT, listed, between)
        # Any of the missing cards may be in a row that could not be read.
        if self._unread:
            return []
        return [card async for ids in listed.missing_ids() for card in self._cards(ids)]

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

    async def _remove_missing(self, cards: list[Card]) -> None:
        """Cards of a board that is closed now, or not readable, are not deleted but out of sight (D30)."""
        if cards:
            running = await read_running_boards(self._reader)
            cards = [card for card in cards if card.board in running]
        batch = missing_cards_batch(self._replica, [card.key for card in cards])
        await asyncio.wrap_future(self._replica.apply(batch, retry=False))

    def _cards(self, server_ids: Sequence[str]) -> list[Card]:
        """Those that the base still has. A key may belong to another row of the server by now."""
        local_cards = self._replica.local_cards
        keys = [key for server_id in server_ids if (key := local_cards.key_of(server_id)) is not None]
        cards = [card for key in keys if (card := local_cards.base_card(key)) is not None]
        return [card for card in cards if card.server_id in server_ids]


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
        self._replica.apply(Batch(cards=list(page.rows)), retry=False, is_listing=True)
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
        local_cards = self._replica.local_cards
        pulled_until = datetime.fromisoformat(self._replica.meta.get(WATERMARK) or EPOCH.isoformat())
        running = local_cards.running_boards()
        questioned = {
            key for name in (KEPT_CARDS, MISSING_CARDS) for key in keys_in(self._replica.meta, name)
        }
        listed = {record.value.server_id for record in page.rows}
        only_local = [
            card
            for card in local_cards.base.created_between(above, below)
            if card.server_id not in listed and card.board in running and card.key not in questioned
        ]
        only_remote = [
            record.value
            for record in page.rows
            if _is_before(record.value, pulled_until)
            and local_cards.key_of(record.value.server_id or "") is None
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
