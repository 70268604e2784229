"""Differences between two sequences, within a bound of work (Myers, "An O(ND) Difference Algorithm", 1986)."""

from collections.abc import Sequence
from typing import NamedTuple

MAX_WORK = 200_000
"""Comparisons and steps of one call: some hundredths of a second."""


class ChangedSpan(NamedTuple):
    """`original[start:end]` became `changed[new_start:new_end]`; one of the two may be empty."""

    start: int
    end: int
    new_start: int
    new_end: int


def changed_spans(
    original: Sequence[str], changed: Sequence[str], max_work: int = MAX_WORK
) -> list[ChangedSpan] | None:
    """Returns the differences in order, with something unchanged between every two.

    Returns None if finding them takes more than `max_work` steps. A common beginning and end cost no steps.
    """
    before, after = _shared_ends(original, changed)
    old, new = original[before : len(original) - after], changed[before : len(changed) - after]
    if not old or not new:
        return [ChangedSpan(before, before + len(old), before, before + len(new))] if old or new else []
    path = _shortest_path(old, new, max_work)
    return None if path is None else [ChangedSpan(*(place + before for place in found)) for found in path]


def _shared_ends(was: Sequence[str], now: Sequence[str]) -> tuple[int, int]:
    most = min(len(was), len(now))
    before = next((place for place in range(most) if was[place] != now[place]), most)
    most -= before
    after = next((place for place in range(most) if was[-1 - place] != now[-1 - place]), most)
    return before, after


def _shortest_path(old: Sequence[str], new: Sequence[str], max_work: int) -> list[ChangedSpan] | None:
    """Extends the furthest position on each diagonal by one more edit at a time, until one of them is the end."""
    width, height = len(old), len(new)
    furthest = {1: 0}
    rounds: list[dict[int, int]] = []
    work = 0
    for edits in range(width + height + 1):
        rounds.append(dict(furthest))
        work += 2 * len(furthest)
        for diagonal in range(-edits, edits + 1, 2):
            below = furthest.get(diagonal + 1, -1)
            left = furthest.get(diagonal - 1, -1)
            x = below if diagonal == -edits or (diagonal != edits and left < below) else left + 1
            y = x - diagonal
            start = x
            while x < width and y < height and old[x] == new[y]:
                x, y = x + 1, y + 1
            work += 1 + x - start
            if work > max_work:
                return None
            furthest[diagonal] = x
            if x >= width and y >= height:
                return _changes_along(rounds, width, height)
    return None


def _changes_along(rounds: list[dict[int, int]], x: int, y: int) -> list[ChangedSpan]:
    """Walks from the end back to the beginning; edits that touch become one."""
    found: list[ChangedSpan] = []
    for edits in range(len(rounds) - 1, 0, -1):
        furthest, diagonal = rounds[edits], x - y
        is_insertion = diagonal == -edits or (
            diagonal != edits and furthest.get(diagonal - 1, -1) < furthest.get(diagonal + 1, -1)
        )
        before = diagonal + 1 if is_insertion else diagonal - 1
        old_x = furthest[before]
        old_y = old_x - before
        end_x, end_y = (old_x, old_y + 1) if is_insertion else (old_x + 1, old_y)
        if found and (found[-1].start, found[-1].new_start) == (end_x, end_y):
            last = found.pop()
            found.append(ChangedSpan(old_x, last.end, old_y, last.new_end))
        else:
            found.append(ChangedSpan(old_x, end_x, old_y, end_y))
        x, y = old_x, old_y
    return found[::-1]
