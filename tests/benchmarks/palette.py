"""Typing into the palette over very many cards: the longest stall of the window."""

import tempfile
from collections.abc import Iterator

from benchmarks.figures import Figure, Sample, percentiles
from benchmarks.processes import MeasuredProgram
from devtools.child_processes import ChildProcesses

FRAME = 16.0


def measure(children: ChildProcesses, cards: int) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory(prefix="kd-bench-") as folder:
        result = MeasuredProgram(children, "benchmarks.palette_program", {}, folder, str(cards)).line()
    bare = [Sample(*sample) for sample in result["bare"]]
    for name in ("open", "letter"):
        mine = [Sample(*sample) for sample in result[name]]
        for label, share in (("p50", 0.5), ("p95", 0.95)):
            yield Figure(
                f"palette, {name}, {cards:,} cards {label}",
                percentiles(mine, share),
                percentiles(bare, share),
                "ms",
                FRAME if name == "letter" else None,
                is_absolute=True,
                runs=len(mine),
            )
