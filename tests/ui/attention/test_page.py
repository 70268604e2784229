"""Attention page."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from kanbert_desktop.domain.board import Column
from kanbert_desktop.domain.changes import EditCard, Field, Reason, State
from kanbert_desktop.ui.attention import page as attention
from kanbert_desktop.ui.attention.detail import QuestionDetail
from kanbert_desktop.ui.attention.page import AttentionPage
from kanbert_desktop.ui.attention.text_difference import highlight_difference
from kanbert_desktop.ui.navigation.history import PageKind
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.banner import BannerKind
from kanbert_desktop.ui.window.main_window import MainWindow
from support.fake_application import FakeApplication
from support.fake_service import WEB

MINE, THEIRS = date(2026, 11, 30), date(2026, 12, 2)


@pytest.fixture
def page(window: MainWindow, application: FakeApplication) -> AttentionPage:
    """The page with one conflict about a due date."""
    application.open_account.add_question("1", Reason.CHANGED_REMOTELY, due=MINE, theirs={Field.DUE: THEIRS})
    window.workspace.navigator.open_page(PageKind.ATTENTION)
    return window.workspace.navigator.page(PageKind.ATTENTION)


def button(page: AttentionPage, text: str) -> QPushButton:
    return next(one for one in page.detail.findChildren(QPushButton) if one.text() == text)


def states(application: FakeApplication) -> list[State]:
    return [entry.state for entry in application.open_account.local_cards.pending.entries()]


def test_a_conflict_names_the_card_the_field_and_both_sides(page: AttentionPage) -> None:
    assert page.question_list.count() == 1
    spoken = page.question_list.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Cookie-Banner nach Rechtsprüfung anpassen, Due date: changed here and in Kanbert"
    assert {choice.property("choice") for choice in page.detail.choice_group.buttons()} == {"mine", "theirs"}


def test_theirs_is_preselected_because_the_board_shows_it(page: AttentionPage) -> None:
    assert page.detail.choice_group.checkedButton().property("choice") == "theirs"


def test_a_question_that_comes_is_laid_out_once(
    page: AttentionPage, application: FakeApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[QuestionDetail] = []

    def lay_out(*parts: object) -> QuestionDetail:
        made.append(QuestionDetail(*parts))
        return made[-1]

    monkeypatch.setattr(attention, "QuestionDetail", lay_out)
    application.open_account.add_question("2", Reason.CHANGED_REMOTELY, due=MINE, theirs={Field.DUE: THEIRS})
    assert page.question_list.count() == 2
    assert made == [page.detail]


def test_arrow_keys_select_and_ctrl_enter_saves(
    page: AttentionPage, application: FakeApplication, qtbot: QtBot
) -> None:
    page.detail.focus_selected_choice()
    qtbot.keyClick(page.detail, Qt.Key.Key_Left)
    qtbot.keyClick(page.detail, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert states(application) == [State.PENDING]
    assert application.open_account.service.require_card("1").due == MINE
    assert page.detail is None
    assert page._done.isVisible()
    assert page._done.text() == "All decided."


def test_arrow_keys_and_ctrl_enter_also_work_in_the_list(
    page: AttentionPage, application: FakeApplication, qtbot: QtBot
) -> None:
    page.open()
    qtbot.keyClick(page.question_list, Qt.Key.Key_Left)
    assert page.detail.choice_group.checkedButton().property("choice") == "mine"
    qtbot.keyClick(page.question_list, Qt.Key.Key_Right)
    assert page.detail.choice_group.checkedButton().property("choice") == "theirs"
    qtbot.keyClick(page.question_list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert application.open_account.local_cards.pending.entries() == []


def test_theirs_drops_the_change(page: AttentionPage, application: FakeApplication, qtbot: QtBot) -> None:
    qtbot.mouseClick(button(page, "Save this decision"), Qt.MouseButton.LeftButton)
    assert application.open_account.local_cards.pending.entries() == []


def test_escape_postpones_the_decision(page: AttentionPage, window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(page.detail, Qt.Key.Key_Escape)
    assert window.workspace.pages.currentWidget() is window.workspace.board
    assert window.workspace.service.attention() != []


def test_both_versions_of_a_long_text_can_be_kept(
    page: AttentionPage, application: FakeApplication, qtbot: QtBot
) -> None:
    application.open_account.add_question(
        "3", Reason.CHANGED_REMOTELY, description="<p>Mine</p>", theirs={Field.DESCRIPTION: "<p>Theirs</p>"}
    )
    page.question_list.setCurrentRow(1)
    assert page.detail.choice_group.checkedButton().property("choice") == "mine"
    page.detail.select_choice("both")
    page.detail.confirm()
    last = application.open_account.local_cards.pending.entries()[-1].change
    assert isinstance(last, EditCard)
    assert "Mine" in str(last.new[Field.DESCRIPTION])


def test_a_rejected_change_shows_the_reason_and_keeps_the_text(
    page: AttentionPage, application: FakeApplication, qtbot: QtBot
) -> None:
    application.open_account.add_question(
        "4", Reason.REJECTED, detail="Too long for us.", title="A long title"
    )
    page.question_list.setCurrentRow(1)
    spoken = page.question_list.item(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Too long for us." in spoken
    qtbot.mouseClick(button(page, "Copy my text"), Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "Title: A long title"
    qtbot.mouseClick(button(page, "Try again"), Qt.MouseButton.LeftButton)
    assert State.PENDING in states(application)


def test_a_rejected_change_opens_its_card(
    page: AttentionPage, application: FakeApplication, window: MainWindow, qtbot: QtBot
) -> None:
    application.open_account.add_question("4", Reason.REJECTED, detail="not_taken", title="A long title")
    page.question_list.setCurrentRow(1)
    qtbot.mouseClick(button(page, "Edit card"), Qt.MouseButton.LeftButton)
    assert window.workspace.board.opened_card == "4"


@pytest.mark.parametrize(
    ("reason", "text"),
    [
        (Reason.DELETED_REMOTELY, {"Restore as new card", "Discard"}),
        (Reason.DELETED_LOCALLY, {"Delete it", "Keep their version"}),
        (Reason.REJECTED, {"Try again", "Discard"}),
        (Reason.OUTCOME_UNKNOWN, {"Try again", "Discard"}),
        (Reason.MASS_DELETION, {"Keep for now", "Remove here"}),
    ],
)
def test_every_reason_has_its_choices_as_buttons(
    page: AttentionPage, application: FakeApplication, reason: Reason, text: set[str]
) -> None:
    application.open_account.add_question("4", reason, detail="214/230", column=Column.WIP)
    page.question_list.setCurrentRow(1)
    assert text <= {one.text() for one in page.detail.findChildren(QPushButton)}


def test_many_missing_cards_are_counted(page: AttentionPage, application: FakeApplication) -> None:
    application.open_account.add_question("4", Reason.MASS_DELETION, detail="214/230")
    spoken = page.question_list.item(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Kanbert no longer lists 214 of 230 cards." in spoken


def test_a_choice_that_is_no_longer_possible_is_explained(
    page: AttentionPage, application: FakeApplication, window: MainWindow
) -> None:
    page.detail.decided.emit("restore")
    assert window.workspace.toast.text_label.text().startswith("This choice is not available.")


def test_differences_are_highlighted_and_tags_stay_text(theme: Theme) -> None:
    marked = highlight_difference("within <b>two</b> weeks", "within five days", theme).html
    assert "<b>" not in marked
    assert "&lt;b&gt;two&lt;/b&gt;" in marked
    assert marked.startswith("within ")


def test_differing_words_of_a_title_are_highlighted_in_both_versions(
    window: MainWindow, application: FakeApplication
) -> None:
    application.open_account.add_question(
        "1", Reason.CHANGED_REMOTELY, title="Print all flyers", theirs={Field.TITLE: "Print two flyers"}
    )
    window.workspace.navigator.open_page(PageKind.ATTENTION)
    page = window.workspace.navigator.page(PageKind.ATTENTION)
    assert isinstance(page, AttentionPage)
    on_ground = [
        label.text().partition("<span")[2].partition(">")[2].partition("<")[0]
        for label in page.detail.findChildren(QLabel)
        if "<span" in label.text()
    ]
    assert on_ground == ["all", "two"]


def test_changes_that_one_board_forbids_are_one_question(
    page: AttentionPage, application: FakeApplication, window: MainWindow, qtbot: QtBot
) -> None:
    for number in ("2", "3", "4"):
        application.open_account.add_question(
            number, Reason.REJECTED, status=403, detail="No.", title=f"Verboten {number}"
        )
    assert page.question_list.count() == 2
    page.question_list.setCurrentRow(1)
    spoken = page.question_list.item(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Website-Relaunch, Kanbert does not allow 3 changes on this board"
    qtbot.mouseClick(button(page, "Copy my text"), Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text().count("Title: Verboten") == 3
    application.open_account.add_question("5", Reason.REJECTED, status=403, title="Verboten 5")
    assert "4 changes" in page.question_list.item(1).data(Qt.ItemDataRole.AccessibleTextRole)
    qtbot.mouseClick(button(page, "Discard all"), Qt.MouseButton.LeftButton)
    assert page.question_list.count() == 1
    window.workspace.undo_commands.undo()
    assert application.open_account.service.require_card("2").title == "Verboten 2"
    assert application.open_account.service.undo_text() is None


def test_a_question_about_a_removed_board_says_where_the_changes_are(
    page: AttentionPage, application: FakeApplication
) -> None:
    local_cards = application.open_account.local_cards
    application.open_account.add_question("2", Reason.REJECTED, status=403, title="Verboten")
    local_cards.boards[WEB] = local_cards.boards[WEB]._replace(is_running=False)
    page.question_list.setCurrentRow(0)
    page.question_list.setCurrentRow(1)
    text = " ".join(label.text() for label in page.detail.findChildren(QLabel))
    assert "You no longer have access to the board “Website-Relaunch”" in text
    assert "kanbert-desktop export WEB" in text


def test_changes_of_a_newer_version_are_reported_and_kept(
    application: FakeApplication, theme: Theme, qtbot: QtBot
) -> None:
    first = application.sign_in()
    change = first.service.edit_card("1", {Field.TITLE: "Anders"})
    assert change is not None
    newer = "UPDATE outbox SET change = replace(change, '\"version\":1', '\"version\":9')"
    change.saved.result(30)
    first.store.write(lambda db: db.execute(newer).rowcount).result(30)
    application.close_account()
    again = application.sign_in()
    window = MainWindow(application, theme, application.current_account.now)  # type: ignore[arg-type]
    qtbot.addWidget(window)
    window.show()
    banner = window.workspace.banner_bar.banners[BannerKind.NEWER_CHANGES]
    assert banner.text_label.text().startswith("1 change was made with a newer version")
    window.workspace.navigator.open_page(PageKind.ATTENTION)
    page = window.workspace.navigator.page(PageKind.ATTENTION)
    assert page.newer_changes_label.isVisible()
    assert again.store.read().execute("SELECT count(*) FROM outbox").fetchone() == (1,)
    assert again.service.sync.status().attention == 0


def test_after_a_decision_the_next_question_has_the_focus(
    page: AttentionPage, application: FakeApplication, qtbot: QtBot
) -> None:
    application.open_account.add_question("4", Reason.REJECTED, detail="No.", title="Verboten")
    qtbot.mouseClick(button(page, "Save this decision"), Qt.MouseButton.LeftButton)
    assert page.question_list.count() == 1
    assert page.detail.isAncestorOf(QApplication.focusWidget())
    assert QApplication.focusWidget() is page.detail.main_button


def test_after_a_decision_in_the_list_the_list_keeps_the_focus(
    page: AttentionPage, application: FakeApplication, qtbot: QtBot
) -> None:
    application.open_account.add_question("4", Reason.REJECTED, detail="No.", title="Verboten")
    page.open()
    qtbot.keyClick(page.question_list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert page.question_list.count() == 1
    assert page.question_list.hasFocus()
    assert page.question_list.currentRow() == 0


def test_after_the_last_decision_undo_has_the_focus_and_opens_it_again(
    page: AttentionPage, application: FakeApplication, window: MainWindow, qtbot: QtBot
) -> None:
    page.detail.focus_selected_choice()
    qtbot.keyClick(page.detail, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    toast = window.workspace.toast
    assert toast.text_label.text() == "Decision saved."
    assert QApplication.focusWidget() is toast.action_button
    assert toast.action_button.text() == "Undo"
    qtbot.keyClick(toast.action_button, Qt.Key.Key_Space)
    assert states(application) == [State.PENDING]
    assert toast.text_label.text().startswith("Undone: ")
    assert page.isAncestorOf(QApplication.focusWidget())


def test_escape_leaves_the_toast_and_then_the_page(
    page: AttentionPage, window: MainWindow, qtbot: QtBot
) -> None:
    page.detail.focus_selected_choice()
    qtbot.keyClick(page.detail, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(window.workspace.toast.action_button, Qt.Key.Key_Escape)
    assert window.workspace.toast.isHidden()
    assert page.question_list.hasFocus()
    qtbot.keyClick(page.question_list, Qt.Key.Key_Escape)
    assert window.workspace.pages.currentWidget() is window.workspace.board


def test_a_deleted_card_that_was_restored_is_asked_about_again_after_undo(
    window: MainWindow, application: FakeApplication, qtbot: QtBot
) -> None:
    application.open_account.add_question("4", Reason.DELETED_REMOTELY, title="Weiter")
    window.workspace.navigator.open_page(PageKind.ATTENTION)
    page = window.workspace.navigator.page(PageKind.ATTENTION)
    qtbot.mouseClick(button(page, "Restore as new card"), Qt.MouseButton.LeftButton)
    assert page.question_list.count() == 0
    qtbot.keyClick(window.workspace.toast.action_button, Qt.Key.Key_Space)
    assert page.question_list.count() == 1
    assert page.question_list.hasFocus()
    assert page.detail is not None


def test_a_narrow_page_shows_the_list_or_one_question(page: AttentionPage, qtbot: QtBot) -> None:
    page.setFixedWidth(430)
    qtbot.waitUntil(lambda: not page.detail.isVisible())
    assert page.question_list.hasFocus()
    qtbot.keyClick(page.question_list, Qt.Key.Key_Return)
    assert page.detail.isVisible()
    assert not page.question_list.isVisible()
    qtbot.keyClick(page.detail, Qt.Key.Key_Escape)
    assert page.question_list.hasFocus()
    assert not page.detail.isVisible()


def test_a_narrow_page_decides_only_what_is_seen(
    page: AttentionPage, application: FakeApplication, qtbot: QtBot
) -> None:
    page.setFixedWidth(430)
    qtbot.waitUntil(lambda: not page.detail.isVisible())
    qtbot.keyClick(page.question_list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert states(application) == [State.PARKED]


def test_a_click_opens_a_question_of_a_narrow_page_and_its_button_leads_back(
    page: AttentionPage, qtbot: QtBot
) -> None:
    page.setFixedWidth(430)
    qtbot.waitUntil(lambda: not page.detail.isVisible())
    row = page.question_list.visualItemRect(page.question_list.item(0)).center()
    qtbot.mouseClick(page.question_list.viewport(), Qt.MouseButton.LeftButton, pos=row)
    assert page.detail.isVisible()
    back = next(one for one in page.detail.findChildren(QToolButton) if one.isVisible())
    assert back.accessibleName() == "Back to the list"
    back.click()
    assert page.question_list.hasFocus()
    page.setFixedWidth(900)
    qtbot.waitUntil(lambda: page.detail.isVisible() and page.question_list.isVisible())
