"""How long the event loop stalls during the initial load."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from benchmarks.figures import Figure, Sample
from benchmarks.processes import MeasuredProgram
from devtools.child_processes import ChildProcesses

TARGET_MS = 16.0


def measure(
    children: ChildProcesses, folder: Path, variables: Mapping[str, str], runs: int
) -> Iterator[Figure]:
    """The baseline is the same window when idle: what the machine itself costs. Medians over the runs."""
    load: list[list[float]] = []
    idle: list[list[float]] = []
    for run in range(runs):
        wanted = {**variables, "KANBERT_PROFILE": str(folder / f"stalls-{run}")}
        scenario = MeasuredProgram(children, "benchmarks.event_loop_stalls_program", wanted)
        result = scenario.line()
        scenario.wait()
        load.append(result["load"])
        idle.append(result["idle"])
    for label, share in (("longest", 0.0), ("p99.9", 0.001), ("p99", 0.01)):
        ours, floor = (Sample(_median_at(pauses, share)) for pauses in (load, idle))
        yield Figure(f"loop's pause, {label}", ours, floor, "ms", TARGET_MS, is_absolute=True, runs=runs)


def _median_at(runs: list[list[float]], share: float) -> float:
    found = sorted(pauses[int(share * len(pauses))] for pauses in runs)
    return found[len(found) // 2]
