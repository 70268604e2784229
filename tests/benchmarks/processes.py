"""A measured program: its start time, its output, and its memory once it is idle."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from devtools.child_processes import ChildProcesses

QUIET_SECONDS = 1.0
QUIET_SAMPLES = 3
"""Less processor time than this (in hundredths of a second) within `QUIET_SECONDS` counts as idle."""
TIMEOUT_SECONDS = 60.0


class MeasuredProgram:
    """`python -m module` whose output lines are JSON. Times are `time.monotonic_ns()`, one clock for all processes."""

    def __init__(
        self, children: ChildProcesses, module: str, variables: Mapping[str, str], *words: str
    ) -> None:
        self._children = children
        self.start_time = time.monotonic_ns()
        command = [sys.executable, "-m", module, *words]
        wanted = {**os.environ, **variables}
        self._process = children.start(command, wanted, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def line(self) -> Any:  # noqa: ANN401  any document
        text = self._process.stdout.readline() if self._process.stdout else ""
        if not text:
            raise SystemExit("A measured program ended without a word.")
        return json.loads(text)

    def send(self, words: str) -> None:
        if self._process.stdin:
            self._process.stdin.write(f"{words}\n")
            self._process.stdin.flush()

    def milliseconds_until(self, moment: int) -> float:
        return (moment - self.start_time) / 1e6

    def memory(self) -> tuple[float, float]:
        """MiB resident, and MiB with shared pages divided among their users (PSS), once the program is idle."""
        self._wait_until_quiet()
        rollup = Path(f"/proc/{self._process.pid}/smaps_rollup").read_text("ascii").splitlines()
        found = {line.split(":")[0]: int(line.split()[1]) / 1024 for line in rollup[1:]}
        return found["Rss"], found["Pss"]

    def processor_within(self, seconds: float) -> float:
        """Milliseconds of processor time that it uses while idle."""
        before = self._ticks()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(seconds)
            raise SystemExit("A measured program ended before its time.")
        return (self._ticks() - before) * 1000 / os.sysconf("SC_CLK_TCK")

    def end(self) -> None:
        self._process.terminate()
        self._children.wait(self._process)

    def wait(self) -> int:
        return self._children.wait(self._process)

    def _wait_until_quiet(self) -> None:
        give_up = time.monotonic() + TIMEOUT_SECONDS
        before = self._ticks()
        while time.monotonic() < give_up:
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(QUIET_SECONDS)
                raise SystemExit("A measured program ended before its time.")
            now = self._ticks()
            if now - before <= QUIET_SAMPLES:
                return
            before = now
        raise SystemExit("A measured program does not come to rest.")

    def _ticks(self) -> int:
        """Processor time so far, in hundredths of a second."""
        fields = Path(f"/proc/{self._process.pid}/stat").read_text("ascii").rpartition(")")[2].split()
        return int(fields[11]) + int(fields[12])
