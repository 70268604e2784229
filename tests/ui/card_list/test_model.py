"""Rows in groups change by small differences."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from kanbert_desktop.domain.board import CardKey, Column
from kanbert_desktop.ui.card_list.model import CardRow, Group, GroupedRows
from kanbert_desktop.ui.cards.view_model import CardFace
from kanbert_desktop.ui.style.theme import Theme


@pytest.fixture(scope="module")
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp, "light")


def row(key: str, title: str = "") -> CardRow:
    face = CardFace(key=CardKey(key), title=title or key, spoken=title or key)
    return CardRow(face=face, column=Column.NEW, place="Board")


def groups(*named: tuple[str, str]) -> list[Group]:
    """Each a name and the letters of its cards."""
    return [Group(name, tuple(map(row, letters))) for name, letters in named]


def titles(rows: GroupedRows) -> list[str]:
    return [rows.model.item(place).text() for place in range(rows.model.rowCount())]


parted = st.permutations("abcdefgh").flatmap(
    lambda letters: st.tuples(st.integers(0, 8), st.integers(0, 8)).map(
        lambda cuts: groups(
            ("One", "".join(letters[: min(cuts)])), ("Two", "".join(letters[min(cuts) : max(cuts)]))
        )
    )
)


@given(parted, parted)
def test_any_rows_become_any_others(theme: Theme, first: list[Group], then: list[Group]) -> None:
    rows = GroupedRows(theme)
    for wished in (first, then):
        rows.show(wished)
        told = [name for group in wished for name in (group.name, *(one.key for one in group.rows))]
        assert titles(rows) == told
        for group in wished:
            for one in group.rows:
                assert rows.at(rows.index_of(one.key)) == one


def test_a_changed_card_is_told_in_place(theme: Theme) -> None:
    rows = GroupedRows(theme)
    rows.show(groups(("One", "ab")))
    item = rows.model.item(2)
    rows.show([Group("One", (row("a"), row("b", "anders")))])
    assert rows.model.item(2) is item
    assert item.text() == "anders"
    assert item.data(Qt.ItemDataRole.AccessibleTextRole) == "anders, Board"


def test_a_heading_counts_anew(theme: Theme) -> None:
    rows = GroupedRows(theme)
    rows.show(groups(("One", "ab")))
    rows.show(groups(("One", "abc")))
    assert rows.model.item(0).data(Qt.ItemDataRole.AccessibleTextRole) == "One, 3"


def test_only_cards_can_be_chosen(theme: Theme) -> None:
    rows = GroupedRows(theme)
    rows.show(groups(("One", "a"), ("Two", "b")))
    selectable = Qt.ItemFlag.ItemIsSelectable
    assert [bool(rows.model.item(place).flags() & selectable) for place in range(4)] == [
        False,
        True,
        False,
        True,
    ]
    assert rows.card_rows() == [1, 3]
    assert replace(row("a"), snippet="x").spoken == "a, Board, x"
