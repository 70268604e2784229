"""A sync cycle that brings ten changed cards, with few and with very many cards on this computer."""

from collections.abc import Iterator
from pathlib import Path

import httpx

from benchmarks.cached_profile import CachedSandbox, sync_profile
from benchmarks.figures import Figure, Sample, medians
from benchmarks.processes import MeasuredProgram
from devtools.child_processes import ChildProcesses

TARGET = 1.2
CHANGED = 10
FEW, MANY = 1_000, 100_000


def measure(children: ChildProcesses, folder: Path, runs: int) -> Iterator[Figure]:
    """The baseline is the same cycle with a hundredth of the cards: whatever grows with the total shows in the ratio."""
    many = _cycles(children, folder / "many", MANY, runs)
    few = _cycles(children, folder / "few", FEW, runs)
    name = f"ten changes among {MANY:,} cards, beside {FEW:,}"
    yield Figure(name, medians(many), medians(few), "ms", TARGET, runs=runs)


def _cycles(children: ChildProcesses, folder: Path, cards: int, runs: int) -> list[Sample]:
    server = CachedSandbox(children, folder / "server", cards, "--control")
    control = httpx.Client(
        base_url=server.credentials["control_url"],
        headers={"Authorization": f"Bearer {server.credentials['control_token']}"},
        trust_env=False,
        timeout=60,
    )
    profile = folder / "profile"
    sync_profile(children, server.variables, profile)
    variables = {**server.variables, "KANBERT_PROFILE": str(profile)}
    scenario = MeasuredProgram(children, "benchmarks.incremental_program", variables)
    scenario.line()
    samples = []
    # The overlap window of five minutes reads a change again, so the clock moves on and each cycle reads only its ten.
    for run in range(runs + 1):
        for change, words in (
            ("move_clock", {"seconds": 3600}),
            ("touch_cards", {"count": CHANGED, "seed": run}),
        ):
            control.post("/changes", json={"change": change, "with": words}).raise_for_status()
        scenario.send("again")
        wall, cpu, pulled = scenario.line()
        if not CHANGED <= pulled <= 3 * CHANGED:
            raise SystemExit(f"A cycle was to bring {CHANGED} cards and brought {pulled}.")
        samples.append(Sample(wall, cpu))
    scenario.send("")
    scenario.wait()
    server.stop()
    return samples[1:]
