"""A clock that a test advances, and a sandbox to sign in to."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kanbert_desktop.identity.async_keyring import InMemoryKeyring
from support.fake_clock import FakeClock
from support.sandbox import RunningSandbox, running_sandbox
from support.token_server import FakeTokenServer, StoredAccount


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(datetime(2026, 11, 2, 9, tzinfo=UTC))


@pytest.fixture
def sandbox(tmp_path: Path) -> Iterator[RunningSandbox]:
    with running_sandbox(tmp_path / "sandbox", tasks=5) as running:
        yield running


@pytest.fixture
def token_server() -> FakeTokenServer:
    return FakeTokenServer()


@pytest.fixture
def stored_account(token_server: FakeTokenServer, clock: FakeClock, tmp_path: Path) -> StoredAccount:
    return StoredAccount(token_server, InMemoryKeyring(), clock, tmp_path)
