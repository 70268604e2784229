"""The board's menus: the *View* menu of the header, and the same entries in the menu of the board."""

from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from kanbert_desktop.domain.board import CardKey, Column
from kanbert_desktop.domain.sorting import Grouping
from kanbert_desktop.ui.window.main_window import MainWindow
from support.fake_service import WEB


def texts(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if action.text()]


def test_the_menu_of_the_board_has_the_entries_of_the_view_menu(window: MainWindow, qtbot: QtBot) -> None:
    window.workspace.navigator.open_board(WEB)
    board = window.workspace.board
    board.header.menu_button.click()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    below = menu.actions()[0].menu()
    assert isinstance(below, QMenu)
    view = board.sorting.button.build_menu()
    assert menu.actions()[0].text() == view.accessibleName() == "View"
    assert texts(below) == texts(view)
    assert "New card" not in texts(menu)
    next(action for action in below.actions() if action.text() == "Assignee").trigger()
    menu.close()
    view.deleteLater()
    assert board.sorting.options.grouping is Grouping.ASSIGNEE
    assert board.sorting.button.text() == "View: Due date · Assignee"


def test_archived_cards_are_ticked_in_the_menu_while_they_are_shown(window: MainWindow) -> None:
    window.workspace.navigator.open_board(WEB)
    board = window.workspace.board
    for shown in (True, False):
        board.show_archived(shown)
        view = board.sorting.button.build_menu()
        archived = next(action for action in view.actions() if action.text() == "Show archived")
        assert archived.isChecked() is shown
        assert board.columns_view.columns[Column.CLOSED].isVisible() is shown
        view.deleteLater()


def test_one_step_back_leaves_all_cards_that_the_panel_has_followed(window: MainWindow) -> None:
    window.workspace.navigator.open_board(WEB)
    board = window.workspace.board
    keys = board.columns_view.columns[Column.BACKLOG].model.card_keys[:3]
    board.open_card(keys[0])
    for key in keys[1:]:
        board._follow_card(CardKey(key))
    assert board.opened_card == keys[2]
    window.workspace.navigator.go_back_or_forward(-1)
    assert board.opened_card is None
