"""A finger on the board: a tap opens, a swipe scrolls, a long press drags, and it may be taken away at any time."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kanbert_desktop.domain.board import CardKey, Column
from kanbert_desktop.domain.sorting import Sort
from kanbert_desktop.ui.board.card_list_view import CardListView
from kanbert_desktop.ui.board.page import BoardPage
from kanbert_desktop.ui.widgets import finger_tracker
from support.board_fixture import BoardFixture
from support.finger import Finger

ListOf = Callable[[Column], CardListView]


@pytest.fixture(autouse=True)
def accepted(page: BoardPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finger_tracker, "HOLD_MS", 1)
    viewport = page.columns_view.columns[Column.NEW].cards.viewport()
    qtbot.waitUntil(lambda: viewport.testAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents))


@pytest.fixture
def no_long_press(monkeypatch: pytest.MonkeyPatch) -> None:
    """No press is long enough to take a card."""
    monkeypatch.setattr(finger_tracker, "HOLD_MS", 3_600_000)


def middle(cards: CardListView, key: str) -> QPoint:
    return cards.card_rect(CardKey(key)).center()


def held(page: BoardPage, cards: CardListView, key: str, qtbot: QtBot) -> Finger:
    finger = Finger(cards.viewport())
    finger.press(middle(cards, key))
    qtbot.waitUntil(lambda: CardKey(key) in page.controller.dragged_keys)
    return finger


def place_in(page: BoardPage, cards: CardListView, column: Column, inside: QPoint) -> QPoint:
    """Returns where that spot of another column's list is, seen from `cards`."""
    target = page.columns_view.columns[column].cards.viewport()
    return cards.viewport().mapFromGlobal(target.mapToGlobal(inside))


def is_at_rest(page: BoardPage) -> bool:
    is_marked = any(view.property("lit") for view in page.columns_view.shown)
    return not page.controller.dragged_keys and not is_marked


@pytest.mark.usefixtures("no_long_press")
def test_a_tap_opens_the_card(page: BoardPage, list_of_column: ListOf, qtbot: QtBot) -> None:
    cards = list_of_column(Column.NEW)
    finger = Finger(cards.viewport())
    finger.press(middle(cards, "2"))
    finger.lift()
    qtbot.waitUntil(lambda: page.opened_card == CardKey("2"))


@pytest.mark.usefixtures("no_long_press")
def test_a_swipe_scrolls_and_drags_nothing(
    page: BoardPage, board_fixture: BoardFixture, list_of_column: ListOf, qtbot: QtBot
) -> None:
    page.resize(1208, 420)
    cards = list_of_column(Column.BACKLOG)
    bar = cards.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    finger = Finger(cards.viewport())
    finger.press(QPoint(80, 150))
    finger.glide(QPoint(82, 20))
    qtbot.waitUntil(lambda: bar.value() > 0)
    assert is_at_rest(page)
    finger.lift()
    assert page.opened_card is None
    assert board_fixture.service.undo_text() is None


@pytest.mark.usefixtures("no_long_press")
def test_a_swipe_to_the_side_scrolls_the_board(page: BoardPage, list_of_column: ListOf, qtbot: QtBot) -> None:
    page.resize(500, 480)
    bar = page.columns_view.horizontalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    finger = Finger(list_of_column(Column.BACKLOG).viewport())
    finger.press(QPoint(180, 60))
    finger.glide(QPoint(20, 62))
    qtbot.waitUntil(lambda: bar.value() > 0)
    finger.lift()


def test_a_long_press_drags_the_card_to_another_column(
    page: BoardPage, board_fixture: BoardFixture, list_of_column: ListOf, qtbot: QtBot
) -> None:
    page.sorting.sort_by(Sort.MANUAL)
    cards, target = list_of_column(Column.NEW), list_of_column(Column.WIP)
    finger = held(page, cards, "3", qtbot)
    above = target.card_rect(CardKey("8")).topLeft() + QPoint(60, 12)
    finger.glide(place_in(page, cards, Column.WIP, above))
    assert target.drop_indicator.row == 1
    finger.lift()
    assert page.columns_view.columns[Column.WIP].model.card_keys == ["7", "3", "8", "9", "10"]
    assert is_at_rest(page)
    board_fixture.service.undo()
    assert board_fixture.service.require_card("3").column is Column.NEW


