"""A real desk on a real mirror and store, with a board of cards, and the page above it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kanbert_desktop.app.language import use_language
from kanbert_desktop.assets import resource
from kanbert_desktop.domain.board import Column
from kanbert_desktop.ui.board.card_list import CardList
from kanbert_desktop.ui.board.page import BoardPage
from kanbert_desktop.ui.theme import Theme
from support.board_stage import BOARD, TODAY, Stage, board_stage


@pytest.fixture(autouse=True)
def english(qapp: QApplication) -> Iterator[None]:
    """Words and dates as in Britain, whatever another test or the machine speaks."""
    before = QLocale()
    use_language(qapp, "en", resource("translations"))
    QLocale.setDefault(QLocale("en_GB"))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def stage(profile: Path) -> Iterator[Stage]:
    with board_stage(profile) as ready:
        yield ready


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    """One for all: to put a new one on costs a tenth of a second. Who changes it puts it back."""
    return Theme(qapp, "light")


@pytest.fixture
def list_of(page: BoardPage) -> Callable[[Column], CardList]:
    """The list of cards in a column of the page."""
    return lambda column: page.strip.columns[column].cards


@pytest.fixture
def page(stage: Stage, theme: Theme, qtbot: QtBot) -> BoardPage:
    """The board on the screen, with the focus, 1208 × 900 as beside the sidebar."""
    shown = BoardPage(stage.desk, stage.bus, stage.settings, theme, lambda: TODAY)
    qtbot.addWidget(shown)
    shown.resize(1208, 900)
    shown.show_board(BOARD)
    with qtbot.waitActive(shown, timeout=10_000):
        shown.show()
        shown.activateWindow()
    shown.focus_board()
    return shown
