"""Manual order of a board's cards."""

from hypothesis import given
from hypothesis import strategies as st

from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.domain.manual_order import LAST_RANK, ManualOrder

A, B, C, D = (CardKey(key) for key in "abcd")


def test_a_card_is_put_before_another_and_nothing_else_moves() -> None:
    order = ManualOrder([A, B, C])
    assert order.move_before([C], A) == {C}
    assert list(order.keys) == [C, A, B]
    assert order.rank(C) < order.rank(A) < order.rank(B)


def test_several_keep_their_order_and_none_named_is_the_end() -> None:
    order = ManualOrder([A, B, C, D])
    order.move_before([B, A], None)
    assert list(order.keys) == [C, D, B, A]


def test_cards_that_were_never_moved_are_last() -> None:
    order = ManualOrder([A])
    assert order.rank(B) == LAST_RANK
    assert order.add_missing([A, B, C]) == {B, C}
    assert list(order.keys) == [A, B, C]


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("abcd")), max_size=200))
def test_ranks_never_run_out(moves: list[tuple[str, str]]) -> None:
    order = ManualOrder([A, B, C, D])
    for moved, before in moves:
        order.move_before([CardKey(moved)], CardKey(before))
        ranks = [order.rank(key) for key in order.keys]
        assert ranks == sorted(set(ranks))


def test_unknown_cards_are_removed_on_request() -> None:
    order = ManualOrder([A, B, C])
    order.remove_unknown({A, C})
    assert list(order.keys) == [A, C]
    assert order.rank(B) == LAST_RANK
