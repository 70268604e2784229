"""Kills at every point, then at random moments, as many as requested."""

import random
import tempfile
from collections.abc import Callable
from pathlib import Path

from crash.crash_environment import open_crash_environment

MAX_SECONDS = 0.5
"""Seconds: a process has ended by then."""
REPORT_EVERY = 50


def kill(seed: int, rounds: int, say: Callable[[str], None]) -> None:
    chance = random.Random(seed)  # noqa: S311  to be repeated, not to be secret
    with (
        tempfile.TemporaryDirectory(prefix="kd-kills-") as folder,
        open_crash_environment(Path(folder)) as environment,
    ):
        points = environment.kill_points()
        killed = sum(environment.run_round(deadly=point) for point in points)
        say(f"{killed:>8} kills at {len(points)} points: nothing lost, nothing doubled")
        killed = 0
        for number in range(1, rounds + 1):
            killed += environment.run_round(kill_after=chance.uniform(0, MAX_SECONDS))
            if number % REPORT_EVERY == 0 or number == rounds:
                say(f"{killed:>8} kills in {number} runs: nothing lost, nothing doubled")
