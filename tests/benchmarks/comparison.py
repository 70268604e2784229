"""The figures of two commits: the ratio of their ratios, and what got worse beyond the spread.

Ratios are compared, not times: two runs may come from different computers, or from one with other load.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.figures import Figure, aligned

LEAST_SPREAD = 0.05
"""A smaller change means nothing, whatever the runs say."""
WORSE, BETTER, SAME, NEW, GONE = "WORSE", "better", "same", "new", "gone"
HEADER = ("figure", "before", "now", "now / before", "spread", "verdict")


@dataclass(frozen=True)
class Change:
    """One figure before and now; None where it was not measured."""

    before: Figure | None
    now: Figure | None

    @property
    def name(self) -> str:
        known = self.now or self.before
        return known.full_name if known is not None else ""

    @property
    def factor(self) -> float:
        """The ratio now, divided by the ratio before; not a number if one of them is missing."""
        if self.before is None or self.now is None:
            return float("nan")
        before, now = _compared(self.before, self.now)
        if before:
            return now / before
        return float("inf") if now else 1.0

    @property
    def spread(self) -> float:
        spreads = [figure.spread for figure in (self.before, self.now) if figure is not None]
        return max(LEAST_SPREAD, sum(spreads))

    @property
    def verdict(self) -> str:
        if self.before is None:
            return NEW
        if self.now is None:
            return GONE
        if self.factor > 1 + self.spread:
            return WORSE
        return BETTER if self.factor < 1 / (1 + self.spread) else SAME

    def cells(self) -> tuple[str, ...]:
        factor = f"{self.factor:.2f} ×" if self.factor == self.factor else ""
        return (
            self.name,
            _shown(self.before),
            _shown(self.now),
            factor,
            f"± {self.spread * 100:.0f} %",
            self.verdict,
        )


def changes(before: Sequence[Figure], now: Sequence[Figure]) -> list[Change]:
    """In the order of `now`, then what is no longer measured."""
    earlier = {figure.full_name: figure for figure in before}
    found = [Change(earlier.pop(figure.full_name, None), figure) for figure in now]
    return [*found, *(Change(figure, None) for figure in earlier.values())]


def comparison_table(found: Sequence[Change]) -> str:
    return aligned([HEADER, *(change.cells() for change in found)])


def worse(found: Sequence[Change]) -> list[Change]:
    return [change for change in found if change.verdict == WORSE]


def _compared(before: Figure, now: Figure) -> tuple[float, float]:
    """Ratios if both figures have a floor, else the values themselves."""
    if before.ratio > 0 and now.ratio > 0:
        return before.ratio, now.ratio
    return before.measured.wall, now.measured.wall


def _shown(figure: Figure | None) -> str:
    if figure is None:
        return ""
    if figure.ratio == figure.ratio:
        return f"{figure.ratio:.2f} ×"
    return f"{figure.measured.wall:.1f} {figure.unit}".rstrip()
