"""Search over 100,000 cards, beside plain FTS5; and the cost of the index: size, time, the first start with it."""

from collections.abc import Iterator
from pathlib import Path

from benchmarks.figures import Figure, Sample, percentiles
from benchmarks.processes import MeasuredProgram
from devtools.child_processes import ChildProcesses

CARDS = 100_000
TARGET = 16.0
KINDS = 5


def measure(children: ChildProcesses, folder: Path) -> Iterator[Figure]:
    scenario = MeasuredProgram(children, "benchmarks.search_program", {}, str(folder), str(CARDS))
    opened, built, size = scenario.line(), scenario.line(), scenario.line()
    for _ in range(KINDS):
        result = scenario.line()
        ours, bare = ([Sample(*one) for one in result[who]] for who in ("ours", "bare"))
        name = f"search among {CARDS:,}, {result['kind']}, p95"
        best, floor = percentiles(ours, 0.95), percentiles(bare, 0.95)
        yield Figure(name, best, floor, "ms", TARGET, is_absolute=True, runs=len(ours))
    scenario.wait()
    upgraded, usual = Sample(*opened["upgrade"]), Sample(*opened["start"])
    yield Figure("opening it from version 1, once", upgraded, usual, "ms", runs=1)
    yield Figure("indexing it in the background", Sample(built["built"][0] / 1000), Sample(0), "s", runs=1)
    yield Figure(
        "a thread's pause meanwhile, p99", Sample(built["busy"]), Sample(built["quiet"]), "ms", runs=1
    )
    grown, before = (Sample(one["bytes"] / 2**20) for one in (size, opened))
    yield Figure("the store with its index", grown, before, "MiB", runs=1)
