"""A planted server, and a desk with an ear on it that a test opens as often as it needs."""

import asyncio
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import httpx
import pytest

from kanbert_desktop.app.boards.local_data import LocalData
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.notifications import NotificationDetector, NotificationEvent
from kanbert_desktop.domain.events import SyncStatus
from kanbert_desktop.sandbox.context import ServerBehaviour
from kanbert_desktop.sandbox.faults import FaultMiddleware
from kanbert_desktop.sandbox.sample_data import open_state
from support.colleague import Colleague
from support.offline_service import Nobody
from support.sync_clients import START, Clock, Computer, Office


class Outside(Nobody):
    """The desk's network, as far as it tells how the last sync went."""

    def __init__(self, computer: Computer) -> None:
        super().__init__()
        self._computer = computer

    def status(self) -> SyncStatus:
        return self._computer.ledger.status.current()


@dataclass
class Reader:
    """One person's computer; everything it heard of lies in `news` until it is taken."""

    computer: Computer
    days: int = 0
    desk: BoardService = field(init=False)
    ear: NotificationDetector = field(init=False)
    heard: int = 0

    def __post_init__(self) -> None:
        self.listen()

    def listen(self) -> None:
        computer = self.computer
        self.desk = BoardService(
            computer.ledger, LocalData(computer.ledger, computer.store), Outside(computer)
        )
        self.ear = NotificationDetector(
            self.desk, computer.bus, computer.office.clock.now, self.today, self._on_news
        )

    def today(self) -> date:
        return START.date() + timedelta(days=self.days)

    def sync(self) -> list[NotificationEvent]:
        """One cycle, and what is read ahead after it; gives what was heard."""
        self.computer.office.clock.pass_by(minutes=1)
        asyncio.run(self._sync())
        return self.ear.take_events()

    async def _sync(self) -> None:
        await self.computer.sync()
        await self.computer.engine.prefetch_comments()

    def restart(self) -> None:
        """The process ends and another one begins; cards come from the disk."""
        self.ear.close()
        assert self.computer.store.flush(10)
        self.computer.stop()
        self.computer.start()
        self.listen()
        self.computer.ledger.load_cards()

    @property
    def me(self) -> str:
        assert self.desk.me is not None
        return self.desk.me.id

    @property
    def colleague(self) -> Colleague:
        return self.computer.office.colleague

    def _on_news(self) -> None:
        self.heard += 1


@pytest.fixture(scope="session")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("planted") / "sandbox"
    open_state(folder, tasks=12, clock=lambda: START).close()
    return folder


@pytest.fixture
def office(planted: Path, tmp_path: Path) -> Iterator[Office]:
    shutil.copytree(planted, tmp_path / "sandbox")
    clock = Clock()
    world = open_state(tmp_path / "sandbox", clock=clock.now)
    office = Office(
        tmp_path, world, clock, FaultMiddleware(make_error=lambda: httpx.ReadError("cut")), ServerBehaviour()
    )
    yield office
    for computer in office.computers:
        computer.stop()
    world.close()


@pytest.fixture
def stranger(office: Office) -> Reader:
    """Who has never synced before."""
    return Reader(office.computer())


@pytest.fixture
def reader(stranger: Reader) -> Reader:
    """Who is in step, and has been told of everything."""
    stranger.sync()
    return stranger
