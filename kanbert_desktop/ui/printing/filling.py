"""How the columns of a board fill pages: side by side first, then the long ones take the places that are free."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from kanbert_desktop.ui.printing.blocks import Block

GAP = 5.0


@dataclass(frozen=True, slots=True)
class Strand:
    """One column's blocks in one place of one page; `place` counts from the left."""

    column: int
    place: int
    blocks: tuple[Block, ...]
    is_continued: bool


def fill(columns: Sequence[Sequence[Block]], first: float, others: float) -> list[list[Strand]]:
    """A list of strands for each page; a place is `first` high on the first, `others` on the others. Nothing is cut."""
    done = [0] * len(columns)
    sums = [list(accumulate((block.height + GAP for block in blocks), initial=0.0)) for blocks in columns]
    pages: list[list[Strand]] = []
    while not pages or any(done[n] < len(blocks) for n, blocks in enumerate(columns)):
        room = others if pages else first
        shares = _shares(sums, done, room) if pages else [1] * len(columns)
        page, place = [], 0
        for column, share in enumerate(shares):
            for _each in range(share):
                taken = _take(columns[column], done[column], room)
                if taken or not pages:
                    page.append(Strand(column, place, taken, done[column] > 0))
                    done[column] += len(taken)
                    place += 1
        pages.append(page)
    return pages


def _take(blocks: Sequence[Block], start: int, room: float) -> tuple[Block, ...]:
    """As many as have room, one at least; a head never stands last."""
    end, used = start, 0.0
    while end < len(blocks) and (used + blocks[end].height <= room or end == start):
        used += blocks[end].height + GAP
        end += 1
    while end < len(blocks) and end - start > 1 and blocks[end - 1].keeps_next:
        end -= 1
    return tuple(blocks[start:end])


def _shares(sums: Sequence[Sequence[float]], done: Sequence[int], room: float) -> list[int]:
    """Places for each column: one where something is left, the rest to those with the most left."""
    left = [(heights[-1] - heights[done[n]]) / room for n, heights in enumerate(sums)]
    shares = [int(need > 0) for need in left]
    for _each in range(len(sums) - sum(shares)):
        most = max(range(len(sums)), key=lambda n: left[n] - shares[n])
        if left[most] > shares[most]:
            shares[most] += 1
    return shares
