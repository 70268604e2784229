"""Reads the pages of a listing before they are needed: the next one by a task, or several by a thread."""

import asyncio
import logging
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Generic

from kanbert_desktop.api.client import BlockingPages, UnreadPage
from kanbert_desktop.api.listings import Listing
from kanbert_desktop.api.payloads import EntityType, Page, Record
from kanbert_desktop.net.response_limits import TOTAL_SECONDS
from kanbert_desktop.sync.server_reader import PageLimits, ServerReader

_TURNS = 5
"""Turns of the event loop in which a request gets a connection and is sent; one more costs ten microseconds."""
GATHERED_ROWS = 960
"""Rows that a thread hands over at once. Four times as many cost the writer a fifth less: they share index pages."""
_GATHER_SECONDS = 0.1
"""A slow server's pages are handed over one by one."""
_PARTS_AHEAD = 2
"""Parts of so many rows that may wait to be taken."""
_MAX_FAILURES = 2
"""Of threads in one listing. Each costs one request more."""
_SWITCH_SECONDS = 0.0005
log = logging.getLogger(__name__)


async def read_all(
    reader: ServerReader, listing: Listing[EntityType]
) -> tuple[list[Record[EntityType]], bool]:
    """Returns every row of a list, and whether all of them were readable. Raises what `PagePrefetch.page` raises."""
    pages, rows, skipped = PagePrefetch(reader, listing), list[Record[EntityType]](), 0
    try:
        page = await pages.page(None)
        while True:
            rows += page.rows
            skipped += page.skipped
            if page.next_cursor is None:
                return rows, skipped == 0
            page = await pages.page(page.next_cursor)
    finally:
        await pages.cancel()


class PagePrefetch(Generic[EntityType]):
    """Requests the next page before the rows of the present one are read.

    Cancelled after any other request in between: a page from before a deletion would bring the card back.
    """

    def __init__(self, reader: ServerReader, listing: Listing[EntityType]) -> None:
        self._reader = reader
        self._listing: Listing[EntityType] = listing
        self._limits = PageLimits()
        self._cursor: str | None = None
        self._task: asyncio.Task[UnreadPage[EntityType]] | None = None
        self._thread: PageThread[EntityType] | None = None
        self._failures = 0

    async def page(self, cursor: str | None) -> Page[EntityType]:
        """Returns the page of this cursor, together with those after it that a thread has read already.

        Raises what reading raises, and `TransientError` for a listing without end.
        """
        pages = await self._pages_of_thread(cursor) or [await self._single_page(cursor)]
        for page in pages:
            self._limits.check(page)
        self._cursor = pages[-1].next_cursor
        return joined(pages)

    async def cancel(self) -> None:
        """Drops what was read ahead."""
        if self._thread is not None:
            self._thread.stop()
            self._thread = None
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def _pages_of_thread(self, cursor: str | None) -> list[Page[EntityType]]:
        """Returns no page if the thread has none for this cursor, or left it to the ordinary way."""
        if self._thread is None or cursor != self._cursor:
            return []
        pages = await self._reader.pages_ahead(self._thread.take())
        if not pages:
            self._failures += 1
            await self.cancel()
        return pages

    async def _single_page(self, cursor: str | None) -> Page[EntityType]:
        task, self._task = self._task, None
        is_ahead = task is not None and cursor == self._cursor
        unread = await (
            task if task is not None and is_ahead else self._reader.unread_page(self._listing, cursor)
        )
        await self._start(unread)
        return unread.read()

    async def _start(self, page: UnreadPage[EntityType]) -> None:
        """Reads on after this page. Returns once the request for the next one is on its way."""
        await self.cancel()
        if page.next_cursor is None:
            return
        pages = self._reader.blocking_pages(page) if self._failures < _MAX_FAILURES else None
        if pages is not None:
            self._thread = PageThread(pages, page.next_cursor)
            return
        request = self._reader.unread_page(self._listing, page.next_cursor)
        self._task = asyncio.create_task(request, name="page ahead")
        for _ in range(_TURNS):
            await asyncio.sleep(0)


class PageThread(Generic[EntityType]):
    """Reads the pages from a cursor on, some ahead of those that were taken.

    It ends at the first page that is not plain: the ordinary way asks for it again, and says what it means.
    """

    def __init__(self, pages: BlockingPages[EntityType], cursor: str) -> None:
        self._read: BlockingPages[EntityType] = pages
        self._loop = asyncio.get_running_loop()
        self._parts: asyncio.Queue[list[Page[EntityType]]] = asyncio.Queue()
        self._room = threading.Semaphore(_PARTS_AHEAD)
        self._is_stopped = False
        # A daemon: a server that does not respond must not keep the program from ending.
        threading.Thread(target=self._run, args=(cursor,), name="pages-ahead", daemon=True).start()

    async def take(self) -> list[Page[EntityType]]:
        """Waits for the next pages; none if the next one has to be read in the ordinary way."""
        try:
            async with asyncio.timeout(TOTAL_SECONDS):
                pages = await self._parts.get()
        except TimeoutError:
            return []
        self._room.release()
        return pages

    def stop(self) -> None:
        """Ends the thread after its present request."""
        self._is_stopped = True
        self._room.release()

    def _run(self, cursor: str) -> None:
        following: str | None = cursor
        while following is not None and not self._is_stopped:
            self._room.acquire()
            pages = self._gather(following)
            self._hand_over(pages)
            following = pages[-1].next_cursor if pages else None

    def _gather(self, cursor: str) -> list[Page[EntityType]]:
        pages: list[Page[EntityType]] = []
        following: str | None = cursor
        began = time.monotonic()
        while following is not None and not self._is_stopped:
            try:
                pages.append(self._read(following))
            # Whatever it is, the ordinary way meets it again.
            except Exception as error:  # noqa: BLE001
                log.info("a page is left to the ordinary way: %s", type(error).__name__)
                break
            following = pages[-1].next_cursor
            if _row_count(pages) >= GATHERED_ROWS or time.monotonic() - began > _GATHER_SECONDS:
                break
        return pages

    def _hand_over(self, pages: list[Page[EntityType]]) -> None:
        try:
            self._loop.call_soon_threadsafe(self._parts.put_nowait, pages)
        except RuntimeError:
            # The loop was closed.
            self._is_stopped = True


@contextmanager
def frequent_switches(*, wanted: bool = True) -> Iterator[None]:
    """Threads take turns in Python ten times as often: the one that reads waits less for the one that writes."""
    before = sys.getswitchinterval()
    if wanted:
        sys.setswitchinterval(_SWITCH_SECONDS)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


def joined(pages: Sequence[Page[EntityType]]) -> Page[EntityType]:
    """Pages in a row as one."""
    if len(pages) == 1:
        return pages[0]
    return Page(
        [row for page in pages for row in page.rows],
        pages[-1].next_cursor,
        pages[0].server_date,
        sum(page.skipped for page in pages),
        sum(page.size for page in pages),
    )


def _row_count(pages: Sequence[Page[EntityType]]) -> int:
    return sum(len(page.rows) for page in pages)
