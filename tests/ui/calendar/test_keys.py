"""The calendar by keyboard: focus, moves, opening, renaming, the menu."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from kanbert_desktop.domain.board import CardKey, Column
from kanbert_desktop.ui.calendar.page import CalendarPage
from kanbert_desktop.ui.cards.pickers import DueDatePicker
from kanbert_desktop.ui.commands.actions import single_keys
from kanbert_desktop.ui.navigation.history import PageKind
from kanbert_desktop.ui.widgets.text_editors import TitleEditor
from kanbert_desktop.ui.window.main_window import MainWindow
from support.fake_application import FakeApplication
from support.fake_service import WEB, card
from ui.calendar.page_actions import (
    CTRL,
    DAY,
    SHIFT,
    TODAY,
    cell,
    drop,
    due,
    press,
    spoken,
    tray_titles,
)

# Keys.


def test_arrows_move_between_days_and_cards(page: CalendarPage, qtbot: QtBot) -> None:
    grid = page.grid
    press(qtbot, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down)
    assert grid.current_key() == "104"
    press(qtbot, Qt.Key.Key_Down)
    assert (grid.focused_day, grid.current_key()) == (DAY + timedelta(days=9), None)
    press(qtbot, Qt.Key.Key_Up)
    assert (grid.focused_day, grid.current_key()) == (DAY + timedelta(days=2), None)
    press(qtbot, Qt.Key.Key_Home)
    assert grid.focused_day == page.range.day(2, 0)


def test_an_arrow_beyond_the_last_day_shows_the_next_month(page: CalendarPage, qtbot: QtBot) -> None:
    page.grid.focus_day(page.range.last)
    before = page.range.last
    press(qtbot, Qt.Key.Key_Right)
    assert page.grid.focused_day == before + timedelta(days=1)
    assert page.range.anchor == before + timedelta(days=1)


def test_pages_and_today(page: CalendarPage, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_PageDown)
    assert page.grid.focused_day == date(2027, 1, 15)
    press(qtbot, Qt.Key.Key_PageUp, Qt.Key.Key_PageUp)
    assert page.grid.focused_day == date(2026, 11, 15)
    press(qtbot, Qt.Key.Key_T)
    assert page.grid.focused_day == TODAY


def test_t_is_no_shortcut_while_single_keys_are_off(
    page: CalendarPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(single_keys, "is_on", False)
    press(qtbot, Qt.Key.Key_T)
    assert page.grid.focused_day == DAY


def test_shift_and_an_arrow_move_the_focused_card_and_the_focus_follows(
    page: CalendarPage, application: FakeApplication, window: MainWindow, qtbot: QtBot
) -> None:
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Right, held=SHIFT)
    assert due(application, "101") == DAY + timedelta(days=1)
    qtbot.waitUntil(lambda: page.grid.days.keys_on(DAY + timedelta(days=1)) == ("101",))
    assert page.grid.current_key() == "101"
    press(qtbot, Qt.Key.Key_Down, held=SHIFT)
    assert due(application, "101") == DAY + timedelta(days=8)
    qtbot.waitUntil(lambda: page.grid.focused_day == DAY + timedelta(days=8))
    qtbot.keyClick(window, Qt.Key.Key_Z, CTRL)
    assert due(application, "101") == DAY + timedelta(days=1)


def test_selected_cards_move_together_and_keep_their_distance(
    page: CalendarPage, application: FakeApplication, window: MainWindow, qtbot: QtBot
) -> None:
    press(qtbot, Qt.Key.Key_Down, Qt.Key.Key_Space)
    assert page.header.count.text() == "1 card selected"
    press(qtbot, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Space)
    assert page.grid.selected_or_current_keys() == ["101", "104"]
    press(qtbot, Qt.Key.Key_Left, held=SHIFT)
    assert due(application, "101") == DAY - timedelta(days=1)
    assert due(application, "104") == DAY + timedelta(days=1)
    assert window.workspace.toast.text_label.text() == "Due date of 2 cards changed."
    qtbot.keyClick(window, Qt.Key.Key_Z, CTRL)
    assert (due(application, "101"), due(application, "104")) == (DAY, DAY + timedelta(days=2))


def test_a_card_moved_beyond_the_month_is_followed(
    page: CalendarPage, application: FakeApplication, qtbot: QtBot
) -> None:
    last = page.range.last
    application.receive_cards(card(107, "Abnahme", Column.NEW, WEB, due=last))
    qtbot.waitUntil(lambda: page.grid.days.keys_on(last) == ("107",))
    page.grid.focus_card(CardKey("107"))
    press(qtbot, Qt.Key.Key_Down, held=SHIFT)
    qtbot.waitUntil(lambda: page.grid.current_key() == "107")
    assert page.grid.focused_day == last + timedelta(days=7)


def test_read_only_access_moves_nothing_and_says_so(
    page: CalendarPage, application: FakeApplication, window: MainWindow, qtbot: QtBot
) -> None:
    application.open_account.sync_control.can_write = False
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Right, held=SHIFT)
    assert due(application, "101") == DAY
    assert "read-only" in window.workspace.toast.text_label.text()
    assert drop(page.grid.viewport(), cell(page, DAY + timedelta(days=3)), "101")
    assert due(application, "101") == DAY


def test_enter_opens_a_card_and_escape_returns_to_it(
    page: CalendarPage, window: MainWindow, qtbot: QtBot
) -> None:
    press(qtbot, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert page.opened_card == "101"
    assert page.panel.isVisible()
    press(qtbot, Qt.Key.Key_Escape)
    assert page.opened_card is None
    qtbot.waitUntil(page.grid.hasFocus)
    assert page.grid.current_key() == "101"
    press(qtbot, Qt.Key.Key_Escape)
    assert window.workspace.pages.currentWidget() is window.workspace.board


def test_enter_on_a_day_lists_all_its_cards(page: CalendarPage, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_Return)
    assert tray_titles(page)[1:] == ["Angebot prüfen", "Plakat freigeben", "Seite texten"]
    assert page.trays.card_list.hasFocus()
    assert page.trays.title.text().startswith("Tuesday, ")
    press(qtbot, Qt.Key.Key_Escape)
    assert tray_titles(page)[0] == "# Overdue"
    assert page.grid.hasFocus()


def test_an_empty_day_says_so(page: CalendarPage, qtbot: QtBot) -> None:
    page.grid.focus_day(DAY + timedelta(days=1))
    press(qtbot, Qt.Key.Key_Return)
    assert page.trays.hint.text() == "No cards on this day."
    press(qtbot, Qt.Key.Key_Escape)
    assert page.trays.day is None


def test_more_opens_the_day(page: CalendarPage, application: FakeApplication, qtbot: QtBot) -> None:
    application.receive_cards(
        *(card(200 + n, f"Anzeige {n:02}", Column.NEW, WEB, due=DAY) for n in range(40))
    )
    qtbot.waitUntil(lambda: len(page.grid.days.keys_on(DAY)) == 43)
    layout = page.grid._layout(DAY)
    assert layout.more is not None
    for _stop in range(len(layout.cards) + 1):
        press(qtbot, Qt.Key.Key_Down)
    assert spoken(page, DAY).startswith(f"+{43 - len(layout.cards)} more")
    press(qtbot, Qt.Key.Key_Return)
    assert len(tray_titles(page)) == 44
    press(qtbot, Qt.Key.Key_Escape)
    qtbot.mouseClick(page.grid.viewport(), Qt.MouseButton.LeftButton, pos=layout.more.center())
    assert page.trays.day == DAY


def test_letters_are_commands_on_the_focused_card(
    page: CalendarPage, application: FakeApplication, qtbot: QtBot
) -> None:
    press(qtbot, Qt.Key.Key_Down, Qt.Key.Key_D)
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, DueDatePicker)
    popup.chosen.emit(None)
    popup.close()
    assert due(application, "101") is None
    qtbot.waitUntil(lambda: "Angebot prüfen" in tray_titles(page))
    press(qtbot, Qt.Key.Key_M, Qt.Key.Key_4)
    assert application.open_account.service.require_card("102").column is Column.COMPLETED


def test_g_then_c_opens_the_calendar(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_G)
    qtbot.keyClick(window, Qt.Key.Key_C)
    location = window.workspace.navigator.location
    assert location is not None
    assert location.kind is PageKind.CALENDAR


def test_g_then_c_is_off_with_single_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    assert single_keys.active_keys(["Ctrl+Shift+C", "G, C", "F5"]) == ["Ctrl+Shift+C", "G, C", "F5"]
    monkeypatch.setattr(single_keys, "is_on", False)
    assert single_keys.active_keys(["Ctrl+Shift+C", "G, C", "F5", "/"]) == ["Ctrl+Shift+C", "F5"]


# Renaming and the menu.


def test_f2_renames_the_focused_card_in_place(
    page: CalendarPage, application: FakeApplication, qtbot: QtBot
) -> None:
    press(qtbot, Qt.Key.Key_Down, Qt.Key.Key_F2)
    editor = page.grid.findChild(TitleEditor)
    assert isinstance(editor, TitleEditor)
    assert editor.text() == "Angebot prüfen"
    assert page.grid.viewport().rect().contains(editor.geometry())
    editor.selectAll()
    qtbot.keyClicks(editor, "Angebot senden")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert application.open_account.service.require_card("101").title == "Angebot senden"
    qtbot.waitUntil(page.grid.hasFocus)
    assert page.grid.current_key() == "101"


def test_the_menu_names_no_key_that_does_something_else_here(page: CalendarPage, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_Down)
    page.grid.menu_requested.emit(QPoint(300, 300))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    keys = {action.text(): action.shortcut().toString() for action in menu.actions()}
    menu.close()
    assert keys["Save card as template"] == ""
    assert keys["Due date"] == "D"
