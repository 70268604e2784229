"""Resolves requests whose response was lost: reads the card, then decides (D4)."""

from kanbert_desktop.api.payloads import Record
from kanbert_desktop.domain.board import Card, CardKey
from kanbert_desktop.domain.changes import AddComment, CreateCard, DeleteCard, Entry, Reason, State
from kanbert_desktop.domain.errors import Refused
from kanbert_desktop.domain.value_classes import replace
from kanbert_desktop.sync import responses
from kanbert_desktop.sync.batch import Batch
from kanbert_desktop.sync.comments import CommentReader
from kanbert_desktop.sync.missing_cards import missing_card_batch
from kanbert_desktop.sync.push import PushStats, retry_later
from kanbert_desktop.sync.reconcile import park
from kanbert_desktop.sync.replica import Replica
from kanbert_desktop.sync.server_lookup import (
    find_created,
    is_board_listed,
    is_board_readable,
    is_still_listed,
)
from kanbert_desktop.sync.server_reader import NOT_FOUND_STATUSES, ServerReader, Sleep

RECHECK_SECONDS = 2.0
"""One read at once is no proof that something does not exist."""


class UnknownOutcomes:
    """After `resolve` no outcome is unknown, unless reading itself failed (which it raises).

    Exception: new cards on an unreadable board, until it is readable again (D30).
    """

    def __init__(
        self, replica: Replica, reader: ServerReader, comments: CommentReader, stats: PushStats, sleep: Sleep
    ) -> None:
        self._replica = replica
        self._reader = reader
        self._comments = comments
        self._stats = stats
        self._sleep = sleep
        self._out_of_sight: set[CardKey] = set()

    def start_cycle(self) -> None:
        """A new cycle: tries again what could not be read in the last one."""
        self._out_of_sight.clear()

    def has_any(self) -> bool:
        return bool(self._cards())

    def _cards(self) -> list[CardKey]:
        unresolved = (
            entry.card
            for entry in self._replica.local_cards.pending.entries()
            if entry.state is State.OUTCOME_UNKNOWN
        )
        return [key for key in dict.fromkeys(unresolved) if key not in self._out_of_sight]

    async def resolve(self) -> None:
        for key in self._cards():
            entries = [
                entry
                for entry in self._replica.local_cards.pending.entries_of(key)
                if entry.state is State.OUTCOME_UNKNOWN
            ]
            self._replica.apply(await self._resolve_card(key, entries))

    async def _resolve_card(self, key: CardKey, entries: list[Entry]) -> Batch:
        create = next((entry for entry in entries if isinstance(entry.change, CreateCard)), None)
        if create is not None and isinstance(create.change, CreateCard):
            return await self._create(create, create.change, entries)
        if any(isinstance(entry.change, DeleteCard) for entry in entries):
            return await self._card(key, entries)
        first = entries[0]
        if isinstance(first.change, AddComment):
            return await self._comment(first, first.change)
        return await self._card(key, entries)

    async def _create(self, entry: Entry, change: CreateCard, entries: list[Entry]) -> Batch:
        record = await self._find_twice(entry, change)
        if record is not None:
            self._stats.accepted_cards.add(change.card)
            self._stats.pushed += 1
            return responses.found_batch(self._replica.local_cards, change.card, record)
        if not await is_board_readable(self._reader, change.board):
            # The listing of an unreadable board is empty: that proves nothing.
            self._out_of_sight.add(change.card)
            return Batch()
        if self._reader.capabilities.returns_external_id is False:
            return Batch(
                put=[
                    park(entry, Reason.OUTCOME_UNKNOWN),
                    *(_pending(other) for other in entries if other is not entry),
                ]
            )
        return self._pending_again(entries)

    async def _find_twice(self, entry: Entry, change: CreateCard) -> Record[Card] | None:
        record = await find_created(self._reader, change.board, change.card, entry.sent_at)
        if record is None:
            await self._sleep(RECHECK_SECONDS)
            record = await find_created(self._reader, change.board, change.card, entry.sent_at)
        return record

    async def _comment(self, entry: Entry, change: AddComment) -> Batch:
        for attempt in range(2):
            listed = await self._comments.fetch(change.card)
            if listed is None:
                return self._unreadable_comment(entry)
            if any(record.value.external_id == change.comment for record in listed):
                self._stats.pushed += 1
                return Batch(drop=[entry.id], comments={change.card: listed})
            if attempt == 0:
                await self._sleep(RECHECK_SECONDS)
        return self._pending_again([entry])

    def _unreadable_comment(self, entry: Entry) -> Batch:
        """The id makes a repeat harmless, unless this server was seen to accept duplicates."""
        if self._reader.capabilities.accepts_duplicates:
            return Batch(put=[park(entry, Reason.OUTCOME_UNKNOWN)])
        return self._pending_again([entry])

    async def _card(self, key: CardKey, entries: list[Entry]) -> Batch:
        """The present state decides: the merge recognises an edit that arrived."""
        card = self._replica.local_cards.base_card(key)
        batch = self._pending_again(entries)
        if card is None or card.server_id is None:
            return batch
        try:
            record = await self._reader.card(card.server_id)
        except Refused as refused:
            if refused.status not in NOT_FOUND_STATUSES:
                return batch
            record = None
        if record is not None:
            batch.cards = [record]
        elif not await is_still_listed(self._reader, card) and await is_board_listed(
            self._reader, card.board
        ):
            return batch.add(missing_card_batch(self._replica, key))
        return batch

    def _pending_again(self, entries: list[Entry]) -> Batch:
        others = self._stats.accepted_cards - {entry.card for entry in entries}
        now = self._replica.now()
        return Batch(
            put=[retry_later(entry, entry.detail, now, others_succeed=bool(others)) for entry in entries]
        )


def _pending(entry: Entry) -> Entry:
    return replace(entry, state=State.PENDING)
