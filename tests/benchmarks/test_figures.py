"""Statistics of the bench, its aims, and figures that compare two numbers of cards."""

import pytest

from benchmarks.figures import (
    Figure,
    Sample,
    growth,
    growth_of_floors,
    lowest,
    percentiles,
    spread_of,
    table,
)
from benchmarks.processes import bursts


def figure(ours: float, floor: float = 100.0, target: float | None = None, **more: object) -> Figure:
    return Figure("start", Sample(ours), Sample(floor), "ms", target, **more)  # type: ignore[arg-type]


def test_the_lowest_value_of_each_clock_counts() -> None:
    assert lowest([Sample(3, 30), Sample(5, 20), Sample(4, 25)]) == Sample(3, 20)


def test_the_spread_is_how_much_longer_a_usual_run_takes() -> None:
    assert spread_of([Sample(100), Sample(110), Sample(300)]) == pytest.approx(0.1)
    assert spread_of([Sample(0), Sample(5)]) == 0
    assert spread_of([]) == 0


def test_a_percentile_is_a_measured_value() -> None:
    samples = [Sample(number) for number in range(1, 101)]
    assert percentiles(samples, 0.95).wall == 96
    assert percentiles(samples[:1], 0.95).wall == 1


@pytest.mark.parametrize(
    ("measured", "aim", "is_met"),
    [
        (figure(160, target=1.6), "≤ 1.6 ×", True),
        (figure(161, target=1.6), "≤ 1.6 ×", False),
        (figure(16, target=16.7, is_absolute=True), "≤ 16.7 ms", True),
        (figure(17, target=16.7, is_absolute=True), "≤ 16.7 ms", False),
        (figure(160, target=60, is_added=True), "≤ floor + 60 ms", True),
        (figure(161, target=60, is_added=True), "≤ floor + 60 ms", False),
        (figure(1000), "", True),
    ],
)
def test_an_aim_is_a_ratio_a_value_or_a_difference(measured: Figure, aim: str, is_met: bool) -> None:
    assert measured.aim == aim
    assert measured.is_met is is_met


def test_growth_compares_the_largest_number_of_cards_with_the_smallest() -> None:
    sized = [figure(ours, cards=cards) for ours, cards in ((90, 10_000), (80, 1_000), (100, 100_000))]
    (grown,) = growth(sized, {"start": 1.1, "add": 1.1})
    assert grown.name == "start, 100,000 beside 1,000 cards"
    assert grown.ratio == pytest.approx(1.25)
    assert grown.verdict == "NO"


def test_the_growth_of_the_floors_is_shown_beside_it() -> None:
    sized = [figure(90, floor, cards=cards) for floor, cards in ((50, 1_000), (52, 10_000), (60, 100_000))]
    (grown,) = growth_of_floors(sized, ["start", "add"])
    assert grown.name == "start: the floor, 100,000 beside 1,000 cards"
    assert grown.ratio == pytest.approx(1.2)
    assert grown.verdict == ""


def test_one_number_of_cards_cannot_grow() -> None:
    assert growth([figure(90, cards=1_000)], {"start": 1.1}) == []
    assert growth_of_floors([figure(90, cards=1_000)], ["start"]) == []


def test_a_figure_without_a_floor_has_no_ratio() -> None:
    line = table([figure(4, 0, 1, is_absolute=True)]).splitlines()[-1]
    assert "nan" not in line
    assert line.split()[-2:] == ["NO", "0"]


def test_wake_ups_close_to_each_other_are_one() -> None:
    assert bursts([], 1.0) == 0
    assert bursts([10.0, 10.5, 11.4, 30.0, 59.0, 59.9], 1.0) == 3
