"""A seeded server, and clients with a notification detector."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import pytest

from kanbert_desktop.app.boards.local_data import LocalData
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.notifications import NotificationDetector, NotificationEvent
from kanbert_desktop.domain.events import SyncStatus
from support.colleague import Colleague
from support.open_account import FakeSyncControl
from support.sync_clients import START, SyncClient, SyncServer, seed_sandbox, sync_server


class NotificationSyncControl(FakeSyncControl):
    """The sync control, as far as it knows how the last sync ended."""

    def __init__(self, computer: SyncClient) -> None:
        super().__init__()
        self._computer = computer

    def status(self) -> SyncStatus:
        return self._computer.replica.status.current()


@dataclass
class NotifiedClient:
    """One computer. Detected events collect in `news` until they are taken."""

    client: SyncClient
    days: int = 0
    service: BoardService = field(init=False)
    detector: NotificationDetector = field(init=False)
    notifications: int = 0

    def __post_init__(self) -> None:
        self.start_detection()

    def start_detection(self) -> None:
        computer = self.client
        self.service = BoardService(
            computer.replica, LocalData(computer.replica, computer.store), NotificationSyncControl(computer)
        )
        self.detector = NotificationDetector(self.service, computer.bus, self.today, self._on_news)
        computer.replica.observed.subscribe(self.service.inbox.recorder)

    def today(self) -> date:
        return START.date() + timedelta(days=self.days)

    def sync(self) -> list[NotificationEvent]:
        """One sync cycle and the comment prefetch after it. Returns the events."""
        self.client.server.clock.advance(minutes=1)
        asyncio.run(self._sync())
        return self.detector.take_events()

    async def _sync(self) -> None:
        await self.client.sync()
        self.service.inbox.recorder.note_loaded_boards()
        await self.client.engine.prefetch_comments()
        assert self.client.store.flush(10)
        # What the writer's thread reported is due on the loop.
        await asyncio.sleep(0)

    def close(self) -> None:
        self.detector.close()
        assert self.client.store.flush(10)
        self.client.stop()
        self.service.close()

    def restart(self) -> None:
        """The process ends and another one starts from disk."""
        self.close()
        self.client.start()
        self.start_detection()

    @property
    def me(self) -> str:
        assert self.service.me is not None
        return self.service.me.id

    @property
    def colleague(self) -> Colleague:
        return self.client.server.colleague

    def _on_news(self) -> None:
        self.notifications += 1


@pytest.fixture(scope="session")
def seeded_sandbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return seed_sandbox(tmp_path_factory.mktemp("seeded"), tasks=12)


@pytest.fixture
def server(seeded_sandbox: Path, tmp_path: Path) -> Iterator[SyncServer]:
    with sync_server(seeded_sandbox, tmp_path) as running:
        yield running


@pytest.fixture
def unsynced_client(server: SyncServer) -> Iterator[NotifiedClient]:
    """A client that has never synced."""
    made = NotifiedClient(server.add_client())
    yield made
    made.close()


@pytest.fixture
def client(unsynced_client: NotifiedClient) -> NotifiedClient:
    """A client that is up to date and has been notified of everything."""
    unsynced_client.sync()
    return unsynced_client
