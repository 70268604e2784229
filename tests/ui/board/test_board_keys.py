"""Board: every action by keyboard alone."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kanbert_desktop.domain.board import CardKey, Column
from kanbert_desktop.ui.board.card_list_view import CardListView
from kanbert_desktop.ui.board.page import BoardPage
from kanbert_desktop.ui.cards.texts import today
from support.board_fixture import HIGH, MIRA, BoardFixture

ListOf = Callable[[Column], CardListView]
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def press(qtbot: QtBot, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Sends the key to the focused widget, as a keyboard does."""
    qtbot.keyClick(QApplication.focusWidget(), key, held)


def focused(page: BoardPage) -> tuple[Column, CardKey | None]:
    view = next(view for view in page.columns_view.shown if view.cards.hasFocus())
    return view.column, view.cards.current_key()


def test_arrow_keys_move_over_the_board(page: BoardPage, list_of_column: ListOf, qtbot: QtBot) -> None:
    list_of_column(Column.NEW).focus_card(CardKey("1"))
    press(qtbot, Qt.Key.Key_Down)
    assert focused(page) == (Column.NEW, CardKey("2"))
    press(qtbot, Qt.Key.Key_Right)
    assert focused(page)[0] is Column.WIP
    press(qtbot, Qt.Key.Key_End)
    assert focused(page) == (Column.WIP, CardKey("10"))
    press(qtbot, Qt.Key.Key_Home)
    assert focused(page) == (Column.WIP, CardKey("7"))
    press(qtbot, Qt.Key.Key_Left)
    assert focused(page)[0] is Column.NEW


def test_digits_focus_a_column(page: BoardPage, list_of_column: ListOf, qtbot: QtBot) -> None:
    list_of_column(Column.NEW).focus_card(None)
    press(qtbot, Qt.Key.Key_4)
    assert focused(page)[0] is Column.COMPLETED
    press(qtbot, Qt.Key.Key_6)
    assert focused(page)[0] is Column.COMPLETED


@pytest.mark.parametrize(
    ("key", "column"), [(Qt.Key.Key_Right, Column.WIP), (Qt.Key.Key_Left, Column.BACKLOG)]
)
def test_a_card_moves_to_the_adjacent_column_with_the_focus(
    page: BoardPage, board_fixture: BoardFixture, qtbot: QtBot, key: Qt.Key, column: Column
) -> None:
    page.focus_board(CardKey("3"))
    with qtbot.waitSignal(page.commands.change_queued) as signal:
        press(qtbot, key, CTRL_SHIFT)
    assert board_fixture.service.require_card("3").column is column
    assert focused(page) == (column, CardKey("3"))
    assert signal.args[0].card == CardKey("3")


def test_m_and_a_digit_move_to_that_column(
    page: BoardPage, board_fixture: BoardFixture, list_of_column: ListOf, qtbot: QtBot
) -> None:
    list_of_column(Column.NEW).focus_card(CardKey("3"))
    press(qtbot, Qt.Key.Key_M)
    press(qtbot, Qt.Key.Key_5)
    assert board_fixture.service.require_card("3").column is Column.APPROVED
    assert focused(page) == (Column.APPROVED, CardKey("3"))


def test_m_and_escape_move_nothing(
    page: BoardPage, board_fixture: BoardFixture, list_of_column: ListOf, qtbot: QtBot
) -> None:
    list_of_column(Column.NEW).focus_card(CardKey("3"))
    for key in (Qt.Key.Key_M, Qt.Key.Key_Escape, Qt.Key.Key_4):
        press(qtbot, key)
    assert board_fixture.service.require_card("3").column is Column.NEW
    assert focused(page)[0] is Column.COMPLETED


