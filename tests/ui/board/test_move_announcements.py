"""Where a card has gone is said aloud, and only where it has gone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kanbert_desktop.domain.board import CardKey, Column
from kanbert_desktop.ui.board import controller, sorting
from kanbert_desktop.ui.board.page import BoardPage
from support.board_fixture import BoardFixture

BESIDE = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every announcement, as it would reach a screen reader."""
    told: list[str] = []
    for room in (controller, sorting):
        monkeypatch.setattr(room, "announce", lambda _widget, words: told.append(words))
    return told


def press(page: BoardPage, key: Qt.Key) -> None:
    page.focus_board(CardKey("1"))
    view = page.columns_view.view_of(CardKey("1"))
    assert view is not None
    QTest.keyClick(view.cards, key, BESIDE)


def test_a_card_that_has_moved_says_where_it_is_now(
    page: BoardPage, board_fixture: BoardFixture, heard: list[str]
) -> None:
    title = board_fixture.service.require_card("1").title
    press(page, Qt.Key.Key_Right)
    assert heard == [f"{title}: moved to In progress"]


def test_a_card_that_may_not_move_says_nothing_of_a_move(
    page: BoardPage, board_fixture: BoardFixture, heard: list[str]
) -> None:
    board_fixture.sync_control.can_write = False
    press(page, Qt.Key.Key_Right)
    assert board_fixture.service.require_card("1").column is Column.NEW
    assert not [words for words in heard if "moved" in words]
