"""Every generated test of the suite with many more examples: HTML, callback, handover, payloads, queries, CSV and others."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]
STATE_MACHINE = "tests/simulation/test_state_machine.py"
"""Has a part of the soak of its own."""


def fuzz(seed: int, examples: int, say: Callable[[str], None]) -> None:
    """Hypothesis prints the smallest failing example; the next run of the suite tries that one first."""
    command = [
        *(
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-n",
            str(os.cpu_count() or 1),
            "-m",
            "hypothesis",
            "--timeout=0",
        ),
        *(f"--generated={examples}", f"--hypothesis-seed={seed}", f"--ignore={STATE_MACHINE}"),
    ]
    if subprocess.run(command, cwd=ROOT, check=False).returncode:
        raise SystemExit(f"Failed with `soak fuzz --seed {seed} --examples {examples}`.")
    say(f"{examples:>8} examples of every generated test, and each of them held")
