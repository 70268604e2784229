"""A clock a test turns, and a sandbox to sign in to."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kanbert_desktop.identity.async_keyring import InMemoryKeyring
from support.fake_clock import Clock
from support.sandbox import RunningSandbox, running_sandbox
from support.token_server import Home, Kanbert


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def sandbox(tmp_path: Path) -> Iterator[RunningSandbox]:
    with running_sandbox(tmp_path / "sandbox", tasks=5) as running:
        yield running


@pytest.fixture
def kanbert() -> Kanbert:
    return Kanbert()


@pytest.fixture
def home(kanbert: Kanbert, clock: Clock, tmp_path: Path) -> Home:
    return Home(kanbert, InMemoryKeyring(), clock, tmp_path)
