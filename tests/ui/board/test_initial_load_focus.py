"""During the initial load the focus ring is on the first card and stays there."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kanbert_desktop.domain.board import CardKey, Column
from kanbert_desktop.ui.board.page import BoardPage
from kanbert_desktop.ui.style.theme import Theme
from support.board_fixture import BOARD, NOW, BoardFixture, card, new_board_page, sample_cards

WATERMARK = "watermark"


@pytest.fixture
def loading(board_fixture: BoardFixture, theme: Theme, qtbot: QtBot) -> BoardPage:
    """The board on screen before any card was loaded."""
    board_fixture.replica.meta[WATERMARK] = None
    board_fixture.receive_deletions(*(first.key for first in sample_cards()))
    shown = new_board_page(board_fixture, theme)
    qtbot.addWidget(shown)
    shown.resize(1208, 900)
    shown.show_board(BOARD)
    with qtbot.waitActive(shown):
        shown.show()
        shown.activateWindow()
    shown.focus_board()
    return shown


def come(page: BoardPage, fixture: BoardFixture, numbers: range, column: Column) -> None:
    """A page of the listing arrives; its cards come before those that are shown."""
    fixture.receive_cards(*(card(number, f"Card {number}", column) for number in numbers))
    page.refresh(in_background=True)


def focused(page: BoardPage) -> CardKey | None:
    return next((view.cards.current_key() for view in page.columns_view.shown if view.cards.hasFocus()), None)


def test_a_later_page_does_not_move_the_focus_to_the_middle(
    loading: BoardPage, board_fixture: BoardFixture
) -> None:
    for numbers in (range(300, 310), range(200, 210), range(100, 110)):
        come(loading, board_fixture, numbers, Column.WIP)
        assert focused(loading) == loading.columns_view.columns[Column.WIP].model.keys[0]


def test_the_first_card_of_the_first_column_with_cards_is_current(
    loading: BoardPage, board_fixture: BoardFixture
) -> None:
    come(loading, board_fixture, range(300, 310), Column.COMPLETED)
    come(loading, board_fixture, range(200, 210), Column.NEW)
    assert focused(loading) == loading.columns_view.columns[Column.NEW].model.keys[0]
    assert loading.columns_view.columns[Column.COMPLETED].cards.selected_keys() == []


def test_the_focus_stays_after_the_user_moved_it(
    loading: BoardPage, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    come(loading, board_fixture, range(300, 310), Column.WIP)
    cards = loading.columns_view.columns[Column.WIP].cards
    qtbot.keyClick(cards, Qt.Key.Key_Down)
    chosen = focused(loading)
    come(loading, board_fixture, range(100, 110), Column.WIP)
    come(loading, board_fixture, range(50, 60), Column.BACKLOG)
    assert focused(loading) == chosen


def test_once_loaded_updates_move_nothing(loading: BoardPage, board_fixture: BoardFixture) -> None:
    come(loading, board_fixture, range(300, 310), Column.WIP)
    board_fixture.replica.meta[WATERMARK] = NOW.isoformat()
    loading.refresh()
    before = focused(loading)
    come(loading, board_fixture, range(100, 110), Column.WIP)
    assert focused(loading) == before
