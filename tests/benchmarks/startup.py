"""Time from start to the first cards on screen, and the memory after that, beside an empty window's."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from benchmarks.figures import Figure, Sample, medians
from benchmarks.processes import MeasuredProgram
from devtools.child_processes import ChildProcesses
from kanbert_desktop.domain.board import OPEN_COLUMNS

START_TARGET, MODELS_TARGET, MEMORY_TARGET = 1.6, 1.3, 1.8
SETTLED_SECONDS, IDLE_SECONDS = 15.0, 20.0
"""The last garbage is collected in the first idle moment; after that the program rests."""
EMPTY, FULL = "benchmarks.baseline_empty_window", "benchmarks.full_window"
BASELINE = "benchmarks.baseline_window"


class Start(NamedTuple):
    painted: Sample
    resident: Sample
    proportional: Sample


def measure(
    children: ChildProcesses, profile: Path, variables: Mapping[str, str], runs: int
) -> Iterator[Figure]:
    """Without a server: everything shown comes from the disk. The first pair only warms the caches."""
    wanted = {**variables, "KANBERT_PROFILE": str(profile)}
    empty: list[Start] = []
    whole: list[Start] = []
    bare: list[Start] = []
    for _ in range(runs + 1):
        empty.append(_once(children, EMPTY, {}))
        whole.append(_once(children, FULL, wanted))
        bare.append(_once(children, BASELINE, {}, str(profile), *OPEN_COLUMNS))
    ours, floor, same = (
        [medians(part) for part in zip(*starts[1:], strict=True)] for starts in (whole, empty, bare)
    )
    yield Figure("start to first cards on screen", ours[0], floor[0], "ms", START_TARGET, runs=runs)
    yield Figure("beside the same rows in plain models", ours[0], same[0], "ms", MODELS_TARGET, runs=runs)
    yield Figure("resident memory at rest", ours[1], floor[1], "MiB", MEMORY_TARGET, runs=runs)
    yield Figure("memory, shared pages split (PSS)", ours[2], floor[2], "MiB", runs=runs)
    resting = [_resting(children, *program) for program in ((FULL, wanted), (EMPTY, {}))]
    yield Figure(f"processor in {IDLE_SECONDS:g} s at rest", *resting, "ms", runs=1)


def _once(children: ChildProcesses, module: str, variables: Mapping[str, str], *words: str) -> Start:
    program = MeasuredProgram(children, module, variables, *words)
    result = program.line()
    painted = Sample(program.milliseconds_until(result["painted"]), result["cpu"] / 1e6)
    resident, proportional = program.memory()
    program.end()
    return Start(painted, Sample(resident), Sample(proportional))


def _resting(children: ChildProcesses, module: str, variables: Mapping[str, str]) -> Sample:
    program = MeasuredProgram(children, module, variables)
    program.line()
    program.processor_within(SETTLED_SECONDS)
    used = program.processor_within(IDLE_SECONDS)
    program.end()
    return Sample(used)
