"""Reading politely: waits where the server asks for it, notices its clock, learns what it can."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import TypeVar

from kanbert_desktop.api.client import KanbertApi
from kanbert_desktop.api.listings import Listing
from kanbert_desktop.api.payloads import Page, Told, Value
from kanbert_desktop.domain.board import Card, Person
from kanbert_desktop.domain.errors import Later, Refused
from kanbert_desktop.sync.capabilities import Capabilities
from kanbert_desktop.sync.progress import Progress
from kanbert_desktop.sync.silence import Silence

T = TypeVar("T")
Sleep = Callable[[float], Awaitable[None]]

PATIENCE = timedelta(minutes=2)
"""A longer wait than this is the schedule's business."""
TRIES = 5
NO_PATH = frozenset({404, 405, 410})


class Reader:
    """`server_date` is the server's clock at its last listing."""

    def __init__(self, api: KanbertApi, capabilities: Capabilities, sleep: Sleep, silence: Silence) -> None:
        self.capabilities = capabilities
        self.silence = silence
        self.server_date: datetime | None = None
        self._api = api
        self._sleep = sleep

    async def whoami(self) -> tuple[Person, bytes]:
        return await self._patiently(self._api.whoami)

    async def page(self, listing: Listing[Value], cursor: str | None = None) -> Page[Value]:
        page = await self._patiently(lambda: self._api.page(listing, cursor))
        self.server_date = page.server_date or self.server_date
        return page

    async def all(self, listing: Listing[Value]) -> tuple[list[Told[Value]], bool]:
        """Every row of a short list, and whether all of them were understood."""
        rows: list[Told[Value]] = []
        cursor: str | None = None
        progress = Progress()
        skipped = 0
        while True:
            page = await self.page(listing, cursor)
            rows += page.rows
            skipped += page.skipped
            cursor = page.next_cursor
            if cursor is None:
                return rows, skipped == 0
            progress.turn(page)

    async def card(self, server_id: str) -> Told[Card] | None:
        """None where this server is known not to offer single cards. Raises `Refused` (404) for one it does not have."""
        if self.capabilities.reads_card is False:
            return None
        try:
            told = await self._patiently(lambda: self._api.card(server_id))
        except Refused as refused:
            if refused.status == 405:
                self.capabilities.reads_card = False
                return None
            raise
        self.capabilities.reads_card = True
        return told

    async def _patiently(self, read: Callable[[], Awaitable[T]]) -> T:
        for _ in range(TRIES - 1):
            try:
                with self.silence.broken_by_answer():
                    return await read()
            except Later as later:
                if later.key != "throttled" or (later.retry_after or timedelta(0)) > PATIENCE:
                    raise
                wait = later.retry_after or timedelta(seconds=5)
                await self._sleep(max(wait.total_seconds(), 1.0))
        with self.silence.broken_by_answer():
            return await read()
