"""Incrementally sorted columns equal a complete sort."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from kanbert_desktop.domain.board import BoardId, Card, CardKey, Column
from kanbert_desktop.domain.manual_order import ManualOrder
from kanbert_desktop.domain.sorting import IncrementalColumns, Sort, cards_by_column, sort_key_for

KEYS = tuple(CardKey(f"c{number}") for number in range(24))
COLUMNS = (Column.NEW, Column.WIP, Column.CLOSED)


def card(key: CardKey, column: Column, title: str, due: int | None, parent: CardKey | None) -> Card:
    day = date(2026, 11, due) if due else None
    return Card(key=key, board=BoardId("b"), title=title, column=column, due=day, parent=parent)


CARDS = st.builds(
    card,
    st.sampled_from(KEYS),
    st.sampled_from(COLUMNS),
    st.sampled_from(("a", "A", "b", "ß", "")),
    st.none() | st.integers(1, 4),
    st.none() | st.sampled_from(KEYS),
)
STEPS = st.lists(
    st.tuples(st.lists(CARDS, max_size=3), st.lists(st.sampled_from(KEYS), max_size=2)), max_size=8
)


@given(
    begun=st.lists(CARDS, max_size=24),
    steps=STEPS,
    sort=st.sampled_from(list(Sort)),
    own=st.permutations(KEYS),
)
def test_every_update_equals_a_complete_sort(
    begun: list[Card], steps: list[tuple[list[Card], list[CardKey]]], sort: Sort, own: list[CardKey]
) -> None:
    order = ManualOrder(own[:12])
    stored = IncrementalColumns(sort_key_for(sort, order))
    pool = {each.key: each for each in begun}
    for put, gone in [([], []), *steps]:
        pool |= {each.key: each for each in put}
        for key in gone:
            pool.pop(key, None)
        assert stored.update(pool) == cards_by_column(pool.values(), sort, order)


@given(
    moves=st.lists(
        st.tuples(
            st.lists(st.sampled_from(KEYS), min_size=1, max_size=3, unique=True),
            st.none() | st.sampled_from(KEYS),
        )
    )
)
def test_moved_cards_appear_at_the_next_update(
    moves: list[tuple[list[CardKey], CardKey | None]],
) -> None:
    pool = {key: card(key, Column.NEW, key, None, None) for key in KEYS}
    order = ManualOrder()
    stored = IncrementalColumns(sort_key_for(Sort.MANUAL, order))
    stored.invalidate(order.add_missing(KEYS))
    for moved, before in moves:
        stored.invalidate(order.move_before(moved, before))
        shown = [each.key for each in stored.update(pool)[Column.NEW]]
        assert (
            shown
            == list(order.keys)
            == [each.key for each in cards_by_column(pool.values(), Sort.MANUAL, order)[Column.NEW]]
        )


def test_an_unchanged_column_is_the_same_list_object() -> None:
    pool = {key: card(key, COLUMNS[number % 2], key, None, None) for number, key in enumerate(KEYS)}
    stored = IncrementalColumns(sort_key_for(Sort.DUE))
    before = stored.update(pool)
    pool[KEYS[0]] = card(KEYS[0], Column.NEW, "renamed", None, None)
    after = stored.update(pool)
    assert after[Column.WIP] is before[Column.WIP]
    assert after[Column.NEW] is not before[Column.NEW]


def test_with_sub_tasks_each_card_is_in_its_own_column() -> None:
    parent = card(KEYS[0], Column.NEW, "parent", None, None)
    part = card(KEYS[1], Column.WIP, "part", None, KEYS[0])
    pool = {each.key: each for each in (parent, part)}
    assert IncrementalColumns(sort_key_for(Sort.DUE)).update(pool)[Column.WIP] == []
    assert IncrementalColumns(sort_key_for(Sort.DUE), include_sub_tasks=True).update(pool)[Column.WIP] == [
        part
    ]