def test_a_card_put_back_at_once_shows_its_menu(
    page: BoardPage, list_of_column: ListOf, qtbot: QtBot
) -> None:
    finger = held(page, list_of_column(Column.NEW), "3", qtbot)
    finger.lift()
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    popup.close()
    assert is_at_rest(page)


def test_a_card_let_go_where_nothing_takes_it_stays(
    page: BoardPage, board_fixture: BoardFixture, list_of_column: ListOf, qtbot: QtBot
) -> None:
    cards = list_of_column(Column.NEW)
    finger = held(page, cards, "3", qtbot)
    finger.glide(place_in(page, cards, Column.WIP, QPoint(60, 60)))
    finger.glide(cards.viewport().mapFromGlobal(page.mapToGlobal(QPoint(4, 4))))
    finger.lift()
    assert is_at_rest(page)
    assert board_fixture.service.undo_text() is None


@pytest.mark.usefixtures("no_long_press")
@pytest.mark.parametrize("gliding", [False, True])
def test_a_finger_taken_away_while_it_presses_or_scrolls(
    page: BoardPage, board_fixture: BoardFixture, list_of_column: ListOf, gliding: bool
) -> None:
    cards = list_of_column(Column.BACKLOG)
    finger = Finger(cards.viewport())
    finger.press(QPoint(80, 100))
    if gliding:
        finger.glide(QPoint(80, 40))
    finger.take_away()
    assert is_at_rest(page)
    assert page.opened_card is None
    assert board_fixture.service.undo_text() is None


@pytest.mark.parametrize("over", [False, True])
def test_a_finger_taken_away_while_it_holds_a_card(
    page: BoardPage, board_fixture: BoardFixture, list_of_column: ListOf, over: bool, qtbot: QtBot
) -> None:
    cards = list_of_column(Column.NEW)
    finger = held(page, cards, "3", qtbot)
    if over:
        finger.glide(place_in(page, cards, Column.WIP, QPoint(60, 60)))
    finger.take_away()
    assert is_at_rest(page)
    assert QApplication.activePopupWidget() is None
    assert board_fixture.service.require_card("3").column is Column.NEW
    test_again = held(page, cards, "2", qtbot)
    test_again.take_away()


def unplug_screen(page: BoardPage) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    application.screenRemoved.emit(page.screen())


def click_title(page: BoardPage) -> None:
    QTest.mouseClick(page.window().windowHandle(), Qt.MouseButton.LeftButton, pos=QPoint(2, 2))


def press_escape(page: BoardPage) -> None:
    QTest.keyClick(page.window().windowHandle(), Qt.Key.Key_Escape)


def use_another_window(page: BoardPage) -> None:
    lost = QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.ActiveWindowFocusReason)
    QApplication.sendEvent(page.window().windowHandle(), lost)


@pytest.mark.parametrize("happen", [unplug_screen, click_title, press_escape, use_another_window])
def test_a_card_is_put_back_when_its_finger_is_never_heard_of_again(
    page: BoardPage,
    board_fixture: BoardFixture,
    list_of_column: ListOf,
    happen: Callable[[BoardPage], None],
    qtbot: QtBot,
) -> None:
    cards = list_of_column(Column.NEW)
    finger = held(page, cards, "3", qtbot)
    finger.glide(place_in(page, cards, Column.WIP, QPoint(60, 60)))
    happen(page)
    assert is_at_rest(page)
    assert page.isVisible()
    assert board_fixture.service.require_card("3").column is Column.NEW
    # The finger of a screen that is plugged in again is another one.
    finger.lift()
    held(page, cards, "2", qtbot).take_away()


@pytest.mark.usefixtures("no_long_press")
def test_a_button_of_the_column_is_pressed_as_before(page: BoardPage, qtbot: QtBot) -> None:
    view = page.columns_view.columns[Column.NEW]
    finger = Finger(view.add_row)
    with qtbot.waitSignal(view.add_requested):
        finger.press(view.add_row.rect().center())
        finger.lift()
