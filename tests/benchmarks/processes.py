"""A measured program: its start time, its output, and its memory once it is idle."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from devtools.child_processes import ChildProcesses

QUIET_SECONDS = 1.0
QUIET_SAMPLES = 3
"""Less processor time than this (in hundredths of a second) within `QUIET_SECONDS` counts as idle."""
TIMEOUT_SECONDS = 60.0
LOOK_SECONDS = 0.05
PAUSE_SECONDS = 1.0
"""What happens within a shorter time belongs to the same wake-up, for example a request and its response."""

_SCHEDULER_CLOCK = 2
"""`CPUCLOCK_SCHED` of Linux (include/linux/posix-timers_types.h): what the scheduler counted, not ticks."""
TICK_MS = 1000 / os.sysconf("SC_CLK_TCK")
"""The resolution in which Linux shows processor time (proc(5), `utime` and `stime` of /proc/PID/stat): 10 ms."""


def bursts(moments: Sequence[float], pause: float) -> int:
    """The number of groups of ascending moments with more than `pause` between them."""
    return sum(number == 0 or moment - moments[number - 1] > pause for number, moment in enumerate(moments))


def processor_clock(process: int) -> int:
    """The clock of a process's processor time, as `clock_getcpuclockid` of the C library makes its number."""
    return (~process << 3) | _SCHEDULER_CLOCK


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

    def peak_memory(self) -> float:
        """The most MiB that were ever resident."""
        lines = Path(f"/proc/{self._process.pid}/status").read_text("ascii", "replace").splitlines()
        return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))

    def wake_ups_within(self, seconds: float) -> tuple[int, float]:
        """How often any of its threads began to run after a pause, and the milliseconds of processor time."""
        before, seen = self._processor_ms(), self._switches()
        moments = []
        end = time.monotonic() + seconds
        while (now := time.monotonic()) < end:
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(LOOK_SECONDS)
                raise SystemExit("A measured program ended before its time.")
            switches = self._switches()
            if switches != seen:
                moments.append(now)
                seen = switches
        return bursts(moments, PAUSE_SECONDS), self._processor_ms() - before

    def processor_within(self, seconds: float) -> float:
        """Milliseconds of processor time that it uses while idle."""
        before = self._processor_ms()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(seconds)
            raise SystemExit("A measured program ended before its time.")
        return self._processor_ms() - before

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

    def _switches(self) -> int:
        """How often its threads went to sleep so far; one that ends meanwhile does not count."""
        total = 0
        for status in Path(f"/proc/{self._process.pid}/task").glob("*/status"):
            with suppress(OSError):
                lines = status.read_text("ascii", "replace").splitlines()
                total += sum(int(line.split()[1]) for line in lines if line.startswith("voluntary_ctxt"))
        return total

    def _processor_ms(self) -> float:
        """Processor time so far of all its threads, those that have ended included, in nanoseconds made milliseconds."""
        return time.clock_gettime_ns(processor_clock(self._process.pid)) / 1e6

    def _ticks(self) -> int:
        """Processor time so far, in hundredths of a second."""
        fields = Path(f"/proc/{self._process.pid}/stat").read_text("ascii").rpartition(")")[2].split()
        return int(fields[11]) + int(fields[12])
