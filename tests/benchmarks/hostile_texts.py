"""What hostile texts cost the window, beside an ordinary card."""

import tempfile
from collections.abc import Iterator

from benchmarks.figures import Figure, Sample, percentiles
from benchmarks.processes import MeasuredProgram
from benchmarks.reporting import read_words
from devtools.child_processes import ChildProcesses

MAX_PAUSE_MS = 100.0
MAX_GROWTH_MIB = 100.0
SHARES = (("p50", 0.5), ("p95", 0.95), ("longest", 1.0))


def measure(children: ChildProcesses) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory(prefix="kd-bench-") as folder:
        scenario = MeasuredProgram(children, "benchmarks.hostile_texts_program", {}, folder)
        result = scenario.line()
        scenario.wait()
    hostile = {name: Sample(*sample) for name, sample in result["hostile"].items()}
    ordinary = [Sample(*sample) for sample in result["ordinary"]]
    for name, sample in sorted(hostile.items(), key=lambda item: item[1], reverse=True)[:5]:
        read_words(f"  {sample.wall:6.1f} ms, {sample.cpu:6.1f} ms of processor: {name}")
    for label, share in SHARES:
        yield Figure(
            f"hostile card, loop's pause, {label}",
            percentiles(list(hostile.values()), share),
            percentiles(ordinary, share),
            "ms",
            MAX_PAUSE_MS,
            is_absolute=True,
            runs=len(hostile),
        )
    before, after = result["memory"]
    grown = Sample(after - before)
    yield Figure(
        "memory for hostile cards", grown, Sample(before), "MiB", MAX_GROWTH_MIB, is_absolute=True, runs=1
    )
