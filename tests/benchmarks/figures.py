"""Measured figures: medians, percentiles, and a table of all figures beside their baselines."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Sample(NamedTuple):
    """Wall-clock time and processor time; the latter hardly depends on other load."""

    wall: float
    cpu: float = float("nan")


@dataclass(frozen=True)
class Figure:
    """`target` is the highest allowed ratio to the baseline, or if `is_absolute` the highest value in `unit`."""

    name: str
    measured: Sample
    baseline: Sample
    unit: str
    target: float | None = None
    is_absolute: bool = False
    runs: int = 0

    @property
    def is_met(self) -> bool:
        return (
            self.target is None
            or (self.measured.wall if self.is_absolute else _ratio(self, "wall")) <= self.target
        )

    def cells(self) -> tuple[str, ...]:
        aim = (
            ""
            if self.target is None
            else f"≤ {self.target:g} {self.unit}"
            if self.is_absolute
            else f"≤ {self.target:g} ×"
        )
        verdict = "" if self.target is None else "yes" if self.is_met else "NO"
        walls = (f"{self.measured.wall:.1f} {self.unit}", f"{self.baseline.wall:.1f} {self.unit}")
        return (
            self.name,
            *walls,
            f"{_ratio(self, 'wall'):.2f} ×",
            aim,
            verdict,
            *self._cpu(),
            str(self.runs),
        )

    def _cpu(self) -> tuple[str, str, str]:
        if self.measured.cpu != self.measured.cpu:
            return ("", "", "")
        times = (f"{self.measured.cpu:.1f} {self.unit}", f"{self.baseline.cpu:.1f} {self.unit}")
        return (*times, f"{_ratio(self, 'cpu'):.2f} ×")


HEADER = ("figure", "ours", "floor", "ratio", "aim", "met", "ours, CPU", "floor, CPU", "ratio", "samples")


def table(figures: Sequence[Figure]) -> str:
    rows = [HEADER, *(figure.cells() for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADER))]
    lines = ["  ".join(_padded(row, widths)).rstrip() for row in rows]
    lines.insert(1, "  ".join("─" * width for width in widths))
    return "\n".join(lines)


def medians(samples: Sequence[Sample]) -> Sample:
    return Sample(*(statistics.median(values) for values in zip(*samples, strict=True)))


def percentiles(samples: Sequence[Sample], share: float) -> Sample:
    """`share` is between 0 and 1; the nearest measured value at or above it, for each clock."""
    ordered = [sorted(values) for values in zip(*samples, strict=True)]
    place = min(len(samples) - 1, int(share * len(samples)))
    return Sample(*(values[place] for values in ordered))


def _ratio(figure: Figure, clock: str) -> float:
    ours, floor = getattr(figure.measured, clock), getattr(figure.baseline, clock)
    return float(ours / floor) if floor else float("nan")


def _padded(row: tuple[str, ...], widths: list[int]) -> list[str]:
    name, *rest = row
    return [name.ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(rest, widths[1:], strict=True))]
