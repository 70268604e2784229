"""The window with all cards on one board: frames and actions, each figure the 95th percentile."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.figures import Figure, Sample, percentiles
from benchmarks.processes import MeasuredProgram
from benchmarks.sized_profile import SizedProfile
from devtools.child_processes import ChildProcesses

FRAME_MS, SWITCH_MS = 16.7, 50.0
AIMS = {
    "scroll": FRAME_MS,
    "drag": FRAME_MS,
    "gesture": FRAME_MS,
    "wheel": FRAME_MS,
    "scroll bar": FRAME_MS,
    "page key": FRAME_MS,
    "end key": FRAME_MS,
    "drag at the edge": FRAME_MS,
    "move by key": FRAME_MS,
    "select by key": FRAME_MS,
    "sort": FRAME_MS,
    "group": FRAME_MS,
    "lanes, wheel": FRAME_MS,
    "lanes, scroll bar": FRAME_MS,
    "lanes, page key": FRAME_MS,
    "motion": FRAME_MS,
    "lanes, motion": FRAME_MS,
    "motion in a view": FRAME_MS,
    "filter letter": FRAME_MS,
    "board switch": SWITCH_MS,
    "My work": FRAME_MS,
    "palette letter": FRAME_MS,
    "search letter": FRAME_MS,
}
SHARE = 0.95


def measure(
    children: ChildProcesses, profiles: Sequence[SizedProfile], folder: Path, rounds: int
) -> Iterator[Figure]:
    """The floor is a window of plain lists with the same rows, where there is one."""
    for profile in profiles:
        copy = profile.copy_to(folder / str(profile.cards))
        variables = {"KANBERT_PROFILE": str(copy.profile)}
        program = MeasuredProgram(
            children, "benchmarks.one_board_program", variables, str(rounds), copy.board
        )
        times = program.line()
        program.wait()
        yield from _figures(times, copy.cards)


def _figures(times: dict[str, list[list[float]]], cards: int) -> Iterator[Figure]:
    for name, aim in AIMS.items():
        mine = [Sample(*one) for one in times[name]]
        least = [Sample(*one) for one in times.get(f"{name}, bare", ())]
        floor = percentiles(least, SHARE) if least else Sample(0)
        best = percentiles(mine, SHARE)
        yield Figure(f"{name}, p95", best, floor, "ms", aim, is_absolute=True, runs=len(mine), cards=cards)
