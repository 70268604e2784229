"""From a start to the first cards on screen, and the memory held after that, beside an empty window's."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from benchmarks.figures import Figure, median
from benchmarks.processes import Measured
from devtools.children import Children

AIM = 2.0
EMPTY, WHOLE = "benchmarks.empty_window", "benchmarks.whole_window"


def measure(children: Children, profile: Path, variables: Mapping[str, str], runs: int) -> Iterator[Figure]:
    """The server is gone meanwhile: all that is shown comes from the disk. The first pair only warms the caches."""
    taken: dict[str, list[tuple[float, float, float]]] = {EMPTY: [], WHOLE: []}
    for _ in range(runs + 1):
        taken[EMPTY].append(_once(children, EMPTY, {}))
        taken[WHOLE].append(_once(children, WHOLE, {**variables, "KANBERT_PROFILE": str(profile)}))
    ours, floor = (zip(*taken[module][1:], strict=True) for module in (WHOLE, EMPTY))
    names = ("start to first cards on screen", "resident memory at rest", "memory, shared pages split (PSS)")
    for name, mine, least, unit in zip(names, ours, floor, ("ms", "MiB", "MiB"), strict=True):
        aim = None if "PSS" in name else AIM
        yield Figure(name, median(mine), median(least), unit, aim, runs=runs)


def _once(children: Children, module: str, variables: Mapping[str, str]) -> tuple[float, float, float]:
    program = Measured(children, module, variables)
    painted = program.milliseconds_until(program.line()["painted"])
    memory = program.memory()
    program.end()
    return painted, *memory
