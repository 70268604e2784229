"""The figures of everything, beside plain SQL for them; and storing changed cards with their moves, beside without."""

from collections.abc import Iterator
from pathlib import Path

from benchmarks.figures import Figure, Sample, medians, percentiles
from benchmarks.processes import MeasuredProgram
from devtools.child_processes import ChildProcesses

CARDS = 100_000
FRAMES = 50.0
"""Milliseconds, as for a page that is opened."""
SHARE = 1.1


def measure(children: ChildProcesses, folder: Path) -> Iterator[Figure]:
    scenario = MeasuredProgram(children, "benchmarks.overview_program", {}, str(folder), str(CARDS))
    result = scenario.line()
    scenario.wait()
    samples = {name: [Sample(*one) for one in found] for name, found in result.items()}
    yield Figure(
        f"figures of {CARDS:,} cards, p95",
        percentiles(samples["figures"], 0.95),
        percentiles(samples["sql"], 0.95),
        "ms",
        FRAMES,
        is_absolute=True,
        runs=len(samples["figures"]),
    )
    observed, plain = medians(samples["observed"]), medians(samples["plain"])
    yield Figure(
        "storing 1,000 moved cards, observed", observed, plain, "ms", SHARE, runs=len(samples["plain"])
    )
