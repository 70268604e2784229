"""A seeded server and a client that has synced with it once."""

import asyncio
import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import stamina

from kanbert_desktop.sandbox.context import ServerBehaviour
from kanbert_desktop.sandbox.faults import FaultMiddleware
from kanbert_desktop.sandbox.sample_data import open_state
from support.sync_clients import START, SharedClock, SyncClient, SyncServer


@pytest.fixture(autouse=True)
def _reads_are_repeated_without_waiting() -> Iterator[None]:
    with stamina.set_testing(True, attempts=3, cap=True):
        yield


@pytest.fixture(scope="session")
def _planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("planted") / "sandbox"
    open_state(folder, tasks=40, clock=lambda: START).close()
    return folder


@pytest.fixture
def server(_planted: Path, tmp_path: Path) -> Iterator[SyncServer]:
    shutil.copytree(_planted, tmp_path / "sandbox")
    clock = SharedClock()
    world = open_state(tmp_path / "sandbox", clock=clock.now)
    office = SyncServer(
        tmp_path, world, clock, FaultMiddleware(make_error=lambda: httpx.ReadError("cut")), ServerBehaviour()
    )
    yield office
    for computer in office.clients:
        computer.stop()
    world.close()


@pytest.fixture
def client(server: SyncServer) -> SyncClient:
    """A client that has synced once."""
    computer = server.add_client()
    asyncio.run(computer.sync())
    return computer
