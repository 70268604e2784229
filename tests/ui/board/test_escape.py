"""Esc never loses text: text typed into a field becomes a draft and is shown again."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kanbert_desktop.domain.board import CardKey, Column
from kanbert_desktop.ui.board.card_list_view import CardListView
from kanbert_desktop.ui.board.page import BoardPage
from kanbert_desktop.ui.card_panel.description import Description
from kanbert_desktop.ui.card_panel.panel import CardPanel
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.text_editors import TitleEditor
from support.board_fixture import BOARD, BoardFixture, new_board_page, open_board_fixture

SEVEN, EIGHT = CardKey("7"), CardKey("8")
CONTROL = Qt.KeyboardModifier.ControlModifier
ListOf = Callable[[Column], CardListView]


@pytest.fixture
def panel(page: BoardPage) -> CardPanel:
    page.open_card(SEVEN)
    return page.panel


def type_and_escape(description: Description, qtbot: QtBot, text: str = "Half a thought") -> None:
    description.edit()
    qtbot.keyClicks(description.editor, text)
    qtbot.keyClick(description.editor, Qt.Key.Key_Escape)


def test_escape_in_the_description_keeps_a_draft_and_says_so(
    panel: CardPanel, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    description = panel.description
    type_and_escape(description, qtbot)
    assert not description.is_editing
    assert "Half a thought" not in description.view.toPlainText()
    assert "Half a thought" in board_fixture.service.local.draft("description:7")
    assert description.draft_line.isVisible()
    assert description.draft_line.text_label.text() == "Draft saved here"
    assert "Half a thought" not in board_fixture.service.require_card(SEVEN).description
    assert board_fixture.service.undo_text() is None


def test_the_draft_is_shown_again_when_the_card_is_opened(
    page: BoardPage, panel: CardPanel, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    type_and_escape(panel.description, qtbot)
    page.open_card(EIGHT)
    assert not panel.description.draft_line.isVisible()
    page.open_card(SEVEN)
    assert panel.description.is_editing
    assert "Half a thought" in panel.description.editor.toPlainText()


def test_the_draft_is_shown_again_after_a_restart(
    profile: Path, page: BoardPage, panel: CardPanel, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    type_and_escape(panel.description, qtbot)
    page.close_card()
    page.close()
    board_fixture.store.close()
    with open_board_fixture(profile) as later:
        again = new_board_page(later, page._theme)
        qtbot.addWidget(again)
        again.show_board(BOARD)
        again.show()
        again.open_card(SEVEN)
        assert "Half a thought" in again.panel.description.editor.toPlainText()


def test_an_unedited_draft_is_never_sent(
    page: BoardPage, panel: CardPanel, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    """Opening and closing the card, and moving the focus through the editor, publish nothing."""
    type_and_escape(panel.description, qtbot)
    for _ in range(2):
        page.close_card()
        page.open_card(SEVEN)
    panel.description.editor.setFocus()
    panel.composer.field.setFocus()
    assert not panel.description.is_editing
    assert board_fixture.service.undo_text() is None
    assert "Half a thought" in board_fixture.service.local.draft("description:7")
    assert panel.description.draft_line.isVisible()


def test_a_draft_can_be_continued_and_saved(
    panel: CardPanel, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    type_and_escape(panel.description, qtbot)
    qtbot.mouseClick(panel.description.draft_line.resume_button, Qt.MouseButton.LeftButton)
    assert panel.description.editor.hasFocus()
    qtbot.keyClicks(panel.description.editor, ", now whole")
    qtbot.keyClick(panel.description.editor, Qt.Key.Key_Return, CONTROL)
    assert "Half a thought, now whole" in board_fixture.service.require_card(SEVEN).description
    assert board_fixture.service.local.draft("description:7") == ""
    assert not panel.description.draft_line.isVisible()


def test_ctrl_enter_saves_an_unedited_draft(
    page: BoardPage, panel: CardPanel, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    type_and_escape(panel.description, qtbot)
    page.open_card(EIGHT)
    page.open_card(SEVEN)
    panel.description.editor.setFocus()
    qtbot.keyClick(panel.description.editor, Qt.Key.Key_Return, CONTROL)
    assert "Half a thought" in board_fixture.service.require_card(SEVEN).description


def test_a_draft_can_be_discarded(panel: CardPanel, board_fixture: BoardFixture, qtbot: QtBot) -> None:
    type_and_escape(panel.description, qtbot)
    qtbot.mouseClick(panel.description.draft_line.discard_button, Qt.MouseButton.LeftButton)
    assert board_fixture.service.local.draft("description:7") == ""
    assert not panel.description.draft_line.isVisible()
    assert panel.description.view.hasFocus()


def test_escape_in_an_unchanged_description_leaves_no_draft(
    panel: CardPanel, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    panel.description.edit()
    qtbot.keyClick(panel.description.editor, Qt.Key.Key_Escape)
    assert board_fixture.service.local.draft("description:7") == ""
    assert not panel.description.draft_line.isVisible()


def test_a_rejected_description_stays_as_a_draft(
    panel: CardPanel, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    panel.description.edit()
    qtbot.keyClicks(panel.description.editor, "Half a thought")
    board_fixture.sync_control.can_write = False
    qtbot.keyClick(panel.description.editor, Qt.Key.Key_Return, CONTROL)
    assert "Half a thought" in board_fixture.service.local.draft("description:7")
    assert panel.description.draft_line.isVisible()


def test_escape_in_the_panels_title_keeps_a_draft_that_is_shown_again(
    page: BoardPage, panel: CardPanel, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    panel.title.setFocus()
    panel.title.selectAll()
    qtbot.keyClicks(panel.title, "Half a title")
    qtbot.keyClick(panel.title, Qt.Key.Key_Escape)
    assert panel.title.text().startswith("Checkout")
    assert board_fixture.service.local.draft("title:7") == "Half a title"
    assert panel.title_draft.isVisible()
    page.refresh()
    page.save_drafts()
    assert board_fixture.service.local.draft("title:7") == "Half a title"
    page.open_card(EIGHT)
    assert not panel.title_draft.isVisible()
    page.open_card(SEVEN)
    assert panel.title.text() == "Half a title"
    panel.composer.field.setFocus()
    assert board_fixture.service.require_card(SEVEN).title.startswith("Checkout")
    assert board_fixture.service.local.draft("title:7") == "Half a title"


def test_a_title_draft_is_continued_saved_and_discarded(
    panel: CardPanel, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    panel.title.setFocus()
    panel.title.selectAll()
    qtbot.keyClicks(panel.title, "Half a title")
    qtbot.keyClick(panel.title, Qt.Key.Key_Escape)
    qtbot.mouseClick(panel.title_draft.resume_button, Qt.MouseButton.LeftButton)
    assert panel.title.text() == "Half a title"
    assert not panel.title_draft.isVisible()
    qtbot.keyClick(panel.title, Qt.Key.Key_Escape)
    qtbot.mouseClick(panel.title_draft.resume_button, Qt.MouseButton.LeftButton)
    qtbot.keyClick(panel.title, Qt.Key.Key_Return)
    assert board_fixture.service.require_card(SEVEN).title == "Half a title"
    assert board_fixture.service.local.draft("title:7") == ""
    qtbot.keyClicks(panel.title, "x")
    qtbot.keyClick(panel.title, Qt.Key.Key_Escape)
    qtbot.mouseClick(panel.title_draft.discard_button, Qt.MouseButton.LeftButton)
    assert board_fixture.service.local.draft("title:7") == ""
    assert not panel.title_draft.isVisible()


def test_ctrl_z_restores_what_escape_removed_from_the_title(panel: CardPanel, qtbot: QtBot) -> None:
    panel.title.setFocus()
    panel.title.selectAll()
    qtbot.keyClicks(panel.title, "Half a title")
    qtbot.keyClick(panel.title, Qt.Key.Key_Escape)
    qtbot.keyClick(panel.title, Qt.Key.Key_Z, CONTROL)
    assert panel.title.text() == "Half a title"


def rename_field() -> QWidget:
    field = QApplication.focusWidget()
    assert isinstance(field, TitleEditor)
    return field


def test_escape_while_renaming_keeps_a_draft_that_f2_shows_again(
    page: BoardPage, board_fixture: BoardFixture, list_of_column: ListOf, qtbot: QtBot
) -> None:
    cards = list_of_column(Column.WIP)
    cards.focus_card(EIGHT)
    before = board_fixture.service.require_card(EIGHT).title
    qtbot.keyClick(cards, Qt.Key.Key_F2)
    qtbot.keyClicks(rename_field(), "Half a title")
    qtbot.keyClick(rename_field(), Qt.Key.Key_Escape)
    qtbot.waitUntil(cards.hasFocus)
    assert board_fixture.service.require_card(EIGHT).title == before
    assert board_fixture.service.local.draft("title:8") == "Half a title"
    qtbot.keyClick(cards, Qt.Key.Key_F2)
    field = rename_field()
    assert isinstance(field, TitleEditor)
    assert field.text() == "Half a title"
    qtbot.keyClick(field, Qt.Key.Key_Z, CONTROL)
    assert field.text() == before
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    qtbot.waitUntil(cards.hasFocus)
    qtbot.keyClick(cards, Qt.Key.Key_F2)
    qtbot.keyClick(rename_field(), Qt.Key.Key_Return)
    assert board_fixture.service.require_card(EIGHT).title == "Half a title"
    assert board_fixture.service.local.draft("title:8") == ""


def test_an_unedited_title_draft_is_not_saved_by_losing_the_focus(
    page: BoardPage, board_fixture: BoardFixture, list_of_column: ListOf, qtbot: QtBot
) -> None:
    cards = list_of_column(Column.WIP)
    cards.focus_card(EIGHT)
    before = board_fixture.service.require_card(EIGHT).title
    board_fixture.service.local.save_draft("title:8", "Half a title")
    qtbot.keyClick(cards, Qt.Key.Key_F2)
    list_of_column(Column.NEW).setFocus(Qt.FocusReason.MouseFocusReason)
    assert board_fixture.service.require_card(EIGHT).title == before
    assert board_fixture.service.local.draft("title:8") == "Half a title"


def test_a_title_rejected_while_renaming_stays_as_a_draft(
    page: BoardPage, board_fixture: BoardFixture, list_of_column: ListOf, qtbot: QtBot
) -> None:
    cards = list_of_column(Column.WIP)
    cards.focus_card(EIGHT)
    qtbot.keyClick(cards, Qt.Key.Key_F2)
    field = rename_field()
    assert isinstance(field, TitleEditor)
    field.setPlainText("x" * 300)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert board_fixture.service.local.draft("title:8") == "x" * 300


@pytest.mark.parametrize("field", ["comment", "sub-task"])
def test_escape_in_the_other_fields_of_the_panel_keeps_the_text(
    page: BoardPage, panel: CardPanel, board_fixture: BoardFixture, qtbot: QtBot, field: str
) -> None:
    widget = panel.composer.field if field == "comment" else panel.sub_tasks.field
    widget.setFocus()
    qtbot.keyClicks(widget, "Half a thought")
    qtbot.keyClick(widget, Qt.Key.Key_Escape)
    assert board_fixture.service.local.draft(f"{field}:7") == "Half a thought"
    page.open_card(SEVEN)
    shown = widget.text() if hasattr(widget, "text") else widget.toPlainText()
    assert shown == "Half a thought"


def test_the_title_restored_by_escape_is_completely_visible(
    panel: CardPanel, theme: Theme, qtbot: QtBot
) -> None:
    before = panel.title.height()
    assert before > 2 * panel.title.fontMetrics().lineSpacing()
    panel.title.setFocus()
    panel.title.selectAll()
    qtbot.keyClicks(panel.title, "Short")
    qtbot.keyClick(panel.title, Qt.Key.Key_Escape)
    assert panel.title.height() == before
