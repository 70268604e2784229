"""A first sync of everything into a fresh profile, beside a loop that does no more than read and store."""

import json
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from benchmarks.cached import sync
from benchmarks.figures import Figure, median
from benchmarks.processes import Measured
from devtools.children import Children
from kanbert_desktop.api import listings

AIM = 1.5


def measure(children: Children, place: Path, variables: Mapping[str, str], runs: int) -> Iterator[Figure]:
    """Both as whole processes, from their start to their end, on the same server."""
    ours: list[float] = []
    floor: list[float] = []
    for run in range(runs):
        floor.append(_bare(children, place / f"bare-{run}.db", variables))
        began = time.monotonic()
        sync(children, variables, place / f"fresh-{run}")
        ours.append(time.monotonic() - began)
    yield Figure("full sync of all cards", median(ours) * 1000, median(floor) * 1000, "ms", AIM, runs=runs)


def _bare(children: Children, database: Path, variables: Mapping[str, str]) -> float:
    began = time.monotonic()
    loop = Measured(children, "benchmarks.bare_sync", variables, str(database), json.dumps(asked()))
    loop.line()
    loop.wait()
    return time.monotonic() - began


def asked() -> list[tuple[str, dict[str, str]]]:
    """The lists that a first sync reads, in its own order."""
    running = listings.on_running_boards()
    lists = (
        listings.clients(),
        listings.boards(),
        listings.people(),
        listings.cards(running, listings.is_open()),
        listings.cards(running, listings.is_not_open()),
    )
    return [(listing.path, dict(listing.params)) for listing in lists]
