"""A planted server, and a desk with an ear on it that a test opens as often as it needs."""

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
    """The desk's network, as far as it tells how the last sync went."""

    def __init__(self, computer: SyncClient) -> None:
        super().__init__()
        self._computer = computer

    def status(self) -> SyncStatus:
        return self._computer.replica.status.current()


@dataclass
class NotifiedClient:
    """One person's computer; everything it heard of lies in `news` until it is taken."""

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
        self.detector = NotificationDetector(
            self.service, computer.bus, computer.server.clock.now, self.today, self._on_news
        )

    def today(self) -> date:
        return START.date() + timedelta(days=self.days)

    def sync(self) -> list[NotificationEvent]:
        """One cycle, and what is read ahead after it; gives what was heard."""
        self.client.server.clock.advance(minutes=1)
        asyncio.run(self._sync())
        return self.detector.take_events()

    async def _sync(self) -> None:
        await self.client.sync()
        await self.client.engine.prefetch_comments()

    def restart(self) -> None:
        """The process ends and another one begins; cards come from the disk."""
        self.detector.close()
        assert self.client.store.flush(10)
        self.client.stop()
        self.client.start()
        self.start_detection()
        self.client.replica.load_cards()

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
def unsynced_client(server: SyncServer) -> NotifiedClient:
    """Who has never synced before."""
    return NotifiedClient(server.add_client())


@pytest.fixture
def client(unsynced_client: NotifiedClient) -> NotifiedClient:
    """Who is in step, and has been told of everything."""
    unsynced_client.sync()
    return unsynced_client
