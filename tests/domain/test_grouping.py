"""Groups within a column."""

from kanbert_desktop.domain.board import BoardId, Card, CardKey, Column, PersonId
from kanbert_desktop.domain.sorting import Group, Grouping, ListRow, group_of, grouped_rows


def card(key: str, assignee: str | None = None, parent: str | None = None) -> Card:
    return Card(
        key=CardKey(key),
        board=BoardId("b"),
        title=key,
        column=Column.NEW,
        assignee=PersonId(assignee) if assignee else None,
        parent=CardKey(parent) if parent else None,
    )


def grouped(cards: list[Card], grouping: Grouping, folded: frozenset[str] = frozenset()) -> list[ListRow]:
    parents = frozenset(card.parent for card in cards if card.parent is not None)
    return grouped_rows(
        cards, lambda each: group_of(each, grouping, parents), lambda name: name.upper(), folded
    )


def test_cards_are_grouped_by_assignee_and_unassigned_ones_come_last() -> None:
    one, two, three = card("1", "zoe"), card("2"), card("3", "adam")
    assert grouped([one, two, three], Grouping.ASSIGNEE) == [
        Group("adam", "ADAM", 1, folded=False),
        three,
        Group("zoe", "ZOE", 1, folded=False),
        one,
        Group("", "", 1, folded=False),
        two,
    ]


def test_a_folded_group_keeps_its_header_and_its_count() -> None:
    cards = [card("1", "zoe"), card("2", "zoe")]
    assert grouped(cards, Grouping.ASSIGNEE, frozenset({"zoe"})) == [Group("zoe", "ZOE", 2, folded=True)]


def test_a_parent_is_grouped_with_its_sub_tasks() -> None:
    alone, parent, part = card("1"), card("2"), card("3", parent="2")
    rows = grouped([alone, part, parent], Grouping.PARENT)
    assert rows == [Group("2", "2", 2, folded=False), part, parent, Group("", "", 1, folded=False), alone]
