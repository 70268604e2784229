"""Drags with the X server's pointer: within the calendar, from the trays, and from a column of a board."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kanbert_desktop.domain.board import CardKey, Column
from kanbert_desktop.ui.calendar.page import CalendarPage
from kanbert_desktop.ui.cards.drag import DragHover
from kanbert_desktop.ui.navigation.history import PageKind
from kanbert_desktop.ui.window.main_window import MainWindow
from support.fake_application import FakeApplication
from support.fake_service import HEAT, WEB, card
from support.screen_pointer import CANCEL, RELEASE, Pointer, at_once, path, position, stages, steps
from ui.calendar.page_actions import DAY, TODAY

__all__ = ["stages"]
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
    page: CalendarPage, application: FakeApplication, stages: Pointer, qtbot: QtBot
) -> None:
    target = DAY + timedelta(days=3)
    stages(
        (at_once, path(card_spot(page, "101"), day_spot(page, target))),
        (lambda: page.grid._drop_day == target, RELEASE),
    )
    qtbot.waitUntil(lambda: due(application, "101") == target)
    qtbot.waitUntil(lambda: page.grid.current_key() == "101")
    assert page.opened_card is None
    assert not page.grid.dragged


def test_selected_cards_are_dragged_together_to_the_trays(
    page: CalendarPage, application: FakeApplication, stages: Pointer, qtbot: QtBot
) -> None:
    page.grid._select([CardKey("101"), CardKey("102")])
    target = position(page.trays.card_list.viewport(), QPoint(60, 80))
    stages(
        (at_once, path(card_spot(page, "102"), target)), (lambda: bool(page.trays.property("lit")), RELEASE)
    )
    qtbot.waitUntil(lambda: due(application, "101") is None and due(application, "102") is None)


def test_a_card_is_dragged_from_a_tray_to_a_day(
    page: CalendarPage, application: FakeApplication, stages: Pointer, qtbot: QtBot
) -> None:
    cards = page.trays.card_list
    cards.focus_card(CardKey("106"))
    spot = position(cards.viewport(), cards.card_rect(CardKey("106")).center())
    stages((at_once, path(spot, day_spot(page, DAY))), (lambda: page.grid._drop_day == DAY, RELEASE))
    qtbot.waitUntil(lambda: due(application, "106") == DAY)


def test_escape_cancels_a_drag(
    page: CalendarPage, application: FakeApplication, stages: Pointer, qtbot: QtBot
) -> None:
    target = DAY + timedelta(days=3)
    stages(
        (at_once, path(card_spot(page, "101"), day_spot(page, target))),
        (lambda: page.grid._drop_day == target, CANCEL),
    )
    qtbot.waitUntil(lambda: not page.grid.dragged)
    assert due(application, "101") == DAY
    assert page.grid._drop_day is None


def test_a_card_is_dragged_from_a_column_over_the_button_to_a_day(
    page: CalendarPage, window: MainWindow, application: FakeApplication, stages: Pointer, qtbot: QtBot
) -> None:
    workspace = window.workspace
    workspace.navigator.open_board(WEB)
    view = workspace.board.columns_view.columns[Column.NEW]
    qtbot.waitUntil(lambda: view.cards.card_rect(CardKey("1")).isValid())
    start = position(view.cards.viewport(), view.cards.card_rect(CardKey("1")).center())
    button = workspace.sidebar.calendar_button
    pages = workspace.pages

    def go_to_the_day() -> list[str]:
        page.show_day(TODAY)
        return steps(middle(button), day_spot(page, TODAY))

    stages(
        (at_once, path(start, middle(button))),
        (lambda: pages.currentWidget() is page, go_to_the_day),
        (lambda: page.grid._drop_day == TODAY, RELEASE),
    )
    qtbot.waitUntil(lambda: due(application, "1") == TODAY)
    assert not any(hover._timer.isActive() for hover in button.findChildren(DragHover))
