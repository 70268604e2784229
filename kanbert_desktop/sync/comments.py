"""Reads comments, on demand and prefetched for recently changed cards.

Kanbert's lists of cards hold no number of comments (kanbert-api.md 3.4), so a card can only show one once its comments
were read.
"""

import asyncio
import json
from collections.abc import Callable, Iterable, Iterator
from heapq import nlargest
from itertools import chain, zip_longest
from typing import Literal

from kanbert_desktop.api import listings
from kanbert_desktop.api.payloads import Record
from kanbert_desktop.domain.board import BoardId, Card, CardKey, Column, Comment, is_own_id
from kanbert_desktop.domain.errors import KanbertError, Refused
from kanbert_desktop.domain.events import CardsChanged
from kanbert_desktop.sync.batch import Batch
from kanbert_desktop.sync.replica import COMMENTS_READ, Replica, comment_versions
from kanbert_desktop.sync.server_reader import NOT_FOUND_STATUSES, ServerReader

CommentsState = Literal["known", "loading", "failed", "unreadable"]


class CommentReader:
    """`GET /tasks/{id}/comments` is a guess [G]: a server without it is believed and not asked again.

    Who writes a comment holds the `lock`, so that a list read before it never replaces one that has it.
    """

    def __init__(self, ledger: Replica, reader: ServerReader) -> None:
        self._ledger = ledger
        self._reader = reader
        self.lock = asyncio.Lock()
        self._failed: set[CardKey] = set()

    def state(self, key: CardKey) -> CommentsState:
        if self._ledger.mirror.has_known_comments(key):
            return "known"
        card = self._ledger.mirror.base_card(key)
        if card is None:
            return "known"
        if self._reader.capabilities.reads_comments is False:
            return "unreadable"
        return "failed" if key in self._failed else "loading"

    async def read(self, key: CardKey) -> bool:
        """Into the base; False where they cannot be read."""
        self._failed.discard(key)
        try:
            return await self._read(key)
        except KanbertError:
            self._failed.add(key)
            self._ledger.bus.publish(CardsChanged(frozenset({key}), frozenset()))
            raise

    async def _read(self, key: CardKey) -> bool:
        async with self.lock:
            rows = await self.fetch(key)
            if rows is None:
                return False
            saving = self._ledger.apply(Batch(comments={key: rows}), retry=False)
        await asyncio.wrap_future(saving)
        return True

    async def fetch(self, key: CardKey) -> list[Record[Comment]] | None:
        """As the server has them now; None where they cannot be read."""
        card = self._ledger.mirror.base_card(key)
        if card is None or card.server_id is None or self._reader.capabilities.reads_comments is False:
            return None
        try:
            rows, _ = await self._reader.all(listings.comments(card.server_id, key))
        except Refused as refused:
            if refused.status in NOT_FOUND_STATUSES and self._reader.capabilities.reads_comments is None:
                self._reader.capabilities.reads_comments = False
            return None
        self._reader.capabilities.reads_comments = True
        self._notice_repeats(rows)
        return rows

    def _notice_repeats(self, rows: list[Record[Comment]]) -> None:
        own = [told.value.external_id for told in rows if is_own_id(told.value.external_id)]
        if len(own) > len(set(own)):
            self._reader.capabilities.accepts_duplicates = True


PREFETCHED_CARDS = 40
"""So many open cards, the last changed ones, are kept readable on a train; as many of the board on screen."""
REQUESTS_PER_CYCLE = 8
"""Requests after one cycle at the most (kanbert-api.md 2.7: perhaps 60 a minute)."""
MAX_NOTED_CARDS = 200
"""Of so many cards it is noted with which version their comments were read: boards that are shown in turn."""


class CommentPrefetch:
    """A card is due until its comments were read, and again when it has changed since. `shown` is the board on screen."""

    def __init__(self, ledger: Replica, comments: CommentReader) -> None:
        self._ledger = ledger
        self._comments = comments
        self.visible_board: Callable[[], BoardId | None] = lambda: None

    async def run(self) -> None:
        """Raises what reading raises; the cards left over have their turn after the next cycle."""
        wanted = list(self._wanted())
        for card in [card for card in wanted if self._is_due(card)][:REQUESTS_PER_CYCLE]:
            if not await self._comments.read(card.key):
                return
            self._note(card, wanted)

    def _wanted(self) -> Iterator[Card]:
        """Those that changed last and those of the board on screen in turn, each once."""
        board, open_cards = self.visible_board(), self._open_cards()
        on_screen = _newest(card for card in open_cards if card.board == board)
        pairs = zip_longest(_newest(open_cards), on_screen)
        return iter({card.key: card for card in chain.from_iterable(pairs) if card is not None}.values())

    def _open_cards(self) -> list[Card]:
        mirror = self._ledger.mirror
        running = {board.id for board in mirror.boards.values() if board.is_running}
        return [
            card
            for card in mirror.base_cards()
            if card.updated_at is not None and card.column is not Column.CLOSED and card.board in running
        ]

    def _is_due(self, card: Card) -> bool:
        is_readable = self._comments.state(card.key) != "unreadable"
        return is_readable and comment_versions(self._ledger.meta).get(card.key) != _version(card)

    def _note(self, card: Card, wanted: list[Card]) -> None:
        """The note stays small: what is not wanted now leaves it first."""
        kept = comment_versions(self._ledger.meta) | {card.key: _version(card)}
        now = {other.key: kept[other.key] for other in wanted if other.key in kept}
        before = [key for key in kept if key not in now and self._ledger.mirror.base_card(key) is not None]
        room = max(0, MAX_NOTED_CARDS - len(now))
        note = {key: kept[key] for key in before[len(before) - min(room, len(before)) :]} | now
        self._ledger.apply(Batch(meta={COMMENTS_READ: json.dumps(note)}))


def _newest(cards: Iterable[Card]) -> list[Card]:
    return nlargest(PREFETCHED_CARDS, cards, key=lambda card: (card.updated_at, card.key))


def _version(card: Card) -> str:
    return card.updated_at.isoformat() if card.updated_at is not None else ""
