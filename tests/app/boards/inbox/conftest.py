"""A server, and a client that keeps an inbox."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
import stamina

from kanbert_desktop.app.boards.inbox.inbox import Inbox
from support.inbox_follower import Follower
from support.sync_clients import seed_sandbox, sync_server


@pytest.fixture(autouse=True)
def _retries_do_not_wait() -> Iterator[None]:
    with stamina.set_testing(True, attempts=3, cap=True):
        yield


@pytest.fixture(scope="session")
def seeded_sandbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return seed_sandbox(tmp_path_factory.mktemp("seeded"), tasks=40)


@pytest.fixture
def follower(seeded_sandbox: Path, tmp_path: Path) -> Iterator[Follower]:
    with sync_server(seeded_sandbox, tmp_path) as server:
        client = server.add_client()
        following = Follower(server, client, Inbox(client.replica, client.store))
        following.start()
        asyncio.run(client.sync())
        following.inbox.recorder.note_loaded_boards()
        yield following
        following.inbox.close()
