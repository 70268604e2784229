"""Switching between two big boards a thousand times, and typing into the filter of ten thousand cards."""

import tempfile
from collections.abc import Iterator

from benchmarks.figures import Figure, Sample, percentiles
from benchmarks.processes import MeasuredProgram
from devtools.child_processes import ChildProcesses

SHARES = (("p50", 0.5), ("p95", 0.95), ("p99", 0.99))


def measure(children: ChildProcesses, cards: int) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory(prefix="kd-bench-") as folder:
        result = MeasuredProgram(children, "benchmarks.switching_program", {}, folder, str(cards)).line()
    for name, aim in (("switch", 50.0), ("filter", 16.0)):
        mine, least = ([Sample(*sample) for sample in result[each]] for each in (name, f"{name}, bare"))
        for label, share in SHARES:
            yield Figure(
                f"{name}, {cards:,} cards {label}",
                percentiles(mine, share),
                percentiles(least, share),
                "ms",
                aim,
                is_absolute=True,
                runs=len(mine),
            )
    before, after = result["memory"]
    yield Figure("memory after 1,000 switches", Sample(after), Sample(before), "MiB", 1.02, runs=1)
