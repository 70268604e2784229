"""Several windows of one account: one store, one undo history, nothing shown or lost twice."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kanbert_desktop.app.boards.local_data import LAST_BOARD, WINDOWS
from kanbert_desktop.domain.board import BoardId, CardKey, Column
from kanbert_desktop.domain.events import BoardsChanged, RecurringCardsMade, UnexpectedError
from kanbert_desktop.ui.commands.actions import CommandId
from kanbert_desktop.ui.navigation.history import PageKind
from kanbert_desktop.ui.widgets.banner import BannerKind
from kanbert_desktop.ui.window.main_window import MainWindow
from kanbert_desktop.ui.window.question_dialogs import QuitDialog
from kanbert_desktop.ui.window.workspace import Workspace
from support.fake_application import FakeApplication
from support.fake_service import HEAT, WEB, open_fake_account

ONE = CardKey("1")


@pytest.fixture(autouse=True)
def others_are_deleted(window: MainWindow) -> Iterator[None]:
    yield
    if window.has_others:
        for other in window.window_set.others:
            shiboken6.delete(other)


def work_of(window: MainWindow) -> Workspace:
    assert window.workspace is not None
    return window.workspace


def open_second(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """The first window shows the website, the second one the campaign."""
    work_of(window).navigator.open_board(WEB)
    window.open_new_window(HEAT)
    (second,) = window.window_set.others
    with qtbot.waitActive(second):
        assert second.isVisible()
    return second


def activate(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitActive(window):
        window.raise_window()
    qtbot.waitUntil(lambda: window.current_window() is window)


def test_each_window_has_its_own_board_title_and_history(window: MainWindow, qtbot: QtBot) -> None:
    second = open_second(window, qtbot)
    assert window.windowTitle() == "Website-Relaunch – Kanbert Desktop"
    assert second.windowTitle() == "Kampagne Fernwärme – Kanbert Desktop"
    work_of(second).navigator.open_page(PageKind.MY_WORK)
    work_of(second).navigator.go_back_or_forward(-1)
    assert (window.board_shown, second.board_shown) == (WEB, HEAT)


def test_windows_that_show_the_same_have_numbers(window: MainWindow, qtbot: QtBot) -> None:
    """In the desktop's list of windows nothing else tells them apart."""
    second = open_second(window, qtbot)
    work_of(second).navigator.open_board(WEB)
    titles = [window.windowTitle(), second.windowTitle()]
    assert titles == ["Website-Relaunch – Kanbert Desktop", "Website-Relaunch – 2 – Kanbert Desktop"]
    work_of(window).navigator.open_page(PageKind.MY_WORK)
    assert second.windowTitle() == "Website-Relaunch – Kanbert Desktop"


def test_the_one_that_is_left_has_no_number(window: MainWindow, qtbot: QtBot) -> None:
    second = open_second(window, qtbot)
    work_of(second).navigator.open_board(WEB)
    window.close()
    activate(second, qtbot)
    assert second.windowTitle() == "Website-Relaunch – Kanbert Desktop"


def test_a_change_in_one_is_seen_in_the_other(window: MainWindow, qtbot: QtBot) -> None:
    second = open_second(window, qtbot)
    work_of(second).navigator.open_board(WEB)
    work_of(second).commands.move([ONE], Column.WIP)
    view = work_of(window).board.columns_view
    qtbot.waitUntil(lambda: (shown := view.view_of(ONE)) is not None and shown.column is Column.WIP)


def test_the_toast_is_where_the_user_acted_and_undo_is_offered_once(window: MainWindow, qtbot: QtBot) -> None:
    second = open_second(window, qtbot)
    work_of(second).commands.delete([CardKey("70")])
    assert work_of(second).toast.isVisible()
    assert not work_of(window).toast.isVisible()
    work_of(window).undo_commands.undo()
    assert window.workspace.service.card("70") is not None
    assert not work_of(second).toast.isVisible()
    assert work_of(window).toast.text_label.text().startswith("Undone on “Kampagne Fernwärme”")


def test_a_new_window_is_within_the_screen(window: MainWindow, qtbot: QtBot) -> None:
    area = window.screen().availableGeometry()
    window.setGeometry(area.adjusted(20, 40, -20, -20))
    second = open_second(window, qtbot)
    assert second.width() <= area.width()
    qtbot.waitUntil(lambda: area.contains(second.geometry()))


