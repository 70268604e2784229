"""Sandboxes and signed-in profiles for the verbs."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.sandbox import RunningSandbox, running_sandbox
from support.terminal import Terminal, with_token


@pytest.fixture(scope="session")
def shared_sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSandbox]:
    """For tests that only read from it, and for the profile that all others are copied from."""
    with running_sandbox(tmp_path_factory.mktemp("shared") / "sandbox") as running:
        yield running


@pytest.fixture(scope="session")
def synced_profile(shared_sandbox: RunningSandbox, tmp_path_factory: pytest.TempPathFactory) -> Path:
    terminal = Terminal(tmp_path_factory.mktemp("synced") / "profile", with_token(shared_sandbox))
    assert terminal.run("sync").code == 0
    return terminal.profile


@pytest.fixture
def terminal(shared_sandbox: RunningSandbox, synced_profile: Path, tmp_path: Path) -> Terminal:
    """Signed in by token, everything loaded; what it changes must stay on this computer."""
    shutil.copytree(synced_profile, tmp_path / "profile")
    return Terminal(tmp_path / "profile", with_token(shared_sandbox))


@pytest.fixture
def own_sandbox(tmp_path: Path) -> Iterator[RunningSandbox]:
    """For tests that change something there, or make trouble."""
    with running_sandbox(tmp_path / "sandbox") as running:
        yield running


@pytest.fixture
def own_terminal(own_sandbox: RunningSandbox, profile: Path) -> Terminal:
    """Nobody has been here yet; the token is in the environment."""
    return Terminal(profile, with_token(own_sandbox))
