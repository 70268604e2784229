"""A computer with a screen, a keyring, a real browser as the system's own, and a sandbox."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from devtools.browser import SystemBrowser
from support.sandbox import RunningSandbox, running_sandbox
from support.terminal import Terminal


@pytest.fixture
def sandbox(tmp_path: Path) -> Iterator[RunningSandbox]:
    with running_sandbox(tmp_path / "sandbox") as running:
        yield running


@pytest.fixture
def browser(screen: str, tmp_path: Path) -> Iterator[SystemBrowser]:
    """Closed at first. Later links opened by `xdg-open` open in it."""
    assert screen
    system = SystemBrowser(tmp_path, os.environ)
    system.install()
    yield system
    system.close()


@pytest.fixture
def terminal(sandbox: RunningSandbox, keyring_session: str) -> Iterator[Terminal]:
    """A user at this computer; not signed in yet."""
    assert keyring_session
    application = {"KANBERT_SERVER": sandbox.url, "KANBERT_CLIENT_ID": sandbox.credentials["client_id"]}
    with tempfile.TemporaryDirectory(prefix="kd-") as folder:
        yield Terminal(Path(folder) / "profile", application)
