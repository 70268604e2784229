"""Throttled reads with the server's clock, limits of a listing, and detected server capabilities."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TypeVar

from kanbert_desktop.api.client import BlockingPages, KanbertApi, UnreadPage
from kanbert_desktop.api.listings import Listing
from kanbert_desktop.api.payloads import EntityType, Page, Record
from kanbert_desktop.domain.board import Card, Person
from kanbert_desktop.domain.errors import Refused, TransientError
from kanbert_desktop.domain.value_classes import dataclass, field
from kanbert_desktop.sync.status import StatusTracker

MAX_PAGES = 5000
"""Of one walk in one cycle: 150,000 cards at the server's default of 30."""
MAX_LISTING_BYTES = 500 * 1024 * 1024
"""Of one walk in one cycle: 10,000 cards have some 20 MB."""
MAX_EMPTY_PAGES = 10
"""In a row, each of them with a cursor to another one."""
NO_RESPONSE_SECONDS = 5.0
"""Usual responses take well under a second; a user who is watching wonders after a few."""
T = TypeVar("T")
Sleep = Callable[[float], Awaitable[None]]
MAX_THROTTLE_WAIT = timedelta(minutes=2)
"""A longer wait is left to the schedule."""
MAX_TRIES = 5
NOT_FOUND_STATUSES = frozenset({404, 405, 410})


class Endpoint(StrEnum):
    """The assumed requests; each counts as available until the server says that it does not exist."""

    CREATE = "create"
    UPDATE = "change"
    DELETE = "delete"
    COMMENT = "comment"


@dataclass(slots=True)
class Capabilities:
    """What this server turned out to offer, learned again in each session. None: unknown."""

    reads_card: bool | None = None
    """`GET /tasks/{id}` gave 200 for some card (True), or does not exist (False)."""
    reads_comments: bool | None = None
    finds_external_id: bool | None = None
    """The listing of tasks accepts a filter on `external_id`."""
    returns_external_id: bool | None = None
    """A created card came back with the id that was sent."""
    lists_watchers: bool = True
    """False once the listing of tasks refused to include them."""
    accepts_duplicates: bool = False
    """Two comments with one `external_id` were seen: sending again would duplicate them."""
    unsupported: set[Endpoint] = field(default_factory=set)


class ResponseMonitor:
    """Reports to the status since when a response has been missing, while any request still waits for it."""

    def __init__(
        self, status: StatusTracker, now: Callable[[], datetime], seconds: float = NO_RESPONSE_SECONDS
    ) -> None:
        self._status, self._now, self._seconds = status, now, seconds
        self._waiting: dict[object, datetime] = {}

    @contextmanager
    def watch_request(self) -> Iterator[None]:
        """Wraps one request and its repetitions."""
        request, began = object(), self._now()
        timer = asyncio.get_running_loop().call_later(self._seconds, self._report_missing, request, began)
        try:
            yield
        finally:
            timer.cancel()
            if self._waiting.pop(request, None) is not None:
                self._report()

    def _report_missing(self, request: object, began: datetime) -> None:
        self._waiting[request] = began
        self._report()

    def _report(self) -> None:
        self._status.set_no_response_since(min(self._waiting.values(), default=None))


class ServerReader:
    """`server_date` is the server's clock at its last listing. `reads_on_threads`: as `on_thread` of `Engine.run_cycle`."""

    def __init__(
        self, api: KanbertApi, capabilities: Capabilities, sleep: Sleep, response_monitor: ResponseMonitor
    ) -> None:
        self.capabilities = capabilities
        self.response_monitor = response_monitor
        self.server_date: datetime | None = None
        self.reads_on_threads = False
        self._api = api
        self._sleep = sleep

    async def whoami(self) -> tuple[Person, bytes]:
        return await self._with_retries(self._api.whoami)

    async def page(self, listing: Listing[EntityType], cursor: str | None = None) -> Page[EntityType]:
        return (await self.unread_page(listing, cursor)).read()

    async def unread_page(
        self, listing: Listing[EntityType], cursor: str | None = None
    ) -> UnreadPage[EntityType]:
        """A page whose cursor is known before its rows are read."""
        page = await self._with_retries(lambda: self._api.unread_page(listing, cursor))
        self.server_date = page.server_date or self.server_date
        return page

    def blocking_pages(self, page: UnreadPage[EntityType]) -> BlockingPages[EntityType] | None:
        """As in `KanbertApi`; None if no thread is to read."""
        return self._api.blocking_pages(page) if self.reads_on_threads else None

    async def pages_ahead(self, taking: Awaitable[list[Page[EntityType]]]) -> list[Page[EntityType]]:
        """Waits for pages that a thread reads, as for a response."""
        with self.response_monitor.watch_request():
            pages = await taking
        for page in pages:
            self.server_date = page.server_date or self.server_date
        return pages

    async def all(self, listing: Listing[EntityType]) -> tuple[list[Record[EntityType]], bool]:
        """Returns every row of a short list, and whether all of them were readable."""
        rows: list[Record[EntityType]] = []
        cursor: str | None = None
        limits = PageLimits()
        skipped = 0
        while True:
            page = await self.page(listing, cursor)
            rows += page.rows
            skipped += page.skipped
            cursor = page.next_cursor
            if cursor is None:
                return rows, skipped == 0
            limits.check(page)

    async def card(self, server_id: str) -> Record[Card] | None:
        """Returns None if this server is known to lack single cards. Raises `Refused` (404) for a missing card."""
        if self.capabilities.reads_card is False:
            return None
        try:
            record = await self._with_retries(lambda: self._api.card(server_id))
        except Refused as refused:
            if refused.status == 405:
                self.capabilities.reads_card = False
                return None
            raise
        self.capabilities.reads_card = True
        return record

    async def _with_retries(self, read: Callable[[], Awaitable[T]]) -> T:
        for _ in range(MAX_TRIES - 1):
            try:
                with self.response_monitor.watch_request():
                    return await read()
            except TransientError as later:
                if later.key != "throttled" or (later.retry_after or timedelta(0)) > MAX_THROTTLE_WAIT:
                    raise
                wait = later.retry_after or timedelta(seconds=5)
                await self._sleep(max(wait.total_seconds(), 1.0))
        with self.response_monitor.watch_request():
            return await read()


class PageLimits:
    """Limits of one walk in one cycle. A walk of many pages that is stopped resumes in the next cycle."""

    def __init__(self) -> None:
        self._seen: set[str] = set()
        self._bytes = 0
        self._empty = 0

    def check(self, page: Page[EntityType]) -> None:
        """Called for each page. Raises `TransientError` if the next one must not be requested.

        The same cursor twice would read for ever (D22), and so would pages without a row.
        """
        if page.next_cursor is None:
            return
        if page.next_cursor in self._seen:
            raise TransientError("unreadable_answer")
        self._seen.add(page.next_cursor)
        self._bytes += page.size
        self._empty = 0 if page.rows or page.skipped else self._empty + 1
        if len(self._seen) > MAX_PAGES or self._empty > MAX_EMPTY_PAGES or self._bytes > MAX_LISTING_BYTES:
            raise TransientError("endless_list")
