"""The Markdown table and the picture of the README's performance page."""

from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from benchmarks.figures import Figure, Sample
from benchmarks.markdown import amount, markdown
from benchmarks.plot import HEIGHT, LINE_HEIGHT, WIDTH, Line, Point, lines, plot, spread_out

SIZES = (1_000, 10_000, 100_000)


def sized(name: str, *ours: float, floor: float = 50.0, **more: object) -> list[Figure]:
    return [
        Figure(name, Sample(value), Sample(floor), "ms", cards=cards, **more)  # type: ignore[arg-type]
        for value, cards in zip(ours, SIZES, strict=True)
    ]


def test_all_numbers_of_cards_share_a_row() -> None:
    text = markdown(sized("add", 100, 110, 121.4, target=60.0, is_added=True), "a computer")
    header, _rule, row = text.splitlines()[:3]
    assert header == "| figure | floor | 1,000 cards | 10,000 cards | 100,000 cards | × floor | aim | met |"
    assert row == "| add | 50 ms | 100 ms | 110 ms | 121 ms | 2.43 | ≤ floor + 60 ms | no |"


def test_a_number_of_cards_that_was_not_measured_stays_empty() -> None:
    text = markdown([*sized("add", 1, 2, 3), *sized("full sync", 1, 2, 3)[:2]], "a computer")
    assert "| full sync | 50 ms | 1 ms | 2 ms | – |" in text


def test_other_figures_follow_in_a_table_of_their_own() -> None:
    text = markdown([*sized("add", 1, 2, 3), Figure("sign-in", Sample(9), Sample(0), "ms")], "a computer")
    assert "\n\n| figure | ours | floor |" in text
    assert "| sign-in | 9 ms | – | – |  |  |" in text
    assert text.endswith("Measured on a computer.")


@pytest.mark.parametrize(
    ("value", "text"), [(0, "0 ms"), (3.456, "3.46 ms"), (12.34, "12.3 ms"), (12_345.6, "12,346 ms")]
)
def test_an_amount_has_as_many_digits_as_mean_something(value: float, text: str) -> None:
    assert amount(value, "ms") == text


def test_only_figures_with_a_floor_and_several_sizes_are_drawn() -> None:
    figures = [*sized("add", 100, 110, 120), *sized("idle", 1, 1, 1, floor=0), *sized("sync", 1, 2, 3)[:1]]
    assert lines(figures) == [Line("add", (Point(1_000, 2), Point(10_000, 2.2), Point(100_000, 2.4)))]


def test_a_frame_that_has_its_own_limit_is_not_drawn() -> None:
    assert lines(sized("scroll, p95", 3, 3, 3, target=16.7, is_absolute=True)) == []


def test_the_costliest_line_comes_first() -> None:
    drawn = lines([*sized("add", 100, 100, 100), *sized("cards", 100, 1_000, 10_000)])
    assert [line.name for line in drawn] == ["cards", "add"]


def test_the_picture_is_svg_without_a_background() -> None:
    root = ET.fromstring(plot([*sized("a & b", 100, 1_000, 90_000), *sized("add", 60, 61, 62)]))  # noqa: S314  our own picture
    assert root.get("viewBox") == f"0 0 {WIDTH} {HEIGHT}"
    assert not [element for element in root if element.tag.endswith("rect")]
    words = [element.text for element in root if element.tag.endswith("text")]
    assert {"1 ×", "1,000", "100,000", "cards", "a & b 1,800 ×", "add 1.2 ×"} <= set(words)


def test_everything_drawn_is_inside() -> None:
    root = ET.fromstring(plot(sized("add", 20, 100, 900_000)))  # noqa: S314  our own picture
    circles = [element for element in root if element.tag.endswith("circle")]
    assert len(circles) == len(SIZES)
    for circle in circles:
        assert 0 < float(circle.get("cx", "-1")) < WIDTH
        assert 0 < float(circle.get("cy", "-1")) < HEIGHT


def test_a_picture_of_nothing_is_empty() -> None:
    assert len(ET.fromstring(plot([]))) == 0  # noqa: S314  our own picture


@pytest.mark.parametrize("wanted", [[100.0, 101.0, 102.0], [400.0, 455.0, 460.0, 466.0, 467.0, 468.0]])
def test_labels_do_not_overlap(wanted: list[float]) -> None:
    places = spread_out(wanted)
    assert all(below - above >= LINE_HEIGHT for above, below in pairwise(places))
    assert places[-1] < HEIGHT
