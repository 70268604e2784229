"""Sort order, My order and groups: chosen by menu and key, stored for each board on this computer."""

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from kanbert_desktop.app.boards.manual_order import PendingMove
from kanbert_desktop.domain.board import BoardId, CardKey, Column
from kanbert_desktop.domain.changes import Field
from kanbert_desktop.domain.errors import StoreError
from kanbert_desktop.domain.sorting import Grouping, Sort
from kanbert_desktop.ui.board.card_list_view import CardListView
from kanbert_desktop.ui.board.page import BoardPage
from kanbert_desktop.ui.style.theme import Theme
from support.board_fixture import BOARD, BoardFixture, card, new_board_page, open_board_fixture
from support.manual_order import ranked_keys

ListOf = Callable[[Column], CardListView]
K = Qt.Key
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def shown(page: BoardPage, column: Column = Column.WIP) -> list[str]:
    return list(page.columns_view.columns[column].model.card_keys)


def press(qtbot: QtBot, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.keyClick(QApplication.focusWidget(), key, held)


@pytest.fixture
def page_in_my_order(page: BoardPage, list_of_column: ListOf) -> BoardPage:
    """The page in My order, with the focus on card 8 of "In progress"."""
    page.sorting.sort_by(Sort.MANUAL)
    list_of_column(Column.WIP).focus_card(CardKey("8"))
    return page


def test_s_opens_the_menu_that_sorts_the_board(page: BoardPage, list_of_column: ListOf, qtbot: QtBot) -> None:
    list_of_column(Column.WIP).focus_card(CardKey("9"))
    press(qtbot, K.Key_S)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    chosen = next(action for action in menu.actions() if action.text() == "Title")
    chosen.trigger()
    menu.close()
    assert shown(page) == ["8", "7", "9", "10"]
    assert page.sorting.button.text() == "View: Title"
    assert list_of_column(Column.WIP).current_key() == CardKey("9")


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        (Sort.DUE, ["7", "8", "9", "10"]),
        (Sort.PRIORITY, ["7", "8", "9", "10"]),
        (Sort.TITLE, ["8", "7", "9", "10"]),
        (Sort.MANUAL, ["7", "8", "9", "10"]),
    ],
)
def test_each_sort(page: BoardPage, sort: Sort, order: list[str]) -> None:
    page.sorting.sort_by(sort)
    assert shown(page) == order


@pytest.fixture
def preparing(board_fixture: BoardFixture, monkeypatch: pytest.MonkeyPatch) -> Future[None]:
    """The write that makes any sort order quick to read, as on a board with many cards."""
    making: Future[None] = Future()
    monkeypatch.setattr(
        board_fixture.service, "prepare_sort", lambda *_order: None if making.done() else making
    )
    return making


def test_many_cards_are_shown_as_before_until_their_order_is_prepared(
    page: BoardPage, preparing: Future[None], qtbot: QtBot
) -> None:
    finished: list[bool] = []
    page.sorting.sort_by(Sort.TITLE, lambda: finished.append(True))
    assert shown(page) == ["7", "8", "9", "10"]
    assert page.sorting.options.sort is Sort.DUE
    preparing.set_result(None)
    qtbot.waitUntil(lambda: bool(finished))
    assert shown(page) == ["8", "7", "9", "10"]
    assert page.sorting.button.text() == "View: Title"


def test_another_choice_replaces_an_order_that_is_being_prepared(
    page: BoardPage, preparing: Future[None], qtbot: QtBot
) -> None:
    finished: list[Sort] = []
    page.sorting.sort_by(Sort.TITLE, lambda: finished.append(Sort.TITLE))
    page.sorting.sort_by(Sort.PRIORITY, lambda: finished.append(Sort.PRIORITY))
    preparing.set_result(None)
    qtbot.waitUntil(lambda: page.sorting.options.sort is Sort.PRIORITY)
    assert finished == [Sort.PRIORITY]


def test_a_sort_order_is_stored_for_its_board(page: BoardPage, board_fixture: BoardFixture) -> None:
    page.sorting.sort_by(Sort.TITLE)
    page.show_board(BoardId("b2"))
    assert page.sorting.options.sort is Sort.DUE
    page.show_board(BOARD)
    assert page.sorting.options.sort is Sort.TITLE
    assert board_fixture.service.local.value(f"sort:{BOARD}") == "title"


def test_a_card_moves_down_and_up_with_the_focus(page_in_my_order: BoardPage, qtbot: QtBot) -> None:
    press(qtbot, K.Key_Down, CTRL_SHIFT)
    assert shown(page_in_my_order) == ["7", "9", "8", "10"]
    press(qtbot, K.Key_Down, CTRL_SHIFT)
    press(qtbot, K.Key_Down, CTRL_SHIFT)
    assert shown(page_in_my_order) == ["7", "9", "10", "8"]
    assert page_in_my_order.columns_view.columns[Column.WIP].cards.current_key() == CardKey("8")
    press(qtbot, K.Key_Up, CTRL_SHIFT)
    assert shown(page_in_my_order) == ["7", "9", "8", "10"]


