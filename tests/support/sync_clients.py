"""A server in the test's process and clients that sync with it: one clock, no sockets, no waiting."""

import asyncio
import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx

from kanbert_desktop.api.client import KanbertApi
from kanbert_desktop.domain.board import BoardId, Card, CardKey, Column, CommentKey
from kanbert_desktop.domain.changes import (
    AddComment,
    CreateCard,
    DeleteCard,
    Entry,
    Field,
    FieldValue,
    edit,
    inverse,
)
from kanbert_desktop.domain.coalescing import OutgoingRequest
from kanbert_desktop.domain.events import EventBus
from kanbert_desktop.net.client import make_client
from kanbert_desktop.sandbox.app import create_app
from kanbert_desktop.sandbox.context import ServerBehaviour
from kanbert_desktop.sandbox.faults import FaultMiddleware
from kanbert_desktop.sandbox.state import SandboxState
from kanbert_desktop.store.database import Store, open_store
from kanbert_desktop.sync.batch import Batch
from kanbert_desktop.sync.engine import CycleReport, Engine
from kanbert_desktop.sync.replica import QueuedChange, Replica
from support.bearer_auth import BearerAuth
from support.colleague import Colleague
from support.empty_store import put_empty_store
from support.fake_clock import FakeClock
from support.quick_sandbox import open_state

START = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


class InProcessTransport(httpx.ASGITransport):
    """Calls the server directly; while it is offline, no request leaves the client."""

    def __init__(self, server: "SyncServer") -> None:
        super().__init__(server.app)
        self.server = server

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if self.server.faults.offline:
            raise httpx.ConnectError("offline", request=request)
        return await super().handle_async_request(request)


class BlockingInProcessTransport(httpx.BaseTransport):
    """The same for a thread, which waits for the response."""

    def __init__(self, server: "SyncServer") -> None:
        self.transport = InProcessTransport(server)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        async def answer() -> tuple[httpx.Response, bytes]:
            response = await self.transport.handle_async_request(request)
            return response, await response.aread()

        response, body = asyncio.run(answer())
        headers = [pair for pair in response.headers.raw if pair[0].lower() != b"content-length"]
        return httpx.Response(response.status_code, headers=headers, content=body)


@dataclass
class SyncClient:
    """One installation: a store on disk and an engine. Edits are made as the service makes them."""

    server: "SyncServer"
    folder: Path
    store: Store = field(init=False)
    replica: Replica = field(init=False)
    engine: Engine = field(init=False)
    bus: EventBus = field(init=False)

    def __post_init__(self) -> None:
        self.start()

    def start(self) -> None:
        clock = self.server.clock
        self.bus = EventBus()
        put_empty_store(self.folder / "store.db")
        self.store = open_store(self.folder / "store.db").store
        self.replica = Replica(self.store, self.bus, clock.now)
        self.replica.load()
        self.engine = self.server.engine(self.replica)

    def stop(self) -> None:
        self.store.close()

    def restart(self) -> None:
        self.stop()
        self.start()

    def crashed_copy(self, name: str) -> "SyncClient":
        """Another start on what the disk holds at this moment."""
        assert self.store.flush(10)
        copy = self.folder.parent / name
        shutil.copytree(self.folder, copy)
        return self.server.add_client(copy.name)

    async def sync(self, *, full: bool = False, open_first: bool = True) -> CycleReport:
        on_thread = self.server.reads_on_threads
        return await self.engine.run_cycle(
            full=full, release_holds=True, open_first=open_first, on_thread=on_thread
        )

    def board(self, shortcode: str) -> BoardId:
        return next(
            board.id for board in self.replica.local_cards.boards.values() if board.shortcode == shortcode
        )

    def card(self, reference: str) -> Card:
        card = self.replica.local_cards.card(reference)
        assert card is not None, reference
        return card

    def named(self, title: str) -> Card:
        return next(card for card in self.replica.local_cards.cards() if card.title == title)

    def add(
        self, title: str, *, board: str | None = None, column: Column = Column.NEW, **fields: FieldValue
    ) -> CardKey:
        key = CardKey(f"kd-{uuid4()}")
        known = {Field.TITLE: title, Field.COLUMN: column, Field.IS_PUBLIC: False}
        requested = known | {Field(name): value for name, value in fields.items()}
        self.replica.append(
            CreateCard(key, self.board(board or self.server.board), requested), DeleteCard(key)
        )
        return key

    def edit(self, reference: str, **fields: FieldValue) -> QueuedChange:
        change = edit(self.card(reference), {Field(name): value for name, value in fields.items()})
        assert change is not None
        return self.replica.append(change, inverse(change))

    def delete(self, reference: str, hold: timedelta | None = None) -> QueuedChange:
        card = self.card(reference)
        return self.replica.append(DeleteCard(card.key, card.updated_at), None, hold=hold)

    def comment(self, reference: str, text: str) -> CommentKey:
        key = CommentKey(f"kd-{uuid4()}")
        self.replica.append(AddComment(key, self.card(reference).key, text), None)
        return key

    def entries(self) -> list[Entry]:
        return self.replica.local_cards.pending.entries()

    def attention(self) -> list[Entry]:
        return self.replica.parked_entries()

    def titles(self) -> set[str]:
        return {card.title for card in self.replica.local_cards.cards()}


