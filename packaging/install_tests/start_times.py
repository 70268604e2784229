"""How long installed programs take to their first window, side by side in one session."""

import json
import os
import signal
import statistics
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from devtools.steps import StepError
from install_tests.user_session import UserSession

RUNS = 5
WARM_UP_SECONDS = 4.0
"""After its first start a program may keep something for the next one."""
TIMEOUT_SECONDS = 10.0
LONGEST_SECONDS = 1_200.0
"""For all programs together."""
TIMES = "start-times.json"
_SPY = ("xprop", "-root", "-spy", "_NET_CLIENT_LIST")
_TICKS = os.sysconf("SC_CLK_TCK")


def measure_starts(session: UserSession, programs: Sequence[str]) -> None:
    """Writes the medians of wall-clock and processor milliseconds of each program into the session's folder.

    The programs take turns, so that other load meets all of them. The first turn only warms the caches.
    """
    spy = session.children.start(_SPY, os.environ, stdout=subprocess.PIPE)
    lines = iter(spy.stdout or ())
    wait_for_windows(lines, are_open=False)
    # A program without a window ends the measurement instead of holding it up.
    watchdog = threading.Timer(LONGEST_SECONDS, spy.terminate)
    watchdog.start()
    taken: dict[str, list[tuple[float, float]]] = {program: [] for program in programs}
    for turn in range(RUNS + 1):
        for program in programs:
            measured = start(session, program, lines, 0.0 if turn else WARM_UP_SECONDS)
            taken[program] += [measured] if turn else []
    watchdog.cancel()
    medians = {
        program: [statistics.median(values) for values in zip(*each, strict=True)]
        for program, each in taken.items()
    }
    (session.folder / TIMES).write_text(json.dumps(medians))


def start(session: UserSession, program: str, lines: Iterator[str], staying: float) -> tuple[float, float]:
    """Wall-clock and processor milliseconds until the first window is open."""
    begun = time.monotonic()
    process = session.open_program(program)
    wait_for_windows(lines, are_open=True)
    measured = (time.monotonic() - begun) * 1e3, processor_milliseconds(process.pid)
    time.sleep(staying)
    end(process)
    wait_for_windows(lines, are_open=False)
    return measured


def end(process: subprocess.Popen[str]) -> None:
    """Ends the program with all its processes; it may have left the work to another one and have ended itself."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, number)
        with suppress(subprocess.TimeoutExpired):
            process.wait(TIMEOUT_SECONDS)
            return


def wait_for_windows(lines: Iterator[str], *, are_open: bool) -> None:
    """`lines` are those in which the window manager tells its windows."""
    for line in lines:
        if ("0x" in line) == are_open:
            return
    raise StepError("The window manager's list of windows has ended.")


def processor_milliseconds(session: int) -> float:
    """Of all processes of a session, named by its first process."""
    total = 0
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == session:
            total += sum(map(int, fields[11:15]))
    return total * 1e3 / _TICKS
