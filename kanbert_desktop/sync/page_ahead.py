"""The page after the present one, asked for while that one is taken in."""

import asyncio

from kanbert_desktop.api.listings import Listing
from kanbert_desktop.api.payloads import Page
from kanbert_desktop.domain.board import Card
from kanbert_desktop.sync.reader import Reader

_TURNS = 5
"""Of the event loop, in which a request finds its connection and leaves; one more costs ten microseconds."""


class PageAhead:
    """Server and computer work at the same time.

    To be dropped where anything else was asked meanwhile: a page from before a deletion would bring the card back.
    """

    def __init__(self, reader: Reader, listing: Listing[Card]) -> None:
        self._reader = reader
        self._listing = listing
        self._cursor: str | None = None
        self._coming: asyncio.Task[Page[Card]] | None = None

    async def ask(self, cursor: str | None) -> None:
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

    async def drop(self) -> None:
        coming, self._coming = self._coming, None
        if coming is not None:
            coming.cancel()
            await asyncio.gather(coming, return_exceptions=True)
