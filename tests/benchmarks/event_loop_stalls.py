"""How long the event loop stalls while the window loads all cards, and while it compares all of them."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from benchmarks.figures import Figure, Sample
from benchmarks.processes import MeasuredProgram
from devtools.child_processes import ChildProcesses

TARGET_MS = 16.0
_SHARES = (("longest", 0.0), ("p99.9", 0.001), ("p99", 0.01), ("p95", 0.05))


def measure(
    children: ChildProcesses, folder: Path, variables: Mapping[str, str], runs: int
) -> Iterator[Figure]:
    """The baseline is the same window when idle: what the machine itself costs. Medians over the runs.

    The processor time of the main thread is the part of a pause that the program itself causes: on a busy machine the rest
    is waiting for other programs.
    """
    results = [_run(children, folder / f"stalls-{run}", variables) for run in range(runs)]
    for name in ("load", "compare"):
        for label, share in _SHARES:
            ours, floor = (_median_at(results, part, share) for part in (name, "idle"))
            yield Figure(
                f"loop's pause during {name}, {label}",
                ours,
                floor,
                "ms",
                TARGET_MS,
                is_absolute=True,
                runs=runs,
            )


def _run(
    children: ChildProcesses, profile: Path, variables: Mapping[str, str]
) -> Mapping[str, Mapping[str, list[float]]]:
    scenario = MeasuredProgram(
        children, "benchmarks.event_loop_stalls_program", {**variables, "KANBERT_PROFILE": str(profile)}
    )
    result: Mapping[str, Mapping[str, list[float]]] = scenario.line()
    scenario.wait()
    return result


def _median_at(results: list[Mapping[str, Mapping[str, list[float]]]], part: str, share: float) -> Sample:
    return Sample(*(_median([_at(one[part][clock], share) for one in results]) for clock in ("wall", "cpu")))


def _at(pauses: list[float], share: float) -> float:
    """`pauses` are sorted, the longest first."""
    return pauses[int(share * len(pauses))]


def _median(found: list[float]) -> float:
    return sorted(found)[len(found) // 2]
