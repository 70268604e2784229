"""Saved figures, and their comparison with those of another commit."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.comparison import BETTER, GONE, NEW, SAME, WORSE, Change, changes, comparison_table, worse
from benchmarks.figures import Figure, Sample
from benchmarks.results import Results, UnreadableResults, load, save


def figure(ours: float, floor: float = 100.0, name: str = "add", **more: object) -> Figure:
    return Figure(name, Sample(ours), Sample(floor), "ms", **more)  # type: ignore[arg-type]


def results(*figures: Figure) -> Results:
    return Results("abc123", "a computer", figures)


def test_saved_figures_are_read_again(tmp_path: Path) -> None:
    saved = results(figure(200, cards=1_000, target=60, is_added=True, spread=0.1, runs=7))
    save(tmp_path / "figures.json", saved)
    loaded = load(tmp_path / "figures.json")
    assert (loaded.commit, loaded.machine) == (saved.commit, saved.machine)
    assert repr(loaded.figures) == repr(saved.figures)


@pytest.mark.parametrize("text", ["", "[]", '{"format": 1}', json.dumps({"format": 2, "figures": []})])
def test_another_file_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "figures.json"
    path.write_text(text, "utf-8")
    with pytest.raises(UnreadableResults, match=r"figures\.json"):
        load(path)


def test_ratios_are_compared_not_times() -> None:
    """The second computer is twice as fast."""
    change = Change(figure(200, 100), figure(100, 50))
    assert change.factor == 1
    assert change.verdict == SAME


@pytest.mark.parametrize(
    ("ours", "spread", "verdict"),
    [(104, 0.0, SAME), (106, 0.0, WORSE), (94, 0.0, BETTER), (106, 0.1, SAME), (115, 0.1, WORSE)],
)
def test_only_a_change_beyond_the_spread_counts(ours: float, spread: float, verdict: str) -> None:
    before, now = figure(100), figure(ours, spread=spread)
    assert Change(before, now).verdict == verdict


def test_both_spreads_count() -> None:
    assert Change(figure(100, spread=0.1), figure(118, spread=0.1)).verdict == SAME


def test_figures_without_a_floor_are_compared_by_value() -> None:
    assert Change(figure(4, 0), figure(9, 0)).verdict == WORSE
    assert Change(figure(0, 0), figure(1, 0)).verdict == WORSE
    assert Change(figure(0, 0), figure(0, 0)).verdict == SAME


def test_new_and_lost_figures_are_named() -> None:
    found = changes([figure(1, name="undo"), figure(1)], [figure(1), figure(1, name="edit")])
    assert [(change.name, change.verdict) for change in found] == [
        ("add", SAME),
        ("edit", NEW),
        ("undo", GONE),
    ]


def test_each_number_of_cards_is_compared_with_itself() -> None:
    few, many = figure(100, cards=1_000), figure(300, cards=100_000)
    found = changes([few, many], [few, replace(many, measured=Sample(600))])
    assert [change.name for change in worse(found)] == ["add, 100,000 cards"]


def test_the_table_shows_both_ratios_and_the_verdict() -> None:
    line = comparison_table([Change(figure(150), figure(300))]).splitlines()[-1]
    assert line.split() == ["add", "1.50", "×", "3.00", "×", "2.00", "×", "±", "5", "%", "WORSE"]
