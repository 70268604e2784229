"""A finger in the calendar: a tap opens, a swipe scrolls, a long press drags, and it may be taken away at any time."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.ui.calendar.page import CalendarPage
from kanbert_desktop.ui.widgets import finger_tracker
from support.fake_application import FakeApplication
from support.finger import Finger
from ui.calendar.page_actions import DAY, cell, due

LATER = DAY + timedelta(days=3)


@pytest.fixture(autouse=True)
def brief(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any press is long enough to take a card."""
    monkeypatch.setattr(finger_tracker, "HOLD_MS", 1)


@pytest.fixture
def no_long_press(monkeypatch: pytest.MonkeyPatch) -> None:
    """No press is long enough."""
    monkeypatch.setattr(finger_tracker, "HOLD_MS", 3_600_000)


def middle(page: CalendarPage, key: str) -> QPoint:
    return page.grid.card_rect(CardKey(key)).center()


def held(page: CalendarPage, key: str, qtbot: QtBot) -> Finger:
    finger = Finger(page.grid.viewport())
    finger.press(middle(page, key))
    qtbot.waitUntil(lambda: CardKey(key) in page.grid.dragged)
    return finger


def held_in_tray(page: CalendarPage, key: str, qtbot: QtBot) -> Finger:
    cards = page.trays.card_list
    started = []
    cards.touch_drag_started.connect(lambda *_: started.append(True))
    finger = Finger(cards.viewport())
    finger.press(cards.card_rect(CardKey(key)).center())
    qtbot.waitUntil(lambda: bool(started))
    return finger


def seen_from_tray(page: CalendarPage, place: QPoint) -> QPoint:
    return page.trays.card_list.viewport().mapFromGlobal(page.grid.viewport().mapToGlobal(place))


def seen_from_grid(page: CalendarPage, place: QPoint) -> QPoint:
    return page.grid.viewport().mapFromGlobal(page.trays.card_list.viewport().mapToGlobal(place))


def is_at_rest(page: CalendarPage) -> bool:
    return not page.grid.dragged and page.grid._drop_day is None and not page.trays.property("lit")


