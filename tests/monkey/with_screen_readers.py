"""A monkey at the window of another process, which screen readers walk through without a pause; the process must survive."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from support.fast_screen_readers import fast_screen_readers
from support.screen_reader import ALWAYS_ON

ROOT = Path(__file__).parents[2]


def run_with_screen_readers(seed: int, steps: int, say: Callable[[str], None]) -> None:
    """Raises `AssertionError` if the process ended wrongly, or was not read all the time."""
    command = [
        sys.executable,
        "tests/soak",
        "monkey",
        "--is-read",
        "--seed",
        str(seed),
        "--steps",
        str(steps),
    ]
    path = os.pathsep.join(map(str, (ROOT / "packaging", ROOT / "tests")))
    with fast_screen_readers() as readers:
        ended = subprocess.run(
            command,
            env={**os.environ, **ALWAYS_ON, "PYTHONPATH": path, "PYTHONFAULTHANDLER": "1"},
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        stopped = [ending for reader in readers if (ending := reader.ending)]
    assert ended.returncode == 0, f"ended with {ended.returncode}:\n{ended.stdout[-6000:]}"
    assert not stopped, f"readers ended before the window did: {stopped}"
    walks = [reader.walks for reader in readers]
    assert min(walks) > 0, "nobody has read the window"
    say(
        f"{steps:>8} steps of a monkey under {len(walks)} readers, which walked through all of it {walks} times"
    )
