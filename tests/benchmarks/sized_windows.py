"""The window with few and with very many cards: its start, its highest memory, and what it does at rest."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.cached_profile import PROGRAM, CachedSandbox
from benchmarks.control_port import ControlPort
from benchmarks.figures import Figure, Sample, lowest, spread_of
from benchmarks.processes import TICK_MS, MeasuredProgram
from benchmarks.sized_profile import SizedProfile
from benchmarks.verbs import run_verb
from devtools.child_processes import ChildProcesses

START, MEMORY = "start to first readable card", "peak memory, looked around"
START_TARGET, MEMORY_TARGET = 1.6, 2.0
SETTLED_SECONDS, IDLE_SECONDS = 70.0, 60.0
"""The first includes one idle cycle, after which all timers have found their rhythm."""
MINUTES = ("comparing a page", "")
"""The second idle cycle compares a page of cards with the server's, which happens every ten minutes; the third does not."""
KEPT_SECONDS = 4.0
"""After one second the program keeps code, icons and texts for the next start."""
EMPTY, FULL = "benchmarks.baseline_empty_window", "benchmarks.full_window"
LOOKED_AROUND, RESTING = "benchmarks.looked_around_window", "benchmarks.resting_window"


class Minute(NamedTuple):
    wake_ups: Sample
    processor: Sample
    requests: Sample


def starts(children: ChildProcesses, profiles: Sequence[SizedProfile], runs: int) -> Iterator[Figure]:
    """Without a server, in turn with an empty window. The first turn only warms the caches, those of the program too."""
    floor: list[Sample] = []
    ours: dict[int, list[Sample]] = {profile.cards: [] for profile in profiles}
    for turn in range(runs + 1):
        staying = 0.0 if turn else KEPT_SECONDS
        floor.append(_painted(children, EMPTY, None, 0.0))
        for profile in profiles:
            ours[profile.cards].append(_painted(children, FULL, profile, staying))
    least = floor[1:]
    for cards, (_, *mine) in ours.items():
        spread = spread_of(mine) + spread_of(least)
        best, floor_best = lowest(mine), lowest(least)
        yield Figure(START, best, floor_best, "ms", START_TARGET, runs=runs, cards=cards, spread=spread)


def memory(
    children: ChildProcesses, profiles: Sequence[SizedProfile], folder: Path, runs: int
) -> Iterator[Figure]:
    """Connected to its server; at the end another process asks for all cards as JSON."""
    empty = MeasuredProgram(children, EMPTY, {})
    empty.line()
    floor = Sample(empty.peak_memory())
    empty.end()
    for profile in profiles:
        peaks = [_looked_around(children, profile, folder / f"{profile.cards}-{run}") for run in range(runs)]
        spread = spread_of(peaks)
        yield Figure(
            MEMORY, lowest(peaks), floor, "MiB", MEMORY_TARGET, runs=runs, cards=profile.cards, spread=spread
        )


def rest(children: ChildProcesses, profiles: Sequence[SizedProfile], folder: Path) -> Iterator[Figure]:
    """A window in front that nobody touches, signed in, with its server.

    The aim for its processor time is what `top` shows as nothing; it is measured in nanoseconds. Each of two minutes has
    the same aims.
    """
    found = {profile.cards: _at_rest(children, profile, folder / f"{profile.cards}") for profile in profiles}
    aims = (("wake-ups", "", 1.0), ("processor", "ms", TICK_MS), ("requests", "", 1.0))
    for number, kind in sorted(enumerate(MINUTES), key=lambda minute: minute[1]):
        for index, (what, unit, aim) in enumerate(aims):
            for cards, minutes in found.items():
                yield Figure(
                    ", ".join(filter(None, (f"{what} in {IDLE_SECONDS:g} s at rest", kind))),
                    minutes[number][index],
                    Sample(0),
                    unit,
                    aim,
                    is_absolute=True,
                    runs=1,
                    cards=cards,
                )


def _painted(children: ChildProcesses, module: str, profile: SizedProfile | None, staying: float) -> Sample:
    variables = {"KANBERT_PROFILE": str(profile.profile)} if profile is not None else {}
    program = MeasuredProgram(children, module, variables)
    result = program.line()
    painted = Sample(program.milliseconds_until(result["painted"]), result["cpu"] / 1e6)
    if staying:
        program.processor_within(staying)
    program.end()
    return painted


def _looked_around(children: ChildProcesses, profile: SizedProfile, folder: Path) -> Sample:
    copy = profile.copy_to(folder)
    server = CachedSandbox(children, copy.server, copy.cards)
    variables = {**server.variables, "KANBERT_PROFILE": str(copy.profile)}
    program = MeasuredProgram(children, LOOKED_AROUND, variables)
    program.line()
    program.line()
    run_verb(children, [*PROGRAM, "cards", "all", "--json"], variables)
    peak = program.peak_memory()
    program.end()
    server.stop()
    return Sample(peak)


def _at_rest(children: ChildProcesses, profile: SizedProfile, folder: Path) -> tuple[Minute, ...]:
    copy = profile.copy_to(folder)
    server = CachedSandbox(children, copy.server, copy.cards, "--control")
    control = ControlPort(server)
    program = MeasuredProgram(children, RESTING, {**server.variables, "KANBERT_PROFILE": str(copy.profile)})
    program.line()
    program.wake_ups_within(SETTLED_SECONDS)
    control.take_requests()
    minutes = []
    for _ in MINUTES:
        wake_ups, processor = program.wake_ups_within(IDLE_SECONDS)
        minutes.append(Minute(Sample(wake_ups), Sample(processor), Sample(control.take_requests())))
    program.end()
    control.close()
    server.stop()
    return tuple(minutes)
