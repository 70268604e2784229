"""Live counts of 20 saved views over 100,000 cards: a changed card, all cards once, and nothing at rest."""

from collections.abc import Iterator
from pathlib import Path

from benchmarks.figures import Figure, Sample, percentiles
from benchmarks.processes import MeasuredProgram
from devtools.child_processes import ChildProcesses

CARDS, VIEWS = 100_000, 20
PER_CARD, FRAME = 5.0, 16.0


def measure(children: ChildProcesses, folder: Path) -> Iterator[Figure]:
    """The baseline of a changed card, and of all cards, is reading them."""
    scenario = MeasuredProgram(children, "benchmarks.saved_views_program", {}, str(folder), str(CARDS))
    counted, changed, rest = scenario.line(), scenario.line(), scenario.line()
    scenario.wait()
    name = f"{VIEWS} views over {CARDS:,} cards"
    slices = [Sample(*one) for one in counted["slices"]]
    yield Figure(
        f"{name}, a changed card p95",
        percentiles([Sample(*one) for one in changed["ours"]], 0.95),
        percentiles([Sample(*one) for one in changed["bare"]], 0.95),
        "ms",
        PER_CARD,
        is_absolute=True,
        runs=len(changed["ours"]),
    )
    yield Figure(
        f"{name}, one slice of the first count p95",
        percentiles(slices, 0.95),
        Sample(0),
        "ms",
        FRAME,
        is_absolute=True,
        runs=len(slices),
    )
    yield Figure(
        f"{name}, the first count",
        Sample(*(part / 1000 for part in counted["all"])),
        Sample(*(part / 1000 for part in counted["bare"])),
        "s",
        runs=1,
    )
    yield Figure(
        f"{name}, statements at rest", Sample(rest["statements"]), Sample(0), "", 0, is_absolute=True
    )
