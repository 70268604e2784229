"""The replica: the cards as shown and the store kept as one, with every change the user makes.

Order of a change: memory first, so that the window paints at once, then the disk, then the events.
"""

import asyncio
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from functools import partial
from typing import NamedTuple, TypeVar

from kanbert_desktop.api.comments import read_thread
from kanbert_desktop.api.payloads import Record, read_assignee
from kanbert_desktop.domain.board import Board, BoardId, Card, CardKey, Client, Person
from kanbert_desktop.domain.changes import (
    Change,
    ChangeId,
    Entry,
    Outcome,
    State,
)
from kanbert_desktop.domain.errors import KanbertError, StoreError, TransientError
from kanbert_desktop.domain.events import BoardsChanged, CardsChanged, ChangeParked, EventBus, SavingFailed
from kanbert_desktop.domain.value_classes import replace
from kanbert_desktop.store import base, cards, ranks
from kanbert_desktop.store.base import Walk
from kanbert_desktop.store.database import Store
from kanbert_desktop.store.history import HistoryRow
from kanbert_desktop.sync import loading
from kanbert_desktop.sync.batch import (
    Batch,
    new_change_id,
    writes_of_batch,
    writes_of_lists,
    writes_of_people,
    writes_of_walks,
)
from kanbert_desktop.sync.batch_writer import (
    BatchWriter,
    Connection,
    RowWrite,
    RowWrites,
    WriteTarget,
    index_text_of_rows,
)
from kanbert_desktop.sync.card_columns import columns_of_row
from kanbert_desktop.sync.decisions import unpark_corrected
from kanbert_desktop.sync.deletions import (
    MISSING_CARDS,
    Tombstones,
    keys_in,
    withdraw_listed,
)
from kanbert_desktop.sync.local_cards import LocalCards
from kanbert_desktop.sync.meta_names import (
    BOARD_WALK,
    COUNTS_REBUILT,
    LAST_FULL_COMPARE,
    LAST_SYNC,
    META_NAMES,
    SYNC_PROBLEM,
    THROTTLED,
    WATERMARK,
    comment_versions,
)
from kanbert_desktop.sync.observed_changes import ObservedChanges
from kanbert_desktop.sync.page_writes import PageRow, PageWrites, can_wait_for_disk, is_older, writes_of_page
from kanbert_desktop.sync.status import StatusTracker
from kanbert_desktop.sync.stored_cards import oldest_first
from kanbert_desktop.sync.user_decisions import UserDecisions

T = TypeVar("T")


class QueuedChange(NamedTuple):
    """`saved` is resolved once the change is on disk; on `StoreError` the change is kept in memory."""

    entry: Entry
    saved: Future[None]
    row: HistoryRow

    @property
    def card(self) -> CardKey:
        return self.entry.card


