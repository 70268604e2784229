"""A compositor of Wayland for each test process that needs one."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from devtools.child_processes import ChildProcesses
from devtools.screen import start_sway
from support.sandbox import RunningSandbox, running_sandbox
from support.terminal import Terminal, token_environment


@pytest.fixture(scope="session")
def sway() -> Iterator[Mapping[str, str]]:
    """The variables of programs that open their windows there. Each window has a part of the screen, the first one all."""
    with ChildProcesses() as children:
        yield start_sway(children, os.environ, Path(os.environ["XDG_RUNTIME_DIR"]))


@pytest.fixture
def sandbox(tmp_path: Path) -> Iterator[RunningSandbox]:
    with running_sandbox(tmp_path / "sandbox") as running:
        yield running


@pytest.fixture
def terminal(sandbox: RunningSandbox, profile: Path) -> Terminal:
    """Signed in by token."""
    return Terminal(profile, token_environment(sandbox))
