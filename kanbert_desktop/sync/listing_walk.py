"""Walks one paged listing with a resume cursor: pages and cursor are one transaction."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterable
from concurrent.futures import Future
from datetime import datetime

from kanbert_desktop.api.listings import Listing
from kanbert_desktop.api.payloads import Page, Record
from kanbert_desktop.domain.board import Card
from kanbert_desktop.domain.errors import Refused, StoreError
from kanbert_desktop.domain.value_classes import replace
from kanbert_desktop.store.base import Walk
from kanbert_desktop.sync.batch import Batch
from kanbert_desktop.sync.page_prefetch import GATHERED_ROWS, PagePrefetch
from kanbert_desktop.sync.prepared_rows import prepare
from kanbert_desktop.sync.replica import Replica
from kanbert_desktop.sync.server_reader import ServerReader

AfterPage = Callable[[], Awaitable[bool]]
"""Called after each page; returns whether it sent a request."""
AtEnd = Callable[[Walk], Batch]
"""Returns what joins the last page's transaction."""
MAX_UNSAVED_ROWS = 3 * GATHERED_ROWS
"""Rows that may wait for the disk while further ones are read: some share a transaction, some are gathered."""


class ListingWalk:
    """Resumes the walk of this name. Further pages are requested while the last ones are applied and saved."""

    def __init__(
        self, replica: Replica, reader: ServerReader, name: str, listing: Listing[Card], at_end: AtEnd
    ) -> None:
        self._replica = replica
        self._reader = reader
        self._pages = PagePrefetch(reader, listing)
        self._at_end = at_end
        self._walk = replace(replica.walks.get(name) or Walk(name))
        self._on_disk = replace(self._walk)
        self._saving: deque[tuple[Future[None], Walk, int]] = deque()

    async def run(self, between: AfterPage) -> None:
        try:
            while not self._walk.done:
                page = await self._page()
                await self._confirm(MAX_UNSAVED_ROWS)
                self._apply_page(page)
                if self._walk.done:
                    # What is told at the end is counted on disk.
                    await self._confirm(0)
                if await between():
                    await self._pages.cancel()
        finally:
            await self._pages.cancel()
            await self._confirm(0)

    async def _page(self) -> Page[Card]:
        if self._walk.cursor is not None:
            try:
                return await self._pages.page(self._walk.cursor)
            except Refused:
                # An old cursor may have become invalid. Rows are identified by their ids: starting again duplicates
                # none.
                self._walk = Walk(self._walk.name)
        return await self._pages.page(None)

    def _apply_page(self, page: Page[Card]) -> None:
        before = self._walk
        candidate = newest_update(page) if before.cursor is None else before.candidate
        self._walk = Walk(before.name, page.next_cursor, candidate, page.next_cursor is None)
        batch = Batch(
            cards=list(page.rows),
            walks=[replace(self._walk)],
            expected_cursors={before.name: self._on_disk.cursor},
        )
        if self._walk.done:
            batch.add(self._at_end(self._walk))
        if self._reader.reads_on_threads:
            prepare(page.rows)
        may_wait = may_share_transaction(page)
        saving = self._replica.apply(batch, retry=False, may_wait=may_wait, is_listing=True)
        self._saving.append((saving, self._on_disk, len(page.rows)))
        self._on_disk = replace(self._walk)

    async def _confirm(self, left: int) -> None:
        """Waits until at most so many rows are not on disk.

        The position in memory must never be ahead of the disk: the rows between would be missing for ever.
        """
        while self._saving and (not left or sum(count for _, _, count in self._saving) > left):
            saving, before, _ = self._saving.popleft()
            try:
                await asyncio.wrap_future(saving)
            except StoreError:
                # The pages after it fail to be saved too: they find the walk at another position than expected.
                self._saving.clear()
                self._replica.walks[before.name] = before
                raise


def may_share_transaction(page: Page[Card]) -> bool:
    """Whether the rows may wait for others: not the last ones, nor enough for a transaction of their own."""
    return page.next_cursor is not None and len(page.rows) < GATHERED_ROWS


def newest_update(page: Page[Card]) -> str | None:
    """The highest `updated_at` of a walk's first page; of an empty listing, the server's time.

    Never later than the server's time: one card with a future time would hide all changes until then.
    """
    moments = [record.value.updated_at for record in page.rows if record.value.updated_at is not None]
    moment = max(moments, default=page.server_date)
    if moment is not None and page.server_date is not None:
        moment = min(moment, page.server_date)
    return moment.isoformat() if moment is not None else None


def oldest_update(rows: Iterable[Record[Card]]) -> datetime | None:
    return min(
        (record.value.updated_at for record in rows if record.value.updated_at is not None), default=None
    )
