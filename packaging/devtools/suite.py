"""The test suite, in several processes. The few tests that fail there are run again, alone."""

import os
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from devtools.child_processes import ChildProcesses
from devtools.paths import PYTHON, ROOT

SOME_FAILED = 1
"""pytest's exit code for failed tests; others stand for errors of pytest itself, after which nothing is repeated."""
MOST_REPEATED = 5
"""More failures than this have a common cause."""
REPETITIONS = 3
RunPytest = Callable[[Sequence[str]], int]


def run(arguments: Sequence[str], run_pytest: RunPytest | None = None) -> int:
    """Returns an exit code. `arguments` select tests; without any, a test that depends on timing does not fail the run.

    Thousands of tests with windows, processes and buses of their own share the processors, so that one may fail by
    chance. Those are named at the end, and pass only if all of them pass each time without the others.
    """
    run_pytest = run_pytest or _run_pytest
    # One more than there are cores: tests wait for programs, timers and the disk.
    workers = ["-n", str((os.cpu_count() or 1) + 1), "--dist", "worksteal"]
    if arguments:
        return run_pytest([*workers, *arguments])
    with tempfile.TemporaryDirectory(prefix="kd-suite-") as folder:
        record = Path(folder) / "failed-tests"
        code = run_pytest([*workers, "--failed-tests", str(record)])
        failed = record.read_text("utf-8").splitlines() if record.exists() else []
    if code != SOME_FAILED or not 0 < len(failed) <= MOST_REPEATED:
        return code
    print(f"\n=== Alone, {REPETITIONS} times: what failed in the suite", flush=True)
    for _ in range(REPETITIONS):
        if repeated := run_pytest(["-n0", *failed]):
            return repeated
    print(
        f"\nUNSTABLE, failed in the suite and passed {REPETITIONS} times alone:",
        *failed,
        sep="\n  ",
        flush=True,
    )
    return 0


def _run_pytest(arguments: Sequence[str]) -> int:
    with ChildProcesses() as children:
        return children.wait(
            children.start([str(PYTHON), "-m", "pytest", *arguments], os.environ, cwd=str(ROOT))
        )
