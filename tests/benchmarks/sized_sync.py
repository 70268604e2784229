"""The verb `sync` with few and with very many cards: nothing to do, ten changes, and everything into a new profile."""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.cached_profile import PROGRAM, CachedSandbox
from benchmarks.control_port import ControlPort
from benchmarks.figures import Figure, Sample, lowest, spread_of
from benchmarks.processes import MeasuredProgram
from benchmarks.sized_profile import SizedProfile
from benchmarks.stopwatch import ChildStopwatch
from benchmarks.verbs import run_verb
from devtools.child_processes import ChildProcesses
from kanbert_desktop.api import listings

NOTHING, CHANGES, FULL = "sync, nothing to do", "sync, ten changes", "full sync, after start"
REQUESTS = "full sync, requests"
GROWTH_AIMS = {NOTHING: 1.1, CHANGES: 1.1}
FULL_TARGET, MORE_REQUESTS = 1.15, 6.0
FULL_CARDS = 10_000
"""What a sync does once, however few the cards are, is a large part of a shorter one: it has no aim."""
CHANGED = 10
_AN_HOUR = 3600
_POLL_SECONDS, _OPEN_SECONDS = 0.002, 60.0


@dataclass
class _Runs:
    """Samples of one server."""

    server: CachedSandbox
    control: ControlPort
    profile: SizedProfile
    ours: dict[str, list[Sample]] = field(default_factory=dict)
    floor: dict[str, list[Sample]] = field(default_factory=dict)

    def add(self, name: str, ours: Sample, floor: Sample) -> None:
        self.ours.setdefault(name, []).append(ours)
        self.floor.setdefault(name, []).append(floor)

    def figure(self, name: str, target: float | None, unit: str = "ms", *, is_added: bool = False) -> Figure:
        mine, least = self.ours[name], self.floor[name]
        return Figure(
            name,
            lowest(mine),
            lowest(least),
            unit,
            target,
            is_added=is_added,
            runs=len(mine),
            cards=self.profile.cards,
            spread=spread_of(mine) + spread_of(least),
        )


def measure(
    children: ChildProcesses,
    profiles: Sequence[SizedProfile],
    folder: Path,
    runs: int,
    full_sizes: Sequence[int],
) -> Iterator[Figure]:
    """All servers run at once and are asked in turn."""
    measured = [_start(children, profile.copy_to(folder / str(profile.cards))) for profile in profiles]
    for run in range(runs + 1):
        for one in measured:
            _incremental(children, one, run)
    for one in measured:
        yield one.figure(NOTHING, None)
    for one in measured:
        yield one.figure(CHANGES, None)
    for run in range(runs):
        for one in measured:
            if one.profile.cards in full_sizes:
                _full(children, one, folder, run)
    yield from _full_figures([one for one in measured if FULL in one.ours])
    for one in measured:
        one.control.close()
        one.server.stop()


def _full_figures(measured: Sequence[_Runs]) -> Iterator[Figure]:
    for one in measured:
        yield one.figure(FULL, FULL_TARGET if one.profile.cards >= FULL_CARDS else None)
    for one in measured:
        yield one.figure(REQUESTS, MORE_REQUESTS, "", is_added=True)


def _start(children: ChildProcesses, profile: SizedProfile) -> _Runs:
    server = CachedSandbox(children, profile.server, profile.cards, "--control")
    return _Runs(server, ControlPort(server), profile)


def _incremental(children: ChildProcesses, one: _Runs, run: int) -> None:
    """The overlap of five minutes reads a change again, so the server's clock moves on. The first run warms the caches."""
    same_requests = [sys.executable, "-m", "benchmarks.baseline_requests", json.dumps(asked_by_sync())]
    variables = {**one.server.variables, "KANBERT_PROFILE": str(one.profile.profile)}
    for name in (NOTHING, CHANGES):
        if name == CHANGES:
            one.control.change("move_clock", seconds=(run + 1) * _AN_HOUR)
            one.control.change("touch_cards", count=CHANGED, seed=run)
        floor = run_verb(children, same_requests, one.server.variables).whole
        ours = run_verb(children, [*PROGRAM, "sync", "--json"], variables).whole
        if run:
            one.add(name, ours, floor)
    # Reads the changes again, so that the next one has nothing to do.
    one.control.change("move_clock", seconds=(run + 1) * _AN_HOUR + _AN_HOUR // 2)
    run_verb(children, [*PROGRAM, "sync", "--json"], variables)


def _full(children: ChildProcesses, one: _Runs, folder: Path, run: int) -> None:
    one.control.take_requests()
    name = f"{one.profile.cards}-{run}"
    program = MeasuredProgram(
        children,
        "benchmarks.baseline_sync",
        one.server.variables,
        str(folder / f"bare-{name}.db"),
        json.dumps(least_asked()),
    )
    floor = program.line()
    program.wait()
    least = one.control.take_requests()
    one.add(FULL, _sync_after_start(children, one.server, folder / f"full-{name}"), Sample(*floor["took"]))
    one.add(REQUESTS, Sample(one.control.take_requests()), Sample(least))


def _sync_after_start(children: ChildProcesses, server: CachedSandbox, profile: Path) -> Sample:
    """From the moment in which the store of the new account is there: imports and sign-in come before.

    The processor time is that of the whole process.
    """
    variables = {**os.environ, **server.variables, "KANBERT_PROFILE": str(profile)}
    whole = ChildStopwatch()
    process = children.start([*PROGRAM, "sync", "--full", "--json"], variables, stdout=subprocess.PIPE)
    clock, give_up = threading.Event(), time.monotonic() + _OPEN_SECONDS
    while time.monotonic() < give_up and not any(profile.glob("accounts/*/store.db")):
        clock.wait(_POLL_SECONDS)
    opened = whole.read().wall
    output = process.stdout.read() if process.stdout else ""
    if children.wait(process):
        raise SystemExit(f"`sync` failed:\n{output}")
    ended = whole.read()
    return Sample(ended.wall - opened, ended.cpu)


def least_asked() -> list[tuple[str, dict[str, str]]]:
    """The lists without which nobody knows the whole account, each by its simplest question."""
    lists = (listings.clients(), listings.boards(), listings.people(), listings.cards())
    return [(listing.path, dict(listing.params)) for listing in lists]


def asked_by_sync() -> list[tuple[str, dict[str, str], bool]]:
    """The requests of a sync with little to do, in their order: who asks, the short lists, and what changed last.

    The last value says whether the pages after the first one are read too.
    """
    lists = (listings.clients(), listings.boards(), listings.people())
    recent = listings.cards(listings.on_running_boards(), with_watchers=True)
    return [
        (f"{listings.API}/whoami", {}, False),
        *((listing.path, dict(listing.params), True) for listing in lists),
        (recent.path, dict(recent.params), False),
    ]
