"""Selected cards of a list have the same bar as those of a board: on My work, in a view and among search results."""

from typing import NamedTuple, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from kanbert_desktop.app.boards.saved_views import SavedView, SavedViews
from kanbert_desktop.domain.board import CardKey, Column
from kanbert_desktop.ui.card_list.controller import CardListController
from kanbert_desktop.ui.card_list.view import GroupedCardList
from kanbert_desktop.ui.cards.selection_bar import SelectionBar
from kanbert_desktop.ui.commands.board_shortcuts import BoardCommand
from kanbert_desktop.ui.my_work.page import MyWorkPage
from kanbert_desktop.ui.navigation.history import PageKind
from kanbert_desktop.ui.saved_views.page import SavedViewPage
from kanbert_desktop.ui.search.page import SearchPage
from kanbert_desktop.ui.window.main_window import MainWindow
from support.fake_application import FakeApplication
from support.fake_service import HEAT, ME, WEB

SHIFT = Qt.KeyboardModifier.ShiftModifier


class ListOnPage(NamedTuple):
    cards: GroupedCardList
    controller: CardListController

    @property
    def bar(self) -> SelectionBar:
        return self.controller.selection_bar.bar


def open_my_work(window: MainWindow) -> ListOnPage:
    window.workspace.navigator.open_page(PageKind.MY_WORK)
    page = cast("MyWorkPage", window.workspace.navigator.page(PageKind.MY_WORK))
    return ListOnPage(page.card_list, page.controller)


def open_view(window: MainWindow) -> ListOnPage:
    window.workspace.navigator.open_view("Wichtiges")
    page = cast("SavedViewPage", window.workspace.navigator.page(PageKind.VIEW))
    while not page.results.contents.is_complete:
        page.results._continue()
    page.results.focus_cards()
    return ListOnPage(page.results.card_list, page.results.controller)


def open_search(window: MainWindow) -> ListOnPage:
    window.workspace.navigator.open_page(PageKind.SEARCH)
    page = cast("SearchPage", window.workspace.navigator.page(PageKind.SEARCH))
    page.start_search("wichtig")
    page._enter()
    return ListOnPage(page.result_list, page.controller)


@pytest.fixture(params=[open_my_work, open_view, open_search])
def on_page(request: pytest.FixtureRequest, window: MainWindow, application: FakeApplication) -> ListOnPage:
    service = application.require_service()
    for board in (WEB, WEB, HEAT):
        service.add_card(board, "Wichtig", assignee=ME.id)
    SavedViews(service).add(SavedView("Wichtiges", "wichtig"))
    opened: ListOnPage = request.param(window)
    assert opened.cards.hasFocus()
    return opened


def select_two(on_page: ListOnPage, qtbot: QtBot) -> list[CardKey]:
    qtbot.keyClick(on_page.cards, Qt.Key.Key_Home)
    qtbot.keyClick(on_page.cards, Qt.Key.Key_Down, SHIFT)
    qtbot.waitUntil(lambda: "selection_bar" in on_page.controller.__dict__ and on_page.bar.isVisible())
    return on_page.cards.selected_keys()


def test_one_focused_card_has_no_bar(on_page: ListOnPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(on_page.controller.selection_counted) as counted:
        qtbot.keyClick(on_page.cards, Qt.Key.Key_Down)
    assert counted.args == [0]
    assert "selection_bar" not in on_page.controller.__dict__


def test_a_click_archives_the_selected_cards_and_leaves_the_focus_on_the_list(
    on_page: ListOnPage, application: FakeApplication, qtbot: QtBot
) -> None:
    selected = select_two(on_page, qtbot)
    assert len(selected) == 2
    qtbot.mouseClick(on_page.bar.buttons[BoardCommand.ARCHIVE], Qt.MouseButton.LeftButton)
    service = application.require_service()
    assert {service.require_card(key).column for key in selected} == {Column.CLOSED}
    assert on_page.cards.hasFocus()


def test_the_column_is_chosen_from_a_menu(
    on_page: ListOnPage, application: FakeApplication, qtbot: QtBot
) -> None:
    selected = select_two(on_page, qtbot)
    on_page.bar.buttons[BoardCommand.MOVE].click()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    next(action for action in menu.actions() if action.text() == "In progress").trigger()
    menu.close()
    service = application.require_service()
    assert {service.require_card(key).column for key in selected} == {Column.WIP}


def test_escape_in_the_bar_clears_the_selection(on_page: ListOnPage, qtbot: QtBot) -> None:
    select_two(on_page, qtbot)
    due = on_page.bar.buttons[BoardCommand.DUE]
    due.setFocus()
    qtbot.keyClick(due, Qt.Key.Key_Escape)
    assert on_page.cards.selected_count == 0
    assert on_page.cards.hasFocus()
    qtbot.waitUntil(lambda: not on_page.bar.isVisible())
    assert on_page.cards.viewportMargins().bottom() == 0


def test_the_rows_end_above_the_bar_which_is_the_next_stop_of_the_tab_key(
    on_page: ListOnPage, qtbot: QtBot
) -> None:
    select_two(on_page, qtbot)
    viewport, window = on_page.cards.viewport(), on_page.cards.window()
    rows_end = viewport.mapTo(window, viewport.rect().bottomLeft()).y()
    assert rows_end < on_page.bar.mapTo(window, on_page.bar.rect().topLeft()).y()
    qtbot.keyClick(on_page.cards, Qt.Key.Key_Tab)
    assert on_page.bar.buttons[BoardCommand.MOVE].hasFocus()


def test_a_selection_by_space_ends_with_its_last_card(on_page: ListOnPage, qtbot: QtBot) -> None:
    qtbot.keyClick(on_page.cards, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "selection_bar" in on_page.controller.__dict__ and on_page.bar.isVisible())
    qtbot.keyClick(on_page.cards, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not on_page.bar.isVisible())
    assert not on_page.cards.is_picking


def test_the_bar_leaves_with_its_page(on_page: ListOnPage, window: MainWindow, qtbot: QtBot) -> None:
    select_two(on_page, qtbot)
    window.workspace.navigator.open_board(WEB)
    assert not on_page.bar.isVisible()
    window.workspace.navigator.go_back_or_forward(-1)
    qtbot.waitUntil(on_page.bar.isVisible)


def test_with_read_only_access_there_is_no_bar(
    on_page: ListOnPage, application: FakeApplication, qtbot: QtBot
) -> None:
    application.open_account.sync_control.can_write = False
    with qtbot.waitSignal(on_page.controller.selection_counted, check_params_cb=lambda count: count == 2):
        qtbot.keyClick(on_page.cards, Qt.Key.Key_Home)
        qtbot.keyClick(on_page.cards, Qt.Key.Key_Down, SHIFT)
    assert not on_page.bar.isVisible()


def test_a_list_that_is_too_low_keeps_its_rows(on_page: ListOnPage, window: MainWindow, qtbot: QtBot) -> None:
    select_two(on_page, qtbot)
    on_page.cards.setMaximumHeight(150)
    qtbot.waitUntil(lambda: not on_page.bar.isVisible())
    assert on_page.cards.viewportMargins().bottom() == 0
