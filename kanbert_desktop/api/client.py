"""Reading from the server: one page, one card, one person at a time."""

import logging

import msgspec

from kanbert_desktop.api import listings
from kanbert_desktop.api.listings import API, Listing
from kanbert_desktop.api.payloads import read_card, read_person
from kanbert_desktop.api.told import Page, Told, Value
from kanbert_desktop.domain.board import Card, CardKey, Comment, Person
from kanbert_desktop.domain.errors import Later
from kanbert_desktop.net.client import Client
from kanbert_desktop.net.failures import fetch, server_date

log = logging.getLogger(__name__)


class _Meta(msgspec.Struct):
    next_cursor: str | None = None


class _List(msgspec.Struct):
    data: list[msgspec.Raw]
    meta: _Meta = msgspec.field(default_factory=_Meta)


_list = msgspec.json.Decoder(_List)


class KanbertApi:
    """Paging is driven by `meta.next_cursor` alone: the other keys differ between documentation and framework."""

    def __init__(self, http: Client) -> None:
        self.http = http

    async def whoami(self) -> tuple[Person, bytes]:
        response = await fetch(self.http, f"{API}/whoami")
        try:
            return read_person(response.content), response.content
        except (ValueError, msgspec.MsgspecError) as error:
            raise Later("unreadable_answer") from error

    async def page(self, listing: Listing[Value], cursor: str | None = None) -> Page[Value]:
        params = dict(listing.params)
        if cursor is not None:
            params["page[cursor]"] = cursor
        response = await fetch(self.http, listing.path, params)
        try:
            answer = _list.decode(response.content)
        except (ValueError, msgspec.MsgspecError) as error:
            raise Later("unreadable_answer") from error
        rows = [told for raw in answer.data if (told := _understood(listing, bytes(raw))) is not None]
        skipped = len(answer.data) - len(rows)
        return Page(rows, answer.meta.next_cursor or None, server_date(response), skipped)

    async def card(self, server_id: str) -> Told[Card]:
        """[G] `GET /tasks/{id}` is not documented."""
        response = await fetch(self.http, f"{API}/tasks/{server_id}")
        try:
            return Told(read_card(response.content), response.content)
        except (ValueError, msgspec.MsgspecError) as error:
            raise Later("unreadable_answer") from error

    async def comments(self, server_id: str, card: CardKey, cursor: str | None = None) -> Page[Comment]:
        return await self.page(listings.comments(server_id, card), cursor)


def _understood(listing: Listing[Value], raw: bytes) -> Told[Value] | None:
    """One bad row never stops the rest; what it holds is not logged."""
    try:
        return Told(listing.read(raw), raw)
    except (ValueError, msgspec.MsgspecError) as error:
        log.warning("A row of %s was skipped: %s", listing.path, type(error).__name__)
        return None
