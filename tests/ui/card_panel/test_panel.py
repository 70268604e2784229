"""Card panel: every field saves on its own; typed text is never lost or replaced."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from kanbert_desktop.domain.board import CardKey, Column, Mark
from kanbert_desktop.domain.changes import Field
from kanbert_desktop.domain.events import SyncState, SyncStatus, SyncStatusChanged
from kanbert_desktop.ui.board.page import BoardPage
from kanbert_desktop.ui.card_panel.comments import moment_text
from kanbert_desktop.ui.card_panel.panel import CardPanel
from kanbert_desktop.ui.cards.pickers import AssigneePicker, DueDatePicker
from kanbert_desktop.ui.style.theme import Theme
from support.board_fixture import HIGH, JONAS, NOW, TODAY, BoardFixture, card


@pytest.fixture
def panel(page: BoardPage) -> CardPanel:
    page.open_card(CardKey("7"))
    return page.panel


def popup(kind: type) -> Callable[[], object]:
    return lambda: next(
        (top for top in QApplication.topLevelWidgets() if isinstance(top, kind) and top.isVisible()), None
    )


def test_a_card_is_shown_with_all_its_parts(panel: CardPanel, board_fixture: BoardFixture) -> None:
    assert panel.title.text() == "Checkout: guest order without an account"
    assert panel.header.column_button.text() == "In progress"
    assert panel.fields.assignee.accessibleName() == "Assignee: Mira Kessler"
    assert panel.fields.due.text().startswith("Thu, 26 Nov")
    assert panel.fields.priority.text() == "High"
    assert panel.fields.visibility.text() == "Project team only"
    assert "Kauf auf Rechnung erst ab 150 €" in panel.description.view.toPlainText()
    assert panel.sub_tasks.count.text() == "2 of 3"
    assert panel.comments.count.text() == "2"
    assert board_fixture.sync_control.opened == [CardKey("7")]


def test_outer_columns_fold_while_the_panel_is_open(page: BoardPage, qtbot: QtBot) -> None:
    page.resize(1208, 900)
    page.open_card(CardKey("7"))
    folded = [view.column for view in page.columns_view.shown if view.is_folded]
    assert folded == [Column.BACKLOG, Column.APPROVED]
    assert page.columns_view.horizontalScrollBar().maximum() == 0
    page.close_card()
    assert not any(view.is_folded for view in page.columns_view.shown)


def test_the_title_saves_on_enter_and_on_losing_the_focus(
    panel: CardPanel, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    panel.title.setFocus()
    panel.title.selectAll()
    qtbot.keyClicks(panel.title, "Gastbestellung")
    qtbot.keyClick(panel.title, Qt.Key.Key_Return)
    assert board_fixture.service.require_card("7").title == "Gastbestellung"
    qtbot.keyClicks(panel.title, " 2")
    panel.composer.field.setFocus()
    assert board_fixture.service.require_card("7").title.endswith("2")
    qtbot.waitUntil(lambda: panel.unsent_line.text_label.text() == "Saved here, not sent")


def test_escape_restores_the_newest_title(
    panel: CardPanel, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    panel.title.setFocus()
    qtbot.keyClicks(panel.title, "x")
    board_fixture.service.edit_card("7", {Field.TITLE: "Renamed elsewhere"})
    panel.refresh()
    assert panel.title.text().startswith("x")
    qtbot.keyClick(panel.title, Qt.Key.Key_Escape)
    assert panel.title.text() == "Renamed elsewhere"
    panel.title.commit()
    assert board_fixture.service.require_card("7").title == "Renamed elsewhere"


def test_the_title_has_its_complete_frame(panel: CardPanel, theme: Theme) -> None:
    panel.title.setFocus()
    image = panel.title.grab().toImage()
    middle = image.height() // 2
    sides = (image.pixelColor(1, middle), image.pixelColor(image.width() - 2, middle))
    assert sides == (theme.color("accent"), theme.color("accent"))


def test_escape_restores_the_title_and_closes_then(
    page: BoardPage, panel: CardPanel, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    panel.title.setFocus()
    qtbot.keyClicks(panel.title, "x")
    qtbot.keyClick(panel.title, Qt.Key.Key_Escape)
    assert panel.title.text() == "Checkout: guest order without an account"
    assert panel.isVisible()
    qtbot.keyClick(panel.title, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert board_fixture.service.undo_text() is None
    assert page.columns_view.columns[Column.WIP].cards.hasFocus()


def test_updates_never_replace_text_being_typed(
    page: BoardPage, panel: CardPanel, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    panel.title.setFocus()
    panel.title.selectAll()
    qtbot.keyClicks(panel.title, "Mine")
    panel.composer.field.setPlainText("A comment on its way")
    board_fixture.receive_cards(card(7, "Theirs", Column.COMPLETED, 5))
    page.refresh()
    assert panel.title.text() == "Mine"
    assert panel.composer.field.toPlainText() == "A comment on its way"
    assert panel.header.column_button.text() == "Completed"


def test_an_empty_title_is_rejected_and_explained(
    page: BoardPage, panel: CardPanel, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    panel.title.setFocus()
    panel.title.clear()
    with qtbot.waitSignal(page.commands.problem_reported):
        qtbot.keyClick(panel.title, Qt.Key.Key_Return)
    assert board_fixture.service.require_card("7").title.startswith("Checkout")


def test_an_assignee_is_found_by_typing(panel: CardPanel, board_fixture: BoardFixture, qtbot: QtBot) -> None:
    panel.fields.assignee.click()
    qtbot.waitUntil(lambda: popup(AssigneePicker)() is not None)
    choosing = popup(AssigneePicker)()
    assert isinstance(choosing, AssigneePicker)
    qtbot.keyClicks(choosing.search, "bra")
    qtbot.keyClick(choosing.search, Qt.Key.Key_Return)
    assert board_fixture.service.require_card("7").assignee == JONAS.id
    assert panel.fields.assignee.text() == "Jonas Brandt"


def test_nobody_can_be_assigned_too(panel: CardPanel, board_fixture: BoardFixture, qtbot: QtBot) -> None:
    panel.fields.assignee.click()
    choosing = popup(AssigneePicker)()
    assert isinstance(choosing, AssigneePicker)
    choosing.list.setCurrentRow(0)
    qtbot.keyClick(choosing.search, Qt.Key.Key_Return)
    assert board_fixture.service.require_card("7").assignee is None


def test_a_due_date_is_typed_chosen_or_removed(
    panel: CardPanel, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    panel.fields.due.click()
    choosing = popup(DueDatePicker)()
    assert isinstance(choosing, DueDatePicker)
    qtbot.keyClicks(choosing.field, "30 Feb")
    qtbot.keyClick(choosing.field, Qt.Key.Key_Return)
    assert choosing.isVisible()
    assert choosing.hint.text() == "This is not a valid date."
    choosing.field.clear()
    qtbot.keyClicks(choosing.field, "3 Dec")
    qtbot.keyClick(choosing.field, Qt.Key.Key_Return)
    assert board_fixture.service.require_card("7").due == date(2026, 12, 3)
    panel._commands.edit(CardKey("7"), {Field.DUE: None}, "")
    panel.refresh()
    assert panel.fields.due.text() == "No due date"


def test_ticking_a_sub_task_completes_it(panel: CardPanel, board_fixture: BoardFixture) -> None:
    row = panel.sub_tasks._rows[CardKey("62")]
    row.check_box.click()
    assert board_fixture.service.require_card("62").column is Column.COMPLETED
    assert panel.sub_tasks.count.text() == "3 of 3"
    row.check_box.click()
    assert board_fixture.service.require_card("62").column is Column.NEW


def test_a_sub_task_is_understood_like_any_line(
    panel: CardPanel, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    sub_tasks = panel.sub_tasks
    qtbot.keyClicks(sub_tasks.field, "Test #web cases @jonas tomorrow !high")
    assert [chip.text for chip in sub_tasks.assistance._chips._shown] == ["Jonas Brandt", "Tomorrow", "High"]
    qtbot.keyClick(sub_tasks.field, Qt.Key.Key_Return)
    children = board_fixture.service.sub_tasks(CardKey("7"))
    added = next(child for child in children if child.title == "Test #web cases")
    assert (added.assignee, added.due, added.priority) == (JONAS.id, TODAY + timedelta(days=1), HIGH)
    assert sub_tasks.field.text() == ""


def test_a_sub_task_is_added_and_can_be_opened(
    page: BoardPage, panel: CardPanel, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    qtbot.keyClicks(panel.sub_tasks.field, "Test cases")
    qtbot.keyClick(panel.sub_tasks.field, Qt.Key.Key_Return)
    added = next(
        child for child in board_fixture.service.sub_tasks(CardKey("7")) if child.title == "Test cases"
    )
    assert panel.sub_tasks.field.text() == ""
    row = panel.sub_tasks._rows[added.key]
    assert row.title.text() == "Test cases"
    row.title.click()
    assert page.opened_card == added.key
    assert panel.parent_card.isVisible()
    panel.parent_card.click()
    assert page.opened_card == CardKey("7")


def test_a_comment_is_sent_with_ctrl_enter_to_the_team_only(
    panel: CardPanel, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    field = panel.composer.field
    field.setFocus()
    qtbot.keyClicks(field, "a < b")
    qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    texts = board_fixture.service.comments(CardKey("7"))[-1]
    assert (texts.text, texts.is_public, texts.mark) == ("<p>a &lt; b</p>", False, Mark.PENDING)
    assert field.toPlainText() == ""
    assert panel.comments.count.text() == "3"


def test_one_comment_goes_to_clients_too_by_its_key(
    panel: CardPanel, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    field, held = (
        panel.composer.field,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    for text, key in (("For everybody", held), ("For us", Qt.KeyboardModifier.ControlModifier)):
        qtbot.keyClicks(field, text)
        qtbot.keyClick(field, Qt.Key.Key_Return, key)
    comments = {one.text: one.is_public for one in board_fixture.service.comments(CardKey("7"))}
    assert (comments["<p>For everybody</p>"], comments["<p>For us</p>"]) == (True, False)


def test_a_comments_draft_is_restored(
    page: BoardPage, panel: CardPanel, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    qtbot.keyClicks(panel.composer.field, "Half")
    qtbot.waitUntil(lambda: board_fixture.service.local.draft("comment:7") == "Half")
    assert panel.composer.note.text() == "Draft saved here"
    page.open_card(CardKey("8"))
    assert panel.composer.field.toPlainText() == ""
    page.open_card(CardKey("7"))
    assert panel.composer.field.toPlainText() == "Half"


def test_unreadable_comments_are_reported_plainly(page: BoardPage, board_fixture: BoardFixture) -> None:
    board_fixture.sync_control.comments = "unreadable"
    page.open_card(CardKey("8"))
    assert page.panel.comments.state.text() == "You cannot read comments here, but you can add them."


def test_a_card_deleted_elsewhere_closes_its_panel(
    page: BoardPage, panel: CardPanel, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    board_fixture.receive_deletions(CardKey("7"))
    qtbot.waitUntil(lambda: not panel.isVisible())
    assert page.opened_card is None


def test_a_delete_from_the_panel_is_held_for_its_toast(
    page: BoardPage, panel: CardPanel, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(page.commands.change_queued) as signal:
        panel.delete_requested.emit(CardKey("7"))
    assert signal.args[0].entry.not_before is not None
    assert not panel.isVisible()
    assert board_fixture.service.card("7") is None


def test_a_comments_time_is_short() -> None:
    today = NOW.astimezone().date()
    assert moment_text(NOW, today).startswith("Today ")
    assert moment_text(NOW, date(2026, 12, 24)).startswith("24")
    assert today == TODAY


def test_a_priority_is_chosen_among_those_known(
    page: BoardPage, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    page.open_card(CardKey("8"))
    fields = page.panel.fields
    assert fields.priority.text() == "No priority"
    fields.priority.click()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    with qtbot.waitSignal(page.commands.change_queued) as signal:
        menu.actions()[0].trigger()
    menu.close()
    assert signal.args[1] == "Priority changed."
    assert board_fixture.service.require_card("8").priority == HIGH
    qtbot.waitUntil(lambda: fields.priority.accessibleName() == "Priority: High")


def test_tab_follows_the_reading_order_of_the_panel(panel: CardPanel, qtbot: QtBot) -> None:
    """From line to line: widgets within twelve pixels are one line, read from left to right; the panel's edge is last."""
    panel.header.column_button.setFocus()
    tops, stop = [], panel.header.column_button
    while stop is not panel.edge:
        position = stop.mapTo(panel, stop.rect().center())
        tops.append((position.y() // 12 * 12, position.x(), stop.accessibleName() or stop.objectName()))
        qtbot.keyClick(stop, Qt.Key.Key_Tab)
        stop = QApplication.focusWidget()
        assert stop is not None
        assert len(tops) < 60
    assert len(tops) > 12
    assert tops == sorted(tops)


def test_comments_are_requested_again_once_online(
    page: BoardPage, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    page.open_card(CardKey("8"))
    asked = board_fixture.sync_control.opened.count(CardKey("8"))
    board_fixture.bus.publish(SyncStatusChanged(SyncStatus(SyncState.WAITING_FOR_NETWORK, problem="offline")))
    assert board_fixture.sync_control.opened.count(CardKey("8")) == asked
    board_fixture.bus.publish(SyncStatusChanged(SyncStatus()))
    assert board_fixture.sync_control.opened.count(CardKey("8")) == asked + 1
    board_fixture.bus.publish(SyncStatusChanged(SyncStatus(SyncState.SENDING, pending=1)))
    assert board_fixture.sync_control.opened.count(CardKey("8")) == asked + 1
