"""An initial sync into a new profile, beside a loop that only reads and stores."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from benchmarks.cached_profile import sync_profile
from benchmarks.figures import Figure, Sample, medians
from benchmarks.processes import MeasuredProgram
from benchmarks.stopwatch import ChildStopwatch
from devtools.child_processes import ChildProcesses
from kanbert_desktop.api import listings

TARGET = 1.15


def measure(
    children: ChildProcesses, folder: Path, variables: Mapping[str, str], runs: int
) -> Iterator[Figure]:
    """Both as whole processes, from start to end, on the same server."""
    ours: list[Sample] = []
    floor: list[Sample] = []
    for run in range(runs):
        floor.append(_bare(children, folder / f"bare-{run}.db", variables))
        invariants = ChildStopwatch()
        sync_profile(children, variables, folder / f"fresh-{run}")
        ours.append(invariants.read())
    yield Figure("full sync of all cards", medians(ours), medians(floor), "ms", TARGET, runs=runs)


def _bare(children: ChildProcesses, database: Path, variables: Mapping[str, str]) -> Sample:
    invariants = ChildStopwatch()
    loop = MeasuredProgram(
        children, "benchmarks.baseline_sync", variables, str(database), json.dumps(asked())
    )
    loop.line()
    loop.wait()
    return invariants.read()


def asked() -> list[tuple[str, dict[str, str]]]:
    """The lists that an initial sync by the verb reads, in its order."""
    lists = (
        listings.clients(),
        listings.boards(),
        listings.people(),
        listings.cards(listings.on_running_boards()),
    )
    return [(listing.path, dict(listing.params)) for listing in lists]
