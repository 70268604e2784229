"""The capture window: one line becomes a card, wherever one is."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kanbert_desktop.app.boards.templates import Templates
from kanbert_desktop.app.translation import use_language
from kanbert_desktop.domain.board import BoardId, Card, Column
from kanbert_desktop.resources import resource
from kanbert_desktop.ui.board.quick_add import QuickAddField
from kanbert_desktop.ui.capture.form import DRAFT_KEY
from kanbert_desktop.ui.capture.window import CaptureController
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.window.main_window import MainWindow
from plugins.screen import focus
from support.fake_application import FakeApplication
from support.fake_service import CATALOGUE, HEAT, ME, WEB

ENTER, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Escape
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def capturing(application: FakeApplication, theme: Theme, window: MainWindow) -> Iterator[CaptureController]:
    made = CaptureController(application, theme, window)  # type: ignore[arg-type]
    window.capture_requested.connect(made.open)
    window.workspace.navigator.open_board(WEB)
    yield made
    made.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def field(capturing: CaptureController, qtbot: QtBot) -> QuickAddField:
    """Of the open capture window, with the keyboard in it."""
    capturing.open()
    found = capturing.window.form.quick_add.field
    assert capturing.window.focusWidget() is found
    focus(qtbot, found)
    return found


def newest(application: FakeApplication, board: BoardId = WEB) -> list[Card]:
    """The cards made here, the oldest first."""
    return [card for card in application.open_account.service.cards(board) if card.server_id is None]


def titles(application: FakeApplication, board: BoardId = WEB) -> set[str]:
    return {card.title for card in newest(application, board)}


def test_its_key_opens_it_and_enter_adds_and_closes(
    capturing: CaptureController, window: MainWindow, application: FakeApplication, qtbot: QtBot
) -> None:
    ctrl_shift = Qt.KeyboardModifier.ControlModifier | SHIFT
    qtbot.keyClick(window, Qt.Key.Key_N, ctrl_shift)
    field = capturing.window.form.quick_add.field
    focus(qtbot, field)
    qtbot.keyClicks(field, "Angebot nachfassen")
    with qtbot.waitSignal(capturing.change_queued) as told:
        qtbot.keyClick(field, ENTER)
    assert told.args[1] == "Card added."
    assert not capturing.window.isVisible()
    (card,) = newest(application)
    assert (card.title, card.column) == ("Angebot nachfassen", Column.NEW)


def test_shift_enter_adds_and_waits_for_the_next(
    capturing: CaptureController, field: QuickAddField, application: FakeApplication, qtbot: QtBot
) -> None:
    qtbot.keyClicks(field, "One")
    qtbot.keyClick(field, ENTER, SHIFT)
    assert capturing.window.isVisible()
    assert (field.toPlainText(), capturing.window.form.added_line.text_label.text()) == ("", "Card added.")
    qtbot.keyClicks(field, "Two")
    assert not capturing.window.form.added_line.isVisible()
    qtbot.keyClick(field, ENTER)
    assert titles(application) == {"One", "Two"}
    assert not capturing.window.isVisible()


def test_what_was_just_added_can_be_taken_back_in_place(
    capturing: CaptureController, field: QuickAddField, application: FakeApplication, qtbot: QtBot
) -> None:
    qtbot.keyClicks(field, "Too early")
    qtbot.keyClick(field, ENTER, SHIFT)
    qtbot.mouseClick(capturing.window.form.added_line.undo_button, Qt.MouseButton.LeftButton)
    assert newest(application) == []
    assert "Too early" in capturing.window.form.added_line.text_label.text()


def test_person_day_and_board_become_chips_and_are_wished(
    capturing: CaptureController, field: QuickAddField, application: FakeApplication, qtbot: QtBot
) -> None:
    qtbot.keyClicks(field, "Call them @me tomorrow #FERN")
    form = capturing.window.form
    assert form.quick_add.chips.texts() == [ME.name, "Tomorrow", "Kampagne Fernwärme"]
    assert form.board_picker.text() == "Kampagne Fernwärme"
    qtbot.keyClick(field, ENTER)
    (card,) = newest(application, HEAT)
    assert (card.title, card.assignee) == ("Call them", ME.id)
    assert card.due is not None
    capturing.open()
    assert form.board_picker.text() == "Website-Relaunch"


def test_escape_keeps_the_draft_also_for_the_next_run(
    capturing: CaptureController, field: QuickAddField, application: FakeApplication, qtbot: QtBot
) -> None:
    qtbot.keyClicks(field, "Half a thought")
    qtbot.keyClick(field, ESCAPE)
    assert not capturing.window.isVisible()
    assert application.open_account.service.local.draft(DRAFT_KEY) == "Half a thought"
    capturing.close()
    capturing.open()
    assert capturing.window.form.quick_add.text() == "Half a thought"
    assert newest(application) == []


def test_a_window_that_is_closed_by_the_desktop_keeps_the_draft_too(
    capturing: CaptureController, field: QuickAddField, application: FakeApplication, qtbot: QtBot
) -> None:
    qtbot.keyClicks(field, "Half a thought")
    capturing.window.close()
    assert application.open_account.service.local.draft(DRAFT_KEY) == "Half a thought"


def test_pasted_lines_are_cards_and_what_came_of_them_is_seen_where_no_window_is(
    capturing: CaptureController,
    field: QuickAddField,
    window: MainWindow,
    application: FakeApplication,
    qtbot: QtBot,
) -> None:
    window.hide()
    QGuiApplication.clipboard().setText("One\n\nTwo\nThree")
    field.paste()
    qtbot.keyClick(field, ENTER)
    assert titles(application) == {"One", "Two", "Three"}
    told = capturing.window.form.added_line
    assert capturing.window.isVisible()
    assert told.text_label.text() == "3 cards created."
    qtbot.mouseClick(told.undo_button, Qt.MouseButton.LeftButton)
    assert newest(application) == []


def test_an_empty_line_is_no_card(
    capturing: CaptureController, field: QuickAddField, application: FakeApplication, qtbot: QtBot
) -> None:
    qtbot.keyClick(field, ENTER)
    assert capturing.window.form.quick_add.hint.text() == "A card needs a title."
    assert capturing.window.isVisible()
    assert newest(application) == []


def test_another_board_can_be_chosen_for_this_card(
    capturing: CaptureController, field: QuickAddField, application: FakeApplication, qtbot: QtBot
) -> None:
    choice = capturing.window.form.board_picker
    menu = choice.menu()
    menu.aboutToShow.emit()
    offered = {action.text(): action for action in menu.actions()}
    assert offered["Website-Relaunch · Bergmann Möbel"].isChecked()
    offered["Frühjahrskatalog 2027 · Bergmann Möbel"].trigger()
    assert choice.text() == "Frühjahrskatalog 2027"
    focus(qtbot, field)
    qtbot.keyClicks(field, "Titelseite")
    qtbot.keyClick(field, ENTER)
    assert titles(application, CATALOGUE) == {"Titelseite"}


def test_a_template_can_be_used(
    capturing: CaptureController, field: QuickAddField, application: FakeApplication, qtbot: QtBot
) -> None:
    desk = application.open_account.service
    form = capturing.window.form
    assert not form.template_button.isVisible()
    Templates(desk).save("1")
    capturing.window.hide_window()
    capturing.open()
    menu = form.template_button.menu()
    menu.aboutToShow.emit()
    (action,) = menu.actions()
    with qtbot.waitSignal(capturing.change_queued):
        action.trigger()
    assert titles(application) == {desk.require_card("1").title}
    assert not capturing.window.isVisible()


def test_where_nobody_is_signed_in_it_leads_to_the_sign_in(
    application: FakeApplication, theme: Theme, qtbot: QtBot
) -> None:
    application.close_account()
    main = MainWindow(application, theme, application.current_account.now)  # type: ignore[arg-type]
    qtbot.addWidget(main)
    capturing = CaptureController(application, theme, main)  # type: ignore[arg-type]
    capturing.open()
    assert capturing.window.focusWidget() is capturing.window.sign_in_button
    assert "not signed in" in capturing.window.signed_out_label.text()
    with qtbot.waitSignal(capturing.sign_in_requested):
        qtbot.keyClick(capturing.window.sign_in_button, ENTER)
    assert capturing.window is None


def test_it_shrinks_with_what_stands_in_it(
    capturing: CaptureController, field: QuickAddField, qtbot: QtBot
) -> None:
    low = capturing.window.height()
    field.setPlainText("One\nTwo\nThree\nFour")
    qtbot.waitUntil(lambda: capturing.window.height() > low)
    field.clear()
    qtbot.waitUntil(lambda: capturing.window.height() == low)


def test_another_language_is_put_on_for_the_next_card(
    capturing: CaptureController, field: QuickAddField, qapp: QApplication, qtbot: QtBot
) -> None:
    qtbot.keyClicks(field, "Halb")
    capturing.window.hide_window()
    use_language(qapp, "de", resource("translations"))
    capturing.apply_appearance()
    capturing.open()
    form = capturing.window.form
    assert (form.add_button.text(), form.quick_add.field.placeholderText()) == (
        "Karte hinzufügen",
        "Was ist zu tun?",
    )
    assert form.quick_add.text() == "Halb"
