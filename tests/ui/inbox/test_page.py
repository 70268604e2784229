"""The inbox page: days, keys, filters, marks and their undo, counts, notifications."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from kanbert_desktop.app.boards.inbox.entries import InboxFilter
from kanbert_desktop.app.notifications import Notification, NotificationKind
from kanbert_desktop.domain.board import Card, Column
from kanbert_desktop.ui.cards.texts import today
from kanbert_desktop.ui.inbox.page import InboxPage
from kanbert_desktop.ui.inbox.snooze import SnoozeDatePicker, next_monday
from kanbert_desktop.ui.navigation.history import PageKind
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.window.desktop_integration import DesktopIntegration
from kanbert_desktop.ui.window.main_window import MainWindow
from support.fake_application import FakeApplication
from support.fake_service import CATALOGUE, HEAT, ME, WEB, card
from support.inbox_rows import receive_news

CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
HOSTILE = "a\x1b[31m<b>bold</b>&amp; \u202eturned"


def cards() -> list[Card]:
    """Moved and due today, mentioned today, renamed yesterday, deleted two days ago."""
    return [
        replace(card(101, "Angebot prüfen", Column.WIP, WEB), assignee=ME.id),
        replace(card(102, "Plakat freigeben", Column.NEW, HEAT), assignee=ME.id),
        replace(card(103, HOSTILE, Column.NEW, CATALOGUE), assignee=ME.id),
        replace(card(104, "Altes Plakat", Column.NEW, HEAT), assignee=ME.id),
    ]


@pytest.fixture
def page(window: MainWindow, application: FakeApplication, qtbot: QtBot) -> InboxPage:
    """Opened by its shortcut."""
    moved, mentioned, renamed, deleted = cards()
    application.receive_cards(moved, mentioned, renamed)
    noon = datetime.combine(today(), datetime.min.time()).astimezone() + timedelta(minutes=2)
    service = application.service
    assert service is not None
    receive_news(
        service,
        [
            (moved, noon, [("moved", "New", "WIP"), ("due", "", "2026-12-03")]),
            (mentioned, noon - timedelta(minutes=1), [("mentioned", "", "Look at <b>this</b>")]),
            (renamed, noon - timedelta(days=1), [("renamed", "Before", "x")]),
            (deleted, noon - timedelta(days=2), [("deleted", "Altes Plakat", "")]),
        ],
    )
    qtbot.keyClick(window, Qt.Key.Key_I, CONTROL_SHIFT)
    found = window.workspace.navigator.page(PageKind.INBOX)
    assert isinstance(found, InboxPage)
    assert found.inbox_list.hasFocus()
    return found


def titles(page: InboxPage) -> list[str]:
    model = page.inbox_model
    return [entry.title for row in range(model.rowCount()) if (entry := model.entry_at(row)) is not None]


def current(page: InboxPage) -> str:
    entry = page.inbox_list.current_entry()
    return entry.title if entry is not None else ""


def press(qtbot: QtBot, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(QApplication.focusWidget(), key)


def test_it_lists_entries_by_day_the_newest_first(page: InboxPage, window: MainWindow) -> None:
    model = page.inbox_model
    rows = [model.data(model.index(row)) for row in range(model.rowCount())]
    assert rows[:4] == ["Today, 2", "Angebot prüfen", "Plakat freigeben", "Yesterday, 1"]
    assert len(rows) == 7
    assert window.windowTitle() == "Inbox – Kanbert Desktop"
    assert page._count.text() == "4 unread · 4 entries"


def test_a_screen_reader_hears_state_title_news_board_and_time(page: InboxPage) -> None:
    reader = QAccessible.queryAccessibleInterface(page.inbox_list)
    assert reader.text(QAccessible.Text.Name) == "Inbox"
    assert reader.role() is QAccessible.Role.List
    spoken = page.inbox_model.data(page.inbox_model.index(1), Qt.ItemDataRole.AccessibleTextRole)
    assert str(spoken).startswith(
        "Unread, Angebot prüfen, Moved from To do to In progress · Due Dec 3, Website-Relaunch, "
    )


def test_a_colleagues_title_is_shown_as_plain_text(page: InboxPage) -> None:
    entry = next(one for one in page._entries if one.title == HOSTILE)
    assert page.inbox_model.texts_of(entry).title == "a [31m<b>bold</b>&amp; turned"


def test_opening_marks_read_and_shows_the_card(page: InboxPage, qtbot: QtBot, window: MainWindow) -> None:
    press(qtbot, Qt.Key.Key_Return)
    assert page.opened_card == "101"
    assert page.inbox_list.current_entry().is_read  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: window.workspace.sidebar.inbox_count == 3)
    press(qtbot, Qt.Key.Key_Escape)
    assert page.opened_card is None
    press(qtbot, Qt.Key.Key_U)
    qtbot.waitUntil(lambda: window.workspace.sidebar.inbox_count == 4)


def test_opening_the_entry_of_a_deleted_card_marks_it_read(page: InboxPage, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_End, Qt.Key.Key_Return)
    assert current(page) == "Altes Plakat"
    assert page.opened_card is None
    assert page.inbox_list.current_entry().is_read  # type: ignore[union-attr]


def test_arrows_and_letters_go_from_entry_to_entry(page: InboxPage, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_Down, Qt.Key.Key_J)
    assert current(page) == HOSTILE
    press(qtbot, Qt.Key.Key_K)
    assert current(page) == "Plakat freigeben"
    press(qtbot, Qt.Key.Key_Home, Qt.Key.Key_Up)
    assert current(page) == "Angebot prüfen"


def test_done_takes_the_entry_away_and_undo_brings_it_back(
    page: InboxPage, qtbot: QtBot, window: MainWindow
) -> None:
    press(qtbot, Qt.Key.Key_E)
    assert "Angebot prüfen" not in titles(page)
    assert current(page) == "Plakat freigeben"
    toast = window.workspace.toast
    assert toast.text_label.text() == "Done: Angebot prüfen"
    toast.action_button.click()
    assert current(page) == "Angebot prüfen"
    assert len(titles(page)) == 4
    assert page.inbox_list.hasFocus()


def test_done_with_an_open_card_opens_the_next_one(page: InboxPage, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_Return)
    page.inbox_list.setFocus()
    press(qtbot, Qt.Key.Key_E)
    assert page.opened_card == "102"


@pytest.mark.parametrize(
    ("choice", "day"),
    [(0, lambda: today() + timedelta(days=1)), (1, lambda: next_monday(today()))],
    ids=["tomorrow", "Monday"],
)
def test_a_snoozed_entry_comes_back_unread_on_its_day(
    page: InboxPage, qtbot: QtBot, application: FakeApplication, choice: int, day: Callable[[], date]
) -> None:
    press(qtbot, Qt.Key.Key_H)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.actions()[choice].trigger()
    menu.close()
    assert "Angebot prüfen" not in titles(page)
    service = application.service
    assert service is not None
    (sleeping,) = service.inbox.snoozed(today())
    assert sleeping.until == day()
    back = next(one for one in service.inbox.entries(day()) if one.title == "Angebot prüfen")
    assert not back.is_read
    assert back.day(day()) == day()


def test_any_later_day_can_be_typed(page: InboxPage, qtbot: QtBot, window: MainWindow) -> None:
    press(qtbot, Qt.Key.Key_H)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.actions()[2].trigger()
    menu.close()
    picker = page.findChild(SnoozeDatePicker)
    assert picker is not None
    qtbot.keyClicks(picker.field, "today")
    qtbot.keyClick(picker.field, Qt.Key.Key_Return)
    assert window.workspace.toast.text_label.text() == "Choose a day after today."
    page.snooze(today() + timedelta(days=400))
    assert len(titles(page)) == 3


def test_filters_by_click_and_digit(page: InboxPage, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_4)
    assert titles(page) == ["Plakat freigeben"]
    assert page.filter_buttons[InboxFilter.MENTIONS].isChecked()
    page.filter_buttons[InboxFilter.ASSIGNED].click()
    assert titles(page) == []
    assert page.empty_state.title_label.text() == "Nothing here."
    page.filter_buttons[InboxFilter.UNREAD].click()
    page.mark_all_read()
    assert titles(page) == []


def test_an_entry_stays_under_unread_while_its_card_is_open(page: InboxPage, qtbot: QtBot) -> None:
    page.set_filter(InboxFilter.UNREAD)
    press(qtbot, Qt.Key.Key_Return)
    assert current(page) == "Angebot prüfen"
    press(qtbot, Qt.Key.Key_Escape)
    assert "Angebot prüfen" not in titles(page)


def test_an_empty_inbox_says_so_and_escape_still_goes_back(
    page: InboxPage, qtbot: QtBot, window: MainWindow
) -> None:
    for _ in range(4):
        press(qtbot, Qt.Key.Key_E)
    assert page.empty_state.isVisible()
    assert page.empty_state.title_label.text() == "All caught up."
    press(qtbot, Qt.Key.Key_Escape)
    assert window.workspace.navigator.location is not None
    assert window.workspace.navigator.location.kind is PageKind.BOARD


def test_news_appear_while_the_page_is_open(
    page: InboxPage, qtbot: QtBot, application: FakeApplication
) -> None:
    press(qtbot, Qt.Key.Key_Down)
    service = application.service
    assert service is not None
    new = card(105, "Neu", Column.NEW, WEB)
    receive_news(service, [(new, datetime.now(UTC), [("assigned", "", ME.id)])])
    qtbot.waitUntil(lambda: "Neu" in titles(page))
    assert current(page) == "Plakat freigeben"


def test_five_thousand_entries_are_listed(
    page: InboxPage, qtbot: QtBot, application: FakeApplication
) -> None:
    service = application.service
    assert service is not None
    start = datetime.now(UTC)
    many = [
        (
            card(1000 + number, f"Karte {number}", Column.NEW, WEB),
            start - timedelta(minutes=number),
            [("moved", "New", "WIP")],
        )
        for number in range(5000)
    ]
    receive_news(service, many)
    qtbot.waitUntil(lambda: len(titles(page)) == 5004)
    press(qtbot, Qt.Key.Key_End, Qt.Key.Key_E, Qt.Key.Key_Home, Qt.Key.Key_E)
    assert len(titles(page)) == 5002


def test_the_menu_has_the_same_commands(page: InboxPage) -> None:
    page.inbox_list.menu_requested.emit(QPoint())
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    texts = [action.text().partition("\t")[0] for action in menu.actions()]
    assert texts == ["Open card", "Done", "Snooze", "Mark as read"]
    menu.close()


def test_a_notification_leads_to_its_entry(
    page: InboxPage, application: FakeApplication, theme: Theme, window: MainWindow
) -> None:
    integration = DesktopIntegration(application, theme, window)  # type: ignore[arg-type]
    page.closed.emit()
    mentioned = cards()[1]
    integration.open_notification(Notification("", "", mentioned.key, NotificationKind.MENTION))
    assert window.workspace.pages.currentWidget() is page
    assert page.opened_card == mentioned.key
    assert integration.tray._inbox_count == window.workspace.sidebar.inbox_count
    integration.open_notification(Notification("", "", mentioned.key, NotificationKind.DUE))
    assert window.workspace.pages.currentWidget() is window.workspace.board


def test_w_follows_a_card(window: MainWindow, application: FakeApplication, qtbot: QtBot) -> None:
    board = window.workspace.board
    board.focus_board()
    view = board.columns_view.start_column()
    assert view is not None
    key = view.cards.current_key()
    service = application.service
    assert service is not None
    assert key is not None
    qtbot.keyClick(view.cards, Qt.Key.Key_W)
    assert service.inbox.is_pinned(key)
    assert "inbox" in window.workspace.toast.text_label.text()
    qtbot.keyClick(view.cards, Qt.Key.Key_W)
    assert not service.inbox.is_pinned(key)
