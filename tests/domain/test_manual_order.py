"""Ranks of "My order"."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.domain.manual_order import LAST_RANK, ranks_between
from support.manual_order import ManualOrder

A, B, C, D = (CardKey(key) for key in "abcd")


@pytest.mark.parametrize(("low", "high"), [(None, None), (3.0, None), (None, 3.0), (3.0, 4.0), (-2.0, 7.5)])
@given(count=st.integers(1, 20))
def test_ranks_are_between_two_others_in_order(count: int, low: float | None, high: float | None) -> None:
    found = ranks_between(count, low, high)
    assert found is not None
    assert len(found) == count
    bounds = [-LAST_RANK if low is None else low, *found, LAST_RANK if high is None else high]
    assert bounds == sorted(set(bounds))


def test_there_are_none_between_two_that_are_too_close() -> None:
    assert ranks_between(1, 1.0, 1.0) is None
    assert ranks_between(1, 1.0, 1.0 + 1e-12) is None


def test_a_card_is_put_before_another_and_nothing_else_moves() -> None:
    order = ManualOrder([A, B, C])
    assert order.move_before([C], A) == {C}
    assert list(order.keys) == [C, A, B]
    assert order.rank(C) < order.rank(A) < order.rank(B)


def test_several_keep_their_order_and_none_named_is_the_end() -> None:
    order = ManualOrder([A, B, C, D])
    order.move_before([B, A], None)
    assert list(order.keys) == [C, D, B, A]
