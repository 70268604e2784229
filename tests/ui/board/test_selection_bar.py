"""The bar of commands for the selected cards: what it does, how it fits, and that it hides nothing."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from kanbert_desktop.domain.board import CardKey, Column
from kanbert_desktop.ui.board.card_list_view import CardListView
from kanbert_desktop.ui.board.page import BoardPage
from kanbert_desktop.ui.cards.pickers import DueDatePicker
from kanbert_desktop.ui.cards.selection_bar import SelectionBar
from kanbert_desktop.ui.commands.board_shortcuts import BoardCommand
from support.board_fixture import BoardFixture

ListOf = Callable[[Column], CardListView]
KEYS = [CardKey("1"), CardKey("3"), CardKey("4")]


@pytest.fixture
def bar(page: BoardPage, list_of_column: ListOf, qtbot: QtBot) -> SelectionBar:
    list_of_column(Column.NEW).focus_card(KEYS[0])
    page.controller.selection.select(KEYS)
    qtbot.waitUntil(
        lambda: "selection_bar" in page.controller.__dict__ and page.controller.selection_bar.bar.isVisible()
    )
    return page.controller.selection_bar.bar


def test_nothing_is_made_before_cards_are_selected(page: BoardPage, list_of_column: ListOf) -> None:
    list_of_column(Column.NEW).focus_card(KEYS[0])
    assert "selection_bar" not in page.controller.__dict__


def test_a_click_runs_the_command_and_leaves_the_focus_on_the_cards(
    page: BoardPage, bar: SelectionBar, board_fixture: BoardFixture, list_of_column: ListOf, qtbot: QtBot
) -> None:
    qtbot.mouseClick(bar.buttons[BoardCommand.ARCHIVE], Qt.MouseButton.LeftButton)
    assert {board_fixture.service.require_card(key).column for key in KEYS} == {Column.CLOSED}
    assert list_of_column(Column.NEW).hasFocus()
    qtbot.waitUntil(lambda: not bar.isVisible())
    assert page.columns_view.bottom_inset == 0


def test_a_picker_opens_for_all(bar: SelectionBar, qtbot: QtBot) -> None:
    bar.buttons[BoardCommand.DUE].click()
    opened = [top for top in QApplication.topLevelWidgets() if isinstance(top, DueDatePicker)]
    assert [picker.isVisible() for picker in opened] == [True]
    opened[0].close()


def test_the_column_is_chosen_from_a_menu(
    bar: SelectionBar, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    bar.buttons[BoardCommand.MOVE].click()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    next(action for action in menu.actions() if action.text() == "In progress").trigger()
    menu.close()
    assert {board_fixture.service.require_card(key).column for key in KEYS} == {Column.WIP}


def test_escape_in_the_bar_clears_the_selection(
    page: BoardPage, bar: SelectionBar, list_of_column: ListOf, qtbot: QtBot
) -> None:
    bar.buttons[BoardCommand.DUE].setFocus()
    qtbot.keyClick(bar.buttons[BoardCommand.DUE], Qt.Key.Key_Escape)
    assert page.controller.selection.count == 0
    assert list_of_column(Column.NEW).hasFocus()
    qtbot.waitUntil(lambda: not bar.isVisible())


def test_the_columns_end_above_the_bar(page: BoardPage, bar: SelectionBar) -> None:
    top = bar.mapTo(page, bar.rect().topLeft()).y()
    assert max(view.mapTo(page, view.rect().bottomLeft()).y() for view in page.columns_view.shown) < top


def test_a_narrow_page_shows_icons_alone(page: BoardPage, bar: SelectionBar, qtbot: QtBot) -> None:
    wide = bar.width()
    page.resize(720, 600)
    qtbot.waitUntil(lambda: bar.width() < wide)
    assert bar.width() <= page.columns_view.width()
    due = bar.buttons[BoardCommand.DUE]
    assert (due.accessibleName(), due.toolTip()) == ("Due", "Due (D)")


def test_with_read_only_access_there_is_no_bar(
    page: BoardPage, board_fixture: BoardFixture, list_of_column: ListOf, qtbot: QtBot
) -> None:
    board_fixture.sync_control.can_write = False
    list_of_column(Column.NEW).focus_card(KEYS[0])
    with qtbot.waitSignal(page.controller.selection.changed):
        page.controller.selection.select(KEYS)
    assert not page.controller.selection_bar.bar.isVisible()
