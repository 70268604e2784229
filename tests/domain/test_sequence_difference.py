"""Differences between two sequences, and the limit of the work to find them."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanbert_desktop.domain.sequence_difference import ChangedSpan, changed_spans

SEQUENCE = st.lists(st.sampled_from("abc"), max_size=12)


class Counting(list[str]):
    """Counts how often one of its elements is read."""

    read = 0

    def __getitem__(self, place: Any) -> Any:  # noqa: ANN401  a place or a slice
        Counting.looked += 1
        found = super().__getitem__(place)
        return Counting(found) if isinstance(place, slice) else found


def applied(was: Sequence[str], now: Sequence[str], found: list[ChangedSpan]) -> list[str]:
    made: list[str] = []
    place = 0
    for change in found:
        made += [*was[place : change.start], *now[change.new_start : change.new_end]]
        place = change.end
    return made + list(was[place:])


@given(was=SEQUENCE, now=SEQUENCE)
def test_the_changes_make_one_sequence_of_the_other(was: list[str], now: list[str]) -> None:
    found = changed_spans(was, now)
    assert found is not None
    assert applied(was, now, found) == now


@given(was=SEQUENCE, now=SEQUENCE)
def test_there_is_something_unchanged_between_two_changes(was: list[str], now: list[str]) -> None:
    found = changed_spans(was, now)
    assert found is not None
    assert all(one.end < other.start and one.new_end < other.new_start for one, other in pairwise(found))


@given(was=SEQUENCE)
def test_equal_sequences_have_no_changes(was: list[str]) -> None:
    assert changed_spans(was, list(was)) == []


def test_what_both_begin_and_end_with_costs_no_work() -> None:
    long = [str(number) for number in range(50_000)]
    assert changed_spans([*long, "a", *long], [*long, "b", *long], max_work=40) == [
        ChangedSpan(50_000, 50_001, 50_000, 50_001)
    ]


@pytest.mark.parametrize("words", [2_000, 4_000, 8_000])
def test_the_work_has_a_bound_however_long_the_sequences_are(words: int) -> None:
    was, now = Counting(["a", "b"] * words), Counting(["b", "c", "a"] * words)
    Counting.looked = 0
    assert changed_spans(was, now, max_work=20_000) is None
    assert Counting.looked < 100_000
