"""Focused and selected cards that are not among the rows held of a long column."""

from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from kanbert_desktop.domain.board import Column
from kanbert_desktop.ui.board.column_view import ColumnView
from kanbert_desktop.ui.board.page import BoardPage
from kanbert_desktop.ui.board.row_window import MAX_ROWS
from support.board_fixture import BoardFixture
from support.long_column import CTRL, MANY, NONE, SHIFT, K, check, go_to, key_of, press, seen, settle, wheel


def test_the_focused_card_stays_current_out_of_sight(
    long_column: ColumnView, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    long_column.cards.focus_card(key_of(5))
    go_to(long_column, 500)
    assert key_of(5) not in long_column.model.keys
    assert long_column.cards.current_key() == key_of(5)
    assert long_column.cards.selected_keys() == [key_of(5)]
    press(qtbot, K.Key_M, K.Key_4)
    assert board_fixture.service.require_card(key_of(5)).column is Column.COMPLETED
    long_column.cards.focus_card(key_of(7))
    go_to(long_column, 1000)
    press(qtbot, K.Key_Down)
    assert long_column.cards.current_key() == key_of(8)
    assert key_of(8) in seen(long_column)
    assert long_column.cards.selected_keys() == [key_of(8)]


def test_the_next_card_is_current_when_one_out_of_sight_is_deleted(
    long_column: ColumnView, board_fixture: BoardFixture
) -> None:
    long_column.cards.focus_card(key_of(5))
    go_to(long_column, 500)
    before = seen(long_column)
    board_fixture.receive_deletions(key_of(5))
    settle(long_column)
    assert long_column.cards.current_key() == key_of(6)
    assert seen(long_column) == before


def test_a_selection_out_of_sight_is_kept_and_changed_as_one(
    page: BoardPage, long_column: ColumnView, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    long_column.cards.focus_card(key_of(2))
    press(qtbot, K.Key_Space)
    for number in (1000, 1499, 810):
        page.focus_board(key_of(number))
        press(qtbot, K.Key_Space)
    chosen = [key_of(number) for number in (2, 810, 1000, 1499)]
    assert page.controller.selection.keys() == chosen
    assert page.controller.selection.count == 4
    go_to(long_column, 995)
    assert key_of(1000) in long_column.cards.list_selection.held_keys()
    board_fixture.receive_deletions(key_of(1499))
    settle(long_column)
    assert page.controller.selection.keys() == chosen[:-1]
    with qtbot.waitSignal(page.commands.change_queued) as signal:
        press(qtbot, K.Key_M, K.Key_4)
    assert signal.args[1] == "3 cards moved to Completed."
    assert {board_fixture.service.require_card(key).column for key in chosen[:-1]} == {Column.COMPLETED}


def test_ctrl_a_selects_cards_that_are_not_held(
    page: BoardPage, long_column: ColumnView, qtbot: QtBot
) -> None:
    long_column.cards.focus_card(key_of(0))
    press(qtbot, K.Key_A, held=CTRL)
    assert page.controller.selection.count == MANY
    qtbot.waitUntil(lambda: page.header.selection_button.text() == f"{MANY} cards selected")
    go_to(long_column, 610)
    assert page.controller.selection.count == MANY
    assert len(long_column.cards.list_selection.held_keys()) == len(long_column.model.keys)
    press(qtbot, K.Key_Escape)
    assert page.controller.selection.count == 0
    assert page.controller.selection.keys() == [key_of(0)]


def test_shift_selects_a_range_over_cards_that_are_not_held(
    page: BoardPage, long_column: ColumnView, qtbot: QtBot
) -> None:
    long_column.cards.focus_card(key_of(2))
    press(qtbot, K.Key_End, held=SHIFT)
    assert page.controller.selection.keys() == [key_of(number) for number in range(2, MANY)]
    press(qtbot, K.Key_Up)
    assert long_column.cards.selected_keys() == [key_of(MANY - 2)]
    press(qtbot, *([K.Key_PageUp] * 60), held=SHIFT)
    number = int(long_column.cards.current_key() or 0) - 10_000
    assert page.controller.selection.keys() == [key_of(each) for each in range(number, MANY - 1)]
    go_to(long_column, 500)
    spot = long_column.cards.card_rect(key_of(501)).center()
    qtbot.mouseClick(long_column.cards.viewport(), Qt.MouseButton.LeftButton, SHIFT, spot)
    assert page.controller.selection.keys() == [key_of(each) for each in range(501, MANY - 1)]


def test_a_click_ends_a_selection_out_of_sight(
    page: BoardPage, long_column: ColumnView, qtbot: QtBot
) -> None:
    long_column.cards.focus_card(key_of(0))
    press(qtbot, K.Key_A, held=CTRL)
    go_to(long_column, 610)
    spot = long_column.cards.card_rect(key_of(611)).center()
    qtbot.mouseClick(long_column.cards.viewport(), Qt.MouseButton.LeftButton, NONE, spot)
    assert page.controller.selection.keys() == [key_of(611)]


def gap_above(long_column: ColumnView, number: int) -> QPoint:
    """Returns a point between two cards, which is background."""
    return long_column.cards.card_rect(key_of(number)).topLeft() + QPoint(60, 0)


def test_a_rubber_band_selects_cards_that_left_the_window(
    page: BoardPage, long_column: ColumnView, qtbot: QtBot
) -> None:
    go_to(long_column, 300)
    viewport = long_column.cards.viewport()
    start, end = gap_above(long_column, 302), QPoint(60, viewport.height() - 200)
    qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, NONE, start)
    qtbot.mouseMove(viewport, end)
    for _ in range(70):
        wheel(long_column, 1200)
        settle(long_column)
    qtbot.mouseMove(viewport, end + QPoint(1, 1))
    selected = page.controller.selection.keys()
    assert len(selected) > MAX_ROWS
    assert selected == [key_of(each) for each in range(302, 302 + len(selected))]
    assert (
        long_column.cards.card_rect(selected[-1]).top()
        <= end.y()
        <= long_column.cards.card_rect(selected[-1]).bottom() + 8
    )
    while int(next(iter(seen(long_column)))) > 10_320:
        wheel(long_column, -400)
        settle(long_column)
    fewer = page.controller.selection.keys()
    assert fewer == selected[: len(fewer)]
    assert (
        long_column.cards.card_rect(fewer[-1]).top()
        <= end.y()
        <= long_column.cards.card_rect(fewer[-1]).bottom() + 8
    )
    qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, NONE, end)
    check(long_column)
