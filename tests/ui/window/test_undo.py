"""Undo and redo name the board if the change is on another one."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kanbert_desktop.domain.board import CardKey, Column
from kanbert_desktop.ui.cards.quick_add_parser import NewCardLine
from kanbert_desktop.ui.navigation.history import PageKind
from kanbert_desktop.ui.window.main_window import MainWindow
from support.fake_application import FakeApplication
from support.fake_service import CATALOGUE, WEB

LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier
ONE = CardKey("1")


def undo(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_Z, CONTROL)


def redo(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_Y, CONTROL)


def move_and_leave(window: MainWindow) -> None:
    """Moves a card on the first board and opens another board."""
    workspace = window.workspace
    workspace.navigator.open_board(WEB)
    workspace.board.commands.move([ONE], Column.COMPLETED)
    workspace.navigator.open_board(CATALOGUE)


def test_undo_on_another_board_names_board_and_card_and_shows_it(
    window: MainWindow, application: FakeApplication, qtbot: QtBot
) -> None:
    move_and_leave(window)
    toast, board = window.workspace.toast, window.workspace.board
    undo(window)
    assert toast.text_label.text() == (
        "Undone on “Website-Relaunch”: Move “Cookie-Banner nach Rechtsprüfung anpassen”"
    )
    assert board.board == CATALOGUE
    assert toast.action_button.isVisible()
    qtbot.mouseClick(toast.action_button, LEFT)
    assert board.board == WEB
    view = board.columns_view.columns[Column.NEW]
    assert view.cards.hasFocus()
    assert view.cards.current_key() == ONE
    assert application.open_account.service.require_card(ONE).column is Column.NEW


def test_redo_on_another_board_names_it_too(window: MainWindow, qtbot: QtBot) -> None:
    move_and_leave(window)
    undo(window)
    redo(window)
    toast = window.workspace.toast
    assert toast.text_label.text().startswith("Redone on “Website-Relaunch”: Move")
    qtbot.mouseClick(toast.action_button, LEFT)
    assert window.workspace.board.columns_view.columns[Column.COMPLETED].cards.current_key() == ONE


def test_undo_of_a_new_card_on_another_board_opens_that_board(window: MainWindow, qtbot: QtBot) -> None:
    workspace = window.workspace
    workspace.navigator.open_board(WEB)
    workspace.board.commands.add_many(WEB, [NewCardLine("Versehen")], Column.NEW)
    workspace.navigator.open_board(CATALOGUE)
    undo(window)
    assert workspace.toast.text_label.text() == "Undone on “Website-Relaunch”: New card “Versehen”"
    qtbot.mouseClick(workspace.toast.action_button, LEFT)
    assert workspace.board.board == WEB


def test_undo_from_another_page_names_the_board(window: MainWindow, qtbot: QtBot) -> None:
    workspace = window.workspace
    workspace.board.commands.move([ONE], Column.COMPLETED)
    workspace.navigator.open_page(PageKind.SETTINGS)
    undo(window)
    assert "“Website-Relaunch”" in workspace.toast.text_label.text()
    qtbot.mouseClick(workspace.toast.action_button, LEFT)
    assert workspace.pages.currentWidget() is workspace.board
    assert workspace.board.columns_view.columns[Column.NEW].cards.current_key() == ONE


def test_undo_on_the_current_board_names_no_board(window: MainWindow) -> None:
    window.workspace.navigator.open_board(WEB)
    window.workspace.board.commands.move([ONE], Column.COMPLETED)
    undo(window)
    assert window.workspace.toast.text_label.text().startswith("Undone: Move")
    assert not window.workspace.toast.action_button.isVisible()


def test_undo_of_a_card_that_a_filter_hides_offers_to_show_it(window: MainWindow, qtbot: QtBot) -> None:
    workspace = window.workspace
    workspace.navigator.open_board(WEB)
    workspace.board.commands.move([ONE], Column.COMPLETED)
    workspace.board.filter_bar.field.setText("Wireframes")
    workspace.board.focus_board()
    undo(window)
    assert workspace.toast.action_button.isVisible()
    qtbot.mouseClick(workspace.toast.action_button, LEFT)
    assert workspace.board.opened_card == ONE


def test_archiving_is_called_archive(window: MainWindow, application: FakeApplication) -> None:
    workspace = window.workspace
    workspace.navigator.open_board(WEB)
    cards = workspace.board.columns_view.columns[Column.NEW].cards
    cards.focus_card(ONE)
    QTest.keyClick(cards, Qt.Key.Key_E)
    assert application.open_account.service.require_card(ONE).column is Column.CLOSED
    assert workspace.toast.text_label.text() == "Archived."
    assert (
        application.open_account.service.undo_text() == "Archive “Cookie-Banner nach Rechtsprüfung anpassen”"
    )
    undo(window)
    assert workspace.toast.text_label.text() == "Undone: Archive “Cookie-Banner nach Rechtsprüfung anpassen”"
