"""A refresh reads what has changed, when it can be seen, and after what is shown already."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from kanbert_desktop.domain.board import CardKey, Column
from kanbert_desktop.ui.board.card_list_view import CardListView
from kanbert_desktop.ui.board.deferred_refresh import DeferredRefresh
from kanbert_desktop.ui.board.page import BoardPage
from support.board_fixture import BoardFixture, card
from support.idle_events import process_until_idle

ListOf = Callable[[Column], CardListView]


def test_a_move_reads_no_other_columns(page: BoardPage, board_fixture: BoardFixture) -> None:
    board_fixture.write_rows()
    page.refresh()
    columns = page.columns_view.columns
    before = {column: view.window_of_rows.rows for column, view in columns.items()}
    page.commands.move([CardKey("3")], Column.COMPLETED)
    again = {column for column, view in columns.items() if view.window_of_rows.rows is not before[column]}
    assert again == {Column.NEW, Column.COMPLETED}


def test_of_many_long_columns_the_last_ones_are_refilled_a_frame_later(
    page: BoardPage, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    """They keep the rows that they show."""
    columns = page.columns_view.shown
    for place, view in enumerate(columns):
        first = 1_000 * (1 + place)
        board_fixture.receive_cards(*(card(first + n, f"Card {n}", view.column, n) for n in range(30)))
    qtbot.waitUntil(lambda: all(len(view.model.keys) >= 30 for view in columns))
    process_until_idle()
    page.contents.restart()
    page.refresh()
    assert [view.scroller.is_open for view in columns] == [True, True, True, False, False]
    assert all(len(view.model.keys) >= 30 for view in columns[3:])
    qtbot.waitUntil(lambda: all(view.scroller.is_open for view in columns))


def test_a_column_grows_after_the_frame_of_an_action(
    page: BoardPage, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    view = page.columns_view.columns[Column.WIP]
    board_fixture.receive_cards(*(card(1_000 + n, f"Card {n}", view.column, n) for n in range(90)))
    qtbot.waitUntil(lambda: len(view.model.keys) >= 90)
    process_until_idle()
    page.contents.restart()
    page.refresh()
    first = len(view.model.keys)
    page.refresh()
    assert first == len(view.model.keys) < 90
    qtbot.waitUntil(lambda: len(view.model.keys) >= 90)


def test_a_board_behind_another_page_is_refreshed_when_it_is_shown_again(
    page: BoardPage, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    pages = QStackedWidget()
    qtbot.addWidget(pages)
    pages.addWidget(page)
    other = QWidget()
    pages.addWidget(other)
    pages.show()
    pages.setCurrentWidget(other)
    keys = page.columns_view.columns[Column.WIP].model
    board_fixture.receive_cards(card(301, "New", Column.WIP, 3))
    qtbot.waitUntil(lambda: page._is_stale)
    assert CardKey("301") not in keys.card_keys
    pages.setCurrentWidget(page)
    assert CardKey("301") in keys.card_keys
    page.setParent(None)


def test_what_is_shown_already_is_painted_before_the_rest_follows(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    refresh = DeferredRefresh(page)
    due: list[bool] = []
    refresh.due.connect(lambda: due.append(True))
    painted: list[bool] = []
    refresh.schedule(after_paint=True)
    QTimer.singleShot(0, lambda: painted.append(not due))
    QApplication.processEvents()
    qtbot.waitUntil(lambda: bool(due))
    assert painted == [True]
