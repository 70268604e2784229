"""The page of templates, the dialog, and what a day brings."""

from datetime import date
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kanbert_desktop.app.boards.recurring_cards import publish_due_cards
from kanbert_desktop.app.boards.templates import Template, Templates
from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.domain.recurrence import Recurrence, RecurrenceUnit
from kanbert_desktop.ui.calendar.days import day_title
from kanbert_desktop.ui.navigation.history import PageKind
from kanbert_desktop.ui.templates.dialog import TemplateDialog
from kanbert_desktop.ui.templates.page import TemplatesPage
from kanbert_desktop.ui.window.main_window import MainWindow
from support.fake_application import FakeApplication
from support.fake_service import WEB

TODAY = date(2026, 11, 24)
"""A Tuesday."""
NEXT = date(2026, 11, 30)
WEEKLY = Recurrence(RecurrenceUnit.WEEK, TODAY, (0,))


def open_page(window: MainWindow) -> TemplatesPage:
    window.workspace.navigator.open_page(PageKind.TEMPLATES)
    page = window.workspace.navigator.page(PageKind.TEMPLATES)
    assert isinstance(page, TemplatesPage)
    return page


def dialog_of(window: MainWindow) -> TemplateDialog:
    (dialog,) = window.findChildren(TemplateDialog)
    return dialog


@pytest.fixture
def templates(application: FakeApplication, window: MainWindow) -> Templates:
    return Templates(application.open_account.service)


def test_a_saved_card_is_made_to_repeat_from_the_toast(
    window: MainWindow, templates: Templates, qtbot: QtBot
) -> None:
    workspace = window.workspace
    workspace.navigator.open_board(WEB)
    workspace.board.focus_board(CardKey("3"))
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_T)
    qtbot.mouseClick(workspace.toast.action_button, Qt.MouseButton.LeftButton)
    dialog = dialog_of(window)
    assert dialog.board_field.currentData() == WEB
    dialog.repeat_field.setText("jeden Montag")
    assert dialog.repeat_hint.text() == f"Every Monday. First card: {day_title(NEXT, TODAY)}"
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    (saved,) = templates.all()
    assert saved.recurrence == WEEKLY
    page = open_page(window)
    assert page.rows[0].place_label.text() == "Every Monday · Website-Relaunch · To do"
    assert page.rows[0].next_label.text() == f"Next: {day_title(NEXT, TODAY)}"


def test_what_repeats_today_is_added_at_once_and_shown(
    window: MainWindow, templates: Templates, qtbot: QtBot
) -> None:
    page = open_page(window)
    page.new_requested.emit()
    dialog = dialog_of(window)
    dialog.title_field.setText("Bericht")
    dialog.repeat_field.setText("every Tuesday")
    dialog.board_field.show_value(WEB)
    dialog.sub_tasks_field.setPlainText("Sammeln\n\n Senden ")
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    toast = window.workspace.toast
    assert toast.text_label.text() == "Added because it repeats: “Bericht”"
    qtbot.mouseClick(toast.action_button, Qt.MouseButton.LeftButton)
    key = window.workspace.board.opened_card
    assert key is not None
    service = window.workspace.service
    assert [part.title for part in service.sub_tasks(key)] == ["Sammeln", "Senden"]


@pytest.mark.parametrize("words", ["every card", "never"])
def test_words_that_are_not_understood_are_kept(
    window: MainWindow, templates: Templates, qtbot: QtBot, words: str
) -> None:
    open_page(window).new_requested.emit()
    dialog = dialog_of(window)
    dialog.title_field.setText("Bericht")
    dialog.repeat_field.setText(words)
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    assert dialog.isVisible()
    assert dialog.problem_label.isVisible()
    assert (dialog.repeat_field.text(), templates.all()) == (words, [])


def test_escape_asks_before_it_discards(window: MainWindow, templates: Templates, qtbot: QtBot) -> None:
    templates.add(Template("Bericht", "<p>Eins</p>"))
    page = open_page(window)
    qtbot.keyClick(page.rows[0].use_button, Qt.Key.Key_F2)
    dialog = dialog_of(window)
    dialog.description_field.setPlainText("Ein langer Text")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert "Esc" in dialog.problem_label.text()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not shiboken6.isValid(dialog) or not dialog.isVisible())
    assert templates.require("Bericht").description == "<p>Eins</p>"