def test_another_toast_stays(window: MainWindow, qtbot: QtBot) -> None:
    second = open_second(window, qtbot)
    work_of(window).commands.move([ONE], Column.WIP)
    work_of(second).commands.move([CardKey("70")], Column.NEW)
    work_of(second).undo_commands.undo()
    assert work_of(window).toast.undo_button.isVisible()


def test_what_concerns_the_program_is_shown_in_the_window_used_last(
    window: MainWindow, application: FakeApplication, qtbot: QtBot
) -> None:
    second = open_second(window, qtbot)
    for event in (UnexpectedError(), RecurringCardsMade((ONE,), ())):
        application.bus.publish(event)
        assert work_of(second).toast.isVisible()
        assert not work_of(window).toast.isVisible()
        work_of(second).toast.dismiss_toast()
    activate(window, qtbot)
    application.bus.publish(RecurringCardsMade((ONE,), ()))
    assert work_of(window).toast.isVisible()


def test_a_card_opened_in_the_second_window_takes_its_draft_along(window: MainWindow, qtbot: QtBot) -> None:
    second = open_second(window, qtbot)
    local = work_of(window).service.local
    work_of(window).navigator.open_card(ONE)
    first_panel = work_of(window).board.panel
    first_panel.composer.field.setPlainText("Halb")
    first_panel.sub_tasks.field.setText("Teil")
    first_panel.title.replace_text("Neuer Titel")
    work_of(second).navigator.open_card(ONE)
    panel = work_of(second).board.panel
    assert work_of(window).board.opened_card is None
    assert (panel.composer.field.toPlainText(), panel.sub_tasks.field.text()) == ("Halb", "Teil")
    assert panel.title.text() == "Neuer Titel"
    assert work_of(window).service.require_card(ONE).title != "Neuer Titel"
    panel.composer.field.setPlainText("Halb und halb")
    for each in (second, window):
        each.save_drafts()
    assert local.draft("comment:1") == "Halb und halb"
    work_of(window).navigator.open_card(ONE)
    assert first_panel.composer.field.toPlainText() == "Halb und halb"
    for each in (second, window):
        each.save_drafts()
    assert (local.draft("comment:1"), local.draft("sub-task:1")) == ("Halb und halb", "Teil")


def test_a_description_being_written_goes_on_in_the_second_window(window: MainWindow, qtbot: QtBot) -> None:
    second = open_second(window, qtbot)
    work_of(window).navigator.open_card(ONE)
    description = work_of(window).board.panel.description
    description.edit()
    qtbot.keyClicks(description.editor, "Lang und breit")
    work_of(second).navigator.open_card(ONE)
    service = work_of(window).service
    assert service.require_card(ONE).description == ""
    other = work_of(second).board.panel.description
    assert other.is_editing
    assert other.editor.toPlainText() == "Lang und breit"
    for each in (window, second):
        each.save_drafts()
    assert "Lang und breit" in service.local.draft("description:1")


def test_a_card_being_added_goes_on_in_the_second_window(window: MainWindow, qtbot: QtBot) -> None:
    second = open_second(window, qtbot)
    work_of(second).navigator.open_board(WEB)
    for each, text in ((window, "Angebot"), (second, " schreiben")):
        work_of(each).board.controller.adding.open_field(Column.NEW, None)
        field = work_of(each).board.columns_view.columns[Column.NEW].quick_add.field
        qtbot.keyClicks(field, text)
    views = [work_of(each).board.columns_view.columns[Column.NEW] for each in (window, second)]
    assert [view.is_adding for view in views] == [False, True]
    assert views[1].quick_add.text() == "Angebot schreiben"
    for each in (second, window):
        each.save_drafts()
    assert work_of(window).service.local.draft(f"quick-add:{WEB}:New") == "Angebot schreiben"


def test_closing_one_leaves_the_other(window: MainWindow, application: FakeApplication, qtbot: QtBot) -> None:
    second = open_second(window, qtbot)
    work_of(second).navigator.open_card("70")
    work_of(second).board.panel.composer.field.setPlainText("Halb")
    second.window_actions[CommandId.CLOSE].trigger()
    assert window.window_set.others == []
    assert window.isVisible()
    assert application.open_account.service.local.draft("comment:70") == "Halb"
    assert application.open_account.service.local.value(WINDOWS) == ""
    assert application.wait_for_quit == 0


