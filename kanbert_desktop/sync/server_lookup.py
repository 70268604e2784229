"""Finds a card on the server, proves its absence, re-reads cards that no pull covers.

An incremental pull shows nothing of closed boards, nor of what happened on an unreadable one before its new walk.
"""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta

from kanbert_desktop.api import listings
from kanbert_desktop.api.listings import LAST_CREATED_FIRST, Listing
from kanbert_desktop.api.payloads import Record
from kanbert_desktop.domain.board import BoardId, Card, CardKey
from kanbert_desktop.domain.errors import Refused
from kanbert_desktop.sync.batch import Batch
from kanbert_desktop.sync.replica import Replica
from kanbert_desktop.sync.server_reader import PageLimits, ServerReader

LEEWAY = timedelta(minutes=10)
MAX_BASE_AGE = timedelta(seconds=10)
"""The base may be so old when a PATCH or DELETE is sent: without versions this is the only protection."""


async def find_created(
    reader: ServerReader, board: BoardId, key: CardKey, sent_at: datetime | None
) -> Record[Card] | None:
    """Finds the card that a create with this id made. `sent_at` is the server's time before the request, if known."""
    if reader.capabilities.finds_external_id is not False:
        is_trusted, record = await _by_external_id(reader, board, key)
        if is_trusted:
            return record
    since = sent_at - LEEWAY if sent_at is not None else None
    return await _in_listing(reader, board, key, since)


async def is_still_listed(reader: ServerReader, card: Card) -> bool:
    """Returns whether the listing of its board contains this card now."""
    return await find_in_listing(reader, card) is not None


async def find_in_listing(reader: ServerReader, card: Card) -> Record[Card] | None:
    """The card as the listing of its board has it."""
    if card.uri:
        narrow = listings.cards(listings.on_board(card.board), listings.with_uri(card.uri))
        try:
            for record in (await reader.page(narrow)).rows:
                if record.value.server_id == card.server_id:
                    return record
        except Refused:
            pass
    async for record in _rows(reader, listings.cards(listings.on_board(card.board))):
        if record.value.server_id == card.server_id:
            return record
    return None


async def is_board_listed(reader: ServerReader, board: BoardId) -> bool:
    """Returns whether the board is running and readable. If not, nothing is known about its cards (D30)."""
    boards, _ = await reader.all(listings.boards())
    return any(record.value.id == board for record in boards)


async def is_board_readable(reader: ServerReader, board: BoardId) -> bool:
    """Running or closed: returns whether its listings show its cards. Those of an unreadable board are empty (D30)."""
    if await is_board_listed(reader, board):
        return True
    try:
        closed, _ = await reader.all(listings.closed_boards())
    except Refused:
        return False
    return any(record.value.id == board for record in closed)


async def read_running_boards(reader: ServerReader) -> set[BoardId]:
    """The boards that are running and readable now."""
    boards, _ = await reader.all(listings.boards())
    return {record.value.id for record in boards if record.value.is_running}


async def is_provably_absent(reader: ServerReader, other: str | None) -> bool:
    """A card's 404 is proof only if another card gave 200 in this session. `other` is the server id of one."""
    if reader.capabilities.reads_card is None and other is not None:
        try:
            await reader.card(other)
        except Refused:
            return False
    return reader.capabilities.reads_card is True


async def _by_external_id(
    reader: ServerReader, board: BoardId, key: CardKey
) -> tuple[bool, Record[Card] | None]:
    """Returns whether the filter can be trusted, and what it found."""
    listing = listings.cards(listings.on_board(board), listings.with_external_id(key))
    try:
        page = await reader.page(listing)
    except Refused:
        reader.capabilities.finds_external_id = False
        return False, None
    if any(record.value.external_id != key for record in page.rows):
        reader.capabilities.finds_external_id = False
        return False, None
    reader.capabilities.finds_external_id = True
    return True, page.rows[0] if page.rows else None


async def _in_listing(
    reader: ServerReader, board: BoardId, key: CardKey, since: datetime | None
) -> Record[Card] | None:
    async for record in _rows(reader, listings.cards(listings.on_board(board), sort=LAST_CREATED_FIRST)):
        if record.value.external_id == key:
            return record
        if since is not None and record.value.created_at is not None and record.value.created_at < since:
            return None
    return None


async def _rows(reader: ServerReader, listing: Listing[Card]) -> AsyncIterator[Record[Card]]:
    cursor: str | None = None
    progress = PageLimits()
    while True:
        page = await reader.page(listing, cursor)
        for record in page.rows:
            yield record
        cursor = page.next_cursor
        if cursor is None:
            return
        progress.check(page)


class DirectReads:
    """Belongs to a session: remembers when each card was read, by this computer's clock."""

    def __init__(self, replica: Replica, reader: ServerReader) -> None:
        self._replica = replica
        self._reader = reader
        self._read_at: dict[CardKey, datetime] = {}

    def is_needed(self, key: CardKey) -> bool:
        local_cards = self._replica.local_cards
        card = local_cards.base_card(key)
        if card is None:
            return False
        board = local_cards.boards.get(card.board)
        if board is not None and board.is_running and not self._replica.is_being_reloaded(card.board):
            return False
        return not is_fresh(self._read_at.get(key), self._replica.now())

    async def read(self, key: CardKey) -> None:
        """Raises what reading raises, except a rejection: the request itself will show what it means."""
        card = self._replica.local_cards.base_card(key)
        record = await self._read(card) if card is not None else None
        if record is not None:
            await asyncio.wrap_future(self._replica.apply(Batch(cards=[record]), retry=False))
        self._read_at[key] = self._replica.now()

    def clear(self) -> None:
        """What was read before a response was lost says nothing about the effect of its request."""
        self._read_at.clear()

    async def _read(self, card: Card) -> Record[Card] | None:
        try:
            record = await self._reader.card(card.server_id or "")
        except Refused:
            # If single cards were never read, the endpoint may be missing.
            record = None
            if self._reader.capabilities.reads_card is True:
                return None
        return record or await find_in_listing(self._reader, card)


def is_fresh(at: datetime | None, now: datetime) -> bool:
    return at is not None and timedelta(0) <= now - at < MAX_BASE_AGE
