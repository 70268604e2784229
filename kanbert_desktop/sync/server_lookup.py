"""Finds a card on the server, proves its absence, re-reads cards no pull covers.

It tells of no board that is over, nor of what happened on one that was closed to us, before that has been walked.
"""

import asyncio
from collections.abc import AsyncIterator, Iterable
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


async def find_created(
    reader: ServerReader, board: BoardId, key: CardKey, sent_at: datetime | None
) -> Record[Card] | None:
    """The card that a create with this id made. `sent_at` is the server's time before it was sent, if known."""
    if reader.capabilities.finds_external_id is not False:
        answered, told = await _by_external_id(reader, board, key)
        if answered:
            return told
    since = sent_at - LEEWAY if sent_at is not None else None
    return await _in_listing(reader, board, key, since)


async def is_still_listed(reader: ServerReader, card: Card) -> bool:
    """Does the listing of its board hold this card, asked now?"""
    return await find_in_listing(reader, card) is not None


async def find_in_listing(reader: ServerReader, card: Card) -> Record[Card] | None:
    """The card as the listing of its board has it."""
    if card.uri:
        narrow = listings.cards(listings.on_board(card.board), listings.with_uri(card.uri))
        try:
            for told in (await reader.page(narrow)).rows:
                if told.value.server_id == card.server_id:
                    return told
        except Refused:
            pass
    async for told in _rows(reader, listings.cards(listings.on_board(card.board))):
        if told.value.server_id == card.server_id:
            return told
    return None


async def is_board_listed(reader: ServerReader, board: BoardId) -> bool:
    """Is that board running, and may it be read? Where it may not, nothing is known about its cards (D30)."""
    boards, _ = await reader.all(listings.boards())
    return any(told.value.id == board for told in boards)


async def is_board_readable(reader: ServerReader, board: BoardId) -> bool:
    """Running or over: do its listings tell what is there? Those of a board that is closed to us are empty (D30)."""
    if await is_board_listed(reader, board):
        return True
    try:
        over, _ = await reader.all(listings.closed_boards())
    except Refused:
        return False
    return any(told.value.id == board for told in over)


async def read_running_boards(reader: ServerReader) -> set[BoardId]:
    """Those that may be read and are not over, asked now."""
    boards, _ = await reader.all(listings.boards())
    return {told.value.id for told in boards if told.value.is_running}


async def is_provably_absent(reader: ServerReader, others: Iterable[str]) -> bool:
    """Is a card's 404 worth anything? Only where some other card, by its server id, gave 200 in this session."""
    other = min(others, default=None)
    if reader.capabilities.reads_card is None and other is not None:
        try:
            await reader.card(other)
        except Refused:
            return False
    return reader.capabilities.reads_card is True


async def _by_external_id(
    reader: ServerReader, board: BoardId, key: CardKey
) -> tuple[bool, Record[Card] | None]:
    """Whether the filter is to be trusted, and what it found."""
    asked = listings.cards(listings.on_board(board), listings.with_external_id(key))
    try:
        page = await reader.page(asked)
    except Refused:
        reader.capabilities.finds_external_id = False
        return False, None
    if any(told.value.external_id != key for told in page.rows):
        reader.capabilities.finds_external_id = False
        return False, None
    reader.capabilities.finds_external_id = True
    return True, page.rows[0] if page.rows else None


async def _in_listing(
    reader: ServerReader, board: BoardId, key: CardKey, since: datetime | None
) -> Record[Card] | None:
    async for told in _rows(reader, listings.cards(listings.on_board(board), sort=LAST_CREATED_FIRST)):
        if told.value.external_id == key:
            return told
        if since is not None and told.value.created_at is not None and told.value.created_at < since:
            return None
    return None


async def _rows(reader: ServerReader, listing: Listing[Card]) -> AsyncIterator[Record[Card]]:
    cursor: str | None = None
    progress = PageLimits()
    while True:
        page = await reader.page(listing, cursor)
        for told in page.rows:
            yield told
        cursor = page.next_cursor
        if cursor is None:
            return
        progress.check(page)


MAX_BASE_AGE = timedelta(seconds=10)
"""So old may the base be when a PATCH or DELETE goes out: without versions this is all the protection there is."""


class DirectReads:
    """Belongs to a session: remembers when it looked at which card, by our clock."""

    def __init__(self, ledger: Replica, reader: ServerReader) -> None:
        self._ledger = ledger
        self._reader = reader
        self._looked_at: dict[CardKey, datetime] = {}

    def is_needed(self, key: CardKey) -> bool:
        mirror = self._ledger.mirror
        card = mirror.base_card(key)
        if card is None:
            return False
        board = mirror.boards.get(card.board)
        if board is not None and board.is_running and not self._ledger.is_being_reloaded(card.board):
            return False
        return not is_fresh(self._looked_at.get(key), self._ledger.now())

    async def read(self, key: CardKey) -> None:
        """Raises what reading raises, but for a refusal: what that means the request itself will tell."""
        card = self._ledger.mirror.base_card(key)
        told = await self._read(card) if card is not None else None
        if told is not None:
            await asyncio.wrap_future(self._ledger.apply(Batch(cards=[told]), retry=False))
        self._looked_at[key] = self._ledger.now()

    def clear(self) -> None:
        """What was read before an answer was lost says nothing about what that request did."""
        self._looked_at.clear()

    async def _read(self, card: Card) -> Record[Card] | None:
        try:
            told = await self._reader.card(card.server_id or "")
        except Refused:
            # Where single cards were never read, the path may be what is missing.
            told = None
            if self._reader.capabilities.reads_card is True:
                return None
        return told or await find_in_listing(self._reader, card)


def is_fresh(at: datetime | None, now: datetime) -> bool:
    return at is not None and timedelta(0) <= now - at < MAX_BASE_AGE
