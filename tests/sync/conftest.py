"""A server with sample data and a client that has synced with it once."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
import stamina

from kanbert_desktop.store.database import open_store
from kanbert_desktop.sync.local_cards import LocalCards
from support.sync_clients import SyncClient, SyncServer, seed_sandbox, sync_server


@pytest.fixture(autouse=True)
def _retries_do_not_wait() -> Iterator[None]:
    with stamina.set_testing(True, attempts=3, cap=True):
        yield


@pytest.fixture(scope="session")
def seeded_sandbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return seed_sandbox(tmp_path_factory.mktemp("seeded"), tasks=40)


@pytest.fixture
def server(seeded_sandbox: Path, tmp_path: Path) -> Iterator[SyncServer]:
    with sync_server(seeded_sandbox, tmp_path) as running:
        yield running


@pytest.fixture
def client(server: SyncServer) -> SyncClient:
    """A client that has synced once."""
    added = server.add_client()
    asyncio.run(added.sync())
    return added


@pytest.fixture
def local_cards(profile: Path) -> Iterator[LocalCards]:
    """Without any cards."""
    store = open_store(profile / "store.db").store
    yield LocalCards(store)
    store.close()
