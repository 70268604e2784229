"""The calendar page: what it shows, its filter, updates and printing."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kanbert_desktop.domain.board import CardKey, Column
from kanbert_desktop.domain.events import BoardsChanged
from kanbert_desktop.ui.calendar.days import CalendarKind, day_number, day_title
from kanbert_desktop.ui.calendar.page import CalendarPage
from kanbert_desktop.ui.calendar.printout import CalendarPrintout
from kanbert_desktop.ui.cards.texts import Midnight
from kanbert_desktop.ui.window.main_window import MainWindow
from support.fake_application import FakeApplication
from support.fake_service import HEAT, WEB, card
from support.idle_events import process_until_idle
from support.painted_text import painted_texts
from ui.calendar.page_actions import (
    CTRL,
    DAY,
    TODAY,
    press,
    spoken,
    tray_titles,
)
from ui.layout.locale_fixture import in_language

# What it shows.


def test_cards_of_all_boards_are_on_their_days(page: CalendarPage, window: MainWindow) -> None:
    assert page.grid.days.keys_on(DAY) == ("101", "102", "103")
    assert tray_titles(page) == ["# Overdue", "Rechnung schreiben", "# No date", "Irgendwann aufräumen"]
    assert page.header.count.text() == "4 cards"
    assert window.windowTitle() == "Calendar – Kanbert Desktop"
    assert window.workspace.sidebar.calendar_button.isChecked()


def test_a_screen_reader_finds_a_table_of_named_days(page: CalendarPage) -> None:
    found = QAccessible.queryAccessibleInterface(page.grid)
    assert found.role() == QAccessible.Role.Table
    assert found.text(QAccessible.Text.Name) == "Calendar"
    parts = [found.child(number) for number in range(found.childCount())]
    names = {part.text(QAccessible.Text.Name): part.role() for part in parts}
    assert names["Tuesday"] is QAccessible.Role.ColumnHeader
    assert names["Week 51"] is QAccessible.Role.RowHeader
    assert names[f"{day_title(DAY, TODAY)}, 3 cards"] is QAccessible.Role.Cell


def test_the_name_of_a_day_tells_the_focused_card(page: CalendarPage, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert spoken(page, DAY).startswith("Plakat freigeben, In progress, due")
    assert ", 2 of 3, Tuesday, " in spoken(page, DAY)
    press(qtbot, Qt.Key.Key_Space)
    assert "selected, 2 of 3" in spoken(page, DAY)


@pytest.mark.parametrize("kind", CalendarKind)
def test_a_page_that_is_too_low_scrolls_to_the_focused_day(
    page: CalendarPage, window: MainWindow, qtbot: QtBot, kind: CalendarKind
) -> None:
    page.show_kind(kind)
    window.theme.configure("light", 2.0)
    try:
        window.resize(720, 480)
        qtbot.waitUntil(lambda: (window.width(), window.height()) == (720, 480))
        assert page.grid.height() >= page.grid.minimumSizeHint().height()
        page.grid.setFocus()
        for day in (page.range.last, page.range.first):
            page.grid.focus_day(day)
            assert is_in_sight(page, day)
    finally:
        window.theme.configure("light", 1.0)


def is_in_sight(page: CalendarPage, day: date) -> bool:
    seen = page._area.viewport()
    rect = page.grid.visualRect(page.grid.days.index_of(day))
    top_left = page.grid.viewport().mapTo(page, rect.topLeft())
    return seen.rect().contains(rect.translated(seen.mapFrom(page, top_left) - rect.topLeft()))


def test_a_week_shows_the_week_of_the_focused_day(page: CalendarPage, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.header.kinds.buttons[CalendarKind.WEEK.value], Qt.MouseButton.LeftButton)
    assert page.range.weeks == 1
    assert page.range.position(DAY) is not None
    assert page.grid.days.keys_on(DAY) == ("101", "102", "103")
    assert page.header.next.accessibleName() == "Next week"


def test_kind_and_board_are_kept(
    page: CalendarPage, window: MainWindow, application: FakeApplication
) -> None:
    page.show_kind(CalendarKind.WEEK)
    page.show_board(HEAT)
    again = CalendarPage(
        application.open_account.service, application.bus, window._theme, window.workspace.commands
    )
    again.open()
    again.show_day(DAY)
    assert again.range.kind is CalendarKind.WEEK
    assert again.grid.days.keys_on(DAY) == ("102",)
    again.unsubscribe()


def test_unreadable_choices_are_the_defaults(
    page: CalendarPage, window: MainWindow, application: FakeApplication
) -> None:
    application.open_account.service.local.save_value("calendar", '["decade", 7]')
    again = CalendarPage(
        application.open_account.service, application.bus, window._theme, window.workspace.commands
    )
    assert again.range.kind is CalendarKind.MONTH
    again.unsubscribe()
    assert page.range.kind is CalendarKind.MONTH


# Filter and boards.


def test_the_filter_is_the_search_language(page: CalendarPage, qtbot: QtBot) -> None:
    page.header.field.setText("board:FERN")
    qtbot.waitUntil(lambda: page.grid.days.keys_on(DAY) == ("102",))
    page.loader.finish()
    assert tray_titles(page) == []
    page.header.field.setText("colour:red")
    assert "is not a search keyword" in page.header.field.toolTip()
    page.header.field.clear()
    assert page.grid.days.keys_on(DAY) == ("101", "102", "103")


def test_ctrl_f_focuses_the_filter_and_escape_returns(page: CalendarPage, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_F, held=CTRL)
    assert page.header.field.hasFocus()
    press(qtbot, Qt.Key.Key_Escape)
    assert page.grid.hasFocus()


def test_one_board_can_be_shown(page: CalendarPage, qtbot: QtBot) -> None:
    page.header.boards.setCurrentIndex(page.header.boards.findData(HEAT))
    page.header.boards.activated.emit(page.header.boards.currentIndex())
    assert page.grid.days.keys_on(DAY) == ("102",)
    page.loader.finish()
    qtbot.waitUntil(lambda: tray_titles(page) == [])


def test_the_cards_of_a_closed_board_disappear(
    page: CalendarPage, application: FakeApplication, qtbot: QtBot
) -> None:
    page.show_board(HEAT)
    boards = application.open_account.local_cards.boards
    boards[HEAT] = boards[HEAT]._replace(is_running=False)
    application.bus.publish(BoardsChanged())
    qtbot.waitUntil(lambda: page.grid.days.keys_on(DAY) == ("101", "103"))
    assert page.header.boards.currentData() == ""
    assert page.header.boards.findData(HEAT) == -1


# Updates.


def test_changes_of_the_server_keep_the_focus_on_its_card(
    page: CalendarPage, application: FakeApplication, qtbot: QtBot
) -> None:
    page.grid.focus_card(CardKey("102"))
    application.receive_cards(
        card(102, "Plakat gedruckt", Column.WIP, HEAT, due=DAY + timedelta(days=1)),
        card(108, "Aaa", Column.NEW, WEB, due=DAY),
    )
    qtbot.waitUntil(lambda: page.grid.days.keys_on(DAY) == ("108", "101", "103"))
    assert page.grid.current_key() == "102"
    label = page._labels.get(CardKey("102"))
    assert label is not None
    assert label.title == "Plakat gedruckt"


@pytest.mark.parametrize("way", ["midnight", "window"])
def test_a_new_day_is_noticed(
    window: MainWindow, application: FakeApplication, qtbot: QtBot, way: str
) -> None:
    now = [DAY]
    application.receive_cards(card(109, "Heute", Column.NEW, WEB, due=DAY))
    page = CalendarPage(
        application.open_account.service,
        application.bus,
        window._theme,
        window.workspace.commands,
        now=lambda: now[0],
    )
    qtbot.addWidget(page)
    page.show()
    page.open()
    assert "today" in spoken(page, DAY)
    now[0] = DAY + timedelta(days=1)
    if way == "midnight":
        page.findChild(Midnight).passed.emit()  # type: ignore[union-attr]
    else:
        page._notice_midnight()
    qtbot.waitUntil(lambda: "Heute" in tray_titles(page))
    assert "today" not in spoken(page, DAY)
    assert "today" in spoken(page, DAY + timedelta(days=1))
    page.unsubscribe()


@pytest.mark.parametrize("title", ["<b>Fett</b>", "a\x1b[31m\nb", "\u202eabc", "", "x" * 100_000])
def test_a_hostile_title_is_plain_text(
    page: CalendarPage, application: FakeApplication, qtbot: QtBot, title: str
) -> None:
    application.receive_cards(card(110, title, Column.NEW, WEB, due=DAY + timedelta(days=5)))
    day = DAY + timedelta(days=5)
    qtbot.waitUntil(lambda: page.grid.days.keys_on(day) == ("110",))
    label = page._labels.get(CardKey("110"))
    assert label is not None
    assert label.title.isprintable() or "\u202e" in label.title
    assert len(label.title) <= 1000
    page.grid.grab()


def test_a_narrow_page_has_its_trays_below(page: CalendarPage, window: MainWindow, qtbot: QtBot) -> None:
    window.resize(700, 700)
    qtbot.waitUntil(lambda: page.trays.y() > page.grid.y())
    window.resize(1400, 800)
    qtbot.waitUntil(lambda: page.trays.x() > page.grid.x())


@pytest.mark.parametrize("language", ["en", "de"])
def test_beside_a_card_in_a_narrow_window_the_header_has_three_lines(
    page: CalendarPage, window: MainWindow, qtbot: QtBot, language: str
) -> None:
    header = page.header
    with in_language(language):
        window.resize(720, 480)
        qtbot.waitUntil(lambda: (window.width(), window.height()) == (720, 480))
        page.open_card(CardKey("101"))
        process_until_idle()
        assert page.panel_host.is_beside
        lines = (
            (header.title, header.previous, header.next),
            (header.today, header.kinds, header.count),
            (header.field, header.boards),
        )
        heights = [{abs(_middle(part) - _middle(line[0])) for part in line} for line in lines]
        assert max(max(line) for line in heights) <= 1
        assert header.height() < 5 * header.today.height()
        assert page._area.horizontalScrollBar().maximum() == 0
        assert header.previous.nextInFocusChain() is header.next


def test_a_wide_header_has_its_buttons_beside_the_title_again(
    page: CalendarPage, window: MainWindow, qtbot: QtBot
) -> None:
    header = page.header
    window.resize(720, 480)
    page.open_card(CardKey("101"))
    qtbot.waitUntil(lambda: header.today.y() > header.title.y() + header.title.height())
    page.close_card()
    window.resize(1400, 800)
    qtbot.waitUntil(lambda: window.width() == 1400)
    process_until_idle()
    buttons = (header.title, header.previous, header.today, header.next, header.kinds)
    assert all(abs(_middle(part) - _middle(header.title)) <= 1 for part in buttons)
    assert [part.x() for part in buttons] == sorted(part.x() for part in buttons)
    assert header.previous.nextInFocusChain() is header.today
    assert abs(_middle(header.count) - _middle(header.field)) <= 1
    assert header.field.width() == window.theme.px(256)


def _middle(part: QWidget) -> int:
    return part.y() + part.height() // 2


# Printing.


def test_printing_prints_the_calendar_that_is_shown(
    page: CalendarPage, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed: list[CalendarPrintout] = []
    controller = window.workspace.print_and_export.print_controller
    monkeypatch.setattr(controller, "save_as_pdf", printed.append)
    page.header.field.setText("plakat")
    window.workspace.print_and_export.save_current_as_pdf()
    (printout,) = printed
    assert printout.title == "December 2026"
    notes = printout._content.notes
    assert notes == ("All boards", "Filter: “plakat”", "1 card")


def test_the_board_is_printed_again_after_the_calendar(
    page: CalendarPage, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed: list[object] = []
    monkeypatch.setattr(window.workspace.print_and_export.print_controller, "print_document", printed.append)
    page.closed.emit()
    window.workspace.print_and_export.print_current()
    assert not isinstance(printed[0], CalendarPrintout)


def test_a_narrow_cell_shows_the_day_without_its_month(page: CalendarPage) -> None:
    first = DAY.replace(day=1)
    cell = page.grid.visualRect(page.grid.days.index_of(first))
    shown = [one.text for one in painted_texts(page.grid.viewport())]
    assert day_number(first) in shown
    page.grid.resize(page.grid.width() * 30 // cell.width(), page.grid.height())
    process_until_idle()
    shown = [one.text for one in painted_texts(page.grid.viewport())]
    assert day_number(first) not in shown
    assert "1" in shown


def test_a_moved_card_repaints_the_two_days_it_concerns(page: CalendarPage) -> None:
    changed: set[date] = set()
    days = page.grid.days
    days.dataChanged.connect(
        lambda first, last, _roles: changed.update({days.day_at(first), days.day_at(last)})
    )
    page.controller.move_to_day([CardKey("104")], DAY + timedelta(days=3))
    page.refresh()
    assert days.keys_on(DAY + timedelta(days=3)) == ("104",)
    assert changed - {page.grid.focused_day} == {DAY + timedelta(days=2), DAY + timedelta(days=3)}


def test_many_changes_are_shown_together(page: CalendarPage, application: FakeApplication) -> None:
    application.receive_cards(
        *(card(200 + number, f"Neu {number}", Column.NEW, WEB, due=DAY) for number in range(60))
    )
    page.refresh()
    assert len(page.grid.days.keys_on(DAY)) == 63