def test_closing_the_first_hides_it_and_closing_the_last_quits(
    window: MainWindow, application: FakeApplication, qtbot: QtBot
) -> None:
    second = open_second(window, qtbot)
    window.close()
    assert (window.isVisible(), application.wait_for_quit) == (False, 0)
    assert window.current_window() is second
    second.close()
    assert application.wait_for_quit == 1
    assert application.open_account.service.local.value(LAST_BOARD) == HEAT


def test_the_last_window_asks_before_it_closes_with_unsaved_changes(
    window: MainWindow, application: FakeApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = open_second(window, qtbot)
    window.close()
    monkeypatch.setattr(application, "has_unsaved", lambda: True)
    second.close()
    assert (second.isVisible(), application.wait_for_quit) == (True, 0)
    (dialog,) = window.findChildren(QuitDialog)
    dialog.quit_requested.emit()
    assert application.wait_for_quit == 1


def test_a_recovered_file_keeps_every_window_on_its_board(
    window: MainWindow, application: FakeApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    second = open_second(window, qtbot)
    before = application.open_account
    application.open_account = open_fake_account(tmp_path, application.bus)
    window.show_current_account()
    assert [work_of(each).service for each in (window, second)] == [application.open_account.service] * 2
    assert second.board_shown == HEAT
    before.store.close()


def test_a_new_window_beside_the_last_one_is_the_first_again(window: MainWindow, qtbot: QtBot) -> None:
    second = open_second(window, qtbot)
    window.close()
    second.window_actions[CommandId.NEW_WINDOW].trigger()
    assert window.isVisible()
    assert (window.board_shown, window.window_set.others) == (HEAT, [second])


def test_quitting_from_any_window_keeps_the_list_for_the_next_start(
    window: MainWindow, application: FakeApplication, qtbot: QtBot
) -> None:
    second = open_second(window, qtbot)
    second.setGeometry(QRect(40, 40, 900, 600))
    second.window_actions[CommandId.QUIT].trigger()
    window.window_set.hide_all()
    assert application.wait_for_quit == 1
    (row,) = json.loads(application.open_account.service.local.value(WINDOWS))
    assert row["board"] == HEAT
    assert application.open_account.service.local.value(LAST_BOARD) == WEB


def test_windows_of_the_last_run_are_opened_again_behind_the_first(
    window: MainWindow, application: FakeApplication, qtbot: QtBot
) -> None:
    rows = [{"board": HEAT, "place": ""}, {"board": "gone", "place": ""}, {"board": HEAT, "place": "damaged"}]
    application.open_account.service.local.save_value(WINDOWS, json.dumps(rows))
    window.window_set.restore()
    assert [other.board_shown for other in window.window_set.others] == [HEAT, HEAT]
    assert len(json.loads(application.open_account.service.local.value(WINDOWS))) == 2
    window.window_set.restore()
    assert len(window.window_set.others) == 2


@pytest.mark.parametrize("text", ["{", "3", '["x"]', '[{"board": 3}]'])
def test_a_list_that_cannot_be_read_opens_nothing(
    window: MainWindow, application: FakeApplication, text: str
) -> None:
    application.open_account.service.local.save_value(WINDOWS, text)
    window.window_set.restore()
    assert window.window_set.others == []


def test_after_sign_out_one_window_stays(
    window: MainWindow, application: FakeApplication, qtbot: QtBot
) -> None:
    open_second(window, qtbot)
    window.hide()
    application.close_account()
    window.show_current_account()
    assert window.window_set.others == []
    assert window.isVisible()


def test_sign_out_is_asked_in_the_first_window(window: MainWindow, qtbot: QtBot) -> None:
    second = open_second(window, qtbot)
    second.commands.run(CommandId.SIGN_OUT)
    assert window.findChildren(type(window.access.sign_out)) != []
    assert "access" not in vars(second)


def test_the_window_used_last_comes_to_the_front(window: MainWindow, qtbot: QtBot) -> None:
    second = open_second(window, qtbot)
    second.showMinimized()
    window.bring_to_front()
    assert not second.isMinimized()
    activate(window, qtbot)
    assert window.current_window() is window


def test_a_board_that_is_gone_is_named_and_the_window_can_be_closed(
    window: MainWindow, application: FakeApplication, qtbot: QtBot
) -> None:
    second = open_second(window, qtbot)
    work_of(second).navigator.open_card("70")
    work_of(second).board.panel.composer.field.setPlainText("Halb")
    del application.open_account.local_cards.boards[HEAT]
    application.bus.publish(BoardsChanged())
    banner = work_of(second).banner_bar.banners[BannerKind.BOARD_GONE]
    assert "“Kampagne Fernwärme” was closed or deleted" in banner.text_label.text()
    assert BannerKind.BOARD_GONE not in work_of(window).banner_bar.banners
    assert application.open_account.service.local.draft("comment:70") == "Halb"
    qtbot.mouseClick(banner.button, Qt.MouseButton.LeftButton)
    assert window.window_set.others == []


def test_an_empty_board_that_is_gone_asks_for_no_first_card(
    window: MainWindow, application: FakeApplication
) -> None:
    boards, gone = application.open_account.local_cards.boards, BoardId("gone")
    boards[gone] = boards[HEAT]._replace(id=gone)
    work_of(window).navigator.open_board(gone)
    assert work_of(window).board.placeholder.isVisible()
    del boards[gone]
    application.bus.publish(BoardsChanged())
    assert BannerKind.BOARD_GONE in work_of(window).banner_bar.banners
    assert not work_of(window).board.placeholder.isVisible()


def test_another_board_instead_of_one_that_is_gone(
    window: MainWindow, application: FakeApplication, qtbot: QtBot
) -> None:
    work_of(window).navigator.open_board(HEAT)
    del application.open_account.local_cards.boards[HEAT]
    application.bus.publish(BoardsChanged())
    banner = work_of(window).banner_bar.banners[BannerKind.BOARD_GONE]
    qtbot.mouseClick(banner.button, Qt.MouseButton.LeftButton)
    assert window.board_shown not in (None, HEAT)
    assert BannerKind.BOARD_GONE not in work_of(window).banner_bar.banners


def test_cards_of_the_other_window_are_copied_where_they_are_dropped(
    window: MainWindow, application: FakeApplication, qtbot: QtBot
) -> None:
    second = open_second(window, qtbot)
    service = work_of(window).service
    view = work_of(second).board.columns_view.columns[Column.NEW]
    view.dropped.emit([ONE], None, QPoint())
    assert service.require_card(ONE).board == WEB
    copies = [entry.card for entry in application.open_account.local_cards.pending.entries()]
    assert [service.require_card(key).board for key in copies] == [HEAT]


@pytest.mark.parametrize("click", ["middle", "ctrl"])
def test_a_click_in_the_sidebar_opens_a_window(window: MainWindow, qtbot: QtBot, click: str) -> None:
    work_of(window).navigator.open_board(WEB)
    tree = work_of(window).sidebar.board_tree
    place = tree.visualRect(tree.boards_model.index_of(HEAT)).center()
    button = Qt.MouseButton.MiddleButton if click == "middle" else Qt.MouseButton.LeftButton
    held = Qt.KeyboardModifier.ControlModifier if click == "ctrl" else Qt.KeyboardModifier.NoModifier
    qtbot.mouseClick(tree.viewport(), button, held, place)
    assert [other.board_shown for other in window.window_set.others] == [HEAT]
    assert window.board_shown == WEB


def test_a_favourite_is_opened_in_a_window(window: MainWindow, qtbot: QtBot) -> None:
    work_of(window).navigator.favourite_boards.toggle_favourite(HEAT)
    work_of(window).favourite_commands.refresh()
    button = work_of(window).sidebar.favourites.button_for(HEAT)
    qtbot.mouseClick(button, Qt.MouseButton.MiddleButton)
    assert [other.board_shown for other in window.window_set.others] == [HEAT]


def test_the_text_size_fits_the_smaller_window(window: MainWindow, qtbot: QtBot) -> None:
    second = open_second(window, qtbot)
    second.resize(760, 500)
    window.resize(1400, 900)
    assert window.window_set.smallest_size() == (760, 500)
    second.hide()
    assert window.window_set.smallest_size() == (1400, 900)


def test_a_deleted_window_is_gone(window: MainWindow, qapp: QApplication, qtbot: QtBot) -> None:
    second = open_second(window, qtbot)
    second.close()
    qtbot.waitUntil(lambda: not shiboken6.isValid(second))
    window.theme.changed.emit()
    window.workspace.commands.move([ONE], Column.WIP)
    assert qapp.topLevelWidgets().count(window) == 1
