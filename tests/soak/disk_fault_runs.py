"""A fault of every kind at every operation of every scenario, in as many processes as there are cores."""

import multiprocessing
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed

from disk_faults.injection import FaultResult, Injection, open_fault_environment
from disk_faults.scenarios import SCENARIOS
from disk_faults.shim import FAULTS, FaultKind

SHOWN = 20
"""Violations of one scenario that are printed in full."""


def inject(names: Sequence[str] | None, say: Callable[[str], None]) -> None:
    """Prints one line a scenario; ends with code 1 if anything was lost, doubled or unexplained."""
    chosen = [number for number, scenario in enumerate(SCENARIOS) if names is None or scenario.name in names]
    verdicts = {number: FaultResult(SCENARIOS[number].name) for number in chosen}
    jobs = {number: len(FAULTS) for number in chosen}
    # A fresh interpreter each: Qt must not be forked.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(os.cpu_count(), mp_context=context) as pool:
        futures = {pool.submit(_injected, number, kind): number for number in chosen for kind in FAULTS}
        try:
            for future in as_completed(futures):
                number = futures[future]
                verdicts[number].add(future.result())
                jobs[number] -= 1
                if not jobs[number]:
                    say(str(verdicts[number]))
        except BaseException:
            # An interrupt does not wait for what has not begun.
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    total = FaultResult("all scenes")
    for verdict in verdicts.values():
        total.add(verdict)
        for faults in verdict.violations[:SHOWN]:
            say(faults)
    say(f"{total.faults:>8} faults in {len(chosen)} scenes: {total.counts}")
    if total.violations:
        raise SystemExit(1)


def _injected(number: int, kind: FaultKind) -> FaultResult:
    with open_fault_environment() as environment:
        injection = Injection(environment, SCENARIOS[number])
        injection.inject_everywhere(kind)
        return injection.result
