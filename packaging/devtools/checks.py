"""The checks: format, lint, types, imports, dependencies, dead code. Prints a line each, and the output of those that fail."""

import os
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from devtools.paths import PYTHON, ROOT

CHECKS: Mapping[str, tuple[str, ...]] = {
    "types (mypy)": ("-m", "mypy"),
    "format (ruff)": ("-m", "ruff", "format", "--check"),
    "lint (ruff)": ("-m", "ruff", "check"),
    "imports (import-linter)": (
        *("-c", "from importlinter.cli import lint_imports_command as run; run()"),
        "--no-logo",
    ),
    "dependencies (deptry)": ("-m", "deptry", "kanbert_desktop"),
    "dead code (vulture)": ("-m", "vulture"),
}


@dataclass(frozen=True)
class Outcome:
    name: str
    passed: bool
    seconds: float
    output: str

    def __str__(self) -> str:
        return f"{'ok    ' if self.passed else 'FAILED'} {self.name:24} {self.seconds:5.1f} s"


def run_checks(say: Callable[[str], None] = print) -> bool:
    """Runs all of them, even after a failure. True if every one passed."""
    failed = []
    for outcome in outcomes():
        say(str(outcome))
        if not outcome.passed:
            failed.append(outcome)
    for outcome in failed:
        say(f"\n--- {outcome.name} ---\n{outcome.output.strip()}")
    return not failed


def outcomes() -> Iterator[Outcome]:
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        yield from pool.map(lambda item: run_check(*item), CHECKS.items())


def run_check(name: str, arguments: tuple[str, ...]) -> Outcome:
    begun = time.perf_counter()
    done = subprocess.run(
        [str(PYTHON), *arguments],
        cwd=ROOT,
        env={**os.environ, "NO_COLOR": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return Outcome(name, done.returncode == 0, time.perf_counter() - begun, done.stdout)
