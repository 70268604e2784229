"""Verbs as whole processes with few and with very many cards, each beside a process that does the least for it."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import NamedTuple

from benchmarks.cached_profile import PROGRAM
from benchmarks.figures import Figure, Sample, lowest, spread_of
from benchmarks.sized_profile import SizedProfile
from benchmarks.stopwatch import ChildStopwatch
from devtools.child_processes import ChildProcesses

FLOOR = (sys.executable, "-m", "benchmarks.baseline_verb")
ADDED_MS = 60.0
"""What a verb may take beyond the imports that it cannot do without."""
FIRST_BYTE_MS = 100.0
GROWTH = 1.1
_CHUNK = 1 << 16
_SEARCHED = "newsletter"


class VerbRun(NamedTuple):
    """One process from start to end. `peak` is MiB resident, as far as its output was read."""

    whole: Sample
    first_byte: Sample
    peak: Sample


@dataclass
class VerbCase:
    """A verb, what it needs at least, and the runs of both by number of cards.

    `least` may read the store; without it the floor is the same for all sizes.
    """

    name: str
    words: Sequence[str]
    least: str
    target: float | None = None
    is_added: bool = False
    ours: dict[int, list[VerbRun]] = field(default_factory=dict)
    floor: dict[int, list[VerbRun]] = field(default_factory=dict)


def cases() -> list[VerbCase]:
    """`{board}`, `{card}` and `{number}` are filled in for each run; `{output}` is a new file."""
    quick = {
        "add": ("add", "{board}", "A card of the bench {number}"),
        "edit": ("edit", "{card}", "--title", "Title {number}"),
        "comment": ("comment", "{card}", "Comment {number}"),
        "undo": ("undo",),
        "status": ("status", "--json"),
    }
    return [
        *(VerbCase(name, words, "imports", ADDED_MS, is_added=True) for name, words in quick.items()),
        VerbCase("cards all --json", ("cards", "all", "--json"), "cards"),
        VerbCase("search", ("cards", "all", "--search", _SEARCHED, "--json"), "search"),
        VerbCase("export all", ("export", "all", "--format", "json", "--output", "{output}"), "export"),
    ]


def measure(
    children: ChildProcesses, profiles: Sequence[SizedProfile], folder: Path, runs: int
) -> Iterator[Figure]:
    """Every verb with every number of cards in turn. The first turn only warms the caches."""
    copies = [profile.copy_to(folder / str(profile.cards)) for profile in profiles]
    measured, numbers = cases(), count()
    for run in range(runs + 1):
        for case in measured:
            for copy in copies:
                filled = _filled(case.words, copy, folder, next(numbers))
                variables = {"KANBERT_PROFILE": str(copy.profile)}
                ours = run_verb(children, [*PROGRAM, *filled], variables)
                least = [*FLOOR, case.least, str(copy.store), str(folder / f"floor-{next(numbers)}")]
                floor = run_verb(children, least, {})
                if run:
                    case.ours.setdefault(copy.cards, []).append(ours)
                    case.floor.setdefault(copy.cards, []).append(floor)
    for case in measured:
        yield from _figures(case)


def _filled(words: Sequence[str], profile: SizedProfile, folder: Path, number: int) -> list[str]:
    output = folder / f"output-{number}"
    filled = {"board": profile.board, "card": profile.any_card(), "number": number, "output": output}
    return [word.format_map(filled) for word in words]


def _figures(case: VerbCase) -> Iterator[Figure]:
    for cards, ours in case.ours.items():
        floor = case.floor[cards]
        mine, least = [run.whole for run in ours], [run.whole for run in floor]
        yield Figure(
            case.name,
            lowest(mine),
            lowest(least),
            "ms",
            case.target,
            is_added=case.is_added,
            runs=len(mine),
            cards=cards,
            spread=spread_of(mine) + spread_of(least),
        )
    if case.least == "cards":
        yield from _streamed(case)


def _streamed(case: VerbCase) -> Iterator[Figure]:
    for cards, ours in case.ours.items():
        floor, runs = case.floor[cards], len(ours)
        firsts, least = [run.first_byte for run in ours], [run.first_byte for run in floor]
        yield Figure(
            f"{case.name}, first byte",
            lowest(firsts),
            lowest(least),
            "ms",
            FIRST_BYTE_MS,
            is_absolute=True,
            runs=runs,
            cards=cards,
            spread=spread_of(firsts) + spread_of(least),
        )
    for cards, ours in case.ours.items():
        peak = lowest([run.peak for run in ours])
        floor_peak = lowest([run.peak for run in case.floor[cards]])
        yield Figure(f"{case.name}, peak memory", peak, floor_peak, "MiB", runs=len(ours), cards=cards)


def growth_aims() -> dict[str, float]:
    aims = {case.name: GROWTH for case in cases() if case.is_added}
    return {**aims, "cards all --json, peak memory": GROWTH}


def run_verb(children: ChildProcesses, command: Sequence[str], variables: Mapping[str, str]) -> VerbRun:
    """Runs a verb to its end. Ends the bench if it fails."""
    stopwatch = ChildStopwatch()
    process = children.start(command, {**os.environ, **variables}, stdout=subprocess.PIPE)
    first, peak = Sample(float("nan")), 0.0
    assert process.stdout is not None
    descriptor = process.stdout.fileno()
    while os.read(descriptor, _CHUNK):
        if first.wall != first.wall:
            first = Sample(stopwatch.read().wall, _processor_ms(process.pid))
        peak = max(peak, _peak_mib(process.pid))
    code = children.wait(process)
    process.stdout.close()
    if code:
        raise SystemExit(f"{' '.join(command)} ended with {code}.")
    return VerbRun(stopwatch.read(), first, Sample(peak))


def _processor_ms(process: int) -> float:
    """Of all its threads so far; not a number if it has ended meanwhile."""
    try:
        files = Path(f"/proc/{process}/task").glob("*/schedstat")
        return sum(int(file.read_text("ascii").split()[0]) for file in files) / 1e6 or float("nan")
    except OSError:
        return float("nan")


def _peak_mib(process: int) -> float:
    """0 if it has ended meanwhile."""
    try:
        lines = Path(f"/proc/{process}/status").read_text("ascii", "replace").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0.0)
