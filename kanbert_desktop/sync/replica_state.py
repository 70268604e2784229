"""Mirror and store as one: memory first, so that the window paints at once, then the disk, then the news."""

import json
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from contextlib import AbstractContextManager
from datetime import datetime

from kanbert_desktop.api.comments import read_thread
from kanbert_desktop.api.payloads import Record, read_assignee
from kanbert_desktop.domain.board import Board, BoardId, Card, CardKey, Client, Person
from kanbert_desktop.domain.changes import ChangeId, State
from kanbert_desktop.domain.errors import KanbertError, StoreError, TransientError
from kanbert_desktop.domain.events import BoardsChanged, CardsChanged, ChangeParked, EventBus, SavingFailed
from kanbert_desktop.domain.mirror import Mirror
from kanbert_desktop.store import base
from kanbert_desktop.store.base import Walk
from kanbert_desktop.store.database import Store
from kanbert_desktop.sync import batch as pieces
from kanbert_desktop.sync import loading
from kanbert_desktop.sync.batch import Batch
from kanbert_desktop.sync.batch_writer import BatchWriter, RowWrites
from kanbert_desktop.sync.deletions import (
    KEPT_CARDS,
    MISSING_CARDS,
    RECENT_REMOVALS,
    Tombstones,
    keys_in,
    withdraw_listed,
)
from kanbert_desktop.sync.status import StatusTracker

WATERMARK = "watermark"
COMMENTS_READ = "comments_read"
"""JSON: the cards whose comments were read ahead, and the version each had then."""
LAST_SYNC = "last_sync"
SYNC_PROBLEM = "trouble"
THROTTLED = "throttled"
"""Until when the server wants to be left alone, by our clock."""
SUSPECT = "suspect"
"""Since when what is known here is in doubt: everything is compared next."""
LAST_FULL_COMPARE = "swept"
"""When everything was compared the last time, by our clock."""
BOARD_WALK = "board:"
META_NAMES = (
    WATERMARK,
    LAST_SYNC,
    SYNC_PROBLEM,
    THROTTLED,
    MISSING_CARDS,
    KEPT_CARDS,
    RECENT_REMOVALS,
    SUSPECT,
    LAST_FULL_COMPARE,
    COMMENTS_READ,
)
"""What of `meta` is known from the start."""


def comment_versions(meta: dict[str, str | None]) -> dict[CardKey, str]:
    """Which version of a card its comments were read with, by the server's `updated_at`."""
    note: dict[CardKey, str] = json.loads(meta.get(COMMENTS_READ) or "{}")
    return note


