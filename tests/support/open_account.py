"""One open account without a network: a real store, local_cards, replica and service."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from kanbert_desktop.app.boards.local_data import LocalData
from kanbert_desktop.app.boards.service import BoardService, CommentsState
from kanbert_desktop.domain.board import Card, CardKey
from kanbert_desktop.domain.changes import EditCard, Entry, Field, Reason, State
from kanbert_desktop.domain.events import CardsChanged, EventBus, SyncStatus
from kanbert_desktop.store import base
from kanbert_desktop.store.database import Store, open_store
from kanbert_desktop.sync.batch import Batch, new_change_id
from kanbert_desktop.sync.local_cards import LocalCards
from kanbert_desktop.sync.replica import Replica
from support.empty_store import put_empty_store
from support.server_rows import row_of

MANY_CARDS = 50


@dataclass
class FakeSyncControl:
    """Stands for the network: does nothing, answers what the test sets, and records what was requested."""

    can_write: bool = True
    current_status: SyncStatus = field(default_factory=SyncStatus)
    comments: CommentsState = "loading"
    sync_request_count: int = 0
    edit_count: int = 0
    opened: list[CardKey] = field(default_factory=list)
    """Cards whose comments were requested."""

    def status(self) -> SyncStatus:
        return self.current_status

    def sync_now(self) -> None:
        self.sync_request_count += 1

    def sync_soon(self) -> None:
        self.edit_count += 1

    def fetch_comments(self, key: CardKey) -> None:
        self.opened.append(key)

    def comments_state(self, _key: CardKey) -> CommentsState:
        return self.comments


@dataclass
class OpenAccount:
    """What a session holds of one account. `now` is the clock of the replica."""

    store: Store
    bus: EventBus
    replica: Replica
    sync_control: FakeSyncControl
    service: BoardService
    now: Callable[[], datetime]

    @property
    def local_cards(self) -> LocalCards:
        return self.replica.local_cards

    def wait_until_saved(self) -> None:
        asyncio.run(self.service.wait_until_saved())

    def close(self) -> None:
        self.wait_until_saved()
        assert self.store.close()
        self.service.close()

    # What the server does.

    def receive_cards(self, *cards: Card) -> None:
        """The server sends these cards. Many are written to disk, as they come in pages."""
        changed = self.local_cards.put_cards(cards)
        if len(cards) > MANY_CARDS:
            rows = [row_of(card) for card in cards]
            self.local_cards.submitted(changed, self.store.write(lambda db: base.put_rows(db, rows)))
            assert self.store.flush(60)
        self.bus.publish(CardsChanged(frozenset(changed), frozenset(card.board for card in cards)))

    def write_rows(self) -> None:
        """Writes the received cards to disk, where no removed one has been. Rows in memory count as changed with any commit."""
        stored = self.local_cards.stored
        keys = set(stored.unwritten)
        rows = [row_of(card) for card in stored.cards(list(keys)).values()]
        saving = self.store.write(lambda db: base.put_rows(db, rows))
        self.local_cards.submitted(keys, saving)
        saving.result(60)
        self.local_cards.settle()
        assert not stored.unwritten

    def receive_deletions(self, *keys: CardKey) -> None:
        boards = frozenset(card.board for key in keys if (card := self.local_cards.card(key)) is not None)
        self.bus.publish(CardsChanged(frozenset(self.local_cards.remove_cards(keys)), boards))

    def mark_sent(self, card: str) -> None:
        """As after a successful push: the base equals what is shown, nothing is unsent."""
        shown = self.local_cards.card(card)
        entries = self.local_cards.pending.entries_of(CardKey(card))
        self.local_cards.drop_entries([entry.id for entry in entries])
        if shown is not None:
            server_id = shown.server_id or f"server-{shown.key}"
            moment = self.now() + timedelta(minutes=1)
            self.local_cards.put_cards([replace(shown, server_id=server_id, updated_at=moment)])
        else:
            self.local_cards.remove_cards([CardKey(card)])
        self.replica.apply(Batch(drop=[entry.id for entry in entries]))

    def mark_in_flight(self, card: str) -> None:
        entries: list[Entry] = self.local_cards.pending.entries_of(CardKey(card))
        self.replica.apply(Batch(put=[replace(entry, state=State.IN_FLIGHT) for entry in entries]))

    def add_question(
        self,
        card: str,
        reason: Reason,
        *,
        detail: str = "",
        theirs: dict[Field, object] | None = None,
        status: int = 0,
        **requested: object,
    ) -> Entry:
        """Parks an edit of that card as a question."""
        known = self.service.require_card(card)
        fields = {Field(name): value for name, value in requested.items()}
        old = {name: getattr(known, name.value) for name in fields}
        entry = Entry(
            id=new_change_id(),
            seq=self.local_cards.pending.next_seq(),
            change=EditCard(known.key, old, fields),
            made_at=self.now() - timedelta(minutes=4),
            state=State.PARKED,
            reason=reason,
            detail=detail,
            theirs=theirs,
            status=status,
        )
        self.replica.apply(Batch(put=[entry]))
        return entry


def open_account_at(path: Path, now: datetime, bus: EventBus | None = None) -> OpenAccount:
    """Opens the store as a new process would."""
    put_empty_store(path)
    store, bus = open_store(path).store, bus or EventBus()

    def clock() -> datetime:
        return now

    replica = Replica(store, bus, clock)
    replica.load()
    replica.build_index()
    sync_control = FakeSyncControl()
    service = BoardService(replica, LocalData(replica, store), sync_control)
    return OpenAccount(store, bus, replica, sync_control, service, clock)
