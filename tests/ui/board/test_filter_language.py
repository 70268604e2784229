"""The filter bar accepts the search language."""

import pytest
from pytestqt.qtbot import QtBot

from kanbert_desktop.domain.board import CardKey, Column
from kanbert_desktop.ui.board.page import BoardPage


def shown(page: BoardPage, column: Column) -> list[CardKey]:
    return list(page.columns_view.columns[column].model.keys)


@pytest.mark.parametrize(
    ("text", "new", "wip"),
    [
        ("assignee:me", ["4"], ["7"]),
        ("zuständig:aylin", ["3"], ["9"]),
        ("due:overdue", ["1"], []),
        ("fällig:überfällig", ["1"], []),
        ("rechtspruefung", ["1"], []),
        ("buehne -slider", [], []),
        ('"dritte Ebene"', [], ["9"]),
        ("in:wip assignee:jonas", [], ["10"]),
    ],
)
def test_filter_language_is_understood(
    page: BoardPage, qtbot: QtBot, text: str, new: list[str], wip: list[str]
) -> None:
    page.filter_bar.field.setText(text)
    assert shown(page, Column.NEW) == [CardKey(key) for key in new]
    assert shown(page, Column.WIP) == [CardKey(key) for key in wip]


def test_an_incomplete_condition_hides_nothing(page: BoardPage) -> None:
    before = shown(page, Column.NEW)
    page.filter_bar.field.setText("due:")
    assert shown(page, Column.NEW) == before


def test_what_was_not_understood_is_in_the_tooltip(page: BoardPage) -> None:
    page.filter_bar.field.setText("colour:red assignee:zoe")
    assert page.filter_bar.field.toolTip().splitlines() == [
        "“colour:” is not a search keyword; it was searched for as text.",
        "“assignee:zoe” matches no name.",
    ]
    page.filter_bar.field.clear()
    assert page.filter_bar.field.toolTip() == ""
