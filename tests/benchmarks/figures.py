"""What was measured, in numbers: medians, percentiles, and one table of all figures beside their floors."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """`aim` is the highest ratio to the floor, or the longest time in milliseconds where `is_time` is set."""

    name: str
    ours: float
    floor: float
    unit: str
    aim: float | None = None
    is_time: bool = False
    runs: int = 0

    @property
    def ratio(self) -> float:
        return self.ours / self.floor if self.floor else float("nan")

    @property
    def verdict(self) -> str:
        if self.aim is None:
            return ""
        reached = (self.ours if self.is_time else self.ratio) <= self.aim
        return "yes" if reached else "NO"

    def cells(self) -> tuple[str, ...]:
        aim = "" if self.aim is None else f"≤ {self.aim:g} ms" if self.is_time else f"≤ {self.aim:g} ×"
        measured = (f"{self.ours:.1f} {self.unit}", f"{self.floor:.1f} {self.unit}", f"{self.ratio:.2f} ×")
        return (self.name, *measured, aim, self.verdict, str(self.runs))


HEAD = ("figure", "ours", "floor", "ratio", "aim", "met", "samples")


def table(figures: Sequence[Figure]) -> str:
    rows = [HEAD, *(figure.cells() for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    lines = ["  ".join(_padded(row, widths)).rstrip() for row in rows]
    lines.insert(1, "  ".join("─" * width for width in widths))
    return "\n".join(lines)


def _padded(row: tuple[str, ...], widths: list[int]) -> list[str]:
    name, *rest = row
    return [name.ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(rest, widths[1:], strict=True))]


def median(values: Sequence[float]) -> float:
    return statistics.median(values)


def percentile(values: Sequence[float], share: float) -> float:
    """`share` of 0 to 1; the nearest measured value at or above it."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
