"""Toast: undo, held changes, duration."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from kanbert_desktop.domain.board import Column
from kanbert_desktop.domain.events import UnexpectedError
from kanbert_desktop.ui.widgets.toast import Toast
from kanbert_desktop.ui.window.main_window import MainWindow
from support.fake_application import FakeApplication
from support.fake_service import WEB
from support.pointer import point_at

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def toast(window: MainWindow) -> Toast:
    """The toast over the board whose cards the tests change."""
    window.workspace.navigator.open_board(WEB)
    return window.workspace.toast


def test_a_command_offers_undo(
    window: MainWindow, application: FakeApplication, toast: Toast, qtbot: QtBot
) -> None:
    service = application.open_account.service
    before = service.require_card("1").column
    window.workspace.board.commands.move(["1"], Column.COMPLETED)
    assert toast.isVisible()
    assert toast.text_label.text() == "Moved to Completed."
    qtbot.mouseClick(toast.undo_button, LEFT)
    assert service.require_card("1").column is before
    assert toast.text_label.text().startswith("Undone: Move")
    assert not toast.undo_button.isVisible()


def test_undo_restores_a_deleted_card_exactly(
    window: MainWindow, application: FakeApplication, toast: Toast, qtbot: QtBot
) -> None:
    service = application.open_account.service
    before = service.require_card("1")
    window.workspace.board.commands.delete(["1"])
    assert service.card("1") is None
    qtbot.mouseClick(toast.undo_button, LEFT)
    assert service.require_card("1") == before
    assert application.open_account.local_cards.pending.entries() == []


def held(application: FakeApplication) -> list[bool]:
    return [entry.not_before is not None for entry in application.open_account.local_cards.pending.entries()]


def test_a_delete_is_held_while_its_toast_is_visible(
    window: MainWindow, application: FakeApplication, toast: Toast
) -> None:
    window.workspace.board.commands.delete(["1"])
    assert held(application) == [True]
    toast.timer.timeout.emit()
    assert held(application) == [False]
    assert not toast.isVisible()


def test_the_next_toast_releases_the_previous_delete(
    window: MainWindow, application: FakeApplication, toast: Toast
) -> None:
    window.workspace.board.commands.delete(["1"])
    window.workspace.board.commands.delete(["3"])
    assert held(application) == [False, True]


def test_the_next_toast_is_the_same_one_with_another_text(window: MainWindow, toast: Toast) -> None:
    window.workspace.board.commands.move(["1"], Column.COMPLETED)
    hidden: list[bool] = []
    toast.hideEvent = lambda _event: hidden.append(True)  # type: ignore[method-assign]
    toast.undo_button.setFocus()
    window.workspace.board.commands.move(["3"], Column.APPROVED)
    assert not hidden
    assert toast.undo_button.hasFocus()
    assert toast.text_label.text() == "Moved to Approved."


def test_it_stays_under_the_pointer_and_for_at_least_eight_seconds(
    window: MainWindow, toast: Toast, qtbot: QtBot
) -> None:
    window.workspace.board.commands.delete(["1"])
    assert toast.timer.interval() == 8000
    # Eight seconds may pass before a busy machine has moved the pointer.
    toast.timer.stop()
    point_at(toast, QPoint(9, 9), qtbot, toast.underMouse)
    toast.timer.timeout.emit()
    assert toast.isVisible()
    point_at(window, QPoint(3, 3), qtbot, lambda: not toast.underMouse())
    toast.timer.timeout.emit()
    assert not toast.isVisible()


def test_closing_the_toast_releases_the_delete(
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
    assert toast.text_label.text() == "A card needs a title. Enter at least one character."
    assert not toast.undo_button.isVisible()


def test_untrusted_names_are_plain_text(toast: Toast) -> None:
    toast.show_message('<img src="x">')
    assert toast.text_label.textFormat() is Qt.TextFormat.PlainText


def test_ctrl_z_undoes_and_ctrl_shift_z_redoes(
    window: MainWindow, application: FakeApplication, toast: Toast, qtbot: QtBot
) -> None:
    service = application.open_account.service
    before = service.require_card("1").column
    window.workspace.board.commands.move(["1"], Column.COMPLETED)
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert service.require_card("1").column is before
    qtbot.keyClick(
        window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    assert service.require_card("1").column is Column.COMPLETED
    assert toast.text_label.text().startswith("Redone: Move")


def test_an_unexpected_error_is_reported(application: FakeApplication, toast: Toast) -> None:
    application.bus.publish(UnexpectedError())
    assert toast.isVisible()
    assert "Your changes are kept." in toast.text_label.text()


def test_one_undo_restores_several_deleted_cards(
    window: MainWindow, application: FakeApplication, toast: Toast, qtbot: QtBot
) -> None:
    service = application.open_account.service
    before = [service.require_card(key) for key in ("1", "3")]
    window.workspace.board.commands.delete(["1", "3"])
    assert toast.text_label.text() == "2 cards deleted."
    qtbot.mouseClick(toast.undo_button, LEFT)
    assert [service.require_card(key) for key in ("1", "3")] == before
    assert toast.text_label.text() == "Undone: Delete 2 cards"
    assert application.open_account.local_cards.pending.entries() == []


def test_several_deleted_cards_are_held_and_released_together(
    window: MainWindow, application: FakeApplication, toast: Toast
) -> None:
    window.workspace.board.commands.delete(["1", "3"])
    assert held(application) == [True, True]
    toast.timer.timeout.emit()
    assert held(application) == [False, False]


def test_the_focus_returns_to_an_undone_card(
    window: MainWindow, application: FakeApplication, qtbot: QtBot
) -> None:
    board = window.workspace.board
    service = application.open_account.service
    window.workspace.navigator.open_board(service.require_card("1").board)
    view = board.columns_view.view_of("1")
    view.cards.focus_card("1")
    board.controller.move(["1"], Column.COMPLETED)
    assert not view.cards.hasFocus()
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert view.cards.hasFocus()
    assert view.cards.current_key() == "1"


def test_the_toast_does_not_cover_the_field_being_edited(
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
