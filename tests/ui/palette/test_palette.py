"""Command palette, used by keyboard."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kanbert_desktop.app.boards import quick_open
from kanbert_desktop.domain.board import CardKey, Column
from kanbert_desktop.domain.changes import Field
from kanbert_desktop.ui.cards.texts import today
from kanbert_desktop.ui.commands.actions import COMMANDS, CommandId
from kanbert_desktop.ui.commands.cheat_sheet import CheatSheet
from kanbert_desktop.ui.palette.palette import Palette
from kanbert_desktop.ui.palette.results import ROW_HEIGHT
from kanbert_desktop.ui.widgets import stepped_search
from kanbert_desktop.ui.window.main_window import MainWindow
from support.fake_application import FakeApplication
from support.fake_service import HEAT, WEB

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def palette(window: MainWindow, qtbot: QtBot) -> Palette:
    """The open palette, over a board with a focused card."""
    window.workspace.navigator.open_board(HEAT)
    window.workspace.navigator.open_board(WEB)
    window.workspace.board.focus_board(CardKey("1"))
    qtbot.keyClick(window, Qt.Key.Key_K, CTRL)
    made = window.workspace.findChild(Palette)
    assert made.field.hasFocus()
    return made


def found(palette: Palette) -> list[str]:
    return [match.target.title for match in palette.result_list.matches]


def typed(palette: Palette, text: str, qtbot: QtBot) -> None:
    qtbot.keyClicks(palette.field, text)
    qtbot.waitUntil(lambda: not (palette._idle.isActive() or palette._steps.is_running))


def test_an_empty_field_offers_recent_boards_and_every_command(palette: Palette) -> None:
    assert palette.result_list.heading_of(0) == "Recent boards"
    assert found(palette)[0] == "Kampagne Fernwärme"
    assert "Website-Relaunch" not in found(palette)
    offered = {match.target.id for match in palette.result_list.matches}
    assert offered >= {command.id for command in COMMANDS} - {CommandId.PALETTE, CommandId.REGION}
    keys = {match.target.title: match.target.detail for match in palette.result_list.matches}
    assert keys["Undo"] == "Ctrl+Z"


def test_a_few_letters_and_enter_open_a_board(palette: Palette, window: MainWindow, qtbot: QtBot) -> None:
    typed(palette, "kampagne", qtbot)
    assert palette.result_list.heading_of(0) == "Boards"
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.isHidden()
    assert window.workspace.board.board == HEAT
    assert window.workspace.board.isAncestorOf(QApplication.focusWidget())


def test_a_card_opens_beside_its_board(palette: Palette, window: MainWindow, qtbot: QtBot) -> None:
    typed(palette, "kampagne 17", qtbot)
    assert found(palette)[0] == "Kampagne 17"
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert (window.workspace.board.board, window.workspace.board.opened_card) == (HEAT, "87")


@pytest.fixture
def slowly(palette: Palette, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Palette:
    """The same with so many cards that a letter's matches are known some frames later."""
    qtbot.waitUntil(lambda: not (palette._idle.isActive() or palette._steps.is_running))
    monkeypatch.setattr(quick_open, "SEARCHED_AT_ONCE", 3)
    monkeypatch.setattr(stepped_search, "_FRAME_SECONDS", 0)
    return palette


def test_among_very_many_cards_the_matches_come_between_frames(slowly: Palette, qtbot: QtBot) -> None:
    typed(slowly, "kampagne 17", qtbot)
    assert found(slowly)[0] == "Kampagne 17"


