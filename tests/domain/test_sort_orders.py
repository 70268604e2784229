"""The order of cards in their columns."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from kanbert_desktop.domain.board import BoardId, Card, CardKey, Column
from kanbert_desktop.domain.sorting import Sort, cards_by_column
from support.strategies import cards


def card(key: str, **fields: object) -> Card:
    values: dict[str, object] = {"board": BoardId("p1"), "title": key, "column": Column.NEW}
    return Card(key=CardKey(key), **{**values, **fields})  # type: ignore[arg-type]  # test-made fields


def keys(cards_there: list[Card]) -> list[str]:
    return [str(each.key) for each in cards_there]


def test_the_next_due_card_is_first_and_cards_without_a_date_are_last() -> None:
    pool = [card("b"), card("late", due=date(2026, 12, 3)), card("soon", due=date(2026, 11, 25)), card("a")]
    assert keys(cards_by_column(pool)[Column.NEW]) == ["soon", "late", "a", "b"]


def test_the_last_day_of_the_calendar_comes_before_no_date() -> None:
    pool = [card("a"), card("last", due=date.max)]
    assert keys(cards_by_column(pool)[Column.NEW]) == ["last", "a"]


def test_a_sub_task_is_shown_under_its_parent_not_beside_it() -> None:
    pool = [card("parent"), card("child", parent=CardKey("parent"))]
    assert keys(cards_by_column(pool)[Column.NEW]) == ["parent"]


def test_a_sub_task_of_an_archived_or_unknown_parent_is_in_its_column() -> None:
    pool = [
        card("parent", column=Column.CLOSED),
        card("child", parent=CardKey("parent")),
        card("orphan", parent=CardKey("elsewhere")),
    ]
    assert keys(cards_by_column(pool)[Column.NEW]) == ["child", "orphan"]


def test_a_card_that_names_itself_as_its_parent_is_still_shown() -> None:
    assert keys(cards_by_column([card("loop", parent=CardKey("loop"))])[Column.NEW]) == ["loop"]


@given(
    pool=st.lists(cards(), unique_by=lambda each: each.key),
    order=st.permutations(range(4)),
    sort=st.sampled_from(list(Sort)),
)
def test_the_order_is_total_and_no_card_is_lost_or_doubled(
    pool: list[Card], order: list[int], sort: Sort
) -> None:
    shuffled = [pool[index] for index in order if index < len(pool)]
    assert cards_by_column(pool, sort) == cards_by_column(shuffled, sort)
    placed = [each.key for column in cards_by_column(pool, sort).values() for each in column]
    assert sorted(placed) == sorted(each.key for each in pool)