def test_several_selected_cards_move_together(
    page: BoardPage, board_fixture: BoardFixture, list_of_column: ListOf, qtbot: QtBot
) -> None:
    list_of_column(Column.NEW).focus_card(CardKey("1"))
    press(qtbot, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    press(qtbot, Qt.Key.Key_Right, CTRL_SHIFT)
    assert {board_fixture.service.require_card(key).column for key in ("1", "2")} == {Column.WIP}


def test_delete_keeps_the_focus_in_the_column(
    page: BoardPage, board_fixture: BoardFixture, list_of_column: ListOf, qtbot: QtBot
) -> None:
    list_of_column(Column.WIP).focus_card(CardKey("8"))
    with qtbot.waitSignal(page.commands.change_queued) as signal:
        press(qtbot, Qt.Key.Key_Delete)
    assert board_fixture.service.card("8") is None
    assert signal.args[0].entry.not_before is not None
    assert focused(page) == (Column.WIP, CardKey("9"))


def test_e_archives(
    page: BoardPage, board_fixture: BoardFixture, list_of_column: ListOf, qtbot: QtBot
) -> None:
    list_of_column(Column.WIP).focus_card(CardKey("10"))
    press(qtbot, Qt.Key.Key_E)
    assert board_fixture.service.require_card("10").column is Column.CLOSED
    assert focused(page) == (Column.WIP, CardKey("9"))


def test_a_card_that_leaves_the_archive_is_reported_as_unarchived(
    page: BoardPage, list_of_column: ListOf, qtbot: QtBot
) -> None:
    list_of_column(Column.WIP).focus_card(CardKey("10"))
    with qtbot.waitSignal(page.commands.change_queued) as reported:
        press(qtbot, Qt.Key.Key_E)
    assert reported.args[1] == "Archived."
    with qtbot.waitSignal(page.commands.change_queued) as reported:
        page.controller.move([CardKey("10")], Column.WIP)
    assert reported.args[1] == "Unarchived."


def test_i_assigns_me_and_l_copies_the_link(
    page: BoardPage, board_fixture: BoardFixture, list_of_column: ListOf, qtbot: QtBot
) -> None:
    list_of_column(Column.WIP).focus_card(CardKey("10"))
    press(qtbot, Qt.Key.Key_I)
    assert board_fixture.service.require_card("10").assignee == MIRA.id
    press(qtbot, Qt.Key.Key_L)
    assert QGuiApplication.clipboard().text() == "kanbert-desktop://card/10"


def test_enter_opens_and_escape_returns_to_the_card(
    page: BoardPage, list_of_column: ListOf, qtbot: QtBot
) -> None:
    list_of_column(Column.WIP).focus_card(CardKey("8"))
    press(qtbot, Qt.Key.Key_Return)
    assert page.panel.isVisible()
    assert page.opened_card == CardKey("8")
    press(qtbot, Qt.Key.Key_Escape)
    assert not page.panel.isVisible()
    assert focused(page) == (Column.WIP, CardKey("8"))


def test_c_focuses_the_comment_field(page: BoardPage, list_of_column: ListOf, qtbot: QtBot) -> None:
    list_of_column(Column.WIP).focus_card(CardKey("8"))
    press(qtbot, Qt.Key.Key_C)
    assert page.panel.composer.field.hasFocus()


def test_an_empty_column_can_have_the_focus(
    page: BoardPage, board_fixture: BoardFixture, list_of_column: ListOf, qtbot: QtBot
) -> None:
    for key in board_fixture.card_keys(Column.COMPLETED):
        board_fixture.service.move_card(key, Column.APPROVED)
    page.refresh()
    list_of_column(Column.WIP).focus_card(None)
    press(qtbot, Qt.Key.Key_Right)
    assert focused(page) == (Column.COMPLETED, None)
    press(qtbot, Qt.Key.Key_N)
    assert page.columns_view.columns[Column.COMPLETED].quick_add.field.hasFocus()


def test_a_rejected_command_is_explained_and_changes_nothing(
    page: BoardPage, board_fixture: BoardFixture, list_of_column: ListOf, qtbot: QtBot
) -> None:
    board_fixture.sync_control.can_write = False
    list_of_column(Column.NEW).focus_card(CardKey("3"))
    with qtbot.waitSignal(page.commands.problem_reported) as signal:
        press(qtbot, Qt.Key.Key_Right, CTRL_SHIFT)
    assert all(signal.args)
    assert board_fixture.service.require_card("3").column is Column.NEW
    assert focused(page) == (Column.NEW, CardKey("3"))


def test_letters_typed_in_a_field_are_not_commands(
    page: BoardPage, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    page.filter_bar.field.setFocus()
    qtbot.keyClicks(page.filter_bar.field, "menace")
    assert page.filter_bar.field.text() == "menace"
    assert board_fixture.service.undo_text() is None


def test_the_focus_returns_to_where_it_was(page: BoardPage, list_of_column: ListOf) -> None:
    list_of_column(Column.NEW).focus_card(CardKey("3"))
    page.filter_bar.field.setFocus()
    page.focus_board()
    assert focused(page) == (Column.NEW, CardKey("3"))


@pytest.mark.parametrize("narrow_first", [True, False])
def test_an_opened_card_is_not_covered_by_the_panel(page: BoardPage, narrow_first: bool) -> None:
    if narrow_first:
        page.resize(760, 600)
    key = page.columns_view.columns[Column.APPROVED].model.keys[0]
    page.open_card(key)
    page.resize(760, 600)
    cards = page.columns_view.view_of(key).cards  # type: ignore[union-attr]  # it was just opened there
    assert cards.mapTo(page, cards.rect().topRight()).x() <= page.panel.x()


def test_one_key_makes_cards_due_tomorrow(page: BoardPage, board_fixture: BoardFixture, qtbot: QtBot) -> None:
    page.focus_board(CardKey("3"))
    press(qtbot, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    chosen = page.controller.selection.keys()
    assert len(chosen) == 2
    press(qtbot, Qt.Key.Key_D, Qt.KeyboardModifier.ShiftModifier)
    tomorrow = today() + timedelta(days=1)
    assert [board_fixture.service.require_card(key).due for key in chosen] == [tomorrow, tomorrow]
    board_fixture.service.undo()
    assert tomorrow not in [board_fixture.service.require_card(key).due for key in chosen]


def test_alt_and_a_digit_give_a_priority_or_none(
    page: BoardPage, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    page.focus_board(CardKey("3"))
    reported: list[str] = []
    page.commands.change_queued.connect(lambda _change, text: reported.append(text))
    page.commands.message.connect(reported.append)
    for key, priority in ((Qt.Key.Key_1, HIGH), (Qt.Key.Key_4, HIGH), (Qt.Key.Key_0, None)):
        press(qtbot, key, Qt.KeyboardModifier.AltModifier)
        assert board_fixture.service.require_card(CardKey("3")).priority == priority
    assert reported == ["Priority: High", "There is no priority 4.", "No priority"]
