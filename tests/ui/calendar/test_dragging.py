"""Drags with the X server's pointer: within the calendar, from the trays, and from a column of a board."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kanbert_desktop.domain.board import CardKey, Column
from kanbert_desktop.ui.calendar.page import CalendarPage
from kanbert_desktop.ui.cards.drag import DragHover
from kanbert_desktop.ui.cards.texts import today
from kanbert_desktop.ui.navigation.history import PageKind
from kanbert_desktop.ui.window.main_window import MainWindow
from support.fake_application import FakeApplication
from support.fake_service import HEAT, WEB, card
from support.screen_pointer import Pointer, path, pointer, position, steps

__all__ = ["pointer"]
DAY = date(2026, 12, 15)
Spot = tuple[str, str]


@pytest.fixture
def page(window: MainWindow, application: FakeApplication) -> CalendarPage:
    application.receive_cards(
        card(101, "Angebot prüfen", Column.NEW, WEB, due=DAY),
        card(102, "Plakat freigeben", Column.WIP, HEAT, due=DAY + timedelta(days=1)),
        card(106, "Ohne Datum", Column.NEW, WEB),
    )
    window.workspace.navigator.open_page(PageKind.CALENDAR)
    shown = window.workspace.navigator.page(PageKind.CALENDAR)
    assert isinstance(shown, CalendarPage)
    shown.show_day(DAY)
    shown.loader.finish()
    return shown


def due(application: FakeApplication, key: str) -> date | None:
    return application.open_account.service.require_card(key).due


def day_spot(page: CalendarPage, day: date) -> Spot:
    return position(page.grid.viewport(), page.grid.visualRect(page.grid.days.index_of(day)).center())


def card_spot(page: CalendarPage, key: str) -> Spot:
    return position(page.grid.viewport(), page.grid.card_rect(CardKey(key)).center())


def middle(widget: QWidget) -> Spot:
    return position(widget, widget.rect().center())


def test_a_card_is_dragged_to_another_day(
    page: CalendarPage, application: FakeApplication, pointer: Pointer, qtbot: QtBot
) -> None:
    target = DAY + timedelta(days=3)
    pointer(*path(card_spot(page, "101"), day_spot(page, target)), "mouseup", "1")
    qtbot.waitUntil(lambda: due(application, "101") == target)
    qtbot.waitUntil(lambda: page.grid.current_key() == "101")
    assert page.opened_card is None
    assert not page.grid.dragged


def test_selected_cards_are_dragged_together_to_the_trays(
    page: CalendarPage, application: FakeApplication, pointer: Pointer, qtbot: QtBot
) -> None:
    page.grid._select([CardKey("101"), CardKey("102")])
    target = position(page.trays.card_list.viewport(), QPoint(60, 80))
    pointer(*path(card_spot(page, "102"), target), "mouseup", "1")
    qtbot.waitUntil(lambda: due(application, "101") is None and due(application, "102") is None)


def test_a_card_is_dragged_from_a_tray_to_a_day(
    page: CalendarPage, application: FakeApplication, pointer: Pointer, qtbot: QtBot
) -> None:
    cards = page.trays.card_list
    cards.focus_card(CardKey("106"))
    spot = position(cards.viewport(), cards.card_rect(CardKey("106")).center())
    pointer(*path(spot, day_spot(page, DAY)), "mouseup", "1")
    qtbot.waitUntil(lambda: due(application, "106") == DAY)


def test_escape_cancels_a_drag(
    page: CalendarPage, application: FakeApplication, pointer: Pointer, qtbot: QtBot
) -> None:
    target = day_spot(page, DAY + timedelta(days=3))
    pointer(*path(card_spot(page, "101"), target), "key", "Escape", "mouseup", "1")
    qtbot.waitUntil(lambda: not page.grid.dragged)
    assert due(application, "101") == DAY
    assert page.grid._drop_day is None


def test_a_card_is_dragged_from_a_column_over_the_button_to_a_day(
    page: CalendarPage, window: MainWindow, application: FakeApplication, pointer: Pointer, qtbot: QtBot
) -> None:
    workspace = window.workspace
    workspace.navigator.open_board(WEB)
    view = workspace.board.columns_view.columns[Column.NEW]
    qtbot.waitUntil(lambda: view.cards.card_rect(CardKey("1")).isValid())
    start = position(view.cards.viewport(), view.cards.card_rect(CardKey("1")).center())
    button = workspace.sidebar.calendar_button
    target = today()
    pages = workspace.pages

    def drop_when_open() -> None:
        if pages.currentWidget() is not page:
            QTimer.singleShot(20, drop_when_open)
            return
        page.show_day(target)
        pointer(*steps(middle(button), day_spot(page, target)), "mouseup", "1")

    # The first call returns only when the drag has ended: Qt runs it in a loop of its own.
    QTimer.singleShot(0, lambda: QTimer.singleShot(100, drop_when_open))
    pointer(*path(start, middle(button)))
    qtbot.waitUntil(lambda: due(application, "1") == target)
    assert not any(hover._timer.isActive() for hover in button.findChildren(DragHover))
