"""Walks one paged listing with a resume cursor and prefetch."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterable
from concurrent.futures import Future
from dataclasses import replace
from datetime import datetime

from kanbert_desktop.api.listings import Listing
from kanbert_desktop.api.payloads import Page, Record
from kanbert_desktop.domain.board import Card
from kanbert_desktop.domain.errors import Refused, StoreError
from kanbert_desktop.store.base import Walk
from kanbert_desktop.sync.batch import Batch
from kanbert_desktop.sync.replica import Replica
from kanbert_desktop.sync.server_reader import PageLimits, ServerReader

_TURNS = 5
"""Of the event loop, in which a request finds its connection and leaves; one more costs ten microseconds."""


class PagePrefetch:
    """Server and computer work at the same time.

    To be dropped where anything else was asked meanwhile: a page from before a deletion would bring the card back.
    """

    def __init__(self, reader: ServerReader, listing: Listing[Card]) -> None:
        self._reader = reader
        self._listing = listing
        self._cursor: str | None = None
        self._coming: asyncio.Task[Page[Card]] | None = None

    async def start(self, cursor: str | None) -> None:
        """Nothing where there is no further page. Comes back once the request is on its way."""
        if cursor is None:
            return
        self._cursor = cursor
        self._coming = asyncio.create_task(self._reader.page(self._listing, cursor), name="page ahead")
        for _ in range(_TURNS):
            await asyncio.sleep(0)

    async def page(self, cursor: str | None) -> Page[Card]:
        """The one asked for before, or a new one."""
        coming, self._coming = self._coming, None
        if coming is not None and cursor == self._cursor:
            return await coming
        return await self._reader.page(self._listing, cursor)

    async def cancel(self) -> None:
        coming, self._coming = self._coming, None
        if coming is not None:
            coming.cancel()
            await asyncio.gather(coming, return_exceptions=True)


AfterPage = Callable[[], Awaitable[bool]]
"""What else is to be done after each page; whether it asked the server for anything."""
AtEnd = Callable[[Walk], Batch]
"""What joins the last page's transaction."""
MAX_UNSAVED_PAGES = 12
"""So many pages may wait for the disk while the next one is asked for: some share a transaction already, some gather."""


class ListingWalk:
    """Goes on where the walk of this name stopped. The next page is asked for while the last one is taken in and saved."""

    def __init__(
        self, ledger: Replica, reader: ServerReader, name: str, listing: Listing[Card], at_end: AtEnd
    ) -> None:
        self._ledger = ledger
        self._pages = PagePrefetch(reader, listing)
        self._at_end = at_end
        self._walk = replace(ledger.walks.get(name) or Walk(name))
        self._on_disk = replace(self._walk)
        self._saving: deque[tuple[Future[None], Walk]] = deque()
        self._progress = PageLimits()

    async def run(self, between: AfterPage) -> None:
        try:
            while not self._walk.done:
                page = await self._page()
                await self._pages.start(page.next_cursor)
                await self._confirm(MAX_UNSAVED_PAGES)
                self._apply_page(page)
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
                # An old cursor may have become meaningless. Rows are known by their ids: starting again doubles none.
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
        saving = self._ledger.apply(batch, retry=False, may_wait=not self._walk.done)
        self._saving.append((saving, self._on_disk))
        self._on_disk = replace(self._walk)

    async def _confirm(self, left: int) -> None:
        """Never say in memory that we are further than the disk knows: the rows between would be missing for ever."""
        while len(self._saving) > left:
            saving, before = self._saving.popleft()
            try:
                await asyncio.wrap_future(saving)
            except StoreError:
                # The pages after it refuse to be saved as well: they find the walk where they did not leave it.
                self._saving.clear()
                self._ledger.walks[before.name] = before
                raise


def newest_update(page: Page[Card]) -> str | None:
    """The highest `updated_at` of a walk's first page; of an empty listing, the server's time.

    Never later than the server's own time: one card from the future would hide all changes until then.
    """
    moments = [told.value.updated_at for told in page.rows if told.value.updated_at is not None]
    moment = max(moments, default=page.server_date)
    if moment is not None and page.server_date is not None:
        moment = min(moment, page.server_date)
    return moment.isoformat() if moment is not None else None


def oldest_update(rows: Iterable[Record[Card]]) -> datetime | None:
    return min((told.value.updated_at for told in rows if told.value.updated_at is not None), default=None)
