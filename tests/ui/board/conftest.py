"""A real desk on a real mirror and store, with a board of cards, and the page above it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kanbert_desktop.domain.board import Column
from kanbert_desktop.ui.board.card_list_view import CardListView
from kanbert_desktop.ui.board.page import BoardPage
from kanbert_desktop.ui.style.theme import Theme
from support.board_fixture import BOARD, TODAY, BoardFixture, open_board_fixture
from support.british_locale import british

__all__ = ["british"]


@pytest.fixture
def board_fixture(profile: Path) -> Iterator[BoardFixture]:
    with open_board_fixture(profile) as ready:
        yield ready


@pytest.fixture
def list_of_column(page: BoardPage) -> Callable[[Column], CardListView]:
    """The list of cards in a column of the page."""
    return lambda column: page.columns_view.columns[column].cards


@pytest.fixture
def page(board_fixture: BoardFixture, theme: Theme, qtbot: QtBot) -> BoardPage:
    """The board on the screen, with the focus, 1208 × 900 as beside the sidebar."""
    shown = BoardPage(board_fixture.service, board_fixture.bus, board_fixture.settings, theme, lambda: TODAY)
    qtbot.addWidget(shown)
    shown.resize(1208, 900)
    shown.show_board(BOARD)
    with qtbot.waitActive(shown, timeout=10_000):
        shown.show()
        shown.activateWindow()
    shown.focus_board()
    return shown
