"""The item model changes by small differences."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from kanbert_desktop.domain.board import CardKey, Column
from kanbert_desktop.ui.card_list.model import CardRow, GroupedCardModel, RowGroup
from kanbert_desktop.ui.cards.view_model import CardViewModel
from kanbert_desktop.ui.style.theme import Theme


@pytest.fixture(scope="module")
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp, "light")


def row(key: str, title: str = "") -> CardRow:
    face = CardViewModel(key=CardKey(key), title=title or key, accessible_text=title or key)
    return CardRow(card=face, column=Column.NEW, location="Board")


def groups(*named: tuple[str, str]) -> list[RowGroup]:
    """Pairs of a group's name and the letters of its cards."""
    return [RowGroup(name, tuple(map(row, letters))) for name, letters in named]


def titles(rows: GroupedCardModel) -> list[str]:
    return [rows.item_model.item(place).text() for place in range(rows.item_model.rowCount())]


parted = st.permutations("abcdefgh").flatmap(
    lambda letters: st.tuples(st.integers(0, 8), st.integers(0, 8)).map(
        lambda cuts: groups(
            ("One", "".join(letters[: min(cuts)])), ("Two", "".join(letters[min(cuts) : max(cuts)]))
        )
    )
)


@given(parted, parted)
def test_any_rows_can_replace_any_others(theme: Theme, first: list[RowGroup], then: list[RowGroup]) -> None:
    rows = GroupedCardModel(theme)
    for wished in (first, then):
        rows.set_groups(wished)
        expected = [name for group in wished for name in (group.name, *(one.key for one in group.rows))]
        assert titles(rows) == expected
        for group in wished:
            for one in group.rows:
                assert rows.item_at(rows.index_of(one.key)) == one


def test_a_changed_card_updates_its_row(theme: Theme) -> None:
    rows = GroupedCardModel(theme)
    rows.set_groups(groups(("One", "ab")))
    item = rows.item_model.item(2)
    rows.set_groups([RowGroup("One", (row("a"), row("b", "anders")))])
    assert rows.item_model.item(2) is item
    assert item.text() == "anders"
    assert item.data(Qt.ItemDataRole.AccessibleTextRole) == "anders, Board"


def test_a_heading_updates_its_count(theme: Theme) -> None:
    rows = GroupedCardModel(theme)
    rows.set_groups(groups(("One", "ab")))
    rows.set_groups(groups(("One", "abc")))
    assert rows.item_model.item(0).data(Qt.ItemDataRole.AccessibleTextRole) == "One, 3"


def test_only_cards_can_be_selected(theme: Theme) -> None:
    rows = GroupedCardModel(theme)
    rows.set_groups(groups(("One", "a"), ("Two", "b")))
    selectable = Qt.ItemFlag.ItemIsSelectable
    assert [bool(rows.item_model.item(place).flags() & selectable) for place in range(4)] == [
        False,
        True,
        False,
        True,
    ]
    assert rows.card_rows() == [1, 3]
    assert replace(row("a"), snippet="x").accessible_text == "a, Board, x"
