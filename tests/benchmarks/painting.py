"""Frames while scrolling, and actions until they are painted, beside plain lists of the same rows."""

import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from benchmarks.figures import Figure, Sample, percentiles
from benchmarks.processes import MeasuredProgram
from devtools.child_processes import ChildProcesses

TARGET_MS = 16.0
SHARES = (("p50", 0.5), ("p95", 0.95), ("p99", 0.99))


def frames(children: ChildProcesses, cards: int, rounds: int) -> Iterator[Figure]:
    """One board with all cards: in one column, then in all."""
    with tempfile.TemporaryDirectory(prefix="kd-bench-") as folder:
        words = (folder, str(cards), str(rounds))
        times = MeasuredProgram(children, "benchmarks.scrolling_program", {}, *words).line()
    for place in ("one column", "all columns"):
        for label in ("a notch", "a page"):
            name = f"{place}, {label}"
            yield from _figures(f"frame, {name}", times[name], times[f"{name}, bare"])
    yield from _figures("frame, dragging a card", times["drag"], times["drag, bare"])
    yield from _figures(f"action, {cards:,} cards on the board", times["action"], times["action, bare"])


def actions(
    children: ChildProcesses, profile: Path, variables: Mapping[str, str], rounds: int
) -> Iterator[Figure]:
    """The full window on the cached profile, with edits written to its store."""
    wanted = {**variables, "KANBERT_PROFILE": str(profile)}
    for disk, name in (("quick", "action, whole window"), ("slow", "action, fsync of 100 ms")):
        times = MeasuredProgram(children, "benchmarks.window_program", wanted, str(rounds), disk).line()
        yield from _figures(name, times["ours"], times["bare"])


def _figures(name: str, ours: list[list[float]], floor: list[list[float]]) -> Iterator[Figure]:
    mine, least = ([Sample(*sample) for sample in samples] for samples in (ours, floor))
    for label, share in SHARES:
        middle, lowest = percentiles(mine, share), percentiles(least, share)
        yield Figure(f"{name} {label}", middle, lowest, "ms", TARGET_MS, is_absolute=True, runs=len(mine))
