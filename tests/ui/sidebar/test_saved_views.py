"""Saved views in sidebar, rail and palette: save, open, order, edit, remove with undo, export, import, live counts."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu
from pytestqt.qtbot import QtBot

from kanbert_desktop.app.boards.saved_views import SavedView, SavedViews
from kanbert_desktop.domain.board import Column
from kanbert_desktop.domain.events import SavedViewsChanged
from kanbert_desktop.ui.commands.actions import CommandId
from kanbert_desktop.ui.navigation.history import PageKind
from kanbert_desktop.ui.saved_views.dialog import ViewDialog
from kanbert_desktop.ui.window.main_window import MainWindow
from support.fake_application import FakeApplication
from support.fake_service import HEAT, WEB, card
from support.fake_window import window_on_screen

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
OPEN, IDEAS, HEATING = (
    SavedView("Open", "is:open"),
    SavedView("Ideas", "column:backlog"),
    SavedView("Heating", "board:FERN"),
)


@pytest.fixture
def views(window: MainWindow, application: FakeApplication) -> SavedViews:
    made = SavedViews(application.require_service())
    for view in (OPEN, IDEAS, HEATING):
        made.add(view)
    application.bus.publish(SavedViewsChanged())
    return made


def names(window: MainWindow) -> list[str]:
    return window.workspace.views.list.keys


def dialog_of(window: MainWindow) -> ViewDialog:
    (found,) = [one for one in window.findChildren(ViewDialog) if one.isVisible()]
    return found


def toast_text(window: MainWindow) -> str:
    return window.workspace.toast.text_label.text()


def test_without_views_nothing_of_them_is_made(window: MainWindow) -> None:
    assert "views" not in window.workspace.__dict__
    assert window.workspace.rail._views_button is None


def test_a_start_with_views_shows_them_and_counts_their_cards(
    window: MainWindow, views: SavedViews, application: FakeApplication, theme: object, qtbot: QtBot
) -> None:
    with window_on_screen(application, theme, qtbot) as again:  # type: ignore[arg-type]
        listed = again.workspace.views.list
        assert listed.keys == ["Open", "Ideas", "Heating"]
        spoken = listed.button_for("Heating").accessibleName
        qtbot.waitUntil(lambda: spoken() == "Heating, 31 cards")
        again.workspace.shut_down()


def test_counts_follow_the_cards(
    window: MainWindow, views: SavedViews, application: FakeApplication, qtbot: QtBot
) -> None:
    button = window.workspace.views.list.button_for("Ideas")
    qtbot.waitUntil(lambda: button.accessibleName() == "Ideas, 4 cards")
    application.require_service().move_card("1", Column.BACKLOG)
    qtbot.waitUntil(lambda: button.accessibleName() == "Ideas, 5 cards")
    application.receive_cards(card(900, "Neu", Column.BACKLOG, HEAT), card(20, "Weg", Column.CLOSED))
    heating = window.workspace.views.list.button_for("Heating")
    qtbot.waitUntil(lambda: heating.accessibleName() == "Heating, 32 cards")
    assert button.accessibleName() == "Ideas, 5 cards"


def test_a_click_opens_a_view_and_back_returns(window: MainWindow, views: SavedViews, qtbot: QtBot) -> None:
    navigator, listed = window.workspace.navigator, window.workspace.views.list
    qtbot.mouseClick(listed.button_for("Heating"), Qt.MouseButton.LeftButton)
    assert navigator.location.view == "Heating"
    assert listed.button_for("Heating").isChecked()
    qtbot.mouseClick(listed.button_for("Ideas"), Qt.MouseButton.LeftButton)
    navigator.go_back_or_forward(-1)
    assert navigator.location.view == "Heating"
    assert window.windowTitle() == "Heating – Kanbert Desktop"
    navigator.go_back_or_forward(-1)
    assert navigator.location.kind is PageKind.BOARD
    assert not listed.button_for("Heating").isChecked()


def test_arrow_keys_focus_and_move_views(window: MainWindow, views: SavedViews, qtbot: QtBot) -> None:
    listed = window.workspace.views.list
    listed.button_for("Open").setFocus()
    qtbot.keyClick(listed.button_for("Open"), Qt.Key.Key_Down)
    assert listed.button_for("Ideas").hasFocus()
    qtbot.keyClick(listed.button_for("Ideas"), Qt.Key.Key_Up, CTRL_SHIFT)
    assert names(window) == ["Ideas", "Open", "Heating"]
    assert listed.button_for("Ideas").hasFocus()
    assert [view.name for view in views.all()] == ["Ideas", "Open", "Heating"]


def test_tab_goes_through_favourites_and_views_from_top_to_bottom(
    window: MainWindow, views: SavedViews, qtbot: QtBot
) -> None:
    workspace, sidebar = window.workspace, window.workspace.sidebar
    for board in (WEB, HEAT):
        workspace.navigator.open_board(board)
        workspace.favourite_commands.toggle()
    sidebar.attention_button.setFocus()
    visited = []
    for _ in range(5):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        visited.append(QApplication.focusWidget())
    listed = workspace.views.list
    assert visited == [*sidebar.favourites.tab_stops(), *listed.tab_stops()]


def test_a_search_is_saved_as_a_view(window: MainWindow, qtbot: QtBot) -> None:
    window.workspace.page_opener.search("kampagne is:open")
    page = window.workspace.navigator.page(PageKind.SEARCH)
    page.view_button.click()
    dialog = dialog_of(window)
    assert dialog.query_field.text() == "kampagne is:open"
    qtbot.waitUntil(dialog.name_field.hasFocus)
    qtbot.keyClicks(dialog.name_field, "Kampagnen")
    qtbot.keyClick(dialog.name_field, Qt.Key.Key_Return)
    assert window.workspace.navigator.location.view == "Kampagnen"
    assert names(window) == ["Kampagnen"]


def test_the_filter_of_a_board_is_saved_as_a_view(window: MainWindow, qtbot: QtBot) -> None:
    workspace = window.workspace
    workspace.navigator.open_board(WEB)
    workspace.board.filter_bar.field.setText("idee")
    workspace.board.filter_bar.mine.setChecked(True)
    workspace.board.filter_bar.this_week.setChecked(True)
    qtbot.keyClick(window, Qt.Key.Key_S, CTRL_SHIFT)
    assert dialog_of(window).query_field.text() == "board:WEB is:mine is:open due:<7d idee"
    dialog_of(window).close()
    workspace.navigator.open_page(PageKind.MY_WORK)
    window.window_actions[CommandId.SAVE_VIEW].trigger()
    assert dialog_of(window).query_field.text() == "is:mine is:open"


def test_a_name_that_is_taken_is_said_in_the_dialog_and_nothing_is_lost(
    window: MainWindow, views: SavedViews, qtbot: QtBot
) -> None:
    window.workspace.views.commands.ask_new("due:x")
    dialog = dialog_of(window)
    assert dialog.query_hint.text().startswith("At character 1:")
    dialog.save_button.click()
    assert dialog.problem_label.text().startswith("A view needs a name.")
    qtbot.keyClicks(dialog.name_field, "open")
    dialog.save_button.click()
    assert (
        dialog.problem_label.text()
        == "This name is taken. Another view is called “open”. Choose another name."
    )
    assert dialog.isVisible()
    assert views.all() == [OPEN, IDEAS, HEATING]


def test_f2_edits_a_view_and_its_page_follows(window: MainWindow, views: SavedViews, qtbot: QtBot) -> None:
    workspace = window.workspace
    workspace.navigator.open_view("Ideas")
    qtbot.keyClick(workspace.views.list.button_for("Ideas"), Qt.Key.Key_F2)
    dialog = dialog_of(window)
    dialog.name_field.setText("Thoughts")
    dialog.query_field.setText("idee")
    dialog.save_button.click()
    assert views.all()[1] == SavedView("Thoughts", "idee")
    assert workspace.navigator.location.view == "Thoughts"
    page = workspace.navigator.page(PageKind.VIEW)
    assert (page.header.title_label.text(), page.query_bar.field.text()) == ("Thoughts", "idee")
    assert window.windowTitle() == "Thoughts – Kanbert Desktop"
    assert workspace.views.list.button_for("Thoughts").isChecked()


def test_del_removes_a_view_and_undo_brings_it_back(
    window: MainWindow, views: SavedViews, qtbot: QtBot
) -> None:
    workspace = window.workspace
    workspace.navigator.open_view("Ideas")
    workspace.views.list.button_for("Ideas").setFocus()
    qtbot.keyClick(workspace.views.list.button_for("Ideas"), Qt.Key.Key_Delete)
    assert names(window) == ["Open", "Heating"]
    assert toast_text(window) == "The view “Ideas” was removed."
    assert workspace.navigator.location.kind is PageKind.BOARD
    workspace.toast.action_button.click()
    assert names(window) == ["Open", "Ideas", "Heating"]


def test_the_context_menu_has_every_command(window: MainWindow, views: SavedViews) -> None:
    listed = window.workspace.views.list
    listed.button_for("Heating").customContextMenuRequested.emit(QPoint(2, 2))
    menu = window.workspace.findChildren(QMenu)[-1]
    assert menu.accessibleName() == "Heating"
    texts = [action.text() for action in menu.actions()]
    menu.actions()[texts.index("Move up")].trigger()
    assert names(window) == ["Open", "Heating", "Ideas"]
    menu.actions()[texts.index("Remove view")].trigger()
    assert names(window) == ["Open", "Ideas"]
    menu.close()


def test_the_last_view_takes_the_section_along(
    window: MainWindow, application: FakeApplication, qtbot: QtBot
) -> None:
    SavedViews(application.require_service()).add(OPEN)
    application.bus.publish(SavedViewsChanged())
    listed = window.workspace.views.list
    assert listed.isVisible()
    listed.button_for("Open").setFocus()
    qtbot.keyClick(listed.button_for("Open"), Qt.Key.Key_Delete)
    assert not listed.isVisible()
    assert QApplication.focusWidget() is not None


def test_views_are_exported_and_imported_again(window: MainWindow, views: SavedViews, tmp_path: Path) -> None:
    commands, file = window.workspace.views.commands, tmp_path / "views.json"
    commands._write(file, views.all())
    assert toast_text(window) == "3 views exported to “views.json”."
    views.set_all([replace(OPEN, query="other")])
    commands.import_file(file)
    assert views.all() == [OPEN, IDEAS, HEATING]
    assert toast_text(window) == "3 views imported. 1 of them replaced one of the same name."
    window.workspace.toast.action_button.click()
    assert names(window) == ["Open"]
    assert views.all() == [replace(OPEN, query="other")]


def test_importing_a_damaged_file_changes_nothing(
    window: MainWindow, views: SavedViews, tmp_path: Path
) -> None:
    file = tmp_path / "views.json"
    file.write_text(json.dumps({"kanbert_views": 1, "views": [{"name": "New", "query": "x"}, 7]}))
    window.workspace.views.commands.import_file(file)
    assert toast_text(window).startswith("This is no complete file of saved views.")
    assert "views[1]" in toast_text(window)
    assert views.all() == [OPEN, IDEAS, HEATING]


def test_commands_open_the_dialogs_of_files(window: MainWindow, views: SavedViews) -> None:
    for command, mode in (
        (CommandId.EXPORT_VIEWS, QFileDialog.AcceptMode.AcceptSave),
        (CommandId.IMPORT_VIEWS, QFileDialog.AcceptMode.AcceptOpen),
    ):
        window.window_actions[command].trigger()
        (dialog,) = [one for one in window.findChildren(QFileDialog) if one.isVisible()]
        assert dialog.acceptMode() is mode
        dialog.reject()


def test_there_is_nothing_to_export_without_views(window: MainWindow) -> None:
    window.window_actions[CommandId.EXPORT_VIEWS].trigger()
    assert toast_text(window) == "There is nothing to export. Save a view first."


def test_the_palette_opens_a_view(window: MainWindow, views: SavedViews, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    field = QApplication.focusWidget()
    qtbot.keyClicks(field, "heating")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert window.workspace.navigator.location.view == "Heating"


def test_the_rail_has_a_menu_of_the_views(window: MainWindow, views: SavedViews, qtbot: QtBot) -> None:
    workspace = window.workspace
    workspace.toggle_sidebar()
    assert workspace.rail.views_button.isVisible()
    assert workspace.rail.views_button.accessibleName() == "Views"
    workspace.rail.views_button.click()
    (menu,) = [one for one in workspace.rail.findChildren(QMenu) if one.isVisible()]
    assert [action.text() for action in menu.actions()] == ["Open", "Ideas", "Heating"]
    menu.actions()[2].trigger()
    menu.close()
    assert workspace.navigator.location.view == "Heating"


def test_screen_readers_find_the_section_and_its_counts(
    window: MainWindow, views: SavedViews, qtbot: QtBot
) -> None:
    listed = window.workspace.views.list
    qtbot.waitUntil(lambda: listed.button_for("Ideas").accessibleName() == "Ideas, 4 cards")
    assert listed.accessibleName() == "Views"
    found = QAccessible.queryAccessibleInterface(listed.button_for("Ideas"))
    assert found.role() in (QAccessible.Role.Button, QAccessible.Role.CheckBox)