def test_enter_does_not_wait_for_the_next_frame(slowly: Palette, window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClicks(slowly.field, "kampagne 17")
    qtbot.keyClick(slowly.field, Qt.Key.Key_Return)
    assert (window.workspace.board.board, window.workspace.board.opened_card) == (HEAT, "87")


def test_arrow_keys_wrap_around_and_escape_restores_the_focus(
    palette: Palette, window: MainWindow, qtbot: QtBot
) -> None:
    qtbot.keyClick(palette.field, Qt.Key.Key_Up)
    assert palette.result_list.current_match() is palette.result_list.matches[-1]
    qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    assert palette.result_list.current_match() is palette.result_list.matches[0]
    qtbot.keyClick(palette.field, Qt.Key.Key_PageDown)
    assert palette.result_list.currentIndex().row() > 1
    qtbot.keyClick(palette.field, Qt.Key.Key_Escape)
    cards = window.workspace.board.columns_view.columns[Column.NEW].cards
    assert cards.hasFocus()
    assert cards.current_key() == "1"


def test_the_same_shortcut_closes_it(palette: Palette, window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(palette.field, Qt.Key.Key_K, CTRL)
    assert palette.isHidden()
    assert window.workspace.board.columns_view.columns[Column.NEW].cards.hasFocus()


def test_a_command_runs(palette: Palette, window: MainWindow, qtbot: QtBot) -> None:
    typed(palette, "shortcuts", qtbot)
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    sheet = window.findChild(CheatSheet)
    assert sheet is not None
    sheet.close()


def test_enter_does_not_press_the_button_that_had_the_focus_before(
    palette: Palette, window: MainWindow, qtbot: QtBot
) -> None:
    """The focus is back on it when the window gets the key."""
    qtbot.keyClick(palette.field, Qt.Key.Key_Escape)
    button = window.workspace.sidebar.account_button
    button.setFocus()
    pressed: list[bool] = []
    button.clicked.connect(pressed.append)
    qtbot.keyClick(window, Qt.Key.Key_K, CTRL)
    typed(palette, "undo", qtbot)
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.isHidden()
    assert not pressed


def test_commands_for_the_focused_card_are_offered(
    palette: Palette, application: FakeApplication, qtbot: QtBot
) -> None:
    typed(palette, "assign to me", qtbot)
    assert palette.result_list.current_match().target.detail == "I"
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert application.open_account.service.require_card("1").assignee == "u1"


def test_a_typing_error_still_finds_the_match(palette: Palette, qtbot: QtBot) -> None:
    typed(palette, "barirefrei", qtbot)
    assert found(palette) == ["Barrierefreiheitserklärung nach BFSG schreiben"]


def test_no_results_are_reported(palette: Palette, qtbot: QtBot) -> None:
    typed(palette, "xyzzy", qtbot)
    assert palette.no_results_label.isVisible()
    assert palette.no_results_label.text() == "No results."
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.isVisible()


def test_a_click_chooses_a_row(palette: Palette, window: MainWindow, qtbot: QtBot) -> None:
    place = palette.result_list.visualRect(palette.result_list.model().index(0, 0)).center()
    qtbot.mouseClick(palette.result_list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert window.workspace.board.board == HEAT


def test_a_click_elsewhere_closes_it(palette: Palette, window: MainWindow) -> None:
    window.workspace.sidebar.board_tree.setFocus()
    assert palette.isHidden()
    assert window.workspace.sidebar.board_tree.hasFocus()


def test_its_parts_have_accessible_names(palette: Palette) -> None:
    field = QAccessible.queryAccessibleInterface(palette.field)
    assert field.text(QAccessible.Text.Name) == "Go to a board, card, person or command"
    first = palette.result_list.model().index(0, 0)
    assert first.data(Qt.ItemDataRole.AccessibleTextRole) == "Kampagne Fernwärme, Stadtwerke Lindau"


def test_it_stays_inside_a_small_window(palette: Palette, window: MainWindow, qtbot: QtBot) -> None:
    window.resize(720, 480)
    qtbot.waitUntil(lambda: palette.geometry().bottom() < window.workspace.height() < 600)
    assert window.workspace.rect().contains(palette.geometry())


def test_large_text_in_a_low_window_leaves_room_for_results(
    palette: Palette, window: MainWindow, qtbot: QtBot
) -> None:
    window.resize(720, 480)
    window.theme.configure("light", 2.0)
    try:
        row = window.theme.row_height(ROW_HEIGHT)
        qtbot.waitUntil(lambda: window.workspace.height() < 600 and palette.result_list.height() > 3 * row)
        assert window.workspace.rect().contains(palette.geometry())
    finally:
        window.theme.configure("light", 1.0)


def details(palette: Palette) -> dict[str, tuple[str, str]]:
    shown = zip(palette.result_list.matches, palette.result_list.details, strict=True)
    return {match.target.title: (detail.place, detail.facts) for match, detail in shown}


def spoken(palette: Palette, row: int) -> str:
    return palette.result_list.model().index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)


def test_a_card_shows_its_board_column_and_due_date(
    palette: Palette, application: FakeApplication, qtbot: QtBot
) -> None:
    application.open_account.service.edit_card("87", {Field.DUE: today() + timedelta(days=1)})
    typed(palette, "kampagne 1", qtbot)
    assert found(palette)[0] == "Kampagne 1"
    assert details(palette)["Kampagne 1"] == ("Kampagne Fernwärme", "In progress")
    assert spoken(palette, 0) == "Kampagne 1, Kampagne Fernwärme, In progress"
    typed(palette, "7", qtbot)
    assert details(palette)["Kampagne 17"] == ("Kampagne Fernwärme", "In progress · Tomorrow")
    assert spoken(palette, 0).startswith("Kampagne 17, Kampagne Fernwärme, In progress, due ")
