"""A month of very many dated cards in the calendar: first paint, turning to another month, dragging, filtering."""

import tempfile
from collections.abc import Iterator

from benchmarks.figures import Figure, Sample, percentiles
from benchmarks.processes import MeasuredProgram
from devtools.child_processes import ChildProcesses

_MAX = {"first paint": 50.0, "turn": 50.0, "drag frame": 16.7, "move": None, "filter stall": None}
"""Milliseconds. The program opens the page several times: every sample of a first paint is that of a new page."""


def measure(children: ChildProcesses, cards: int) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory(prefix="kd-bench-") as folder:
        result = MeasuredProgram(children, "benchmarks.month_program", {}, folder, str(cards)).line()
    for name, most in _MAX.items():
        ours = [Sample(*sample) for sample in result[name]]
        bare = [Sample(*sample) for sample in result[f"{name}, bare"]]
        for label, share in (("p50", 0.5), ("p95", 0.95)):
            yield Figure(
                f"calendar, {name}, month of {cards:,} cards {label}",
                percentiles(ours, share),
                percentiles(bare, share),
                "ms",
                most,
                is_absolute=True,
                runs=len(ours),
            )
