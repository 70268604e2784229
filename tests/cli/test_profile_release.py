"""A verb that holds the profile ends with its own work: long requests handed over to it continue elsewhere."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from kanbert_desktop.sandbox.faults import HeldRequest, hold_request
from support import slow_holder
from support.sandbox import RunningSandbox
from support.slow_holder import wait_for_word
from support.terminal import TIMEOUT_SECONDS, Terminal, result_of


class Holder(NamedTuple):
    process: subprocess.Popen[str]
    folder: Path

    def says(self, word: str) -> None:
        wait_for_word(self.process, word)

    def end(self) -> int:
        (self.folder / "go").touch()
        return result_of(self.process).exit_code


@pytest.fixture
def held_request() -> Iterator[HeldRequest]:
    closed = HeldRequest()
    yield closed
    closed.release()


@pytest.fixture
def hold_by(own_terminal: Terminal, tmp_path: Path) -> Iterator[Callable[..., Holder]]:
    begun: list[Holder] = []

    def begin(*words: str) -> Holder:
        folder = tmp_path / "holder"
        folder.mkdir()
        command = [sys.executable, slow_holder.__file__, str(folder), *words]
        holder = subprocess.Popen(
            command,
            env=own_terminal.environment(PYTHONPATH=str(Path(slow_holder.__file__).parents[1])),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        begun.append(Holder(holder, folder))
        begun[-1].says("begun")
        return begun[-1]

    yield begin
    for holder in begun:
        if holder.process.poll() is None:
            holder.process.kill()
            holder.process.communicate(timeout=TIMEOUT_SECONDS)


@pytest.mark.parametrize("verb", ["undo", "sync"])
def test_a_holder_does_not_wait_for_another_process_s_sync(
    own_sandbox: RunningSandbox,
    own_terminal: Terminal,
    hold_by: Callable[..., Holder],
    held_request: HeldRequest,
    verb: str,
) -> None:
    own_terminal.json("sync")
    # The first request waits at the server, whoever sends it.
    own_sandbox.faults.inject("GET", "/api/v1/whoami", hold_request(held_request))
    holder = hold_by(verb)
    sender = own_terminal.start("sync", "--json", has_long_timeouts=True)
    holder.says("asked")
    if verb == "sync":
        assert held_request.has_arrived.wait(TIMEOUT_SECONDS), (
            "a holder that stays is of use to others meanwhile"
        )
    assert holder.end() == 0, "nobody at the server has answered yet"
    held_request.release()
    result = result_of(sender)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.json["pending"] == 0


def test_short_requests_are_finished_before_a_holder_ends(
    own_terminal: Terminal, hold_by: Callable[..., Holder]
) -> None:
    own_terminal.json("sync")
    holder = hold_by("undo")
    result = own_terminal.run("add", "WEB", "Beim anderen angelegt", "--json")
    assert (result.exit_code, result.json["title"]) == (0, "Beim anderen angelegt")
    assert holder.process.poll() is None
    assert holder.end() == 0


def test_a_sync_waits_for_a_short_verb_however_long_that_takes(
    own_terminal: Terminal, hold_by: Callable[..., Holder]
) -> None:
    """Longer than the five seconds that a holder may be silent."""
    own_terminal.json("sync")
    holder = hold_by("undo")
    patch = "import kanbert_desktop.cli.handover as t; t.WAIT_SECONDS, t.RETRY_SECONDS = 0.5, 0.1"
    sender = subprocess.Popen(
        [
            sys.executable,
            "-c",
            f"{patch}; from kanbert_desktop.main import run; exit(run(['sync', '--json']))",
        ],
        env=own_terminal.environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    for _ in range(10):
        holder.says("asked")
    assert sender.poll() is None, "it is told each time that its turn comes"
    assert holder.end() == 0
    result_of(sender)
