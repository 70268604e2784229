"""Time from start to the window on the screen: the frozen program beside the same program run by Python."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from benchmarks.figures import Figure, Sample, medians
from devtools.child_processes import ChildProcesses
from devtools.paths import BUILD

BUNDLE_TARGET = 1.1
KEPT_SECONDS = 4.0
"""After one second the program keeps code, icons and texts for the next start."""
PROGRAM = BUILD / "kanbert-desktop" / "kanbert-desktop"
SPY = ("xprop", "-root", "-spy", "_NET_CLIENT_LIST")


def measure(
    children: ChildProcesses, profile: Path, variables: Mapping[str, str], runs: int
) -> Iterator[Figure]:
    """On a profile with boards, without a server. The first pair only warms the caches, those of the program too."""
    if not PROGRAM.exists():
        raise SystemExit("There is no frozen program. Make it with: python3 packaging/dev.py bundle")
    wanted = {**os.environ, **variables, "KANBERT_PROFILE": str(profile)}
    windows = Windows(children)
    frozen: list[Sample] = []
    python: list[Sample] = []
    command = [sys.executable, "-m", "kanbert_desktop"]
    for turn in range(runs + 1):
        staying = 0.0 if turn else KEPT_SECONDS
        frozen.append(windows.milliseconds_until_open([str(PROGRAM)], wanted, staying))
        python.append(windows.milliseconds_until_open(command, wanted, staying))
    yield Figure(
        "start of the frozen program",
        medians(frozen[1:]),
        medians(python[1:]),
        "ms",
        BUNDLE_TARGET,
        runs=runs,
    )


class Windows:
    """The windows on the screen, as reported by the window manager; none at first."""

    def __init__(self, children: ChildProcesses) -> None:
        self._children = children
        self._spy = children.start(SPY, os.environ, stdout=subprocess.PIPE)
        self._wait_until(are_open=False)

    def milliseconds_until_open(
        self, command: Sequence[str], variables: Mapping[str, str], staying: float
    ) -> Sample:
        """Starts the program, waits for its window and ends it after so many seconds."""
        began = time.monotonic_ns()
        process = self._children.start(command, variables, stderr=subprocess.DEVNULL)
        self._wait_until(are_open=True)
        taken = (time.monotonic_ns() - began) / 1e6
        if staying:
            with suppress(subprocess.TimeoutExpired):
                process.wait(staying)
        process.terminate()
        self._children.wait(process)
        self._wait_until(are_open=False)
        return Sample(taken)

    def _wait_until(self, *, are_open: bool) -> None:
        while self._spy.stdout:
            line = self._spy.stdout.readline()
            if not line:
                raise SystemExit("The window manager's list of windows has ended.")
            if ("0x" in line) == are_open:
                return
