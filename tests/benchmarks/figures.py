"""Measured figures: lowest values, medians, percentiles, and a table of all figures beside their baselines."""

import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Sample(NamedTuple):
    """Wall-clock time and processor time; the latter hardly depends on other load."""

    wall: float
    cpu: float = float("nan")


@dataclass(frozen=True)
class Figure:
    """`target` is the highest allowed ratio to the baseline.

    If `is_absolute` it is the highest value in `unit`, and if `is_added` the highest difference to the baseline.
    `cards` is the number of cards if the figure was measured with several. `spread` is the share by which the ratio
    may differ in another run.
    """

    name: str
    measured: Sample
    baseline: Sample
    unit: str
    target: float | None = None
    is_absolute: bool = False
    runs: int = 0
    is_added: bool = False
    cards: int = 0
    spread: float = 0.0

    @property
    def ratio(self) -> float:
        """To the baseline, in wall-clock time or in the figure's own unit; not a number without a baseline."""
        return _ratio(self, "wall")

    @property
    def is_met(self) -> bool:
        return self.target is None or self._judged <= self.target

    @property
    def aim(self) -> str:
        if self.target is None:
            return ""
        if self.is_added:
            return f"≤ floor + {self.target:g} {self.unit}".rstrip()
        return f"≤ {self.target:g} {self.unit}".rstrip() if self.is_absolute else f"≤ {self.target:g} ×"

    @property
    def verdict(self) -> str:
        return "" if self.target is None else "yes" if self.is_met else "NO"

    @property
    def full_name(self) -> str:
        """Unlike `name`, different for each number of cards."""
        return f"{self.name}, {self.cards:,} cards" if self.cards else self.name

    @property
    def _judged(self) -> float:
        if self.is_added:
            return self.measured.wall - self.baseline.wall
        return self.measured.wall if self.is_absolute else self.ratio

    def cells(self) -> tuple[str, ...]:
        walls = (_value(self.measured.wall, self.unit), _value(self.baseline.wall, self.unit))
        return (
            self.full_name,
            *walls,
            _multiple(self.ratio),
            self.aim,
            self.verdict,
            *self._cpu(),
            str(self.runs),
        )

    def _cpu(self) -> tuple[str, str, str]:
        if self.measured.cpu != self.measured.cpu:
            return ("", "", "")
        times = (f"{self.measured.cpu:.1f} {self.unit}", _value(self.baseline.cpu, self.unit))
        return (*times, _multiple(_ratio(self, "cpu")))


HEADER = ("figure", "ours", "floor", "ratio", "aim", "met", "ours, CPU", "floor, CPU", "ratio", "samples")


def table(figures: Sequence[Figure]) -> str:
    return aligned([HEADER, *(figure.cells() for figure in figures)])


def aligned(rows: Sequence[tuple[str, ...]]) -> str:
    """The first row is the header, the first column a name."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = ["  ".join(_padded(row, widths)).rstrip() for row in rows]
    lines.insert(1, "  ".join("─" * width for width in widths))
    return "\n".join(lines)


def medians(samples: Sequence[Sample]) -> Sample:
    return Sample(*(statistics.median(values) for values in zip(*samples, strict=True)))


def lowest(samples: Sequence[Sample]) -> Sample:
    """What the computer needs when nothing else disturbs it, for each clock."""
    return Sample(*(min(values) for values in zip(*samples, strict=True)))


def spread_of(samples: Sequence[Sample]) -> float:
    """The share by which a usual run takes longer than the lowest one."""
    walls = [sample.wall for sample in samples]
    least = min(walls, default=0.0)
    return statistics.median(walls) / least - 1 if least else 0.0


def growth(figures: Sequence[Figure], aims: Mapping[str, float]) -> list[Figure]:
    """For each name in `aims`: the largest number of cards beside the smallest, with the aim as a ratio."""
    found = []
    for name, aim in aims.items():
        for few, many in _extremes(figures, name):
            title, spread = f"{name}, {_beside(few, many)}", few.spread + many.spread
            found.append(
                Figure(title, many.measured, few.measured, many.unit, aim, runs=many.runs, spread=spread)
            )
    return found


def growth_of_floors(figures: Sequence[Figure], names: Iterable[str]) -> list[Figure]:
    """The same of what these figures stand beside: how much of their growth is not the program's."""
    return [
        Figure(
            f"{name}: the floor, {_beside(few, many)}", many.baseline, few.baseline, many.unit, runs=many.runs
        )
        for name in names
        for few, many in _extremes(figures, name)
    ]


def _extremes(figures: Sequence[Figure], name: str) -> list[tuple[Figure, Figure]]:
    """The figure with the fewest and with the most cards, if there are two."""
    sized = sorted((one for one in figures if one.name == name and one.cards), key=_cards)
    return [(sized[0], sized[-1])] if len(sized) > 1 else []


def _beside(few: Figure, many: Figure) -> str:
    return f"{many.cards:,} beside {few.cards:,} cards"


def _cards(figure: Figure) -> int:
    return figure.cards


def percentiles(samples: Sequence[Sample], share: float) -> Sample:
    """`share` is between 0 and 1; the nearest measured value at or above it, for each clock."""
    ordered = [sorted(values) for values in zip(*samples, strict=True)]
    place = min(len(samples) - 1, int(share * len(samples)))
    return Sample(*(values[place] for values in ordered))


def _ratio(figure: Figure, clock: str) -> float:
    ours, floor = getattr(figure.measured, clock), getattr(figure.baseline, clock)
    return float(ours / floor) if floor else float("nan")


def _multiple(ratio: float) -> str:
    return f"{ratio:.2f} ×" if ratio == ratio else ""  # noqa: PLR0124  false for NaN alone


def _value(value: float, unit: str) -> str:
    return f"{value:.1f} {unit}".rstrip() if value == value else ""  # noqa: PLR0124


def _padded(row: tuple[str, ...], widths: list[int]) -> list[str]:
    name, *rest = row
    return [name.ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(rest, widths[1:], strict=True))]
