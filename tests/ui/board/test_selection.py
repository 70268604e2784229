"""Several cards at once: chosen by key and pointer, changed as one, taken back as one."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from kanbert_desktop.domain.board import CardKey, Column
from kanbert_desktop.domain.changes import Field
from kanbert_desktop.domain.errors import Refused
from kanbert_desktop.ui.board.card_list_view import CardListView
from kanbert_desktop.ui.board.page import BoardPage
from kanbert_desktop.ui.cards.pickers import AssigneePicker, DueDatePicker
from support.board_fixture import BOARD, HIGH, JONAS, TODAY, BoardFixture, card

ListOf = Callable[[Column], CardListView]
K = Qt.Key
NONE = Qt.KeyboardModifier.NoModifier
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def press(qtbot: QtBot, *keys: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
    for key in keys:
        qtbot.keyClick(QApplication.focusWidget(), key, held)


def click(qtbot: QtBot, cards: CardListView, key: str, held: Qt.KeyboardModifier) -> None:
    place = cards.card_rect(CardKey(key)).center()
    qtbot.mouseClick(cards.viewport(), Qt.MouseButton.LeftButton, held, place)


def picked(page: BoardPage) -> set[str]:
    return set(page.controller.selection.keys())


@pytest.fixture
def three(page: BoardPage, list_of_column: ListOf, qtbot: QtBot) -> list[str]:
    """Cards 1, 3 and 4 of "To do", picked one by one."""
    list_of_column(Column.NEW).focus_card(CardKey("1"))
    press(qtbot, K.Key_Space, K.Key_Down, K.Key_Down, K.Key_Space, K.Key_Down, K.Key_Space)
    assert picked(page) == {"1", "3", "4"}
    return ["1", "3", "4"]


def test_space_picks_and_arrows_walk_on(page: BoardPage, three: list[str], qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.header.selection_button.text() == "3 cards selected")
    press(qtbot, K.Key_Right)
    press(qtbot, K.Key_Space)
    assert len(picked(page)) == 4
    assert set(three) < picked(page)


def test_escape_gives_up_the_selection_before_anything_else(
    page: BoardPage, three: list[str], qtbot: QtBot
) -> None:
    assert three
    page.open_card(CardKey("4"))
    page.columns_view.columns[Column.NEW].cards.setFocus()
    press(qtbot, K.Key_Escape)
    assert picked(page) == {"4"}
    assert page.opened_card == CardKey("4")
    qtbot.waitUntil(lambda: not page.header.selection_button.isVisible())
    press(qtbot, K.Key_Escape)
    assert page.opened_card is None


def test_the_chip_in_the_head_clears_as_well(page: BoardPage, three: list[str], qtbot: QtBot) -> None:
    assert three
    qtbot.waitUntil(page.header.selection_button.isVisible)
    page.header.selection_button.click()
    qtbot.waitUntil(lambda: page.controller.selection.count == 0)


def test_ctrl_a_takes_the_column(page: BoardPage, list_of_column: ListOf, qtbot: QtBot) -> None:
    list_of_column(Column.WIP).focus_card(None)
    press(qtbot, K.Key_A, held=CTRL)
    assert picked(page) == {"7", "8", "9", "10"}


def test_ctrl_click_chooses_over_columns_and_shift_click_a_range(
    page: BoardPage, list_of_column: ListOf, qtbot: QtBot
) -> None:
    click(qtbot, list_of_column(Column.NEW), "1", SHIFT)
    click(qtbot, list_of_column(Column.NEW), "3", SHIFT)
    assert picked(page) == {"1", "2", "3"}
    click(qtbot, list_of_column(Column.WIP), "8", CTRL)
    assert picked(page) == {"1", "2", "3", "8"}
    assert page.opened_card is None


def test_a_plain_click_ends_it_and_opens(
    page: BoardPage, three: list[str], list_of_column: ListOf, qtbot: QtBot
) -> None:
    assert three
    click(qtbot, list_of_column(Column.NEW), "2", NONE)
    assert picked(page) == {"2"}
    assert page.opened_card == CardKey("2")
    assert page.controller.selection.count == 0


def test_they_move_as_one_stay_chosen_and_come_back_as_one(
    page: BoardPage, board_fixture: BoardFixture, three: list[str], qtbot: QtBot
) -> None:
    with qtbot.waitSignal(page.change_queued) as told:
        press(qtbot, K.Key_Right, held=CTRL | SHIFT)
    assert told.args[1] == "3 cards moved to In progress."
    assert picked(page) == set(three)
    press(qtbot, K.Key_Right, held=CTRL | SHIFT)
    assert {board_fixture.service.require_card(key).column for key in three} == {Column.COMPLETED}
    board_fixture.service.undo()
    board_fixture.service.undo()
    assert {board_fixture.service.require_card(key).column for key in three} == {Column.NEW}


def test_m_and_a_digit_move_all(
    page: BoardPage, board_fixture: BoardFixture, three: list[str], qtbot: QtBot
) -> None:
    press(qtbot, K.Key_M, K.Key_5)
    assert {board_fixture.service.require_card(key).column for key in three} == {Column.APPROVED}
    assert picked(page) == set(three)


def test_one_day_for_all(
    page: BoardPage, board_fixture: BoardFixture, three: list[str], qtbot: QtBot
) -> None:
    press(qtbot, K.Key_D)
    popup = page.findChild(DueDatePicker)
    assert popup is not None
    qtbot.keyClicks(popup.field, "today")
    with qtbot.waitSignal(page.change_queued) as told:
        qtbot.keyClick(popup.field, K.Key_Return)
    assert told.args[1] == "Due date of 3 cards changed."
    assert {board_fixture.service.require_card(key).due for key in three} == {TODAY}
    assert picked(page) == set(three)
    board_fixture.service.undo()
    assert TODAY not in {board_fixture.service.require_card(key).due for key in three}


def test_one_person_for_all(
    page: BoardPage, board_fixture: BoardFixture, three: list[str], qtbot: QtBot
) -> None:
    press(qtbot, K.Key_A)
    popup = page.findChild(AssigneePicker)
    assert popup is not None
    qtbot.keyClicks(popup.search, "jonas")
    with qtbot.waitSignal(page.change_queued) as told:
        qtbot.keyClick(popup.search, K.Key_Return)
    assert told.args[1] == "Assignee of 3 cards changed."
    assert {board_fixture.service.require_card(key).assignee for key in three} == {JONAS.id}


def test_one_priority_for_all_out_of_those_seen(
    page: BoardPage, board_fixture: BoardFixture, three: list[str], qtbot: QtBot
) -> None:
    press(qtbot, K.Key_P)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [action.text() for action in menu.actions()] == ["High", "", "No priority"]
    with qtbot.waitSignal(page.change_queued) as told:
        menu.actions()[0].trigger()
    menu.close()
    assert told.args[1] == "Priority of 2 cards changed."
    assert {board_fixture.service.require_card(key).priority for key in three} == {HIGH}


def test_e_and_delete_take_all_and_the_focus_stays(
    page: BoardPage, board_fixture: BoardFixture, three: list[str], qtbot: QtBot
) -> None:
    with qtbot.waitSignal(page.change_queued) as told:
        press(qtbot, K.Key_Delete)
    assert told.args[1] == "3 cards deleted."
    assert page.columns_view.columns[Column.NEW].cards.current_key() == CardKey("2")
    assert page.controller.selection.count == 0
    board_fixture.service.undo()
    assert all(board_fixture.service.card(key) for key in three)


def test_what_is_refused_is_said_and_the_rest_is_done(
    page: BoardPage,
    board_fixture: BoardFixture,
    three: list[str],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    edit = board_fixture.service.edit_card

    def edited(reference: str, wished: dict[Field, object]) -> object:
        if reference == "3":
            raise Refused("read_only")
        return edit(reference, wished)  # type: ignore[arg-type]

    monkeypatch.setattr(board_fixture.service, "edit_card", edited)
    with qtbot.waitSignal(page.change_queued) as told:
        press(qtbot, K.Key_M, K.Key_3)
    assert told.args[1].startswith(
        "2 cards moved to In progress. 1 card could not be changed: You can read here"
    )
    assert [board_fixture.service.require_card(key).column for key in three] == [
        Column.WIP,
        Column.NEW,
        Column.WIP,
    ]


def test_a_sync_and_a_theme_keep_what_is_chosen(
    page: BoardPage, board_fixture: BoardFixture, three: list[str], qtbot: QtBot
) -> None:
    board_fixture.receive_cards(card(300, "AAA", Column.NEW, -9), card(3, "Umbenannt", Column.NEW, 40))
    board_fixture.receive_deletions(CardKey("1"))
    qtbot.waitUntil(lambda: CardKey("300") in page.columns_view.columns[Column.NEW].model.keys)
    assert picked(page) == set(three) - {"1"}
    page._theme.configure("dark")
    page._theme.configure("light")
    assert picked(page) == set(three) - {"1"}


def test_copied_cards_are_titles_with_links_and_pasted_lines_are_cards(
    page: BoardPage, board_fixture: BoardFixture, three: list[str], qtbot: QtBot
) -> None:
    press(qtbot, K.Key_C, held=CTRL)
    text = QGuiApplication.clipboard().text().splitlines()
    assert text[1::2] == [f"kanbert-desktop://card/{key}" for key in three]
    assert text[0].startswith("Cookie-Banner")
    press(qtbot, K.Key_Escape, K.Key_Right)
    with qtbot.waitSignal(page.change_queued) as told:
        press(qtbot, K.Key_V, held=CTRL)
    assert told.args[1] == "3 cards created."
    made = [each for each in board_fixture.service.columns(BOARD)[Column.WIP] if each.server_id is None]
    assert {each.title for each in made} == set(text[0::2])
    board_fixture.service.undo()
    assert len(board_fixture.service.columns(BOARD)[Column.WIP]) == 4


def test_many_pasted_lines_are_asked_about_in_the_field(
    page: BoardPage, board_fixture: BoardFixture, list_of_column: ListOf, qtbot: QtBot
) -> None:
    QGuiApplication.clipboard().setText("\n".join(f"Line {number}" for number in range(51)))
    list_of_column(Column.WIP).focus_card(None)
    press(qtbot, K.Key_V, held=CTRL)
    adding = page.columns_view.columns[Column.WIP].quick_add
    assert adding.field.hasFocus()
    assert adding.hint.text() == "Enter adds 51 cards"
    assert board_fixture.service.undo_text() is None
    press(qtbot, K.Key_Return)
    assert adding.hint.text() == "Press Enter again to add 51 cards."


def test_b_says_why_not(page: BoardPage, list_of_column: ListOf, qtbot: QtBot) -> None:
    list_of_column(Column.WIP).focus_card(None)
    with qtbot.waitSignal(page.problem_reported) as told:
        press(qtbot, K.Key_B)
    assert told.args[0] == "A card cannot change its board."


def test_the_menu_of_several_leaves_out_what_is_about_one(
    page: BoardPage, three: list[str], list_of_column: ListOf
) -> None:
    assert three
    cards = list_of_column(Column.NEW)
    cards.menu_requested.emit(CardKey("3"), cards.viewport().mapToGlobal(QPoint(30, 30)))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    words = [action.text() for action in menu.actions()]
    menu.close()
    assert words[0] == "3 cards selected"
    assert "Rename in place" not in words
    assert "Delete card" in words
