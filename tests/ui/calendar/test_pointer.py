"""Clicks and drops on the calendar and its trays."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.ui.calendar.page import CalendarPage
from kanbert_desktop.ui.cards.drag import DragHover
from kanbert_desktop.ui.navigation.history import PageKind
from kanbert_desktop.ui.window.main_window import MainWindow
from support.drag_events import drag_entering
from support.fake_application import FakeApplication
from ui.calendar.page_actions import (
    CTRL,
    DAY,
    cell,
    drop,
    due,
    mime_data,
    tray_titles,
)


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
    sidebar, rail = window.workspace.sidebar, window.workspace.rail
    button = rail.buttons.calendar if bar == "rail" else sidebar.calendar_button
    data = mime_data("1")
    QApplication.sendEvent(button, drag_entering(QPoint(5, 5), data))
    navigator = window.workspace.navigator
    qtbot.waitUntil(lambda: navigator.location is not None and navigator.location.kind is PageKind.CALENDAR)
    for hover in button.findChildren(DragHover):
        hover._timer.stop()
