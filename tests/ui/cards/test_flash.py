"""A card that undo or an add has put elsewhere is scrolled to and marked for a moment."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kanbert_desktop.app.boards.saved_views import SavedView, SavedViews, ViewLayout
from kanbert_desktop.app.settings import MOTION
from kanbert_desktop.domain.board import CardKey, Column
from kanbert_desktop.domain.changes import Field
from kanbert_desktop.domain.events import SavedViewsChanged
from kanbert_desktop.ui.board.card_list_view import CardListView
from kanbert_desktop.ui.card_list.view import GroupedCardList
from kanbert_desktop.ui.navigation.history import PageKind
from kanbert_desktop.ui.window.main_window import MainWindow
from support.fake_application import FakeApplication
from support.fake_service import WEB

FIRST = CardKey("1")


def in_sight(cards: CardListView | GroupedCardList, key: CardKey) -> bool:
    return cards.viewport().rect().contains(cards.card_rect(key))


@pytest.mark.parametrize("motion", ["full", "reduced"])
def test_undo_scrolls_to_the_card_and_marks_it_once(
    window: MainWindow, application: FakeApplication, qtbot: QtBot, motion: str
) -> None:
    application.settings.put(MOTION, motion)
    board = window.workspace.board
    window.workspace.navigator.open_board(WEB)
    window.resize(900, 480)
    board.commands.move([FIRST], Column.COMPLETED)
    # The user types elsewhere: the focus stays, the card is shown all the same.
    board.filter_bar.field.setFocus()
    window.workspace.undo_commands.undo()
    cards = board.columns_view.columns[Column.NEW].cards
    assert in_sight(cards, FIRST)
    assert cards.flash.card == FIRST
    assert board.filter_bar.field.hasFocus()
    assert (cards.flash._animation.state().name == "Running") is (motion == "full")
    qtbot.waitUntil(lambda: cards.flash.card is None)


def test_an_added_card_is_marked_where_the_sort_order_puts_it(
    window: MainWindow, application: FakeApplication, qtbot: QtBot
) -> None:
    board = window.workspace.board
    window.workspace.navigator.open_board(WEB)
    board.open_quick_add(Column.NEW)
    view = board.columns_view.columns[Column.NEW]
    QTest.keyClicks(view.quick_add.field, "AAA today")
    QTest.keyClick(view.quick_add.field, Qt.Key.Key_Return)
    key = view.cards.flash.card
    assert key is not None
    assert application.open_account.service.require_card(key).title == "AAA"
    assert in_sight(view.cards, key)


def of_my_work(window: MainWindow) -> GroupedCardList:
    window.workspace.navigator.open_page(PageKind.MY_WORK)
    return window.workspace.navigator.page(PageKind.MY_WORK).card_list  # type: ignore[union-attr]


def of_a_view(window: MainWindow) -> GroupedCardList:
    window.workspace.navigator.open_view("All")
    return window.workspace.navigator.page(PageKind.VIEW).results.card_list  # type: ignore[union-attr]


@pytest.mark.parametrize("open_list", [of_my_work, of_a_view])
def test_undo_marks_the_card_in_the_lists_of_other_pages(
    window: MainWindow,
    application: FakeApplication,
    qtbot: QtBot,
    open_list: Callable[[MainWindow], GroupedCardList],
) -> None:
    service = application.open_account.service
    add_view(application, ViewLayout.LIST)
    assert service.me is not None
    key = CardKey("kd-00000000-0000-4000-8000-000000000001")
    service.add_card(WEB, "Mine", assignee=service.me.id, key=key)
    service.edit_card(key, {Field.TITLE: "Mine now"})
    cards = open_list(window)
    qtbot.waitUntil(lambda: cards.grouped_model.index_of(key).isValid())
    window.workspace.undo_commands.undo()
    assert cards.flash.card == key
    assert in_sight(cards, key)


def test_undo_marks_the_card_in_the_columns_of_a_view(
    window: MainWindow, application: FakeApplication, qtbot: QtBot
) -> None:
    add_view(application, ViewLayout.COLUMNS)
    window.workspace.navigator.open_view("All")
    page = window.workspace.navigator.page(PageKind.VIEW)
    columns = page.results.columns.columns_view  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: columns.view_of(FIRST) is not None)
    window.workspace.commands.move([FIRST], Column.COMPLETED)
    window.workspace.undo_commands.undo()
    assert columns.columns[Column.NEW].cards.flash.card == FIRST


def add_view(application: FakeApplication, layout: ViewLayout) -> None:
    SavedViews(application.open_account.service).set_all([SavedView("All", "", layout)])
    application.bus.publish(SavedViewsChanged())
