"""The calendar page: what it shows, its keys, moves, trays, filter, updates."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QDropEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from kanbert_desktop.domain.board import CardKey, Column
from kanbert_desktop.domain.events import BoardsChanged
from kanbert_desktop.ui.calendar.days import CalendarKind, day_title
from kanbert_desktop.ui.calendar.page import CalendarPage
from kanbert_desktop.ui.calendar.printout import CalendarPrintout
from kanbert_desktop.ui.card_list.model import CardRow
from kanbert_desktop.ui.cards.drag import CARDS_MIME_TYPE, DragHover
from kanbert_desktop.ui.cards.pickers import DueDatePicker
from kanbert_desktop.ui.cards.texts import Midnight, today
from kanbert_desktop.ui.commands.actions import single_keys
from kanbert_desktop.ui.navigation.history import PageKind
from kanbert_desktop.ui.widgets.text_fields import TitleEditor
from kanbert_desktop.ui.window.main_window import MainWindow
from support.drag_events import drag_entering
from support.fake_application import FakeApplication
from support.fake_service import CATALOGUE, HEAT, WEB, card

NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
DAY = date(2026, 12, 15)
"""A Tuesday in the middle of its month."""


@pytest.fixture
def page(window: MainWindow, application: FakeApplication, qtbot: QtBot) -> CalendarPage:
    """December 2026 with six cards, of which one is overdue and one has no date."""
    account = application.open_account
    account.local_cards.remove_cards([each.key for each in list(account.local_cards.cards())])
    application.receive_cards(
        card(101, "Angebot prüfen", Column.NEW, WEB, due=DAY),
        card(102, "Plakat freigeben", Column.WIP, HEAT, due=DAY),
        card(103, "Seite texten", Column.COMPLETED, CATALOGUE, due=DAY),
        card(104, "Druck abholen", Column.NEW, HEAT, due=DAY + timedelta(days=2)),
        card(105, "Rechnung schreiben", Column.NEW, WEB, due=today() - timedelta(days=400)),
        card(106, "Irgendwann aufräumen", Column.BACKLOG, WEB),
    )
    qtbot.keyClick(window, Qt.Key.Key_C, CTRL | SHIFT)
    shown = window.workspace.navigator.page(PageKind.CALENDAR)
    assert isinstance(shown, CalendarPage)
    shown.show_day(DAY)
    shown.loader.finish()
    assert shown.grid.hasFocus()
    return shown


def press(qtbot: QtBot, *keys: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
    for key in keys:
        qtbot.keyClick(QApplication.focusWidget(), key, held)


def due(application: FakeApplication, key: str) -> date | None:
    return application.open_account.service.require_card(key).due


def tray_titles(page: CalendarPage) -> list[str]:
    rows = page.trays.card_list.grouped_model
    items = [rows.item_at(rows.item_model.index(row, 0)) for row in range(rows.item_model.rowCount())]
    return [item.card.title if isinstance(item, CardRow) else f"# {item.name}" for item in items if item]


def mime_data(*keys: str) -> QMimeData:
    data = QMimeData()
    data.setData(CARDS_MIME_TYPE, str(list(keys)).replace("'", '"').encode())
    return data


def drop(target: QWidget, point: QPoint, *keys: str) -> bool:
    """Returns whether the cards were taken."""
    data = mime_data(*keys)
    entering = drag_entering(point, data)
    QApplication.sendEvent(target, entering)
    event = QDropEvent(QPointF(point), Qt.DropAction.MoveAction, data, Qt.MouseButton.LeftButton, NONE)
    QApplication.sendEvent(target, event)
    return entering.isAccepted()


def cell(page: CalendarPage, day: date) -> QPoint:
    return page.grid.visualRect(page.grid.days.index_of(day)).center()


def spoken(page: CalendarPage, day: date) -> str:
    index = page.grid.days.index_of(day)
    return str(page.grid.days.data(index, Qt.ItemDataRole.AccessibleTextRole))


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
    assert names[f"{day_title(DAY, today())}, 3 cards"] is QAccessible.Role.Cell


def test_the_name_of_a_day_tells_the_focused_card(page: CalendarPage, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert spoken(page, DAY).startswith("Plakat freigeben, In progress, due")
    assert ", 2 of 3, Tuesday, " in spoken(page, DAY)
    press(qtbot, Qt.Key.Key_Space)
    assert "selected, 2 of 3" in spoken(page, DAY)


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
    assert page.grid.focused_day == today()


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


# Pointer and drops.


def test_a_click_opens_a_card_and_ctrl_click_selects_it(page: CalendarPage, qtbot: QtBot) -> None:
    spot = page.grid.card_rect(CardKey("102")).center()
    qtbot.mouseClick(page.grid.viewport(), Qt.MouseButton.LeftButton, CTRL, spot)
    assert page.grid.selected == {"102"}
    assert page.opened_card is None
    qtbot.mouseClick(page.grid.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert page.opened_card == "102"


def test_cards_dropped_on_a_day_are_due_then(
    page: CalendarPage, application: FakeApplication, window: MainWindow, qtbot: QtBot
) -> None:
    target = DAY + timedelta(days=3)
    assert drop(page.grid.viewport(), cell(page, target), "101", "105", "106")
    assert {due(application, key) for key in ("101", "105", "106")} == {target}
    assert window.workspace.toast.text_label.text() == "Due date of 3 cards changed."
    qtbot.waitUntil(lambda: page.grid.days.keys_on(target) == ("101", "106", "105"))
    assert page.grid.current_key() == "101"
    qtbot.waitUntil(lambda: not tray_titles(page))
    assert page.trays.hint.text() == "Nothing is overdue or without a date."
    qtbot.keyClick(window, Qt.Key.Key_Z, CTRL)
    assert due(application, "106") is None


def test_cards_dropped_on_the_trays_lose_their_date(
    page: CalendarPage, application: FakeApplication, qtbot: QtBot
) -> None:
    cards, data = page.trays.card_list, mime_data("101")
    QApplication.sendEvent(cards.viewport(), drag_entering(QPoint(20, 20), data))
    assert page.trays.property("lit")
    assert drop(cards.viewport(), QPoint(20, 20), "101")
    assert due(application, "101") is None
    assert not page.trays.property("lit")
    qtbot.waitUntil(lambda: "Angebot prüfen" in tray_titles(page))


def test_other_drags_are_refused(page: CalendarPage) -> None:
    data = QMimeData()
    data.setText("from elsewhere")
    for target in (page.grid.viewport(), page.trays.card_list.viewport()):
        entering = drag_entering(QPoint(30, 30), data)
        QApplication.sendEvent(target, entering)
        assert not entering.isAccepted()


@pytest.mark.parametrize("bar", ["sidebar", "rail"])
def test_cards_of_a_board_that_rest_on_the_button_open_the_calendar(
    window: MainWindow, qtbot: QtBot, bar: str
) -> None:
    button = getattr(window.workspace, bar).calendar_button
    data = mime_data("1")
    QApplication.sendEvent(button, drag_entering(QPoint(5, 5), data))
    navigator = window.workspace.navigator
    qtbot.waitUntil(lambda: navigator.location is not None and navigator.location.kind is PageKind.CALENDAR)
    for hover in button.findChildren(DragHover):
        hover._timer.stop()


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
