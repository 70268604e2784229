"""Reads comments, on demand and prefetched for recently changed cards.

Kanbert's lists of cards contain no number of comments (KANBERT_API.md 3.4), so a card can only show one after its
comments were read.
"""

import asyncio
import json
from collections.abc import Callable, Iterator, Mapping
from itertools import chain, zip_longest
from typing import Literal

from kanbert_desktop.api import listings
from kanbert_desktop.api.payloads import Record
from kanbert_desktop.domain.board import BoardId, Card, CardKey, Comment, is_own_id
from kanbert_desktop.domain.errors import KanbertError, Refused
from kanbert_desktop.domain.events import BoardsChanged, CardsChanged
from kanbert_desktop.sync.batch import Batch
from kanbert_desktop.sync.meta_names import COMMENTS_READ, comment_versions
from kanbert_desktop.sync.replica import Replica
from kanbert_desktop.sync.server_reader import NOT_FOUND_STATUSES, ServerReader

CommentsState = Literal["known", "loading", "failed", "unreadable"]
PREFETCHED_CARDS = 40
"""Open cards whose comments stay readable offline: the last changed ones, and as many of the board on screen."""
REQUESTS_PER_CYCLE = 8
"""At most, after one cycle (KANBERT_API.md 2.7: perhaps 60 a minute)."""
MAX_NOTED_CARDS = 200
"""Cards whose version at the last read of their comments is stored: enough for several boards in turn."""


class CommentReader:
    """`GET /tasks/{id}/comments` is a guess [G]: a server that lacks it is not asked again.

    A writer of a comment holds the `lock`, so that a list read before never replaces one that contains it.
    """

    def __init__(self, replica: Replica, reader: ServerReader) -> None:
        self._replica = replica
        self._reader = reader
        self.lock = asyncio.Lock()
        self._failed: set[CardKey] = set()

    def state(self, key: CardKey) -> CommentsState:
        if self._replica.local_cards.has_known_comments(key):
            return "known"
        card = self._replica.local_cards.base_card(key)
        if card is None:
            return "known"
        if self._reader.capabilities.reads_comments is False:
            return "unreadable"
        return "failed" if key in self._failed else "loading"

    async def read(self, key: CardKey) -> bool:
        """Reads them into the base; returns False if they cannot be read."""
        self._failed.discard(key)
        try:
            return await self._read(key)
        except KanbertError:
            self._failed.add(key)
            self._replica.bus.publish(CardsChanged(frozenset({key}), frozenset()))
            raise

    async def _read(self, key: CardKey) -> bool:
        async with self.lock:
            rows = await self.fetch(key)
            if rows is None:
                return False
            saving = self._replica.apply(Batch(comments={key: rows}), retry=False)
        await asyncio.wrap_future(saving)
        return True

    async def fetch(self, key: CardKey) -> list[Record[Comment]] | None:
        """Returns the server's present list, or None if it cannot be read."""
        card = self._replica.local_cards.base_card(key)
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
        own_ids = [record.value.external_id for record in rows if is_own_id(record.value.external_id)]
        if len(own_ids) > len(set(own_ids)):
            self._reader.capabilities.accepts_duplicates = True


class CommentPrefetch:
    """A card is due until its comments were read, and again after a change.

    `visible_board` returns the board on screen. Once nothing is due, no card is looked at until one changes.
    """

    def __init__(self, replica: Replica, comments: CommentReader) -> None:
        self._replica = replica
        self._comments = comments
        self.visible_board: Callable[[], BoardId | None] = lambda: None
        self._finished: set[BoardId | None] = set()
        """Boards with which on screen nothing is due, None for no board."""
        replica.bus.subscribe(CardsChanged, self._look_again)
        replica.bus.subscribe(BoardsChanged, self._look_again)

    async def run(self) -> None:
        """Raises what reading raises; the remaining cards follow after the next cycle."""
        board = self.visible_board()
        if board in self._finished:
            return
        wanted, versions_read = list(self._wanted(board)), comment_versions(self._replica.meta)
        due = [card for card in wanted if self._is_due(card, versions_read)]
        if not due:
            self._finished.add(board)
        for card in due[:REQUESTS_PER_CYCLE]:
            if not await self._comments.read(card.key):
                return
            self._note(card, wanted)

    def _look_again(self, _event: object) -> None:
        self._finished.clear()

    def _wanted(self, board: BoardId | None) -> Iterator[Card]:
        """The last changed cards and those of the board on screen alternately, each once."""
        local_cards = self._replica.local_cards
        on_screen = local_cards.base.last_changed(board, PREFETCHED_CARDS) if board is not None else []
        pairs = zip_longest(local_cards.base.last_changed(None, PREFETCHED_CARDS), on_screen)
        return iter({card.key: card for card in chain.from_iterable(pairs) if card is not None}.values())

    def _is_due(self, card: Card, versions_read: Mapping[CardKey, str]) -> bool:
        is_readable = self._comments.state(card.key) != "unreadable"
        return is_readable and versions_read.get(card.key) != _version(card)

    def _note(self, card: Card, wanted: list[Card]) -> None:
        """Limits the stored versions: cards that are not wanted now are dropped first."""
        versions_read = comment_versions(self._replica.meta) | {card.key: _version(card)}
        now = {other.key: versions_read[other.key] for other in wanted if other.key in versions_read}
        before = [
            key
            for key in versions_read
            if key not in now and self._replica.local_cards.base_card(key) is not None
        ]
        free = max(0, MAX_NOTED_CARDS - len(now))
        note = {key: versions_read[key] for key in before[len(before) - min(free, len(before)) :]} | now
        self._replica.apply(Batch(meta={COMMENTS_READ: json.dumps(note)}))


def _version(card: Card) -> str:
    return card.updated_at.isoformat() if card.updated_at is not None else ""
