"""The toast: undo, what is held while it shows, how long it stays."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from kanbert_desktop.domain.board import Column
from kanbert_desktop.domain.events import UnexpectedError
from kanbert_desktop.ui.widgets.toast import Toast
from kanbert_desktop.ui.window.main_window import MainWindow
from support.fake_application import FakeApplication
from support.fake_service import WEB

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def toast(window: MainWindow) -> Toast:
    """Over the board whose cards the tests change."""
    window.workspace.navigator.open_board(WEB)
    return window.workspace.toast


def test_a_gesture_offers_to_be_taken_back(
    window: MainWindow, application: FakeApplication, toast: Toast, qtbot: QtBot
) -> None:
    desk = application.open_account.service
    before = desk.require_card("1").column
    window.workspace.board.commands.move(["1"], Column.COMPLETED)
    assert toast.isVisible()
    assert toast.text_label.text() == "Moved to Completed."
    qtbot.mouseClick(toast.undo_button, LEFT)
    assert desk.require_card("1").column is before
    assert toast.text_label.text().startswith("Taken back: Move")
    assert not toast.undo_button.isVisible()


def test_a_deleted_card_comes_back_exactly(
    window: MainWindow, application: FakeApplication, toast: Toast, qtbot: QtBot
) -> None:
    desk = application.open_account.service
    before = desk.require_card("1")
    window.workspace.board.commands.delete(["1"])
    assert desk.card("1") is None
    qtbot.mouseClick(toast.undo_button, LEFT)
    assert desk.require_card("1") == before
    assert application.open_account.mirror.entries() == []


def held(application: FakeApplication) -> list[bool]:
    return [entry.not_before is not None for entry in application.open_account.mirror.entries()]


def test_a_delete_is_held_while_its_toast_shows(
    window: MainWindow, application: FakeApplication, toast: Toast
) -> None:
    window.workspace.board.commands.delete(["1"])
    assert held(application) == [True]
    toast.timer.timeout.emit()
    assert held(application) == [False]
    assert not toast.isVisible()


def test_the_next_toast_lets_the_delete_before_it_go(
    window: MainWindow, application: FakeApplication, toast: Toast
) -> None:
    window.workspace.board.commands.delete(["1"])
    window.workspace.board.commands.delete(["3"])
    assert held(application) == [False, True]


def is_below_pointer(toast: Toast) -> bool:
    """Follows it with the screen's own pointer: it takes its place some moments after it has appeared.

    An invented move would be undone by the next real event, which says where the pointer truly is.
    """
    QCursor.setPos(toast.mapToGlobal(toast.rect().center()))
    return toast.underMouse()


def test_it_stays_below_the_pointer_and_eight_seconds_at_least(
    window: MainWindow, toast: Toast, qtbot: QtBot
) -> None:
    window.workspace.board.commands.delete(["1"])
    assert toast.timer.interval() == 8000
    qtbot.waitUntil(lambda: is_below_pointer(toast))
    toast.timer.timeout.emit()
    assert toast.isVisible()
    QCursor.setPos(window.mapToGlobal(QPoint(3, 3)))
    qtbot.waitUntil(lambda: not toast.underMouse())
    toast.timer.timeout.emit()
    assert not toast.isVisible()


def test_closing_the_toast_lets_the_delete_go(
    window: MainWindow, application: FakeApplication, toast: Toast, qtbot: QtBot
) -> None:
    window.workspace.board.commands.delete(["1"])
    qtbot.mouseClick(toast.close_button, LEFT)
    assert held(application) == [False]


def test_it_stays_while_it_has_the_focus(window: MainWindow, toast: Toast) -> None:
    window.workspace.board.commands.delete(["1"])
    toast.undo_button.setFocus()
    toast.timer.timeout.emit()
    assert toast.isVisible()
    window.workspace.board.focus_board()
    toast.timer.timeout.emit()
    assert not toast.isVisible()


def test_a_problem_says_what_and_what_to_do(window: MainWindow, toast: Toast) -> None:
    assert window.workspace.board.commands.rename("1", " ") is False
    assert toast.text_label.text() == "A card needs a title. Type at least one character."
    assert not toast.undo_button.isVisible()


def test_names_from_outside_are_plain_text(toast: Toast) -> None:
    toast.show_message('<img src="x">')
    assert toast.text_label.textFormat() is Qt.TextFormat.PlainText


def test_ctrl_z_takes_back_and_ctrl_shift_z_does_it_again(
    window: MainWindow, application: FakeApplication, toast: Toast, qtbot: QtBot
) -> None:
    desk = application.open_account.service
    before = desk.require_card("1").column
    window.workspace.board.commands.move(["1"], Column.COMPLETED)
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert desk.require_card("1").column is before
    qtbot.keyClick(
        window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    assert desk.require_card("1").column is Column.COMPLETED
    assert toast.text_label.text().startswith("Done again: Move")


def test_a_fault_of_ours_is_told_plainly(application: FakeApplication, toast: Toast) -> None:
    application.bus.publish(UnexpectedError())
    assert toast.isVisible()
    assert "Your edits are kept." in toast.text_label.text()


def test_several_deleted_cards_come_back_with_one_undo(
    window: MainWindow, application: FakeApplication, toast: Toast, qtbot: QtBot
) -> None:
    desk = application.open_account.service
    before = [desk.require_card(key) for key in ("1", "3")]
    window.workspace.board.commands.delete(["1", "3"])
    assert toast.text_label.text() == "2 cards deleted."
    qtbot.mouseClick(toast.undo_button, LEFT)
    assert [desk.require_card(key) for key in ("1", "3")] == before
    assert toast.text_label.text() == "Taken back: Delete 2 cards"
    assert application.open_account.mirror.entries() == []


def test_several_deleted_cards_are_held_and_let_go_together(
    window: MainWindow, application: FakeApplication, toast: Toast
) -> None:
    window.workspace.board.commands.delete(["1", "3"])
    assert held(application) == [True, True]
    toast.timer.timeout.emit()
    assert held(application) == [False, False]


def test_the_focus_goes_back_with_a_card_that_is_taken_back(
    window: MainWindow, application: FakeApplication, qtbot: QtBot
) -> None:
    board = window.workspace.board
    desk = application.open_account.service
    window.workspace.navigator.open_board(desk.require_card("1").board)
    view = board.columns_view.view_of("1")
    view.cards.focus_card("1")
    board.controller.move(["1"], Column.COMPLETED)
    assert not view.cards.hasFocus()
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert view.cards.hasFocus()
    assert view.cards.current_key() == "1"


def test_the_toast_does_not_hide_the_field_that_is_written_in(
    window: MainWindow, toast: Toast, qtbot: QtBot
) -> None:
    field = QLineEdit(window.workspace)
    toast.show_message("Card added.")
    field.setGeometry(toast.geometry())
    field.show()
    field.setFocus()
    toast.show_message("Card added.")
    qtbot.waitUntil(lambda: not toast.geometry().intersects(field.geometry()))
    assert toast.isVisible()
