"""Favourite boards: star button, sidebar, shortcuts, order."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from kanbert_desktop.domain.board import Board, BoardId
from kanbert_desktop.domain.events import BoardsChanged
from kanbert_desktop.ui.window.main_window import MainWindow
from support.fake_application import FakeApplication
from support.fake_service import CATALOGUE, HEAT, WEB

CTRL = Qt.KeyboardModifier.ControlModifier
CTRL_SHIFT = CTRL | Qt.KeyboardModifier.ShiftModifier


def add(window: MainWindow, *boards: BoardId) -> None:
    for board in boards:
        window.workspace.navigator.open_board(board)
        window.workspace.favourite_commands.toggle()


def test_the_star_button_adds_and_removes(window: MainWindow, qtbot: QtBot) -> None:
    workspace = window.workspace
    workspace.navigator.open_board(WEB)
    star, group = workspace.board.header.favourite_button, workspace.sidebar.favourites
    assert not group.isVisible()
    qtbot.mouseClick(star, Qt.MouseButton.LeftButton)
    assert group.isVisible()
    assert group.boards == [WEB]
    assert group.button_for(WEB).isChecked()
    assert star.accessibleName() == "Remove from favourites"
    assert workspace.toast.text_label.text() == "“Website-Relaunch” was added to favourites."
    qtbot.keyClick(window, Qt.Key.Key_F, CTRL_SHIFT)
    assert not group.isVisible()
    assert star.accessibleName() == "Add to favourites"


def test_the_menu_of_a_board_in_the_sidebar_adds_and_removes_it(window: MainWindow, qtbot: QtBot) -> None:
    tree = window.workspace.sidebar.board_tree

    def toggle(text: str) -> None:
        tree.setCurrentIndex(tree.boards_model.index_of(HEAT))
        asked = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(1, 1), QPoint(1, 1))
        QApplication.sendEvent(tree.viewport(), asked)
        menu = tree.findChildren(QMenu)[-1]
        assert menu.actions()[2].text() == text
        menu.actions()[2].trigger()
        menu.close()

    toggle("Add to favourites")
    assert window.workspace.sidebar.favourites.boards == [HEAT]
    toggle("Remove from favourites")
    assert window.workspace.sidebar.favourites.boards == []


def test_number_shortcuts_open_favourites(window: MainWindow, qtbot: QtBot) -> None:
    add(window, HEAT, WEB)
    qtbot.keyClick(window, Qt.Key.Key_1, CTRL)
    assert window.workspace.board.board == HEAT
    qtbot.keyClick(window, Qt.Key.Key_2, CTRL)
    assert window.workspace.board.board == WEB
    qtbot.keyClick(window, Qt.Key.Key_9, CTRL)
    assert window.workspace.board.board == WEB


def test_arrow_keys_focus_and_move_favourites(window: MainWindow, qtbot: QtBot) -> None:
    add(window, HEAT, WEB, CATALOGUE)
    group = window.workspace.sidebar.favourites
    group.button_for(HEAT).setFocus()
    qtbot.keyClick(group.button_for(HEAT), Qt.Key.Key_Down)
    assert group.button_for(WEB).hasFocus()
    qtbot.keyClick(group.button_for(WEB), Qt.Key.Key_Up, CTRL_SHIFT)
    assert group.boards == [WEB, HEAT, CATALOGUE]
    assert QApplication.focusWidget() is group.button_for(WEB)
    qtbot.keyClick(group.button_for(WEB), Qt.Key.Key_Return)
    assert window.workspace.board.board == WEB


def test_favourites_have_accessible_names_and_counts(window: MainWindow, qtbot: QtBot) -> None:
    add(window, HEAT)
    qtbot.waitUntil(lambda: not window.workspace.account_events.sidebar_counts.is_scheduled)
    button = window.workspace.sidebar.favourites.button_for(HEAT)
    assert button.accessibleName() == "Board Kampagne Fernwärme, 31 open cards"


def test_a_new_window_shows_them(window: MainWindow, application: FakeApplication) -> None:
    add(window, HEAT)
    application.bus.publish(BoardsChanged())
    assert application.open_account.service.local.value("favourites") == HEAT
    assert window.workspace.sidebar.favourites.boards == [HEAT]


def many(application: FakeApplication) -> None:
    boards = application.open_account.local_cards.boards
    for number in range(12):
        board = BoardId(f"n{number}")
        boards[board] = Board(board, f"Projekt {number}", f"N{number}", boards[HEAT].client)
    application.bus.publish(BoardsChanged())


def test_in_a_low_window_they_scroll_at_full_height(
    window: MainWindow, application: FakeApplication, qtbot: QtBot
) -> None:
    many(application)
    add(window, *(board.id for board in application.open_account.service.boards()))
    window.resize(960, 480)
    group = window.workspace.sidebar.favourites
    first, last = group.button_for(group.boards[0]), group.button_for(group.boards[-1])
    qtbot.waitUntil(lambda: window.height() == 480 and group.height() < 200)
    qtbot.waitUntil(lambda: last.height() == first.height() == last.sizeHint().height())
    last.setFocus()
    qtbot.keyClick(last, Qt.Key.Key_Up)
    assert not group.button_for(group.boards[-2]).visibleRegion().isEmpty()


def test_a_long_list_of_boards_can_be_filtered(
    window: MainWindow, application: FakeApplication, qtbot: QtBot
) -> None:
    sidebar = window.workspace.sidebar
    assert not sidebar.board_filter.isVisible()
    many(application)
    assert sidebar.board_filter.isVisible()
    tree = sidebar.board_tree
    tree.collapse(tree.boards_model.index(1, 0))
    qtbot.keyClicks(sidebar.board_filter, "lindau 11")
    assert tree.isRowHidden(0, tree.rootIndex())
    assert tree.isExpanded(tree.boards_model.index(1, 0))
    qtbot.keyClick(sidebar.board_filter, Qt.Key.Key_Return)
    assert window.workspace.board.board == "n11"
    assert sidebar.board_filter.text() == ""
    assert not tree.isRowHidden(0, tree.rootIndex())


def test_folded_clients_stay_folded_after_filtering(
    window: MainWindow, application: FakeApplication, qtbot: QtBot
) -> None:
    many(application)
    tree, search = window.workspace.sidebar.board_tree, window.workspace.sidebar.board_filter
    tree.collapse(tree.boards_model.index(1, 0))
    qtbot.keyClicks(search, "e")
    tree.collapse(tree.boards_model.index(0, 0))
    qtbot.keyClick(search, Qt.Key.Key_Escape)
    assert tree.isExpanded(tree.boards_model.index(0, 0))
    assert not tree.isExpanded(tree.boards_model.index(1, 0))
    assert search.text() == ""
