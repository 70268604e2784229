"""Thousands of scenarios, in as many processes as there are cores; a failure is reported in its shortest form."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial

from simulation.scenario import STEPS
from simulation.shrinking import failure, report

REPORT_EVERY = 100


def run_scenarios(
    seed: int, number: int, steps: int, only: Sequence[int] | None, say: Callable[[str], None]
) -> None:
    """Ends with the first scenario that fails after all smaller seeds have passed."""
    numbers = list(only if only is not None else range(steps or STEPS))
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        failures = pool.map(partial(_failed, steps=numbers), range(seed, seed + number), chunksize=4)
        for result, (one, how) in enumerate(failures, start=1):
            if how is not None:
                pool.shutdown(cancel_futures=True)
                say(report(one, numbers))
                raise SystemExit(1)
            if result % REPORT_EVERY == 0 or result == number:
                say(f"{result:>8} scenarios of {len(numbers)} steps without a violation")


def _failed(seed: int, steps: Sequence[int]) -> tuple[int, str | None]:
    result = failure(seed, steps)
    return seed, result[0] if result else None
