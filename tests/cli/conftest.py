"""Sandboxes and signed-in profiles for the verbs."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kanbert_desktop.sandbox.faults import HeldRequest, hold_request
from support.sandbox import RunningSandbox, running_sandbox
from support.terminal import TIMEOUT_SECONDS, HeldVerb, Terminal, token_environment
from support.window_processes import OpenWindow, WindowProcess


@pytest.fixture(scope="session")
def shared_sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSandbox]:
    """Shared by tests that only read from it, and by the profile that others are copied from."""
    with running_sandbox(tmp_path_factory.mktemp("shared") / "sandbox") as running:
        yield running


@pytest.fixture(scope="session")
def synced_profile(shared_sandbox: RunningSandbox, tmp_path_factory: pytest.TempPathFactory) -> Path:
    terminal = Terminal(tmp_path_factory.mktemp("synced") / "profile", token_environment(shared_sandbox))
    assert terminal.run("sync").exit_code == 0
    return terminal.profile


@pytest.fixture
def terminal(shared_sandbox: RunningSandbox, synced_profile: Path, tmp_path: Path) -> Terminal:
    """Signed in by token, everything loaded. Changes must stay on this computer."""
    shutil.copytree(synced_profile, tmp_path / "profile")
    return Terminal(tmp_path / "profile", token_environment(shared_sandbox))


@pytest.fixture
def own_sandbox(tmp_path: Path) -> Iterator[RunningSandbox]:
    """For tests that change server data or inject faults."""
    with running_sandbox(tmp_path / "sandbox") as running:
        yield running


@pytest.fixture
def own_terminal(own_sandbox: RunningSandbox, profile: Path) -> Terminal:
    """Not signed in; the token is in the environment."""
    return Terminal(profile, token_environment(own_sandbox))


@pytest.fixture
def no_browser(tmp_path: Path) -> dict[str, str]:
    """An `xdg-open` that opens nothing: the link is read from standard error."""
    folder = tmp_path / "bin"
    folder.mkdir()
    xdg_open = folder / "xdg-open"
    xdg_open.write_text("#!/bin/sh\nexit 0\n", "ascii")
    xdg_open.chmod(0o755)
    return {"PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"}


@pytest.fixture
def open_window(screen: str, qtbot: QtBot, qapp: QApplication) -> Iterator[OpenWindow]:
    opened: list[WindowProcess] = []

    def begin(terminal: Terminal, *words: str) -> WindowProcess:
        opened.append(WindowProcess(terminal, qtbot, screen, *words))
        return opened[-1]

    yield begin
    for window in opened:
        if window.process.poll() is None:
            assert window.close() == 0


@pytest.fixture
def held_verb(own_sandbox: RunningSandbox, own_terminal: Terminal) -> Iterator[HeldVerb]:
    """A sync that holds the profile and waits for the server until it is released, at the latest at the end."""
    gate = HeldRequest()
    own_sandbox.faults.inject("GET", "/api/v1/whoami", hold_request(gate))
    holder = HeldVerb(own_terminal.start("sync", "--json"), gate)
    assert gate.has_arrived.wait(TIMEOUT_SECONDS)
    yield holder
    gate.release()
    if holder.process.poll() is None:
        holder.process.communicate(timeout=TIMEOUT_SECONDS)