def test_several_cards_move_by_one_together(page_in_my_order: BoardPage, qtbot: QtBot) -> None:
    press(qtbot, K.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    press(qtbot, K.Key_Up, CTRL_SHIFT)
    assert shown(page_in_my_order) == ["8", "9", "7", "10"]
    press(qtbot, K.Key_Up, CTRL_SHIFT)
    assert shown(page_in_my_order) == ["8", "9", "7", "10"]
    assert page_in_my_order.controller.selection.count == 2


def test_my_order_is_undone_and_redone_in_its_turn(
    page_in_my_order: BoardPage, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    service = board_fixture.service
    service.edit_card("10", {Field.TITLE: "Before"})
    press(qtbot, K.Key_Down, CTRL_SHIFT)
    press(qtbot, K.Key_Down, CTRL_SHIFT)
    assert service.undo_text() == "Position of “Barrierefreiheitserklärung nach BFSG schreiben” in My order"
    service.edit_card("9", {Field.TITLE: "After"})
    assert shown(page_in_my_order) == ["7", "9", "10", "8"]
    service.undo()
    assert shown(page_in_my_order) == ["7", "9", "10", "8"]
    service.undo()
    assert shown(page_in_my_order) == ["7", "9", "8", "10"]
    service.undo()
    assert shown(page_in_my_order) == ["7", "8", "9", "10"]
    assert service.undo_text() == "Rename “Before”"
    for order in (["7", "9", "8", "10"], ["7", "9", "10", "8"]):
        service.redo()
        assert shown(page_in_my_order) == order
    service.redo()
    assert service.require_card("9").title == "After"
    assert service.redo() is None
    assert [key for key in ranked_keys(service.local.store, BOARD) if key in {"7", "8", "9", "10"}] == shown(
        page_in_my_order
    )


def test_one_undo_step_reverts_a_move_and_its_position(
    page_in_my_order: BoardPage, board_fixture: BoardFixture
) -> None:
    view = page_in_my_order.columns_view.columns[Column.WIP]
    view.dropped.emit([CardKey("3")], CardKey("8"), QPoint())
    assert shown(page_in_my_order) == ["7", "3", "8", "9", "10"]
    before = ranked_keys(board_fixture.service.local.store, BOARD)
    board_fixture.service.undo()
    assert board_fixture.service.require_card("3").column is Column.NEW
    assert board_fixture.service.undo_text() is None
    assert ranked_keys(board_fixture.service.local.store, BOARD) != before
    board_fixture.service.redo()
    page_in_my_order.refresh()
    assert shown(page_in_my_order) == ["7", "3", "8", "9", "10"]
    assert board_fixture.service.redo_text() is None


def test_my_order_survives_a_sync_a_move_and_a_restart(
    page_in_my_order: BoardPage, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    press(qtbot, K.Key_Down, CTRL_SHIFT)
    board_fixture.receive_cards(
        card(9, "Renamed there", Column.WIP, -3), card(200, "New there", Column.WIP, -9)
    )
    qtbot.waitUntil(lambda: "200" in shown(page_in_my_order))
    assert shown(page_in_my_order) == ["7", "9", "8", "10", "200"]
    board_fixture.service.move_card("9", Column.NEW)
    board_fixture.service.undo()
    page_in_my_order.refresh()
    assert shown(page_in_my_order) == ["7", "9", "8", "10", "200"]
    again = ranked_keys(board_fixture.service.local.store, BOARD)
    assert [key for key in again if key in {"7", "8", "9", "10"}] == ["7", "9", "8", "10"]


@pytest.mark.parametrize("highest", [7.0, None], ids=["written", "rejected"])
def test_a_move_among_many_unranked_cards_is_shown_once_they_have_ranks(
    page_in_my_order: BoardPage, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, highest: float | None
) -> None:
    writing: Future[float] = Future()
    finished: list[float | None] = []
    sorting = page_in_my_order.sorting
    monkeypatch.setattr(
        sorting._orders, "move_before", lambda *_, **__: PendingMove(writing, finished.append)
    )
    then: list[list[float | None]] = []
    column = page_in_my_order.columns_view.columns[Column.WIP]
    with qtbot.assertNotEmitted(sorting.changed):
        sorting.move_before(column, [CardKey("7")], None, lambda: then.append([*finished]))
    assert finished == []
    with qtbot.waitSignal(sorting.changed):
        if highest is None:
            writing.set_exception(StoreError("disk_full", path=""))
        else:
            writing.set_result(highest)
    assert finished == [highest]
    qtbot.waitUntil(lambda: then == [[highest]])


def test_my_order_survives_a_quit(profile: Path, theme: Theme, qtbot: QtBot) -> None:
    for step in (0, 1):
        with open_board_fixture(profile) as fixture:
            page = new_board_page(fixture, theme)
            qtbot.addWidget(page)
            page.show_board(BOARD)
            if step == 0:
                page.sorting.sort_by(Sort.MANUAL)
                page.sorting.move_before(page.columns_view.columns[Column.WIP], [CardKey("10")], CardKey("7"))
            assert shown(page) == ["10", "7", "8", "9"]


def test_a_sorted_board_asks_first_and_then_moves_the_card(
    page: BoardPage, list_of_column: ListOf, qtbot: QtBot
) -> None:
    list_of_column(Column.WIP).focus_card(CardKey("8"))
    press(qtbot, K.Key_Up, CTRL_SHIFT)
    assert page.sorting.question.isVisible()
    assert page.sorting.question.yes.hasFocus()
    assert shown(page) == ["7", "8", "9", "10"]
    press(qtbot, K.Key_Return)
    assert shown(page) == ["8", "7", "9", "10"]
    assert page.sorting.options.sort is Sort.MANUAL
    assert not page.sorting.question.isVisible()
    assert list_of_column(Column.WIP).hasFocus()
    assert list_of_column(Column.WIP).current_key() == CardKey("8")


def test_escape_leaves_the_board_sorted(page: BoardPage, list_of_column: ListOf, qtbot: QtBot) -> None:
    list_of_column(Column.WIP).focus_card(CardKey("8"))
    press(qtbot, K.Key_Up, CTRL_SHIFT)
    press(qtbot, K.Key_Escape)
    assert page.sorting.options.sort is Sort.DUE
    assert list_of_column(Column.WIP).current_key() == CardKey("8")
    assert not page.sorting.question.isVisible()


def heads(page: BoardPage, column: Column) -> list[str]:
    rows = page.columns_view.columns[column].model
    return [
        rows.item_model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)
        for row in range(rows.item_model.rowCount())
        if rows.card(rows.item_model.index(row, 0)) is None
        and rows.focusable(rows.item_model.index(row, 0)) is not None
    ]


def test_groups_by_assignee_have_accessible_headers(page: BoardPage, list_of_column: ListOf) -> None:
    page.sorting.group_by(Grouping.ASSIGNEE)
    assert heads(page, Column.WIP) == [
        "Aylin Yıldız, 1 card, fold",
        "Jonas Brandt, 1 card, fold",
        "Lena Schütz, 1 card, fold",
        "Mira Kessler, 1 card, fold",
        "Tom Reuter, 0 cards, fold",
        "Unassigned, 0 cards, fold",
    ]
    assert shown(page) == ["9", "10", "8", "7"]
    interface = QAccessible.queryAccessibleInterface(list_of_column(Column.WIP))
    assert interface.text(QAccessible.Text.Name) == "In progress, 4 cards"


def test_a_group_folds_by_key_and_click_and_stays_folded(
    page: BoardPage, list_of_column: ListOf, qtbot: QtBot
) -> None:
    page.sorting.group_by(Grouping.ASSIGNEE)
    cards = list_of_column(Column.WIP)
    cards.focus_card(CardKey("9"))
    press(qtbot, K.Key_Up)
    assert cards.current_key() is None
    press(qtbot, K.Key_Return)
    assert shown(page) == ["10", "8", "7"]
    assert heads(page, Column.WIP)[0] == "Aylin Yıldız, 1 card, folded"
    page.show_board(BoardId("b2"))
    page.show_board(BOARD)
    assert shown(page) == ["10", "8", "7"]
    header = page.columns_view.columns[Column.WIP].model.item_model.index(0, 0)
    qtbot.mouseClick(cards.viewport(), Qt.MouseButton.LeftButton, pos=cards.visualRect(header).center())
    assert shown(page) == ["9", "10", "8", "7"]
    assert page.opened_card is None


def test_grouped_by_parent_sub_tasks_follow_their_parent(page: BoardPage) -> None:
    page.sorting.group_by(Grouping.PARENT)
    assert heads(page, Column.WIP)[0] == "Checkout: guest order without an account, 1 card, fold"
    assert "62" in shown(page, Column.NEW)
    assert {"60", "61"} < set(shown(page, Column.COMPLETED))
    page.sorting.group_by(Grouping.NONE)
    assert "62" not in shown(page, Column.NEW)


def test_commands_skip_group_headers(
    page: BoardPage, board_fixture: BoardFixture, list_of_column: ListOf, qtbot: QtBot
) -> None:
    page.sorting.group_by(Grouping.ASSIGNEE)
    cards = list_of_column(Column.WIP)
    cards.focus_card(CardKey("9"))
    press(qtbot, K.Key_Up)
    press(qtbot, K.Key_Delete)
    assert board_fixture.service.undo_text() is None
    press(qtbot, K.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert set(page.controller.selection.keys()) == {"7", "8", "9", "10"}


def test_the_filter_counts_and_groups_accepted_cards(page: BoardPage) -> None:
    page.sorting.group_by(Grouping.ASSIGNEE)
    page.filter_bar.mine.click()
    assert heads(page, Column.WIP) == ["Mira Kessler, 1 card, fold"]
    assert shown(page) == ["7"]
