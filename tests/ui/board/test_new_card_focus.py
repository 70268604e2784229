"""After a card was added the next key applies to the new card."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kanbert_desktop.domain.board import Card, CardKey, Column
from kanbert_desktop.ui.board.card_list_view import CardListView
from kanbert_desktop.ui.board.page import BoardPage
from kanbert_desktop.ui.widgets.text_editors import TitleEditor
from support.board_fixture import BOARD, BoardFixture

CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
ListOf = Callable[[Column], CardListView]
K = Qt.Key


def add(page: BoardPage, qtbot: QtBot, *titles: str, end: Qt.Key = K.Key_Escape) -> None:
    """Adds cards by keyboard: N, title, Enter …, Esc."""
    qtbot.keyClick(QApplication.focusWidget(), K.Key_N)
    for title in titles:
        qtbot.keyClicks(QApplication.focusWidget(), title)
        qtbot.keyClick(QApplication.focusWidget(), K.Key_Return)
    qtbot.keyClick(QApplication.focusWidget(), end)


def titled(fixture: BoardFixture, title: str) -> Card:
    (found,) = (card for card in fixture.service.cards(BOARD) if card.title == title)
    return found


def columns(fixture: BoardFixture) -> dict[CardKey, Column]:
    return {card.key: card.column for card in fixture.service.cards(BOARD)}


def test_f2_renames_the_new_card(
    page: BoardPage, board_fixture: BoardFixture, list_of_column: ListOf, qtbot: QtBot
) -> None:
    list_of_column(Column.WIP).focus_card(CardKey("8"))
    add(page, qtbot, "New here")
    assert list_of_column(Column.WIP).hasFocus()
    qtbot.keyClick(QApplication.focusWidget(), K.Key_F2)
    field = QApplication.focusWidget()
    assert isinstance(field, TitleEditor)
    assert field.text() == "New here"


COMMANDS = {
    "archive": (K.Key_E, Qt.KeyboardModifier.NoModifier, Column.CLOSED),
    "move": (K.Key_Right, CONTROL_SHIFT, Column.COMPLETED),
}


@pytest.mark.parametrize("command", COMMANDS)
def test_archive_and_move_act_on_the_new_card_alone(
    page: BoardPage, board_fixture: BoardFixture, list_of_column: ListOf, qtbot: QtBot, command: str
) -> None:
    key, modifiers, column = COMMANDS[command]
    list_of_column(Column.WIP).focus_card(CardKey("8"))
    before = columns(board_fixture)
    add(page, qtbot, "New here")
    qtbot.keyClick(QApplication.focusWidget(), key, modifiers)
    new = titled(board_fixture, "New here")
    assert columns(board_fixture) == before | {new.key: column}


def test_after_several_were_added_the_last_has_the_focus(
    page: BoardPage, board_fixture: BoardFixture, list_of_column: ListOf, qtbot: QtBot
) -> None:
    list_of_column(Column.NEW).focus_card(CardKey("2"))
    add(page, qtbot, "First", "Second")
    assert list_of_column(Column.NEW).current_key() == titled(board_fixture, "Second").key
    assert list_of_column(Column.NEW).hasFocus()


def test_several_lines_at_once_leave_the_focus_on_the_last(
    page: BoardPage, board_fixture: BoardFixture, list_of_column: ListOf, qtbot: QtBot
) -> None:
    page.open_quick_add(Column.WIP)
    field = page.columns_view.columns[Column.WIP].quick_add.field
    field.setPlainText("One\nTwo\nThree")
    qtbot.keyClick(field, K.Key_Return)
    qtbot.keyClick(field, K.Key_Escape)
    assert list_of_column(Column.WIP).current_key() == titled(board_fixture, "Three").key


def test_a_card_added_in_another_column_has_the_focus_there(
    page: BoardPage, board_fixture: BoardFixture, list_of_column: ListOf, qtbot: QtBot
) -> None:
    list_of_column(Column.NEW).focus_card(CardKey("2"))
    qtbot.mouseClick(page.columns_view.columns[Column.COMPLETED].add_row, Qt.MouseButton.LeftButton)
    field = QApplication.focusWidget()
    qtbot.keyClicks(field, "Over there")
    qtbot.keyClick(field, K.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert list_of_column(Column.COMPLETED).hasFocus()
    assert list_of_column(Column.COMPLETED).current_key() == titled(board_fixture, "Over there").key


def test_pasted_lines_have_the_focus(
    page: BoardPage, board_fixture: BoardFixture, list_of_column: ListOf, qtbot: QtBot
) -> None:
    list_of_column(Column.WIP).focus_card(CardKey("8"))
    QApplication.clipboard().setText("One\nTwo")
    qtbot.keyClick(list_of_column(Column.WIP), K.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert list_of_column(Column.WIP).current_key() == titled(board_fixture, "One").key


@pytest.mark.parametrize("pasted", [False, True], ids=["typed", "pasted"])
def test_a_new_card_hidden_by_the_filter_leaves_no_current_card(
    page: BoardPage, board_fixture: BoardFixture, list_of_column: ListOf, qtbot: QtBot, pasted: bool
) -> None:
    page.filter_bar.field.setText("Barrierefreiheit")
    cards = list_of_column(Column.WIP)
    cards.focus_card(CardKey("8"))
    before = columns(board_fixture)
    if pasted:
        QApplication.clipboard().setText("Another subject")
        qtbot.keyClick(cards, K.Key_V, Qt.KeyboardModifier.ControlModifier)
    else:
        add(page, qtbot, "Another subject")
    assert cards.hasFocus()
    assert cards.current_key() is None
    for key, modifiers in ((K.Key_E, Qt.KeyboardModifier.NoModifier), (K.Key_Right, CONTROL_SHIFT)):
        qtbot.keyClick(cards, key, modifiers)
    new = titled(board_fixture, "Another subject")
    assert columns(board_fixture) == before | {new.key: Column.WIP}
    page.filter_bar.clear()
    assert cards.current_key() == new.key


def test_the_field_says_that_the_filter_hides_the_new_card(page: BoardPage, qtbot: QtBot) -> None:
    page.filter_bar.field.setText("Barrierefreiheit")
    page.open_quick_add(Column.WIP)
    adding = page.columns_view.columns[Column.WIP].quick_add
    qtbot.keyClicks(adding.field, "Another subject")
    qtbot.keyClick(adding.field, K.Key_Return)
    assert adding.hint.text() == "Card added, but hidden by the filter or a folded group."


def test_arrow_keys_work_after_a_hidden_new_card(
    page: BoardPage, list_of_column: ListOf, qtbot: QtBot
) -> None:
    page.filter_bar.field.setText("Barrierefreiheit")
    cards = list_of_column(Column.WIP)
    cards.focus_card(CardKey("8"))
    add(page, qtbot, "Another subject")
    qtbot.keyClick(cards, K.Key_Down)
    assert cards.current_key() == CardKey("8")


def test_adding_a_card_clears_the_selection(
    page: BoardPage, board_fixture: BoardFixture, list_of_column: ListOf, qtbot: QtBot
) -> None:
    cards = list_of_column(Column.WIP)
    cards.focus_card(CardKey("8"))
    qtbot.keyClick(cards, K.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    before = columns(board_fixture)
    add(page, qtbot, "New here")
    qtbot.keyClick(QApplication.focusWidget(), K.Key_E)
    assert columns(board_fixture) == before | {titled(board_fixture, "New here").key: Column.CLOSED}


def test_a_card_added_elsewhere_has_the_focus(
    page: BoardPage, board_fixture: BoardFixture, list_of_column: ListOf
) -> None:
    list_of_column(Column.WIP).focus_card(CardKey("8"))
    key = board_fixture.service.add_card(BOARD, "Captured").card
    page.make_current(key)
    assert list_of_column(Column.NEW).hasFocus()
    assert list_of_column(Column.NEW).current_key() == key


def test_a_card_added_elsewhere_does_not_take_the_focus_from_a_field(
    page: BoardPage, board_fixture: BoardFixture
) -> None:
    page.open_card(CardKey("7"))
    page.panel.composer.field.setFocus()
    page.make_current(board_fixture.service.add_card(BOARD, "Captured").card)
    assert page.panel.composer.field.hasFocus()


def test_nothing_added_leaves_the_focus_where_it_was(
    page: BoardPage, list_of_column: ListOf, qtbot: QtBot
) -> None:
    list_of_column(Column.WIP).focus_card(CardKey("8"))
    add(page, qtbot)
    assert list_of_column(Column.WIP).current_key() == CardKey("8")
