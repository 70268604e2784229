"""A real desk, mirror and store with a few boards; only the outside is played."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from kanbert_desktop.app.boards.local_data import LocalData
from kanbert_desktop.app.boards.service import BoardService, CommentsState
from kanbert_desktop.domain.board import (
    Board,
    BoardId,
    Card,
    CardKey,
    Client,
    ClientId,
    Column,
    Person,
    PersonId,
)
from kanbert_desktop.domain.changes import EditCard, Entry, Field, Reason, State
from kanbert_desktop.domain.events import EventBus, SyncStatus
from kanbert_desktop.domain.mirror import Mirror
from kanbert_desktop.store.database import Store, open_store
from kanbert_desktop.sync.batch import Batch
from kanbert_desktop.sync.replica import WATERMARK, Replica, new_change_id

NOW = datetime(2026, 11, 24, 10, 42, tzinfo=UTC)
ME = Person(PersonId("u1"), "Mira Kessler", "mira@nordlicht.example", space="Studio Nordlicht")
WEB, CATALOGUE, HEAT = BoardId("b1"), BoardId("b2"), BoardId("b3")


@dataclass
class FakeSyncControl:
    """The desk's outside, as the test wants it."""

    can_write: bool = True
    current_status: SyncStatus = field(default_factory=lambda: SyncStatus(last_sync=NOW))
    sync_request_count: int = 0

    def status(self) -> SyncStatus:
        return self.current_status

    def sync_now(self) -> None:
        self.sync_request_count += 1

    def sync_soon(self) -> None:
        """Nobody to tell."""

    def fetch_comments(self, _key: CardKey) -> None:
        """Nothing to fetch."""

    def comments_state(self, _key: CardKey) -> CommentsState:
        return "loading"


@dataclass
class OpenAccount:
    """One open account: what the session holds."""

    mirror: Mirror
    replica: Replica
    store: Store
    sync_control: FakeSyncControl
    service: BoardService

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
        """An edit of that card has become a question."""
        known = self.service.require_card(card)
        fields = {Field(name): value for name, value in requested.items()}
        was = {name: getattr(known, name.value) for name in fields}
        entry = Entry(
            id=new_change_id(),
            seq=self.mirror.next_seq(),
            change=EditCard(known.key, was, fields),
            made_at=NOW - timedelta(minutes=4),
            state=State.PARKED,
            reason=reason,
            detail=detail,
            theirs=theirs,
            status=status,
        )
        self.replica.apply(Batch(put=[entry]))
        return entry


def card(number: int, title: str, column: Column, board: BoardId = WEB, **more: object) -> Card:
    server_id = str(number)
    made = Card(
        key=CardKey(server_id), server_id=server_id, board=board, title=title, column=column, updated_at=NOW
    )
    return replace(made, **more)


def sample_cards() -> list[Card]:
    titles = {
        Column.NEW: [
            "Cookie-Banner nach Rechtsprüfung anpassen",
            "Photo shoot briefing: sofas, daylight studio",
        ],
        Column.WIP: ["Barrierefreiheitserklärung nach BFSG schreiben", "Redirect list for 412 old addresses"],
        Column.COMPLETED: ["Wireframes Filialfinder"],
    }
    cards = []
    for column, names in titles.items():
        cards += [
            card(len(cards) + n + 1, name, column, due=date(2026, 11, 27)) for n, name in enumerate(names)
        ]
    cards += [card(20 + n, f"Idee {n}", Column.BACKLOG) for n in range(4)]
    cards += [card(40 + n, f"Katalogseite {n}", Column.NEW, CATALOGUE) for n in range(18)]
    return cards + [card(70 + n, f"Kampagne {n}", Column.WIP, HEAT) for n in range(31)]


def open_fake_account(folder: Path, bus: EventBus) -> OpenAccount:
    mirror = Mirror()
    store = open_store(folder / "store.db").store
    replica = Replica(mirror, store, bus, lambda: NOW)
    replica.load_boards()
    replica.load_cards()
    replica.meta[WATERMARK] = NOW.isoformat()
    mirror.me = ME
    moebel, lindau = ClientId("k1"), ClientId("k2")
    mirror.clients = {moebel: Client(moebel, "Bergmann Möbel"), lindau: Client(lindau, "Stadtwerke Lindau")}
    mirror.boards = {
        WEB: Board(WEB, "Website-Relaunch", "WEB", moebel),
        CATALOGUE: Board(CATALOGUE, "Frühjahrskatalog 2027", "KAT", moebel),
        HEAT: Board(HEAT, "Kampagne Fernwärme", "FERN", lindau),
    }
    mirror.people = {ME.id: ME, PersonId("u2"): Person(PersonId("u2"), "Lea Sommer", "lea@nordlicht.example")}
    mirror.put_cards(sample_cards())
    outside = FakeSyncControl()
    return OpenAccount(
        mirror, replica, store, outside, BoardService(replica, LocalData(replica, store), outside)
    )