class ReplicaState:
    """Lives on the loop's thread. Nothing else writes base or outbox.

    `pulled` counts cards that came as something new, those that answer our own requests aside. `newer` are
    changes that a newer version of this program made: kept, and sent by it.
    """

    def __init__(self, mirror: Mirror, store: Store, bus: EventBus, now: Callable[[], datetime]) -> None:
        self.mirror = mirror
        self.status = StatusTracker(mirror, bus)
        self.walks: dict[str, Walk] = {}
        self.meta: dict[str, str | None] = {}
        self.is_loaded = False
        self.tombstones = Tombstones()
        self.pulled_count = 0
        self.unreadable_changes = 0
        self.bus = bus
        self.now = now
        self._store = store
        self._keeper = BatchWriter(store, self._saving_failed)
        self._loaded: set[BoardId] = set()

    # What the last run left.

    def load_boards(self) -> None:
        """Clients, boards, people and the outbox: enough for a window's frame."""
        self.unreadable_changes = loading.load_base_data(self.mirror, self._store)
        db = self._store.read()
        self.walks = base.walks(db)
        for name in META_NAMES:
            self.meta[name] = base.get_meta(db, name)
        self.status.restore(self.meta[SYNC_PROBLEM], self.meta[LAST_SYNC])

    def load_cards(self, board: BoardId | None = None) -> None:
        """One board's cards, or all of them at once."""
        if board is None:
            for _ in self.load_rest():
                pass
        elif board not in self._loaded:
            self._loaded.add(board)
            self._tell(loading.load_board(self.mirror, self._store, board))

    def load_rest(self, step: int = 200) -> Iterator[int]:
        """What is not loaded yet, in slices short enough for a frame; yields how many cards each brought."""
        if self.is_loaded:
            return
        read = comment_versions(self.meta)
        for touched in loading.load_slices(self.mirror, self._store, self._loaded, read, step):
            self._tell(touched)
            yield len(touched)
        self.is_loaded = True
        from kanbert_desktop.sync.batch_writer import index_text_of_rows  # noqa: PLC0415  after the first paint

        self._store.build_index(index_text_of_rows)
        # Only now are all boards known as loaded, also those that have no card.
        self.bus.publish(BoardsChanged())

    def is_board_loaded(self, board: BoardId) -> bool:
        """Have all of its open cards arrived from the server at least once, and are they in memory?"""
        is_in_memory = self.is_loaded or board in self._loaded
        return is_in_memory and self.meta.get(WATERMARK) is not None and not self.is_being_reloaded(board)

    def questioned_cards(self) -> set[CardKey]:
        """Cards that are missing on the server while the person decides whether they go."""
        return set(keys_in(self.meta, MISSING_CARDS))

    def is_being_reloaded(self, board: BoardId) -> bool:
        """It is new here, or can be read again, and its walk has not ended."""
        walk = self.walks.get(f"{BOARD_WALK}{board}")
        return walk is not None and not walk.done

    # How something changes.

    def apply(self, batch: Batch, *, retry: bool = True, may_wait: bool = False) -> Future[None]:
        """One transaction. `keep=False`: where the disk refuses it, the caller repeats it, not the keeper."""
        was_parked = {entry.id for entry in batch.put if self._is_parked(entry.id)}
        boards = self._boards_of(self._about(batch))
        gone = {
            key: card.server_id
            for key in batch.removed
            if (card := self.mirror.base_card(key)) and card.server_id
        }
        acknowledged = (card for key in batch.confirmed_deletions if (card := self.mirror.base_card(key)))
        self.tombstones.add(acknowledged, self.now())
        people = self._unknown_people(batch.cards)
        touched = self._into_mirror(batch)
        work = pieces.writes_of_batch(batch, self.mirror, gone) | pieces.writes_of_people(people)
        future = self._keeper.write(work, retry=retry, may_wait=may_wait)
        if touched:
            self.bus.publish(CardsChanged(frozenset(touched), frozenset(boards | self._boards_of(touched))))
        for entry in batch.put:
            if entry.state is State.PARKED and entry.id not in was_parked:
                self.bus.publish(ChangeParked(entry.card, entry.reason.value if entry.reason else ""))
        self.status.refresh()
        return future

    def apply_lists(
        self,
        clients: list[Record[Client]],
        boards: list[Record[Board]],
        people: list[Record[Person]],
        *,
        is_complete: bool,
        walks: list[Walk],
    ) -> Future[None]:
        """`is_whole`: all rows of the boards' list were understood, so what is missing there is not listed.

        A board that is no longer listed is hidden with all it holds; one that is listed again is read anew (D30).
        """
        listed = {told.value.id: told.value for told in boards}
        absent = [board for board in self.mirror.boards.values() if board.id not in listed]
        kept = {board.id: board._replace(is_running=False) if is_complete else board for board in absent}
        self.mirror.clients = {told.value.id: told.value for told in clients}
        self.mirror.boards = kept | listed
        self.mirror.people |= {told.value.id: told.value for told in people}
        self.walks |= {walk.name: walk for walk in walks}
        work = pieces.writes_of_lists(
            clients, boards, people, is_complete=is_complete
        ) | pieces.writes_of_walks(walks)
        future = self._keeper.write(work, retry=False)
        self.bus.publish(BoardsChanged())
        return future

    def apply_user(self, person: Person, raw: bytes) -> Future[None]:
        self.mirror.me = person
        return self.apply(Batch(meta={loading.ME: raw.decode()}))

    def record_failure(self, error: KanbertError) -> None:
        """An attempt to sync ended with this."""
        self.status.record_failure(error, self.now())
        meta = {SYNC_PROBLEM: self.status.to_json()}
        if isinstance(error, TransientError) and error.retry_after is not None:
            meta[THROTTLED] = (self.now() + error.retry_after).isoformat()
        self.apply(Batch(meta=meta))

    def record_success(self, server_date: datetime | None) -> None:
        self.status.record_success(server_date)
        moment = self.status.current().last_sync
        told = moment.isoformat() if moment else None
        self.apply(Batch(meta={SYNC_PROBLEM: None, THROTTLED: None, LAST_SYNC: told}))

    def save(self, writes: RowWrites) -> Future[None]:
        """What is neither base nor outbox: unfinished text and local choices, kept like an edit where the disk is full."""
        return self._keeper.write(writes)

    @property
    def unsaved_count(self) -> int:
        """What the disk did not take, and is in memory alone."""
        return self._keeper.unsaved_count

    def discard_unsaved(self) -> None:
        """It will not be saved later: whoever wished for it was told to repeat it."""
        self._keeper.discard_unsaved()

    def has_synced(self) -> bool:
        """Has a whole cycle ended, now or in an earlier run?"""
        return any(self.meta.get(name) is not None for name in (LAST_SYNC, LAST_FULL_COMPARE))

    def transaction(self) -> AbstractContextManager[None]:
        """What is applied inside is in memory at once and reaches the disk together."""
        return self._keeper.transaction()

    async def wait_until_saved(self) -> None:
        """Everything so far is durable. Raises `StoreBroken`; what could not be saved is kept in memory."""
        await self._keeper.wait_until_saved()

    # How it is done.

    def _into_mirror(self, batch: Batch) -> set[CardKey]:
        for server_id, key in batch.bind.items():
            self.mirror.bind(server_id, key)
        batch.cards = self._freshest(batch.cards)
        if MISSING_CARDS not in batch.meta:
            batch.add(withdraw_listed(self.mirror, self.meta, (told.value for told in batch.cards)))
        touched = self.mirror.put_cards(told.value for told in batch.cards)
        self.pulled_count += len(touched) if not batch.bind else 0
        touched |= self.mirror.remove_cards(batch.removed)
        touched |= self.mirror.put_entries(batch.put)
        touched |= self.mirror.drop_entries(batch.drop)
        for card, told in batch.comments.items():
            threads = [comment for one in told for comment in read_thread(one.raw, card)]
            touched |= self.mirror.put_comments(card, loading.oldest_first(threads))
        for card, one in batch.new_comments.items():
            listed = [*self.mirror.base_comments(card), one.value]
            touched |= self.mirror.put_comments(card, loading.oldest_first(listed))
        self.walks |= {walk.name: walk for walk in batch.walks}
        for name in batch.ended_walks:
            self.walks.pop(name, None)
        self.meta |= batch.meta
        return touched

    def _freshest(self, cards: list[Record[Card]]) -> list[Record[Card]]:
        """Of two forms of one row the later one wins, in whatever order they come (D23)."""
        now = self.now()
        newest: dict[str | None, Record[Card]] = {}
        for told in cards:
            known = newest.get(told.value.server_id)
            if known is None or not _is_older(told.value, known.value):
                newest[told.value.server_id] = told
        return [
            told
            for told in newest.values()
            if not self._is_stale(told.value) and not self.tombstones.contains(told.value, now)
        ]

    def _is_stale(self, card: Card) -> bool:
        key = self.mirror.key_of(card.server_id or "")
        known = self.mirror.base_card(key) if key else None
        return known is not None and _is_older(card, known)

    def _unknown_people(self, cards: Iterable[Record[Card]]) -> list[Record[Person]]:
        """Who a card is given to need not be in the list of users."""
        strangers = (
            told for told in cards if told.value.assignee and told.value.assignee not in self.mirror.people
        )
        people = {told.value.id: told for card in strangers if (told := read_assignee(card.raw)) is not None}
        self.mirror.people |= {told.value.id: told.value for told in people.values()}
        return list(people.values())

    def _about(self, batch: Batch) -> set[CardKey]:
        entries = [*batch.put, *(self.mirror.entry(entry_id) for entry_id in batch.drop)]
        keys = {entry.card for entry in entries if entry is not None} | set(batch.removed)
        return keys | {key for told in batch.cards if (key := self.mirror.key_of(told.value.server_id or ""))}

    def _boards_of(self, keys: Iterable[CardKey]) -> set[BoardId]:
        return {card.board for key in keys if (card := self.mirror.card(key)) is not None}

    def _is_parked(self, entry_id: ChangeId) -> bool:
        entry = self.mirror.entry(entry_id)
        return entry is not None and entry.state is State.PARKED

    def _tell(self, touched: set[CardKey]) -> None:
        if touched:
            self.bus.publish(CardsChanged(frozenset(touched), frozenset(self._boards_of(touched))))

    def _saving_failed(self, error: StoreError) -> None:
        self.bus.publish(SavingFailed(error.key))


def _is_older(card: Card, known: Card) -> bool:
    return bool(card.updated_at and known.updated_at and card.updated_at < known.updated_at)
