"""Walks one paged listing with a resume cursor and prefetch: page and cursor are one transaction."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterable
from concurrent.futures import Future
from datetime import datetime

from kanbert_desktop.api.client import UnreadPage
from kanbert_desktop.api.listings import Listing
from kanbert_desktop.api.payloads import Page, Record
from kanbert_desktop.domain.board import Card
from kanbert_desktop.domain.errors import Refused, StoreError
from kanbert_desktop.domain.value_classes import replace
from kanbert_desktop.store.base import Walk
from kanbert_desktop.sync.batch import Batch
from kanbert_desktop.sync.replica import Replica
from kanbert_desktop.sync.server_reader import PageLimits, ServerReader

_TURNS = 5
"""Turns of the event loop in which a request gets a connection and is sent; one more costs ten microseconds."""


class PagePrefetch:
    """Requests the next page while the present one is read and processed.

    Cancelled after any other request in between: a page from before a deletion would bring the card back.
    """

    def __init__(self, reader: ServerReader, listing: Listing[Card]) -> None:
        self._reader = reader
        self._listing = listing
        self._cursor: str | None = None
        self._prefetched: asyncio.Task[UnreadPage[Card]] | None = None

    async def start(self, cursor: str | None) -> None:
        """Does nothing without a further page. Returns once the request is on its way."""
        if cursor is None:
            return
        self._cursor = cursor
        request = self._reader.unread_page(self._listing, cursor)
        self._prefetched = asyncio.create_task(request, name="page ahead")
        for _ in range(_TURNS):
            await asyncio.sleep(0)

    async def page(self, cursor: str | None) -> UnreadPage[Card]:
        """Returns the prefetched page, or requests it."""
        prefetched, self._prefetched = self._prefetched, None
        if prefetched is not None and cursor == self._cursor:
            return await prefetched
        return await self._reader.unread_page(self._listing, cursor)

    async def cancel(self) -> None:
        prefetched, self._prefetched = self._prefetched, None
        if prefetched is not None:
            prefetched.cancel()
            await asyncio.gather(prefetched, return_exceptions=True)


AfterPage = Callable[[], Awaitable[bool]]
"""Called after each page; returns whether it sent a request."""
AtEnd = Callable[[Walk], Batch]
"""Returns what joins the last page's transaction."""
MAX_UNSAVED_PAGES = 24
"""Pages that may wait for the disk while the next one is requested: some share a transaction, some are gathered."""


class ListingWalk:
    """Resumes the walk of this name. The next page is requested while the last one is applied and saved."""

    def __init__(
        self, replica: Replica, reader: ServerReader, name: str, listing: Listing[Card], at_end: AtEnd
    ) -> None:
        self._replica = replica
        self._pages = PagePrefetch(reader, listing)
        self._at_end = at_end
        self._walk = replace(replica.walks.get(name) or Walk(name))
        self._on_disk = replace(self._walk)
        self._saving: deque[tuple[Future[None], Walk]] = deque()
        self._progress = PageLimits()

    async def run(self, between: AfterPage) -> None:
        try:
            while not self._walk.done:
                page = await self._page()
                await self._pages.start(page.next_cursor)
                await self._confirm(MAX_UNSAVED_PAGES)
                self._apply_page(page.read())
                if self._walk.done:
                    # What is told at the end is counted on disk.
                    await self._confirm(0)
                if await between():
                    await self._pages.cancel()
        finally:
            await self._pages.cancel()
            await self._confirm(0)

    async def _page(self) -> UnreadPage[Card]:
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
        self._progress.check(page)
        self._walk = Walk(before.name, page.next_cursor, candidate, page.next_cursor is None)
        batch = Batch(
            cards=list(page.rows),
            walks=[replace(self._walk)],
            expected_cursors={before.name: self._on_disk.cursor},
        )
        if self._walk.done:
            batch.add(self._at_end(self._walk))
        saving = self._replica.apply(batch, retry=False, may_wait=not self._walk.done, is_listing=True)
        self._saving.append((saving, self._on_disk))
        self._on_disk = replace(self._walk)

    async def _confirm(self, left: int) -> None:
        """The position in memory must never be ahead of the disk: the rows between would be missing for ever."""
        while len(self._saving) > left:
            saving, before = self._saving.popleft()
            try:
                await asyncio.wrap_future(saving)
            except StoreError:
                # The pages after it fail to be saved too: they find the walk at another position than expected.
                self._saving.clear()
                self._replica.walks[before.name] = before
                raise


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
