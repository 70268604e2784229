"""Several cards: selected by key and pointer, changed as one, undone as one."""

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
from support.listed_columns import listed_columns

ListOf = Callable[[Column], CardListView]
K = Qt.Key
NONE = Qt.KeyboardModifier.NoModifier
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def press(qtbot: QtBot, *keys: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
    for key in keys:
        qtbot.keyClick(QApplication.focusWidget(), key, held)


def click(qtbot: QtBot, cards: CardListView, key: str, held: Qt.KeyboardModifier) -> None:
    position = cards.card_rect(CardKey(key)).center()
    qtbot.mouseClick(cards.viewport(), Qt.MouseButton.LeftButton, held, position)


def picked(page: BoardPage) -> set[str]:
    return set(page.controller.selection.keys())


@pytest.fixture
def three_selected(page: BoardPage, list_of_column: ListOf, qtbot: QtBot) -> list[str]:
    """Selects cards 1, 3 and 4 of "To do" one by one."""
    list_of_column(Column.NEW).focus_card(CardKey("1"))
    press(qtbot, K.Key_Space, K.Key_Down, K.Key_Down, K.Key_Space, K.Key_Down, K.Key_Space)
    assert picked(page) == {"1", "3", "4"}
    return ["1", "3", "4"]


def test_space_selects_and_arrow_keys_keep_the_selection(
    page: BoardPage, three_selected: list[str], qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: page.header.selection_button.text() == "3 cards selected")
    press(qtbot, K.Key_Right)
    press(qtbot, K.Key_Space)
    assert len(picked(page)) == 4
    assert set(three_selected) < picked(page)


def test_escape_clears_the_selection_first(page: BoardPage, three_selected: list[str], qtbot: QtBot) -> None:
    assert three_selected
    page.open_card(CardKey("4"))
    page.columns_view.columns[Column.NEW].cards.setFocus()
    press(qtbot, K.Key_Escape)
    assert picked(page) == {"4"}
    assert page.opened_card == CardKey("4")
    qtbot.waitUntil(lambda: not page.header.selection_button.isVisible())
    press(qtbot, K.Key_Escape)
    assert page.opened_card is None


def test_the_button_in_the_header_clears_the_selection(
    page: BoardPage, three_selected: list[str], qtbot: QtBot
) -> None:
    assert three_selected
    qtbot.waitUntil(page.header.selection_button.isVisible)
    page.header.selection_button.click()
    qtbot.waitUntil(lambda: page.controller.selection.count == 0)


def test_a_narrow_header_shows_only_the_number(
    page: BoardPage, three_selected: list[str], qtbot: QtBot
) -> None:
    assert three_selected
    button = page.header.selection_button
    qtbot.waitUntil(lambda: button.text() == "3 cards selected")
    page.header.resize(360, page.header.height())
    assert button.text() == "3"
    assert button.accessibleName() == "3 cards selected"
    assert button.toolTip() == "3 cards selected\nClear the selection (Esc)"
    page.header.resize(1200, page.header.height())
    assert button.text() == "3 cards selected"


def test_ctrl_a_selects_the_column(page: BoardPage, list_of_column: ListOf, qtbot: QtBot) -> None:
    list_of_column(Column.WIP).focus_card(None)
    press(qtbot, K.Key_A, held=CTRL)
    assert picked(page) == {"7", "8", "9", "10"}


def test_ctrl_click_selects_over_columns_and_shift_click_a_range(
    page: BoardPage, list_of_column: ListOf, qtbot: QtBot
) -> None:
    click(qtbot, list_of_column(Column.NEW), "1", SHIFT)
    click(qtbot, list_of_column(Column.NEW), "3", SHIFT)
    assert picked(page) == {"1", "2", "3"}
    click(qtbot, list_of_column(Column.WIP), "8", CTRL)
    assert picked(page) == {"1", "2", "3", "8"}
    assert page.opened_card is None


def test_a_plain_click_clears_the_selection_and_opens(
    page: BoardPage, three_selected: list[str], list_of_column: ListOf, qtbot: QtBot
) -> None:
    assert three_selected
    click(qtbot, list_of_column(Column.NEW), "2", NONE)
    assert picked(page) == {"2"}
    assert page.opened_card == CardKey("2")
    assert page.controller.selection.count == 0


def test_selected_cards_move_stay_selected_and_are_undone_together(
    page: BoardPage, board_fixture: BoardFixture, three_selected: list[str], qtbot: QtBot
) -> None:
    with qtbot.waitSignal(page.commands.change_queued) as signal:
        press(qtbot, K.Key_Right, held=CTRL | SHIFT)
    assert signal.args[1] == "3 cards moved to In progress."
    assert picked(page) == set(three_selected)
    press(qtbot, K.Key_Right, held=CTRL | SHIFT)
    assert {board_fixture.service.require_card(key).column for key in three_selected} == {Column.COMPLETED}
    board_fixture.service.undo()
    board_fixture.service.undo()
    assert {board_fixture.service.require_card(key).column for key in three_selected} == {Column.NEW}


def test_m_and_a_digit_move_all(
    page: BoardPage, board_fixture: BoardFixture, three_selected: list[str], qtbot: QtBot
) -> None:
    press(qtbot, K.Key_M, K.Key_5)
    assert {board_fixture.service.require_card(key).column for key in three_selected} == {Column.APPROVED}
    assert picked(page) == set(three_selected)


def test_one_due_date_for_all(
    page: BoardPage, board_fixture: BoardFixture, three_selected: list[str], qtbot: QtBot
) -> None:
    press(qtbot, K.Key_D)
    popup = page.findChild(DueDatePicker)
    assert popup is not None
    qtbot.keyClicks(popup.field, "today")
    with qtbot.waitSignal(page.commands.change_queued) as signal:
        qtbot.keyClick(popup.field, K.Key_Return)
    assert signal.args[1] == "Due date of 3 cards changed."
    assert {board_fixture.service.require_card(key).due for key in three_selected} == {TODAY}
    assert picked(page) == set(three_selected)
    board_fixture.service.undo()
    assert TODAY not in {board_fixture.service.require_card(key).due for key in three_selected}


def test_one_assignee_for_all(
    page: BoardPage, board_fixture: BoardFixture, three_selected: list[str], qtbot: QtBot
) -> None:
    press(qtbot, K.Key_A)
    popup = page.findChild(AssigneePicker)
    assert popup is not None
    qtbot.keyClicks(popup.search, "jonas")
    with qtbot.waitSignal(page.commands.change_queued) as signal:
        qtbot.keyClick(popup.search, K.Key_Return)
    assert signal.args[1] == "Assignee of 3 cards changed."
    assert {board_fixture.service.require_card(key).assignee for key in three_selected} == {JONAS.id}


def test_one_priority_for_all_out_of_those_known(
    page: BoardPage, board_fixture: BoardFixture, three_selected: list[str], qtbot: QtBot
) -> None:
    press(qtbot, K.Key_P)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [action.text() for action in menu.actions()] == ["High", "", "No priority"]
    with qtbot.waitSignal(page.commands.change_queued) as signal:
        menu.actions()[0].trigger()
    menu.close()
    assert signal.args[1] == "Priority of 2 cards changed."
    assert {board_fixture.service.require_card(key).priority for key in three_selected} == {HIGH}


def test_archive_and_delete_apply_to_all_and_the_focus_stays(
    page: BoardPage, board_fixture: BoardFixture, three_selected: list[str], qtbot: QtBot
) -> None:
    with qtbot.waitSignal(page.commands.change_queued) as signal:
        press(qtbot, K.Key_Delete)
    assert signal.args[1] == "3 cards deleted."
    assert page.columns_view.columns[Column.NEW].cards.current_key() == CardKey("2")
    assert page.controller.selection.count == 0
    board_fixture.service.undo()
    assert all(board_fixture.service.card(key) for key in three_selected)


def test_rejections_are_reported_and_the_rest_is_done(
    page: BoardPage,
    board_fixture: BoardFixture,
    three_selected: list[str],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    edit = board_fixture.service.edit_card

    def edited(reference: str, expected: dict[Field, object]) -> object:
        if reference == "3":
            raise Refused("read_only")
        return edit(reference, expected)  # type: ignore[arg-type]

    monkeypatch.setattr(board_fixture.service, "edit_card", edited)
    with qtbot.waitSignal(page.commands.change_queued) as signal:
        press(qtbot, K.Key_M, K.Key_3)
    assert signal.args[1].startswith(
        "2 cards moved to In progress. 1 card could not be changed: You have read-only"
    )
    assert [board_fixture.service.require_card(key).column for key in three_selected] == [
        Column.WIP,
        Column.NEW,
        Column.WIP,
    ]


def test_a_sync_and_a_theme_keep_the_selection(
    page: BoardPage, board_fixture: BoardFixture, three_selected: list[str], qtbot: QtBot
) -> None:
    board_fixture.receive_cards(card(300, "AAA", Column.NEW, -9), card(3, "Umbenannt", Column.NEW, 40))
    board_fixture.receive_deletions(CardKey("1"))
    qtbot.waitUntil(lambda: CardKey("300") in page.columns_view.columns[Column.NEW].model.keys)
    assert picked(page) == set(three_selected) - {"1"}
    page._theme.configure("dark")
    page._theme.configure("light")
    assert picked(page) == set(three_selected) - {"1"}


def test_copied_cards_are_titles_with_links_and_pasted_lines_are_cards(
    page: BoardPage, board_fixture: BoardFixture, three_selected: list[str], qtbot: QtBot
) -> None:
    press(qtbot, K.Key_C, held=CTRL)
    text = QGuiApplication.clipboard().text().splitlines()
    assert text[1::2] == [f"kanbert-desktop://card/{key}" for key in three_selected]
    assert text[0].startswith("Cookie-Banner")
    press(qtbot, K.Key_Escape, K.Key_Right)
    with qtbot.waitSignal(page.commands.change_queued) as signal:
        press(qtbot, K.Key_V, held=CTRL)
    assert signal.args[1] == "3 cards created."
    made = [
        each for each in listed_columns(board_fixture.service, BOARD)[Column.WIP] if each.server_id is None
    ]
    assert {each.title for each in made} == set(text[0::2])
    board_fixture.service.undo()
    assert len(listed_columns(board_fixture.service, BOARD)[Column.WIP]) == 4


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


def test_b_asks_to_which_board_the_selected_cards_are_copied(
    page: BoardPage, three_selected: list[str], qtbot: QtBot
) -> None:
    with qtbot.waitSignal(page.commands.copy_to_board_requested) as signal:
        press(qtbot, K.Key_B)
    assert signal.args == [three_selected]


def test_duplicates_are_selected_and_undone_together(
    page: BoardPage, board_fixture: BoardFixture, three_selected: list[str], qtbot: QtBot
) -> None:
    before = set(board_fixture.card_keys(Column.NEW))
    with qtbot.waitSignal(page.commands.change_queued) as signal:
        press(qtbot, K.Key_D, held=CTRL)
    assert signal.args[1] == "3 cards duplicated."
    made = set(board_fixture.card_keys(Column.NEW)) - before
    assert set(page.controller.selection.keys()) == made
    assert len(made) == len(three_selected)
    board_fixture.service.undo()
    assert set(board_fixture.card_keys(Column.NEW)) == before


def test_the_menu_of_several_cards_leaves_out_commands_for_one(
    page: BoardPage, three_selected: list[str], list_of_column: ListOf
) -> None:
    assert three_selected
    cards = list_of_column(Column.NEW)
    cards.menu_requested.emit(CardKey("3"), cards.viewport().mapToGlobal(QPoint(30, 30)))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    texts = [action.text() for action in menu.actions()]
    menu.close()
    assert texts[0] == "3 cards selected"
    assert "Rename card" not in texts
    assert "Delete card" in texts
