"""Sorts, the person's own order and groups: chosen by menu and key, kept for each board on this computer."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from kanbert_desktop.app.boards.manual_order import ManualOrders
from kanbert_desktop.domain.board import BoardId, CardKey, Column
from kanbert_desktop.domain.changes import Field
from kanbert_desktop.domain.sorting import Grouping, Sort
from kanbert_desktop.ui.board.card_list_view import CardListView
from kanbert_desktop.ui.board.page import BoardPage
from kanbert_desktop.ui.style.theme import Theme
from support.board_fixture import BOARD, TODAY, BoardFixture, card, open_board_fixture

ListOf = Callable[[Column], CardListView]
K = Qt.Key
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def shown(page: BoardPage, column: Column = Column.WIP) -> list[str]:
    return list(page.columns_view.columns[column].model.card_keys)


def press(qtbot: QtBot, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.keyClick(QApplication.focusWidget(), key, held)


@pytest.fixture
def own(page: BoardPage, list_of_column: ListOf) -> BoardPage:
    """In my order, with the focus on card 8 of "In progress"."""
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
    assert page.sorting.button.text() == "Sort: Title"
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


def test_a_sort_belongs_to_its_board_and_is_kept(page: BoardPage, board_fixture: BoardFixture) -> None:
    page.sorting.sort_by(Sort.TITLE)
    page.show_board(BoardId("b2"))
    assert page.sorting.options.sort is Sort.DUE
    page.show_board(BOARD)
    assert page.sorting.options.sort is Sort.TITLE
    assert board_fixture.service.local.value(f"sort:{BOARD}") == "title"


def test_a_card_steps_down_and_up_and_the_focus_stays_on_it(own: BoardPage, qtbot: QtBot) -> None:
    press(qtbot, K.Key_Down, CTRL_SHIFT)
    assert shown(own) == ["7", "9", "8", "10"]
    press(qtbot, K.Key_Down, CTRL_SHIFT)
    press(qtbot, K.Key_Down, CTRL_SHIFT)
    assert shown(own) == ["7", "9", "10", "8"]
    assert own.columns_view.columns[Column.WIP].cards.current_key() == CardKey("8")
    press(qtbot, K.Key_Up, CTRL_SHIFT)
    assert shown(own) == ["7", "9", "8", "10"]


def test_several_step_together(own: BoardPage, qtbot: QtBot) -> None:
    press(qtbot, K.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    press(qtbot, K.Key_Up, CTRL_SHIFT)
    assert shown(own) == ["8", "9", "7", "10"]
    press(qtbot, K.Key_Up, CTRL_SHIFT)
    assert shown(own) == ["8", "9", "7", "10"]
    assert own.controller.selection.count == 2


def test_my_order_is_taken_back_in_its_turn_and_done_again(
    own: BoardPage, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    desk = board_fixture.service
    desk.edit_card("10", {Field.TITLE: "Before"})
    press(qtbot, K.Key_Down, CTRL_SHIFT)
    press(qtbot, K.Key_Down, CTRL_SHIFT)
    assert desk.undo_text() == "Place of “Barrierefreiheitserklärung nach BFSG schreiben” in my order"
    desk.edit_card("9", {Field.TITLE: "After"})
    assert shown(own) == ["7", "9", "10", "8"]
    desk.undo()
    assert shown(own) == ["7", "9", "10", "8"]
    desk.undo()
    assert shown(own) == ["7", "9", "8", "10"]
    desk.undo()
    assert shown(own) == ["7", "8", "9", "10"]
    assert desk.undo_text() == "Rename “Before”"
    for order in (["7", "9", "8", "10"], ["7", "9", "10", "8"]):
        desk.redo()
        assert shown(own) == order
    desk.redo()
    assert desk.require_card("9").title == "After"
    assert desk.redo() is None
    assert [key for key in ManualOrders(desk).of(BOARD).keys if key in {"7", "8", "9", "10"}] == shown(own)


def test_one_step_takes_back_a_move_and_its_place(own: BoardPage, board_fixture: BoardFixture) -> None:
    view = own.columns_view.columns[Column.WIP]
    view.dropped.emit([CardKey("3")], CardKey("8"))
    assert shown(own) == ["7", "3", "8", "9", "10"]
    before = ManualOrders(board_fixture.service).of(BOARD).keys
    board_fixture.service.undo()
    assert board_fixture.service.require_card("3").column is Column.NEW
    assert board_fixture.service.undo_text() is None
    assert ManualOrders(board_fixture.service).of(BOARD).keys != before
    board_fixture.service.redo()
    own.refresh()
    assert shown(own) == ["7", "3", "8", "9", "10"]
    assert board_fixture.service.redo_text() is None


def test_my_order_survives_a_sync_a_move_and_a_restart(
    own: BoardPage, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    press(qtbot, K.Key_Down, CTRL_SHIFT)
    board_fixture.receive_cards(
        card(9, "Renamed there", Column.WIP, -3), card(200, "New there", Column.WIP, -9)
    )
    qtbot.waitUntil(lambda: "200" in shown(own))
    assert shown(own) == ["7", "9", "8", "10", "200"]
    board_fixture.service.move_card("9", Column.NEW)
    board_fixture.service.undo()
    own.refresh()
    assert shown(own) == ["7", "9", "8", "10", "200"]
    again = ManualOrders(board_fixture.service).of(BOARD)
    assert [key for key in again.keys if key in {"7", "8", "9", "10"}] == ["7", "9", "8", "10"]


def test_my_order_is_there_after_the_program_was_closed(profile: Path, theme: Theme, qtbot: QtBot) -> None:
    for step in (0, 1):
        with open_board_fixture(profile) as stage:
            page = BoardPage(stage.service, stage.bus, stage.settings, theme, lambda: TODAY)
            qtbot.addWidget(page)
            page.show_board(BOARD)
            if step == 0:
                page.sorting.sort_by(Sort.MANUAL)
                page.sorting.move_before(page.columns_view.columns[Column.WIP], [CardKey("10")], CardKey("7"))
            assert shown(page) == ["10", "7", "8", "9"]


def test_a_sorted_board_asks_first_and_then_steps(
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
    ]


def test_groups_by_assignee_have_spoken_heads(page: BoardPage, list_of_column: ListOf) -> None:
    page.sorting.group_by(Grouping.ASSIGNEE)
    assert heads(page, Column.WIP) == [
        "Aylin Yıldız, 1 card, fold",
        "Jonas Brandt, 1 card, fold",
        "Lena Schütz, 1 card, fold",
        "Mira Kessler, 1 card, fold",
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
    head = page.columns_view.columns[Column.WIP].model.item_model.index(0, 0)
    qtbot.mouseClick(cards.viewport(), Qt.MouseButton.LeftButton, pos=cards.visualRect(head).center())
    assert shown(page) == ["9", "10", "8", "7"]
    assert page.opened_card is None


def test_grouped_by_parent_sub_cards_stand_beside_their_parent(page: BoardPage) -> None:
    page.sorting.group_by(Grouping.PARENT)
    assert heads(page, Column.WIP)[0] == "Checkout: guest order without an account, 1 card, fold"
    assert "62" in shown(page, Column.NEW)
    assert {"60", "61"} < set(shown(page, Column.COMPLETED))
    page.sorting.group_by(Grouping.NONE)
    assert "62" not in shown(page, Column.NEW)


def test_commands_pass_over_heads(
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


def test_the_filter_counts_and_groups_what_it_keeps(page: BoardPage) -> None:
    page.sorting.group_by(Grouping.ASSIGNEE)
    page.filter_bar.mine.click()
    assert heads(page, Column.WIP) == ["Mira Kessler, 1 card, fold"]
    assert shown(page) == ["7"]
