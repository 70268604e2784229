"""Groups that are updated card by card hold the same rows as groups made from all cards."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from kanbert_desktop.domain.board import Card, CardKey, Column, PersonId
from kanbert_desktop.domain.sorting import ListRow, Sort, grouped_rows, sort_key_for
from kanbert_desktop.ui.board.grouped_rows import GroupedRows
from kanbert_desktop.ui.board.row_source import row_key
from support.board_fixture import BOARD, TODAY

BY_DUE = sort_key_for(Sort.DUE)
PEOPLE = ("", "u1", "u2", "u3")
TITLES = {"": "Nobody", "u1": "Zoe", "u2": "Ada", "u3": "ada"}


def card(number: int, person: str, day: int) -> Card:
    return Card(
        key=CardKey(f"k{number}"),
        board=BOARD,
        title=f"Card {number}",
        column=Column.NEW,
        due=TODAY + timedelta(days=day),
        assignee=PersonId(person) if person else None,
    )


def name_of(card: Card) -> str:
    return card.assignee or ""


CHANGES = st.lists(
    st.tuples(st.integers(0, 11), st.sampled_from([*PEOPLE, "gone"]), st.integers(0, 9)), max_size=40
)


@settings(deadline=None)
@given(changes=CHANGES, folded=st.frozensets(st.sampled_from(PEOPLE)))
def test_rows_are_those_of_all_cards(changes: list[tuple[int, str, int]], folded: frozenset[str]) -> None:
    rows = GroupedRows(BY_DUE, name_of, TITLES.__getitem__, folded)
    cards: dict[CardKey, Card] = {}
    for number, person, day in changes:
        made = card(number, person, day)
        if person == "gone":
            cards.pop(made.key, None)
            rows.discard(made.key)
        else:
            cards[made.key] = made
            rows.put(made)
    expected = grouped_rows(sorted(cards.values(), key=BY_DUE), name_of, TITLES.__getitem__, folded)
    check(rows, expected)
    rows.fold(frozenset())
    check(rows, grouped_rows(sorted(cards.values(), key=BY_DUE), name_of, TITLES.__getitem__, frozenset()))


def check(rows: GroupedRows, expected: list[ListRow]) -> None:
    assert rows.first(100) == expected
    assert len(rows) == len(expected)
    assert [row.key for row in expected if isinstance(row, Card)] == rows.card_keys()
    assert rows.card_count == len(rows.card_keys())
    cards = 0
    for number, row in enumerate(expected):
        assert rows.index(row) == number
        assert rows.find(row_key(row)) == row
        assert rows.after(row, 3) == expected[number + 1 : number + 4]
        assert rows.before(row, 3) == expected[max(0, number - 3) : number]
        assert rows.at(number, 2) == expected[number : number + 2]
        assert rows.last(number) == expected[len(expected) - number :]
        if isinstance(row, Card):
            assert rows.card_index(row) == cards
            cards += 1


def test_a_card_that_left_still_has_its_place() -> None:
    rows = GroupedRows(BY_DUE, name_of, TITLES.__getitem__, frozenset())
    cards = [card(number, "u1", number) for number in range(3)]
    for each in cards:
        rows.put(each)
    rows.discard(cards[1].key)
    assert rows.after(cards[1], 1) == [cards[2]]
    assert rows.before(cards[1], 1) == [cards[0]]
    rows.discard(cards[0].key)
    rows.discard(cards[2].key)
    assert not len(rows)
    assert rows.after(cards[1], 1) == rows.before(cards[1], 1) == []


def test_renamed_groups_are_sorted_again() -> None:
    titles = dict(TITLES)
    rows = GroupedRows(BY_DUE, name_of, titles.__getitem__, frozenset())
    for number, person in enumerate(PEOPLE):
        rows.put(card(number, person, 0))
    titles["u1"] = "Aaron"
    rows.rename_groups(["u1"])
    assert [row.title for row in rows.first(100) if not isinstance(row, Card)] == [
        "Aaron",
        "Ada",
        "ada",
        "Nobody",
    ]
    first = rows.first(2)[1]
    assert isinstance(first, Card)
    rows.put(replace(first, assignee=None))
    assert len(rows) == 7