@dataclass
class SyncServer:
    """The server, the colleague who works on it, and every client of the test."""

    folder: Path
    state: SandboxState
    clock: FakeClock
    faults: FaultMiddleware
    behaviour: ServerBehaviour
    board: str = ""
    reads_on_threads: bool = False
    """Clients that are started from now on read the pages of long listings on a thread."""
    app: Any = None
    clients: list[SyncClient] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.app = create_app(self.state, self.behaviour, self.faults)
        fullest = (
            "SELECT shortcode FROM projects JOIN tasks ON project_id = projects.id "
            "WHERE projects.status = 'running' GROUP BY projects.id ORDER BY count(*) DESC"
        )
        self.board = self.state.rows(fullest)[0]["shortcode"]

    def engine(self, replica: Replica) -> Engine:
        token = self.state.secrets.credentials()["access_token"]
        http = make_client(
            "http://127.0.0.1:9",
            auth=BearerAuth(token),
            transport=InProcessTransport(self),
            blocking_transport=BlockingInProcessTransport(self) if self.reads_on_threads else None,
        )
        return Engine(replica, KanbertApi(http), self.clock.now, self.clock.sleep, random.Random(1))  # noqa: S311

    def add_client(self, name: str = "desk") -> SyncClient:
        computer = SyncClient(self, self.folder / name)
        self.clients.append(computer)
        return computer

    @property
    def colleague(self) -> Colleague:
        return Colleague(self.state)

    def tasks(self) -> list[dict[str, Any]]:
        return self.state.tasks()

    def task_with_title(self, title: str) -> list[dict[str, Any]]:
        return [task for task in self.tasks() if task["title"] == title]

    def task(self, server_id: str | None) -> dict[str, Any]:
        return next(task for task in self.tasks() if task["id"] == server_id)


def after_each_request(computer: SyncClient, action: Callable[[], object]) -> list[OutgoingRequest]:
    """Runs `act` on the server before the client processes the response. Returns the requests from now on."""
    send, sent = computer.engine._requests.send, []

    async def then(sending: OutgoingRequest) -> Batch:
        sent.append(sending)
        try:
            return await send(sending)
        finally:
            action()

    computer.engine._requests.send = then  # type: ignore[method-assign]
    return sent


def seed_sandbox(folder: Path, tasks: int) -> Path:
    """A sandbox folder with sample data, to be copied by each test: seeding takes most of the time."""
    open_state(folder / "sandbox", tasks=tasks, clock=lambda: START).close()
    return folder / "sandbox"


@contextmanager
def sync_server(seeded: Path, folder: Path) -> Iterator[SyncServer]:
    """A server on a copy of the seeded folder, and its clients below `folder`."""
    clock = FakeClock(START)
    state = open_state(shutil.copytree(seeded, folder / "sandbox"), clock=clock.now)
    faults = FaultMiddleware(make_error=lambda: httpx.ReadError("cut"))
    server = SyncServer(folder, state, clock, faults, ServerBehaviour())
    yield server
    for client in server.clients:
        client.stop()
    state.close()
