"""Fixtures for sign-in: a user with a keyring in memory, a browser that allows everything, and a sandbox."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from kanbert_desktop.sandbox.context import ServerBehaviour
from support import fake_keyring
from support.app_user import AppUser, make_app_user
from support.fake_keyring import FakeKeyring
from support.sandbox import RunningSandbox, running_sandbox


@pytest.fixture
def sandbox(tmp_path: Path) -> Iterator[RunningSandbox]:
    with running_sandbox(
        tmp_path / "sandbox", tasks=20, behaviour=ServerBehaviour(revocation_endpoint=True)
    ) as running:
        yield running


@pytest.fixture
def keyring(monkeypatch: pytest.MonkeyPatch) -> FakeKeyring:
    return fake_keyring.install_fake_keyring(monkeypatch)


@pytest.fixture
def app_user(
    sandbox: RunningSandbox, keyring: FakeKeyring, profile: Path, monkeypatch: pytest.MonkeyPatch
) -> AppUser:
    return make_app_user(sandbox, keyring, profile, monkeypatch)


@pytest.fixture
def free_port() -> int:
    """A port on which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
