"""Finding out what became of a request whose answer never came: read first, then decide (D4)."""

from dataclasses import replace

from kanbert_desktop.api.payloads import Record
from kanbert_desktop.domain.board import Card, CardKey
from kanbert_desktop.domain.changes import AddComment, CreateCard, DeleteCard, Entry, Reason, State
from kanbert_desktop.domain.errors import Refused
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
"""Seconds: one look at once is no proof that something is not there."""


class UnknownOutcomes:
    """After `resolve` nothing is unclear, unless reading itself failed (which it raises).

    But for new cards on a board that is closed to us: whether they arrived shows when it can be read again (D30).
    """

    def __init__(
        self, ledger: Replica, reader: ServerReader, comments: CommentReader, stats: PushStats, sleep: Sleep
    ) -> None:
        self._ledger = ledger
        self._reader = reader
        self._comments = comments
        self._record = stats
        self._sleep = sleep
        self._out_of_sight: set[CardKey] = set()

    def start_cycle(self) -> None:
        """A new cycle: what could not be seen in the last one is looked for again."""
        self._out_of_sight.clear()

    def has_any(self) -> bool:
        return bool(self._cards())

    def _cards(self) -> list[CardKey]:
        unclear = (
            entry.card for entry in self._ledger.mirror.entries() if entry.state is State.OUTCOME_UNKNOWN
        )
        return [key for key in dict.fromkeys(unclear) if key not in self._out_of_sight]

    async def resolve(self) -> None:
        for key in self._cards():
            entries = [
                entry for entry in self._ledger.mirror.entries_of(key) if entry.state is State.OUTCOME_UNKNOWN
            ]
            self._ledger.apply(await self._decided(key, entries))

    async def _decided(self, key: CardKey, entries: list[Entry]) -> Batch:
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
        told = await self._found_twice(entry, change)
        if told is not None:
            self._record.accepted_cards.add(change.card)
            self._record.pushed += 1
            return responses.found_batch(self._ledger.mirror, change.card, told)
        if not await is_board_readable(self._reader, change.board):
            # A listing of what we may not read is empty: that proves nothing.
            self._out_of_sight.add(change.card)
            return Batch()
        if self._reader.capabilities.returns_external_id is False:
            return Batch(
                put=[
                    park(entry, Reason.OUTCOME_UNKNOWN),
                    *(_pending(other) for other in entries if other is not entry),
                ]
            )
        return self._again(entries)

    async def _found_twice(self, entry: Entry, change: CreateCard) -> Record[Card] | None:
        told = await find_created(self._reader, change.board, change.card, entry.sent_at)
        if told is None:
            await self._sleep(RECHECK_SECONDS)
            told = await find_created(self._reader, change.board, change.card, entry.sent_at)
        return told

    async def _comment(self, entry: Entry, change: AddComment) -> Batch:
        for attempt in range(2):
            listed = await self._comments.fetch(change.card)
            if listed is None:
                return self._unreadable_comment(entry)
            if any(told.value.external_id == change.comment for told in listed):
                self._record.pushed += 1
                return Batch(drop=[entry.id], comments={change.card: listed})
            if attempt == 0:
                await self._sleep(RECHECK_SECONDS)
        return self._again([entry])

    def _unreadable_comment(self, entry: Entry) -> Batch:
        """The id makes a repeat harmless, unless this server was seen to accept one."""
        if self._reader.capabilities.accepts_duplicates:
            return Batch(put=[park(entry, Reason.OUTCOME_UNKNOWN)])
        return self._again([entry])

    async def _card(self, key: CardKey, entries: list[Entry]) -> Batch:
        """What is there now decides: an edit that arrived is found to be done by the merge."""
        card = self._ledger.mirror.base_card(key)
        batch = self._again(entries)
        if card is None or card.server_id is None:
            return batch
        try:
            told = await self._reader.card(card.server_id)
        except Refused as refused:
            if refused.status not in NOT_FOUND_STATUSES:
                return batch
            told = None
        if told is not None:
            batch.cards = [told]
        elif not await is_still_listed(self._reader, card) and await is_board_listed(
            self._reader, card.board
        ):
            return batch.add(missing_card_batch(self._ledger, key))
        return batch

    def _again(self, entries: list[Entry]) -> Batch:
        others = self._record.accepted_cards - {entry.card for entry in entries}
        now = self._ledger.now()
        return Batch(
            put=[retry_later(entry, entry.detail, now, others_succeed=bool(others)) for entry in entries]
        )


def _pending(entry: Entry) -> Entry:
    return replace(entry, state=State.PENDING)
