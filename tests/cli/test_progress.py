"""Progress of a long sync: one line on a terminal, a line now and then elsewhere, nothing in the result."""

import asyncio
import io
import os
import pty
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields
from typing import Any

import pytest

from kanbert_desktop.app.application import Application
from kanbert_desktop.app.environment import Environment, Options
from kanbert_desktop.app.system.instance_lock import InstanceLock
from kanbert_desktop.cli.handover import serve_verbs
from kanbert_desktop.cli.output import INTERVAL_SECONDS, ProgressLine
from kanbert_desktop.domain.events import LoadProgressed
from kanbert_desktop.sync.engine import CycleReport
from plugins.qt_loop import QtLoop
from support.sandbox import RunningSandbox
from support.terminal import LONG_TIMEOUTS_PROGRAM, TIMEOUT_SECONDS, Terminal


class Clock:
    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def test_elsewhere_than_on_a_terminal_a_line_comes_now_and_then() -> None:
    clock, printed = Clock(), io.StringIO()
    line = ProgressLine(clock)
    for second in range(12):
        clock.seconds = float(second)
        line.show(printed, f"{second} cards")
        line.clear(printed)
    wanted = range(int(INTERVAL_SECONDS), 12, int(INTERVAL_SECONDS))
    assert printed.getvalue() == "".join(f"{second} cards\n" for second in wanted)


class Screen:
    """The other end of a terminal: what has arrived, and what is readable there."""

    def __init__(self) -> None:
        self.master, self.slave = pty.openpty()
        self.came = ""

    def read_all(self) -> str:
        """Reads until the last writer has closed it."""
        os.close(self.slave)
        while True:
            try:
                piece = os.read(self.master, 65_536)
            except OSError:
                break
            if not piece:
                break
            self.came += piece.decode()
        return self.came

    def shown(self) -> str:
        """The lines as a terminal shows them: overwritten text is gone."""
        lines = []
        for line in self.came.replace("\r\n", "\n").split("\n"):
            shown = ""
            for part in line.split("\r"):
                shown = part + shown[len(part) :]
            lines.append(shown.rstrip())
        return "\n".join(lines)


@pytest.fixture
def screen_end() -> Iterator[Screen]:
    end = Screen()
    yield end
    os.close(end.master)


def started(terminal: Terminal, end: Screen, *words: str, **more: str | None) -> Any:  # noqa: ANN401  a Popen
    return subprocess.Popen(
        [sys.executable, "-c", LONG_TIMEOUTS_PROGRAM, *words],
        env=terminal.environment(TERM="xterm", **more),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=end.slave,
        text=True,
    )


def test_on_a_terminal_one_line_is_written_over_and_gone_at_the_end(
    own_terminal: Terminal, screen_end: Screen
) -> None:
    syncing = started(own_terminal, screen_end, "sync", "--json")
    came = screen_end.read_all()
    out, _ = syncing.communicate(timeout=TIMEOUT_SECONDS)
    assert syncing.returncode == 0
    assert out.startswith("{\n")
    assert "Loading boards, " in came
    assert "so far" in came
    assert "\n" not in came
    assert screen_end.shown() == ""


def test_a_full_comparison_says_how_far_it_has_come(own_terminal: Terminal, screen_end: Screen) -> None:
    own_terminal.json("sync")
    syncing = started(own_terminal, screen_end, "sync", "--full", "--json")
    came = screen_end.read_all()
    out, _ = syncing.communicate(timeout=TIMEOUT_SECONDS)
    assert (syncing.returncode, out[:1]) == (0, "{")
    assert "Comparing everything, " in came
    assert screen_end.shown() == ""


@pytest.mark.usefixtures("english")
def test_the_sender_of_a_sync_gets_its_progress(
    qt_loop: QtLoop,
    own_terminal: Terminal,
    own_sandbox: RunningSandbox,
    screen_end: Screen,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    own_terminal.json("sync")
    result = Options(server=own_sandbox.url, profile=own_terminal.profile)
    application = Application(Environment.for_options(result), result)
    application.open_chosen_account()

    async def sync(*, full: bool) -> CycleReport:
        application.bus.publish(LoadProgressed(12, 38, 412))
        return CycleReport(*[0] * len(fields(CycleReport)))

    async def serve() -> str:
        server = serve_verbs(application)
        sender = started(own_terminal, screen_end, "sync", "--json", KANBERT_ACCESS_TOKEN=None)
        came = await asyncio.to_thread(screen_end.read_all)
        out, _ = await asyncio.to_thread(sender.communicate)
        assert (sender.returncode, out[:1]) == (0, "{")
        await server.close()
        await application.close()
        return came

    monkeypatch.setattr(application, "sync", sync)
    with InstanceLock(own_terminal.profile) as lock:
        assert lock.try_acquire()
        came = qt_loop(serve())
    assert "\rLoading boards, 12 of 38 · 412 cards so far" in came
    assert screen_end.shown() == ""


def test_a_sync_that_loads_nothing_says_nothing_beside_its_answer(own_terminal: Terminal) -> None:
    own_terminal.json("sync")
    result = own_terminal.run("sync", "--json")
    assert (result.exit_code, result.stderr) == (0, "")
