"""Moves are announced, with the column that the card is in."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kanbert_desktop.domain.board import CardKey, Column
from kanbert_desktop.ui.board import controller, sorting
from kanbert_desktop.ui.board.page import BoardPage
from support.board_fixture import BoardFixture

BESIDE = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def announcements(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Collects every announcement, as it would reach a screen reader."""
    reported: list[str] = []
    for width in (controller, sorting):
        monkeypatch.setattr(width, "announce", lambda _widget, texts: reported.append(texts))
    return reported


def press(page: BoardPage, key: Qt.Key) -> None:
    page.focus_board(CardKey("1"))
    view = page.columns_view.view_of(CardKey("1"))
    assert view is not None
    QTest.keyClick(view.cards, key, BESIDE)


def test_a_moved_card_is_announced_with_its_column(
    page: BoardPage, board_fixture: BoardFixture, announcements: list[str]
) -> None:
    title = board_fixture.service.require_card("1").title
    press(page, Qt.Key.Key_Right)
    assert announcements == [f"{title}: moved to In progress"]


def test_a_rejected_move_is_not_announced(
    page: BoardPage, board_fixture: BoardFixture, announcements: list[str]
) -> None:
    board_fixture.sync_control.can_write = False
    press(page, Qt.Key.Key_Right)
    assert board_fixture.service.require_card("1").column is Column.NEW
    assert not [texts for texts in announcements if "moved" in texts]