class Replica:
    """The local copy of the server's data with the outbox.

    Nothing else writes the local cards, or the base and outbox tables. Used on the event loop's thread. `pulled_count`
    counts cards that arrived as something new, without the responses to own requests. `unreadable_changes` counts
    changes that a newer version of this program made: they are kept and sent by it. `undo_group` marks every history
    row that is written while it is set.
    """

    def __init__(self, store: Store, bus: EventBus, now: Callable[[], datetime]) -> None:
        self.local_cards = LocalCards(store)
        self.status = StatusTracker(self.local_cards, bus)
        self.walks: dict[str, Walk] = {}
        self.meta: dict[str, str | None] = {}
        self.tombstones = Tombstones()
        self.pulled_count = 0
        self.unreadable_changes = 0
        self.bus = bus
        self.now = now
        self._store = store
        self._writer = BatchWriter(store, self._saving_failed)
        self._pages = PageWrites(self.local_cards, bus)
        self.observed = ObservedChanges(self.local_cards, self.is_board_loaded)
        self.undo_group: str | None = None
        self.outcomes: dict[ChangeId, Outcome | None] = {}
        self._history: dict[CardKey, dict[ChangeId, HistoryRow]] = {}
        self._responses: dict[str, str] = {}
        self.decisions = UserDecisions(self, store)

    # Loading.

    def load(self) -> None:
        """Loads clients, boards, people and the outbox. Cards are read when they are asked for. May raise `StoreError`."""
        try:
            self._load()
        except ValueError:
            # A row of ours that cannot be read: damage that changes no page's structure.
            raise StoreError("store_damaged", path=str(self._store.path)) from None

    def _load(self) -> None:
        self.unreadable_changes = loading.load_base_data(self.local_cards, self._store)
        db = self._store.read()
        self.walks = base.walks(db)
        for name in META_NAMES:
            self.meta[name] = base.get_meta(db, name)
        self.local_cards.note_read_comments(comment_versions(self.meta))
        self.status.restore(self.meta[SYNC_PROBLEM], self.meta[LAST_SYNC])

    def build_index(self) -> None:
        """Starts indexing the cards that have no search index yet, slice by slice."""
        self._store.build_index(index_text_of_rows)

    async def rebuild_counts(self) -> None:
        """Makes the counts and columns of all cards again from the base. Raises `StoreError`."""
        await asyncio.wrap_future(self._store.write(lambda db: cards.fill(db, columns_of_row)))
        self.local_cards.reset_stored()
        self.apply(Batch(meta={COUNTS_REBUILT: self.now().isoformat()}))
        self.bus.publish(CardsChanged(frozenset(), frozenset(self.local_cards.boards)))
        self.bus.publish(BoardsChanged())

    def move_to(self, store: Store) -> None:
        """The file was replaced: what the user does here from now on, and what was not saved, goes to the new one."""
        self._writer.move_to(store)

    def is_board_loaded(self, board: BoardId) -> bool:
        """Returns whether all its open cards have arrived from the server once."""
        return self.meta.get(WATERMARK) is not None and not self.is_being_reloaded(board)

    def questioned_cards(self) -> set[CardKey]:
        """Cards that are missing on the server while the question about them is open."""
        return set(keys_in(self.meta, MISSING_CARDS))

    def is_being_reloaded(self, board: BoardId) -> bool:
        """A new board, or one that became readable again, whose walk has not ended."""
        walk = self.walks.get(f"{BOARD_WALK}{board}")
        return walk is not None and not walk.done

    # Applying changes.

    def apply(
        self, batch: Batch, *, retry: bool = True, may_wait: bool = False, is_listing: bool = False
    ) -> Future[None]:
        """Applies one transaction: memory, disk, events. `retry=False`: the caller repeats what the disk rejected.

        `is_listing`: the cards are a page of a listing, and nobody needs them before they are on disk. Only those that
        anything here is about go into memory; the event about the others follows when they are written.
        """
        self._pages.promote(_names_in(batch))
        self.outcomes |= batch.outcomes
        self._responses |= batch.responses
        for row in batch.history:
            self._history.setdefault(row.card, {})[row.id] = row
        was_parked = {entry.id for entry in batch.put if self._is_parked(entry.id)}
        people = self._unknown_people(batch.cards)
        page = self._take_page(batch) if is_listing and not batch.bind and can_wait_for_disk() else []
        boards = self._boards_of(self._cards_touched(batch))
        removed_ids = {
            key: card.server_id
            for key in batch.removed
            if (card := self.local_cards.base_card(key)) and card.server_id
        }
        confirmed = (card for key in batch.confirmed_deletions if (card := self.local_cards.base_card(key)))
        self.tombstones.add(confirmed, self.now())
        before = self.observed.before(batch)
        from_server = self._apply_base(batch, page)
        commented = self._apply_comments(batch)
        observed = self.observed.writes(batch, page, before, self.now())
        touched = from_server | commented | self._apply_changes(batch)
        work = writes_of_batch(batch, self.local_cards, removed_ids) | writes_of_people(people)
        future = self._writer.write(
            {**observed, **work, **writes_of_page(page)}, retry=retry, may_wait=may_wait
        )
        self.local_cards.submitted(from_server, future)
        self.local_cards.comments_submitted(commented, future)
        shown = self._pages.submitted(page, future)
        if touched:
            self.bus.publish(CardsChanged(frozenset(touched), frozenset(boards | self._boards_of(touched))))
        for entry in batch.put:
            if entry.state is State.PARKED and entry.id not in was_parked:
                self.bus.publish(ChangeParked(entry.card, entry.reason.value if entry.reason else ""))
        self.status.refresh()
        return shown

    def apply_lists(
        self,
        clients: list[Record[Client]],
        boards: list[Record[Board]],
        people: list[Record[Person]],
        *,
        is_complete: bool,
        walks: list[Walk],
    ) -> Future[None]:
        """Replaces clients and boards. `is_complete`: all rows of the boards' list were readable.

        A board that is no longer listed is hidden with all its cards; one that is listed again is reloaded (D30). Lists
        that are as they were are no event: a window would fill its board again.
        """
        before = self._lists()
        listed = {record.value.id: record.value for record in boards}
        absent = [board for board in self.local_cards.boards.values() if board.id not in listed]
        unlisted = {board.id: board._replace(is_running=False) if is_complete else board for board in absent}
        self.local_cards.clients = {record.value.id: record.value for record in clients}
        self.local_cards.boards = unlisted | listed
        self.local_cards.people |= {record.value.id: record.value for record in people}
        self.walks |= {walk.name: walk for walk in walks}
        work = writes_of_lists(clients, boards, people, is_complete=is_complete) | writes_of_walks(walks)
        future = self._writer.write(work, retry=False)
        if walks or self._lists() != before:
            self.bus.publish(BoardsChanged())
        return future

    def _lists(self) -> tuple[list[object], ...]:
        """Clients, boards and people, in their order."""
        cards = self.local_cards
        return tuple(list(found.values()) for found in (cards.clients, cards.boards, cards.people))

    def apply_user(self, person: Person, raw: bytes) -> Future[None]:
        self.local_cards.me = person
        saving = self.apply(Batch(meta={loading.ME: raw.decode()}))
        self.status.publish()
        return saving

    def record_failure(self, error: KanbertError) -> None:
        """A sync attempt ended with this error."""
        self.status.record_failure(error, self.now())
        meta = {SYNC_PROBLEM: self.status.to_json()}
        if isinstance(error, TransientError) and error.retry_after is not None:
            meta[THROTTLED] = (self.now() + error.retry_after).isoformat()
        self.apply(Batch(meta=meta))

    def record_success(self, server_date: datetime | None) -> None:
        self.status.record_success(server_date)
        last_sync = self.status.current().last_sync
        stored = last_sync.isoformat() if last_sync else None
        self.apply(Batch(meta={SYNC_PROBLEM: None, THROTTLED: None, LAST_SYNC: stored}))

    # Saving.

    def save(self, writes: RowWrites) -> Future[None]:
        """Saves drafts and local values; retried like an edit if the disk is full."""
        return self._writer.write(writes)

    def put_ranks(self, board: BoardId, ranked: Mapping[CardKey, float]) -> None:
        """Gives cards their places in "My order"; `LAST_RANK` takes one away."""
        self.local_cards.put_ranks(board, ranked)
        writes: dict[WriteTarget, RowWrite] = {
            ("rank", board, key): partial(ranks.put_ranks, board=board, ranks={key: rank})
            for key, rank in ranked.items()
        }
        self.local_cards.stored_ranks.submitted(board, ranked.keys(), self._writer.write(writes))

    @property
    def unsaved_count(self) -> int:
        """Number of writes that the disk rejected; they are only in memory."""
        return self._writer.unsaved_count

    def discard_unsaved(self) -> None:
        """Drops them: the caller was told to repeat the change."""
        self._writer.discard_unsaved()

    def has_synced(self) -> bool:
        """Returns whether a whole cycle ended, now or in an earlier run."""
        return any(self.meta.get(name) is not None for name in (LAST_SYNC, LAST_FULL_COMPARE))

    def transaction(self) -> AbstractContextManager[None]:
        """What is applied in the block is in memory at once and reaches the disk together."""
        return self._writer.transaction()

    def run_on_disk(self, job: Callable[[Connection], T]) -> Future[T]:
        """Runs `job` as `Store.write` does, in a transaction after those of all batches applied before."""
        return self._store.write(job)

    async def wait_until_saved(self) -> None:
        """Returns when everything so far is durable. Raises `StoreError`; what could not be saved is kept in memory."""
        await self._writer.wait_until_saved()

    # Changes and decisions of the user.

    def find_response(self, request: str) -> str | None:
        """The response to this request, by this process or one that ended before it could send it."""
        return self._responses.get(request) or base.find_response(self._store.read(), request)

    def recent_history(self, card: CardKey) -> dict[ChangeId, HistoryRow]:
        """History rows written for this card since the start, oldest first: they may not be on disk yet."""
        return self._history.get(card, {})

    def append(
        self,
        change: Change,
        inverse: Change | None,
        *,
        hold: timedelta | None = None,
        entry_id: ChangeId | None = None,
        extra: Batch | None = None,
    ) -> QueuedChange:
        """Queues a change. `extra` joins the same transaction; without it the redo stack is cleared."""
        entry, batch = self.new_entry(change, inverse, entry_id)
        if hold is not None:
            entry = replace(entry, not_before=entry.made_at + hold)
        batch.put.append(entry)
        row = batch.history[-1]
        batch.clears_redo = extra is None
        return QueuedChange(entry, self.apply(batch.add(extra) if extra else batch), row)

    def withdraw(self, entry_id: ChangeId, extra: Batch | None = None) -> bool:
        """Withdraws a change that certainly never left this computer; returns False if it may have."""
        entry = self.local_cards.pending.entry(entry_id)
        if entry is None or entry.state not in (State.PENDING, State.PARKED):
            return False
        batch = Batch(drop=[entry_id], outcomes={entry_id: Outcome.WITHDRAWN})
        self.apply(batch.add(extra) if extra else batch)
        return True

    def release_hold(self, entry_id: ChangeId) -> None:
        """Ends the delay of a held change."""
        entry = self.local_cards.pending.entry(entry_id)
        if entry is not None and entry.not_before is not None:
            self.apply(Batch(put=[replace(entry, not_before=None)]))

    def new_entry(
        self, change: Change, inverse: Change | None, entry_id: ChangeId | None = None
    ) -> tuple[Entry, Batch]:
        """Returns the entry, and a batch of what goes with it; the caller puts the entry into one and applies it."""
        entry = Entry(
            id=entry_id or new_change_id(),
            seq=self.local_cards.pending.next_seq(),
            change=change,
            made_at=self.now(),
        )
        batch = unpark_corrected(self.local_cards.pending.entries_of(entry.card), change)
        batch.history.append(HistoryRow(entry.id, change, inverse, entry.made_at, undo_group=self.undo_group))
        return entry, batch

    def parked_entries(self) -> list[Entry]:
        return [entry for entry in self.local_cards.pending.entries() if entry.state is State.PARKED]

    # Helpers.

    def _take_page(self, batch: Batch) -> list[PageRow]:
        """Takes the rows that need no memory out of the batch."""
        page, batch.cards = self._pages.split(self._latest(batch.cards))
        self.pulled_count += sum(row.is_changed for row in page)
        return page

    def _apply_base(self, batch: Batch, page: list[PageRow]) -> set[CardKey]:
        """Returns the cards whose rows changed, but for those of the page."""
        for server_id, key in batch.bind.items():
            self.local_cards.bind(server_id, key)
        batch.cards = [record for record in self._latest(batch.cards) if not self._is_stale(record.value)]
        if MISSING_CARDS not in batch.meta:
            cards = (*(record.value for record in batch.cards), *(row.card for row in page))
            batch.add(withdraw_listed(self.local_cards, self.meta, cards))
        touched = self.local_cards.put_cards(record.value for record in batch.cards)
        self.pulled_count += len(touched) if not batch.bind else 0
        return touched | self.local_cards.remove_cards(batch.removed)

    def _apply_comments(self, batch: Batch) -> set[CardKey]:
        """Returns the cards whose comments changed."""
        touched: set[CardKey] = set()
        for card, records in batch.comments.items():
            threads = [comment for record in records for comment in read_thread(record.raw, card)]
            touched |= self.local_cards.put_comments(card, oldest_first(threads))
        for card, record in batch.new_comments.items():
            listed = [*self.local_cards.base_comments(card), record.value]
            touched |= self.local_cards.put_comments(card, oldest_first(listed))
        return touched

    def _apply_changes(self, batch: Batch) -> set[CardKey]:
        """Returns the cards whose changes changed."""
        touched = self.local_cards.put_entries(batch.put)
        touched |= self.local_cards.drop_entries(batch.drop)
        self.walks |= {walk.name: walk for walk in batch.walks}
        for name in batch.ended_walks:
            self.walks.pop(name, None)
        self.meta |= batch.meta
        return touched

    def _latest(self, cards: list[Record[Card]]) -> list[Record[Card]]:
        """Of two versions of one row the later one wins, in whatever order they come (D23); without deleted cards."""
        now = self.now()
        newest: dict[str | None, Record[Card]] = {}
        for record in cards:
            known = newest.get(record.value.server_id)
            if known is None or not is_older(record.value, known.value):
                newest[record.value.server_id] = record
        return [record for record in newest.values() if not self.tombstones.contains(record.value, now)]

    def _is_stale(self, card: Card) -> bool:
        key = self.local_cards.key_of(card.server_id or "")
        known = self.local_cards.base_card(key) if key else None
        return known is not None and is_older(card, known)

    def _unknown_people(self, cards: Iterable[Record[Card]]) -> list[Record[Person]]:
        """A card's assignee need not be in the list of users."""
        unknown = (
            record
            for record in cards
            if record.value.assignee and record.value.assignee not in self.local_cards.people
        )
        people = {
            record.value.id: record for card in unknown if (record := read_assignee(card.raw)) is not None
        }
        self.local_cards.people |= {record.value.id: record.value for record in people.values()}
        return list(people.values())

    def _cards_touched(self, batch: Batch) -> set[CardKey]:
        entries = [*batch.put, *(self.local_cards.pending.entry(entry_id) for entry_id in batch.drop)]
        keys = {entry.card for entry in entries if entry is not None} | set(batch.removed)
        return keys | {
            key for record in batch.cards if (key := self.local_cards.key_of(record.value.server_id or ""))
        }

    def _boards_of(self, keys: Iterable[CardKey]) -> set[BoardId]:
        return {card.board for key in keys if (card := self.local_cards.card(key)) is not None}

    def _is_parked(self, entry_id: ChangeId) -> bool:
        entry = self.local_cards.pending.entry(entry_id)
        return entry is not None and entry.state is State.PARKED

    def _saving_failed(self, error: StoreError) -> None:
        self.bus.publish(SavingFailed(error.key))


def _names_in(batch: Batch) -> Iterator[str]:
    """Ids and keys of the cards whose rows or changes the batch changes."""
    yield from (record.value.id for record in batch.cards)
    yield from batch.removed
    yield from (entry.card for entry in batch.put)
    for server_id, key in batch.bind.items():
        yield from (server_id, key)
