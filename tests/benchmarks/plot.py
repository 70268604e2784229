"""A picture of cost over size as SVG: each figure as a multiple of its floor, both axes logarithmic.

It has no background, and its colours can be read on white and on black.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import NamedTuple

from benchmarks.figures import Figure

WIDTH, HEIGHT = 880, 520
LEFT, RIGHT, TOP, BOTTOM = 64, 270, 24, 52
LINE_HEIGHT = 16
COLORS = (
    "#3b82c4", "#d9772b", "#3f9a5f", "#c2504f", "#8f6cc0", "#a5793f",
    "#c95f9f", "#7d8590", "#9a9a2b", "#2f9fae", "#5f73d9", "#b06a8a",
)  # fmt: skip
_INK = "#7d8590"
_TICKS = (0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)


class Point(NamedTuple):
    cards: int
    ratio: float


@dataclass(frozen=True)
class Line:
    name: str
    points: tuple[Point, ...]


def lines(figures: Sequence[Figure]) -> list[Line]:
    """Figures that are judged by their floor and were measured with several numbers of cards, the costliest first."""
    by_name: dict[str, list[Point]] = {}
    for figure in figures:
        if figure.cards and not figure.is_absolute and figure.ratio > 0:
            by_name.setdefault(figure.name, []).append(Point(figure.cards, figure.ratio))
    found = [Line(name, tuple(sorted(points))) for name, points in by_name.items() if len(points) > 1]
    return sorted(found, key=lambda line: -line.points[-1].ratio)


def plot(figures: Sequence[Figure]) -> str:
    """The whole document; an empty plot if nothing can be drawn."""
    drawn = lines(figures)
    start = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'font-family="sans-serif" font-size="12" role="img" aria-label="Cost over the number of cards">'
    )
    parts = [start]
    if drawn:
        scale = _Scale.of(drawn)
        parts += [*_axes(scale), *_curves(drawn, scale), *_labels(drawn, scale)]
    return "\n".join([*parts, "</svg>", ""])


@dataclass(frozen=True)
class _Scale:
    """From cards and ratios to pixels."""

    sizes: tuple[int, ...]
    lowest: float
    highest: float

    @classmethod
    def of(cls, drawn: Sequence[Line]) -> "_Scale":
        points = [point for line in drawn for point in line.points]
        ratios = [point.ratio for point in points]
        sizes = tuple(sorted({point.cards for point in points}))
        return cls(sizes, min(0.9, *ratios) / 1.1, max(2.0, *ratios) * 1.15)

    def x(self, cards: int) -> float:
        first, last = math.log(self.sizes[0]), math.log(self.sizes[-1])
        share = (math.log(cards) - first) / (last - first)
        return LEFT + share * (WIDTH - LEFT - RIGHT)

    def y(self, ratio: float) -> float:
        share = math.log(ratio / self.lowest) / math.log(self.highest / self.lowest)
        return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)


def _axes(scale: _Scale) -> Iterator[str]:
    right = WIDTH - RIGHT
    for tick in _TICKS:
        if scale.lowest <= tick <= scale.highest:
            y = scale.y(tick)
            # The floor itself stands out.
            width, dashes = (1.5, "") if tick == 1 else (0.5, ' stroke-dasharray="2 4"')
            yield f'<path d="M{LEFT} {y:.1f}H{right}" stroke="{_INK}" stroke-width="{width}"{dashes}/>'
            yield _text(LEFT - 8, y + 4, f"{tick:g} ×", "end")
    for cards in scale.sizes:
        yield _text(scale.x(cards), HEIGHT - BOTTOM + 20, f"{cards:,}", "middle")
    yield _text((LEFT + right) / 2, HEIGHT - 10, "cards", "middle")


def _curves(drawn: Sequence[Line], scale: _Scale) -> Iterator[str]:
    for line, color in zip(drawn, _colors(drawn), strict=True):
        places = [(scale.x(point.cards), scale.y(point.ratio)) for point in line.points]
        path = "L".join(f"{x:.1f} {y:.1f}" for x, y in places)
        yield f'<path d="M{path}" fill="none" stroke="{color}" stroke-width="2"/>'
        yield from (f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{color}"/>' for x, y in places)


def _labels(drawn: Sequence[Line], scale: _Scale) -> Iterator[str]:
    """At the right, moved apart where lines end close to each other."""
    wanted = [scale.y(line.points[-1].ratio) for line in drawn]
    for line, color, y, end in zip(drawn, _colors(drawn), spread_out(wanted), wanted, strict=True):
        last = line.points[-1]
        start = scale.x(last.cards) + 6
        yield f'<path d="M{start:.1f} {end:.1f}L{start + 14:.1f} {y:.1f}" stroke="{color}" stroke-width="1"/>'
        yield _text(start + 18, y + 4, f"{line.name} {_multiple(last.ratio)}", "start", color)


def spread_out(wanted: Sequence[float]) -> list[float]:
    """Ascending places for labels, as near to the wanted ones as their height allows."""
    places: list[float] = []
    for y in wanted:
        places.append(max(y, places[-1] + LINE_HEIGHT) if places else y)
    below = max(0.0, (places[-1] if places else 0.0) - (HEIGHT - BOTTOM))
    limit = HEIGHT - BOTTOM + 0.0
    if below:
        for number in range(len(places) - 1, -1, -1):
            places[number] = min(places[number], limit)
            limit = places[number] - LINE_HEIGHT
    return places


def _multiple(ratio: float) -> str:
    return f"{ratio:.1f} ×" if ratio < 10 else f"{ratio:,.0f} ×"


def _colors(drawn: Sequence[Line]) -> list[str]:
    return [COLORS[number % len(COLORS)] for number in range(len(drawn))]


def _text(x: float, y: float, words: str, anchor: str, color: str = _INK) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" fill="{color}" text-anchor="{anchor}">{escape(words)}</text>'
