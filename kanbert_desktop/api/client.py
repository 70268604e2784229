"""Reads from the server: one page, one card, one person at a time."""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Generic, NamedTuple
from urllib.parse import urlencode

import msgspec

from kanbert_desktop.api import listings
from kanbert_desktop.api.ids import path_segment
from kanbert_desktop.api.listings import API, Listing
from kanbert_desktop.api.payloads import (
    UNREADABLE_ROW_ERRORS,
    EntityType,
    Page,
    Record,
    check_row_ids,
    read_card,
    read_person,
)
from kanbert_desktop.domain.board import Card, CardKey, Comment, Person
from kanbert_desktop.domain.errors import Refused, TransientError
from kanbert_desktop.net.blocking_reads import blocking_read
from kanbert_desktop.net.client import HttpClient, Request, Response
from kanbert_desktop.net.errors import fetch, json_body, server_date

MAX_ROWS = 2000
"""Of one page; the server's own default is 30."""
MAX_ROW_BYTES = 2 * 1024 * 1024
"""Bytes. A row of an unexpected form is built as a whole, which takes up to 25 times its length."""
MAX_CURSOR_LENGTH = 8000
"""Characters: three sort columns as base64 of JSON have some 200, and an address cannot be much longer than this."""
log = logging.getLogger(__name__)


class _Meta(msgspec.Struct):
    next_cursor: str | None = None


class _List(msgspec.Struct):
    data: list[msgspec.Raw]
    meta: _Meta = msgspec.field(default_factory=_Meta)


_list = msgspec.json.Decoder(_List)


class UnreadPage(NamedTuple, Generic[EntityType]):
    """A page whose rows are not read yet: `next_cursor` is known before that takes its time. `size` as in `Page`.

    `request` is the one that brought it.
    """

    listing: Listing[EntityType]
    raw_rows: list[msgspec.Raw]
    next_cursor: str | None
    server_date: datetime | None
    size: int
    request: Request

    def read(self) -> Page[EntityType]:
        """Reads the rows; unreadable ones are counted and skipped."""
        records = (_read_record(self.listing, bytes(raw)) for raw in self.raw_rows)
        rows = [record for record in records if record is not None]
        skipped = len(self.raw_rows) - len(rows)
        if skipped:
            # Once a page, without any content of the rows.
            log.warning("%d rows of %s were skipped", skipped, self.listing.path)
        return Page(rows, self.next_cursor, self.server_date, skipped, self.size)


BlockingPages = Callable[[str], Page[EntityType]]
"""Reads the page of a cursor, and blocks until it is there."""


class KanbertApi:
    """Paging uses only `meta.next_cursor`: the other keys differ between documentation and framework."""

    def __init__(self, http: HttpClient) -> None:
        self.http = http

    async def whoami(self) -> tuple[Person, bytes]:
        response = await fetch(self.http, f"{API}/whoami")
        raw = json_body(response)
        try:
            return _read_row(read_person, raw), raw
        except UNREADABLE_ROW_ERRORS as error:
            raise TransientError("unreadable_answer") from error

    async def page(self, listing: Listing[EntityType], cursor: str | None = None) -> Page[EntityType]:
        """Raises what `unread_page` raises."""
        return (await self.unread_page(listing, cursor)).read()

    async def unread_page(
        self, listing: Listing[EntityType], cursor: str | None = None
    ) -> UnreadPage[EntityType]:
        """Raises `Refused` for a cursor that no server can have issued, as a server does for an old one."""
        if cursor is not None and not _is_usable(cursor):
            raise Refused("invalid")
        response = await fetch(self.http, listing.path, _params(listing, cursor))
        return _unread_page(listing, response)

    def blocking_pages(self, page: UnreadPage[EntityType]) -> BlockingPages[EntityType] | None:
        """Returns what reads further pages like this one on another thread; None if this client cannot.

        It raises `TransientError` or `NotPlain` for a page that has to be asked for with `unread_page`.
        """
        read = blocking_read(self.http, page.request)
        if read is None:
            return None

        def pages(cursor: str) -> Page[EntityType]:
            address = f"{page.listing.path}?{urlencode(_params(page.listing, cursor))}"
            return _unread_page(page.listing, read(address)).read()

        return pages

    async def card(self, server_id: str) -> Record[Card]:
        """[G] `GET /tasks/{id}` is not documented. Raises Refused (`id_unusable`) without a request."""
        response = await fetch(self.http, f"{API}/tasks/{path_segment(server_id)}")
        raw = json_body(response)
        try:
            card = _read_row(read_card, raw)
        except UNREADABLE_ROW_ERRORS as error:
            raise TransientError("unreadable_answer") from error
        if card.server_id != server_id:
            raise TransientError("unreadable_answer")
        return Record(card, raw)

    async def comments(self, server_id: str, card: CardKey, cursor: str | None = None) -> Page[Comment]:
        return await self.page(listings.comments(server_id, card), cursor)


def _params(listing: Listing[EntityType], cursor: str | None) -> dict[str, str]:
    params = dict(listing.params)
    if cursor is not None:
        params["page[cursor]"] = cursor
    return params


def _unread_page(listing: Listing[EntityType], response: Response) -> UnreadPage[EntityType]:
    """Raises `TransientError` for JSON that is not a page."""
    raw = json_body(response)
    try:
        answer = _list.decode(raw)
    except UNREADABLE_ROW_ERRORS as error:
        raise TransientError("unreadable_answer") from error
    if len(answer.data) > MAX_ROWS:
        raise TransientError("answer_too_large")
    date = server_date(response)
    return UnreadPage(listing, answer.data, _cursor(answer.meta), date, len(raw), response.request)


def _cursor(meta: _Meta) -> str | None:
    """Raises `TransientError` for a cursor that cannot be part of an address."""
    cursor = meta.next_cursor or None
    if cursor is not None and not _is_usable(cursor):
        raise TransientError("unreadable_answer")
    return cursor


def _is_usable(cursor: str) -> bool:
    return len(cursor) <= MAX_CURSOR_LENGTH and cursor.isprintable()


def _read_row(read: Callable[[bytes], EntityType], raw: bytes) -> EntityType:
    """Raises `UNREADABLE_ROW_ERRORS`. What is stored must be text, also in fields that are not read."""
    if len(raw) > MAX_ROW_BYTES:
        raise ValueError("A row that is too long")
    raw.decode()
    return check_row_ids(read(raw))


def _read_record(listing: Listing[EntityType], raw: bytes) -> Record[EntityType] | None:
    """One bad row never stops the rest."""
    try:
        return Record(_read_row(listing.read, raw), raw)
    except UNREADABLE_ROW_ERRORS:
        return None