def close_menu(qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    popup.close()


@pytest.mark.usefixtures("no_long_press")
def test_a_tap_opens_the_card(page: CalendarPage) -> None:
    finger = Finger(page.grid.viewport())
    finger.press(middle(page, "102"))
    finger.lift()
    assert page.opened_card == "102"


@pytest.mark.usefixtures("no_long_press")
def test_a_tap_focuses_a_day_and_a_second_one_opens_it(page: CalendarPage) -> None:
    finger = Finger(page.grid.viewport())
    for is_opened in (False, True):
        finger.press(cell(page, LATER))
        finger.lift()
        assert page.grid.focused_day == LATER
        assert (page.trays.day == LATER) is is_opened


@pytest.mark.usefixtures("no_long_press")
def test_a_swipe_over_a_card_scrolls_a_low_page_and_drags_nothing(
    page: CalendarPage, application: FakeApplication, qtbot: QtBot
) -> None:
    page.window().resize(720, 480)
    bar = page._area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    finger = Finger(page.grid.viewport())
    start = middle(page, "101") if page.grid.card_rect(CardKey("101")).isValid() else cell(page, DAY)
    finger.press(start)
    finger.glide(start - QPoint(2, 120))
    qtbot.waitUntil(lambda: bar.value() > 0)
    finger.lift()
    assert is_at_rest(page)
    assert page.opened_card is None
    assert application.open_account.service.undo_text() is None


@pytest.mark.usefixtures("no_long_press")
@pytest.mark.parametrize(("way", "month"), [(-160, 1), (160, 11), (-40, 12)])
def test_a_swipe_to_the_side_turns_the_month(page: CalendarPage, way: int, month: int) -> None:
    finger, start = Finger(page.grid.viewport()), cell(page, DAY)
    finger.press(start)
    finger.glide(start + QPoint(way, 6))
    finger.lift()
    assert page.range.anchor.month == month
    assert is_at_rest(page)


@pytest.mark.usefixtures("no_long_press")
def test_a_swipe_up_turns_nothing(page: CalendarPage) -> None:
    finger, start = Finger(page.grid.viewport()), cell(page, DAY)
    finger.press(start)
    finger.glide(start - QPoint(80, 100))
    finger.lift()
    assert page.range.anchor.month == DAY.month


def test_a_long_press_drags_the_card_to_another_day(
    page: CalendarPage, application: FakeApplication, qtbot: QtBot
) -> None:
    finger = held(page, "101", qtbot)
    finger.glide(cell(page, LATER))
    assert page.grid._drop_day == LATER
    finger.lift()
    assert due(application, "101") == LATER
    assert is_at_rest(page)
    application.open_account.service.undo()
    assert due(application, "101") == DAY


def test_selected_cards_go_together_to_the_trays(
    page: CalendarPage, application: FakeApplication, qtbot: QtBot
) -> None:
    page.grid._select([CardKey("101"), CardKey("104")])
    finger = held(page, "104", qtbot)
    finger.glide(seen_from_grid(page, page.trays.card_list.viewport().rect().center()))
    assert page.trays.property("lit")
    finger.lift()
    assert (due(application, "101"), due(application, "104")) == (None, None)
    assert is_at_rest(page)


def test_a_card_is_dragged_from_a_tray_to_a_day(
    page: CalendarPage, application: FakeApplication, qtbot: QtBot
) -> None:
    finger = held_in_tray(page, "106", qtbot)
    finger.glide(seen_from_tray(page, cell(page, LATER)))
    finger.lift()
    assert due(application, "106") == LATER
    assert is_at_rest(page)


def test_a_card_put_back_at_once_shows_its_menu(page: CalendarPage, qtbot: QtBot) -> None:
    held(page, "102", qtbot).lift()
    close_menu(qtbot)
    assert page.grid.current_key() == "102"
    held_in_tray(page, "106", qtbot).lift()
    close_menu(qtbot)
    assert page.trays.card_list.current_key() == "106"
    assert is_at_rest(page)


def test_a_card_let_go_where_nothing_takes_it_stays(
    page: CalendarPage, application: FakeApplication, qtbot: QtBot
) -> None:
    finger = held(page, "101", qtbot)
    finger.glide(cell(page, LATER))
    finger.glide(page.grid.viewport().mapFromGlobal(page.header.mapToGlobal(QPoint(4, 4))))
    finger.lift()
    assert is_at_rest(page)
    assert application.open_account.service.undo_text() is None


@pytest.mark.usefixtures("no_long_press")
@pytest.mark.parametrize("gliding", [False, True])
def test_a_finger_taken_away_while_it_presses_or_scrolls(
    page: CalendarPage, application: FakeApplication, gliding: bool
) -> None:
    finger = Finger(page.grid.viewport())
    finger.press(middle(page, "101"))
    if gliding:
        finger.glide(cell(page, LATER))
    finger.take_away()
    assert is_at_rest(page)
    assert page.opened_card is None
    assert application.open_account.service.undo_text() is None


@pytest.mark.parametrize("over", [False, True])
def test_a_finger_taken_away_while_it_holds_a_card(
    page: CalendarPage, application: FakeApplication, over: bool, qtbot: QtBot
) -> None:
    finger = held(page, "101", qtbot)
    if over:
        finger.glide(cell(page, LATER))
    finger.take_away()
    assert is_at_rest(page)
    assert QApplication.activePopupWidget() is None
    assert due(application, "101") == DAY
    held(page, "102", qtbot).take_away()


def test_a_card_that_goes_while_it_is_held_is_left_out(
    page: CalendarPage, application: FakeApplication, qtbot: QtBot
) -> None:
    finger = held(page, "101", qtbot)
    application.open_account.local_cards.remove_cards([CardKey("101")])
    finger.glide(cell(page, LATER))
    finger.lift()
    assert is_at_rest(page)
    assert application.open_account.service.undo_text() is None


def test_leaving_the_page_lets_a_held_card_go(
    page: CalendarPage, application: FakeApplication, qtbot: QtBot
) -> None:
    finger = held(page, "101", qtbot)
    finger.glide(cell(page, LATER))
    page.hide()
    assert is_at_rest(page)
    finger.lift()
    assert due(application, "101") == DAY
