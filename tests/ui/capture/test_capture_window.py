"""Capture window."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kanbert_desktop.app.boards.templates import Templates
from kanbert_desktop.app.qt_translation import use_language
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
def capture_controller(
    application: FakeApplication, theme: Theme, window: MainWindow
) -> Iterator[CaptureController]:
    made = CaptureController(application, theme, window)  # type: ignore[arg-type]
    window.capture_requested.connect(made.open)
    window.workspace.navigator.open_board(WEB)
    yield made
    made.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def field(capture_controller: CaptureController, qtbot: QtBot) -> QuickAddField:
    """The focused field of the open capture window."""
    capture_controller.open()
    found = capture_controller.window.form.quick_add.field
    assert capture_controller.window.focusWidget() is found
    focus(qtbot, found)
    return found


def created_cards(application: FakeApplication, board: BoardId = WEB) -> list[Card]:
    """Cards created here, oldest first."""
    return [card for card in application.open_account.service.cards(board) if card.server_id is None]


def titles(application: FakeApplication, board: BoardId = WEB) -> set[str]:
    return {card.title for card in created_cards(application, board)}


def test_the_shortcut_opens_it_and_enter_adds_and_closes(
    capture_controller: CaptureController, window: MainWindow, application: FakeApplication, qtbot: QtBot
) -> None:
    ctrl_shift = Qt.KeyboardModifier.ControlModifier | SHIFT
    qtbot.keyClick(window, Qt.Key.Key_N, ctrl_shift)
    field = capture_controller.window.form.quick_add.field
    focus(qtbot, field)
    qtbot.keyClicks(field, "Angebot nachfassen")
    with qtbot.waitSignal(capture_controller.change_queued) as emitted:
        qtbot.keyClick(field, ENTER)
    assert emitted.args[1] == "Card added."
    assert not capture_controller.window.isVisible()
    (card,) = created_cards(application)
    assert (card.title, card.column) == ("Angebot nachfassen", Column.NEW)


def test_shift_enter_adds_and_waits_for_the_next(
    capture_controller: CaptureController, field: QuickAddField, application: FakeApplication, qtbot: QtBot
) -> None:
    qtbot.keyClicks(field, "One")
    qtbot.keyClick(field, ENTER, SHIFT)
    assert capture_controller.window.isVisible()
    assert (field.toPlainText(), capture_controller.window.form.added_line.text_label.text()) == (
        "",
        "Card added.",
    )
    qtbot.keyClicks(field, "Two")
    assert not capture_controller.window.form.added_line.isVisible()
    qtbot.keyClick(field, ENTER)
    assert titles(application) == {"One", "Two"}
    assert not capture_controller.window.isVisible()


def test_an_added_card_can_be_undone_in_the_window(
    capture_controller: CaptureController, field: QuickAddField, application: FakeApplication, qtbot: QtBot
) -> None:
    qtbot.keyClicks(field, "Too early")
    qtbot.keyClick(field, ENTER, SHIFT)
    qtbot.mouseClick(capture_controller.window.form.added_line.undo_button, Qt.MouseButton.LeftButton)
    assert created_cards(application) == []
    assert "Too early" in capture_controller.window.form.added_line.text_label.text()


def test_person_date_and_board_become_chips_and_values(
    capture_controller: CaptureController, field: QuickAddField, application: FakeApplication, qtbot: QtBot
) -> None:
    qtbot.keyClicks(field, "Call them @me tomorrow #FERN")
    form = capture_controller.window.form
    assert form.quick_add.chips.texts() == [ME.name, "Tomorrow", "Kampagne Fernwärme"]
    assert form.board_picker.text() == "Kampagne Fernwärme"
    qtbot.keyClick(field, ENTER)
    (card,) = created_cards(application, HEAT)
    assert (card.title, card.assignee) == ("Call them", ME.id)
    assert card.due is not None
    capture_controller.open()
    assert form.board_picker.text() == "Website-Relaunch"


def test_escape_keeps_the_draft_also_for_the_next_run(
    capture_controller: CaptureController, field: QuickAddField, application: FakeApplication, qtbot: QtBot
) -> None:
    qtbot.keyClicks(field, "Half a thought")
    qtbot.keyClick(field, ESCAPE)
    assert not capture_controller.window.isVisible()
    assert application.open_account.service.local.draft(DRAFT_KEY) == "Half a thought"
    capture_controller.close()
    capture_controller.open()
    assert capture_controller.window.form.quick_add.text() == "Half a thought"
    assert created_cards(application) == []


def test_a_window_that_is_closed_by_the_desktop_keeps_the_draft_too(
    capture_controller: CaptureController, field: QuickAddField, application: FakeApplication, qtbot: QtBot
) -> None:
    qtbot.keyClicks(field, "Half a thought")
    capture_controller.window.close()
    assert application.open_account.service.local.draft(DRAFT_KEY) == "Half a thought"


def test_pasted_lines_become_cards_and_the_result_is_shown_without_a_main_window(
    capture_controller: CaptureController,
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
    added_line = capture_controller.window.form.added_line
    assert capture_controller.window.isVisible()
    assert added_line.text_label.text() == "3 cards created."
    qtbot.mouseClick(added_line.undo_button, Qt.MouseButton.LeftButton)
    assert created_cards(application) == []


def test_an_empty_line_adds_nothing(
    capture_controller: CaptureController, field: QuickAddField, application: FakeApplication, qtbot: QtBot
) -> None:
    qtbot.keyClick(field, ENTER)
    assert capture_controller.window.form.quick_add.hint.text() == "A card needs a title."
    assert capture_controller.window.isVisible()
    assert created_cards(application) == []


def test_another_board_can_be_chosen_for_this_card(
    capture_controller: CaptureController, field: QuickAddField, application: FakeApplication, qtbot: QtBot
) -> None:
    choice = capture_controller.window.form.board_picker
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
    capture_controller: CaptureController, field: QuickAddField, application: FakeApplication, qtbot: QtBot
) -> None:
    service = application.open_account.service
    form = capture_controller.window.form
    assert not form.template_button.isVisible()
    Templates(service).save("1")
    capture_controller.window.hide_window()
    capture_controller.open()
    menu = form.template_button.menu()
    menu.aboutToShow.emit()
    (action,) = menu.actions()
    with qtbot.waitSignal(capture_controller.change_queued):
        action.trigger()
    assert titles(application) == {service.require_card("1").title}
    assert not capture_controller.window.isVisible()


def test_without_an_account_it_offers_to_sign_in(
    application: FakeApplication, theme: Theme, qtbot: QtBot
) -> None:
    application.close_account()
    main = MainWindow(application, theme, application.current_account.now)  # type: ignore[arg-type]
    qtbot.addWidget(main)
    capture_controller = CaptureController(application, theme, main)  # type: ignore[arg-type]
    capture_controller.open()
    assert capture_controller.window.focusWidget() is capture_controller.window.sign_in_button
    assert "not signed in" in capture_controller.window.signed_out_label.text()
    with qtbot.waitSignal(capture_controller.sign_in_requested):
        qtbot.keyClick(capture_controller.window.sign_in_button, ENTER)
    assert capture_controller.window is None


def test_it_shrinks_with_its_content(
    capture_controller: CaptureController, field: QuickAddField, qtbot: QtBot
) -> None:
    low = capture_controller.window.height()
    field.setPlainText("One\nTwo\nThree\nFour")
    qtbot.waitUntil(lambda: capture_controller.window.height() > low)
    field.clear()
    qtbot.waitUntil(lambda: capture_controller.window.height() == low)


def test_a_change_of_language_applies_to_the_next_card(
    capture_controller: CaptureController, field: QuickAddField, qapp: QApplication, qtbot: QtBot
) -> None:
    qtbot.keyClicks(field, "Halb")
    capture_controller.window.hide_window()
    use_language(qapp, "de", resource("translations"))
    capture_controller.apply_appearance()
    capture_controller.open()
    form = capture_controller.window.form
    assert (form.add_button.text(), form.quick_add.field.placeholderText()) == (
        "Karte hinzufügen",
        "Neue Karte – z. B. @lea morgen",
    )
    assert form.quick_add.text() == "Halb"