def test_a_formatted_description_is_kept(window: MainWindow, templates: Templates, qtbot: QtBot) -> None:
    templates.add(Template("Bericht", "<p><b>Wichtig</b></p>"))
    qtbot.keyClick(open_page(window).rows[0].use_button, Qt.Key.Key_F2)
    dialog = dialog_of(window)
    assert dialog.description_field.isReadOnly()
    dialog.title_field.setText("Neuer Bericht")
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    (saved,) = templates.all()
    assert (saved.title, saved.description) == ("Neuer Bericht", "<p><b>Wichtig</b></p>")


def test_keys_move_remove_and_undo(window: MainWindow, templates: Templates, qtbot: QtBot) -> None:
    for title in ("Alpha", "Beta"):
        templates.add(Template(title))
    page = open_page(window)
    qtbot.keyClick(page.rows[0].use_button, Qt.Key.Key_Down)
    assert page.rows[1].use_button.hasFocus()
    qtbot.keyClick(page.rows[1].use_button, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: [row.template.title for row in page.rows] == ["Alpha"])
    qtbot.mouseClick(window.workspace.toast.action_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: [row.template.title for row in page.rows] == ["Alpha", "Beta"])


def test_a_pause_is_shown_and_ends(window: MainWindow, templates: Templates, qtbot: QtBot) -> None:
    templates.add(Template("Bericht", board=WEB, recurrence=WEEKLY, since=TODAY))
    page = open_page(window)
    for text in ("Pause", "Resume"):
        menu = page.menu(page.rows[0])
        (action,) = [one for one in menu.actions() if one.text() == text]
        action.trigger()
        shown = "Paused" if text == "Pause" else f"Next: {day_title(NEXT, TODAY)}"
        qtbot.waitUntil(lambda shown=shown: page.rows[0].next_label.text() == shown)


def test_a_board_that_is_gone_is_named_on_the_page_and_in_the_toast(
    window: MainWindow, application: FakeApplication, templates: Templates
) -> None:
    application.open_account.replica.meta["last_sync"] = "2026-11-24T10:00:00+00:00"
    templates.add(
        Template("Bericht", board="b9", recurrence=Recurrence(RecurrenceUnit.DAY, TODAY), since=TODAY)
    )
    publish_due_cards(application.open_account.service, application.bus)
    assert window.workspace.toast.text_label.text().startswith(
        "A recurring card could not be added: “Bericht”."
    )
    page = open_page(window)
    assert page.rows[0].next_label.text() == "Its board is no longer available. Choose another one."


def test_a_low_page_with_large_text_leaves_room_for_its_rows(
    window: MainWindow, templates: Templates, qtbot: QtBot
) -> None:
    templates.put(Template("Report", board=WEB, recurrence=WEEKLY))
    page = open_page(window)
    row, hint = page.rows[0], page.hint_label.text()
    assert row.use_button.x() > row.title_label.x()
    page.setFixedSize(620, 450)
    window.theme.configure("light", 2.0)
    try:
        qtbot.waitUntil(lambda: page.rows[0].use_button.y() > page.rows[0].next_label.y())
        assert not page.hint_label.isVisible()
        assert page.title_label.toolTip() == page.title_label.accessibleDescription() == hint
    finally:
        window.theme.configure("light", 1.0)
    qtbot.waitUntil(page.hint_label.isVisible)
    assert not page.title_label.toolTip()


def test_a_file_is_imported_paused_and_undone(
    window: MainWindow, templates: Templates, qtbot: QtBot, tmp_path: Path
) -> None:
    templates.add(Template("Bericht", board=WEB, recurrence=WEEKLY, since=TODAY))
    commands = window.workspace.template_commands
    commands._write(tmp_path / "vorlagen.json", templates.all())
    templates.remove("Bericht")
    commands.import_file(tmp_path / "vorlagen.json")
    assert templates.require("Bericht").is_paused
    qtbot.mouseClick(window.workspace.toast.action_button, Qt.MouseButton.LeftButton)
    assert templates.all() == []
