"""Scrolling a column of thousands of cards by wheel, keys, scroll bar, finger and drag."""

import pytest
from PySide6.QtCore import QPoint, QPointF, QSizeF, Qt
from PySide6.QtGui import QScrollEvent, QScrollPrepareEvent
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionSlider
from pytestqt.qtbot import QtBot

from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.ui.board.column_view import ColumnView
from kanbert_desktop.ui.widgets import scrolling
from support.long_column import MANY, NONE, K, check, go_to, key_of, press, seen, settle, wheel


def test_a_wheel_turn_moves_every_row_by_its_pixels(long_column: ColumnView) -> None:
    bar = long_column.cards.verticalScrollBar()
    assert long_column.window_of_rows.has_below
    for step in [450] * 90 + [-360] * 50 + [90] * 10:
        before = seen(long_column)
        wheel(long_column, step)
        after = seen(long_column)
        assert before.keys() & after.keys()
        assert {before[key] - after[key] for key in before.keys() & after.keys()} == {step}
        assert 0 < bar.value() < bar.maximum()
        check(long_column)


def test_rows_read_by_and_by_are_those_of_the_whole_list(long_column: ColumnView) -> None:
    """Scrolled through from top to bottom, every card is seen once and in order."""
    passed: dict[CardKey, None] = {}
    while True:
        passed |= dict.fromkeys(seen(long_column))
        before = next(reversed(seen(long_column)))
        wheel(long_column, long_column.cards.viewport().height() // 2)
        if next(reversed(seen(long_column))) == before and not long_column.window_of_rows.has_below:
            break
    assert list(passed) == [key_of(number) for number in range(MANY)]


def test_end_and_home_show_the_ends(long_column: ColumnView, qtbot: QtBot) -> None:
    long_column.cards.focus_card(key_of(3))
    press(qtbot, K.Key_End)
    settle(long_column)
    assert long_column.cards.current_key() == key_of(MANY - 1)
    assert long_column.cards.card_rect(key_of(MANY - 1)).bottom() <= long_column.cards.viewport().height()
    assert key_of(MANY - 1) in seen(long_column)
    check(long_column)
    press(qtbot, K.Key_Up)
    assert long_column.cards.current_key() == key_of(MANY - 2)
    press(qtbot, K.Key_Home)
    settle(long_column)
    assert long_column.cards.current_key() == key_of(0)
    assert long_column.cards.verticalScrollBar().value() == 0
    assert long_column.scroll_bar.value() == 0
    check(long_column)


def test_arrow_and_page_keys_reach_any_depth(long_column: ColumnView, qtbot: QtBot) -> None:
    long_column.cards.focus_card(key_of(0))
    for number in range(1, 400):
        press(qtbot, K.Key_Down)
        assert long_column.cards.current_key() == key_of(number)
        assert key_of(number) in seen(long_column)
    check(long_column)
    number = 399
    for _ in range(40):
        before = number
        press(qtbot, K.Key_PageDown)
        number = int(long_column.cards.current_key() or 0) - 10_000
        assert before < number <= before + 20
        assert key_of(number) in seen(long_column)
    for _ in range(60):
        press(qtbot, K.Key_PageUp)
        assert long_column.cards.current_key() in seen(long_column)
    while long_column.cards.current_key() != key_of(0):
        press(qtbot, K.Key_PageUp)
    check(long_column)


def handle_at(long_column: ColumnView) -> QPoint:
    bar = long_column.scroll_bar
    option = QStyleOptionSlider()
    bar.initStyleOption(option)
    return (
        bar.style()
        .subControlRect(QStyle.ComplexControl.CC_ScrollBar, option, QStyle.SubControl.SC_ScrollBarSlider, bar)
        .center()
    )


def test_the_scroll_bar_shows_the_place_in_the_whole_column(long_column: ColumnView) -> None:
    bar = long_column.scroll_bar
    assert bar.isVisible()
    assert bar.maximum() > 20 * long_column.cards.verticalScrollBar().maximum() / 2
    for number in (10, 350, 750, 1400):
        go_to(long_column, number)
        assert abs(bar.value() / bar.maximum() - number / MANY) < 0.02
    long_column.scroller.show_last()
    long_column.cards.scrollToBottom()
    settle(long_column)
    assert bar.value() == bar.maximum()


def test_its_handle_is_dragged_anywhere(long_column: ColumnView, qtbot: QtBot) -> None:
    bar = long_column.scroll_bar
    start = handle_at(long_column)
    qtbot.mousePress(bar, Qt.MouseButton.LeftButton, NONE, start)
    track = bar.height() - 2 * start.y()
    for part in (0.1, 0.5, 0.52, 0.9, 0.3):
        spot = start + QPoint(0, round(track * part))
        qtbot.mouseMove(bar, spot)
        settle(long_column)
        number = int(next(iter(seen(long_column)))) - 10_000
        assert abs(number / MANY - bar.value() / bar.maximum()) < 0.02
        assert abs(handle_at(long_column).y() - spot.y()) <= 2
        check(long_column)
    qtbot.mouseMove(bar, QPoint(start.x(), bar.height() + 50))
    settle(long_column)
    assert key_of(MANY - 1) in seen(long_column)
    qtbot.mouseRelease(bar, Qt.MouseButton.LeftButton, NONE, QPoint(start.x(), bar.height() + 50))
    settle(long_column)
    assert bar.value() == bar.maximum()
    check(long_column)


def test_a_finger_scrolls_on_over_rows_that_are_read_meanwhile(long_column: ColumnView) -> None:
    viewport = long_column.cards.viewport()
    prepare = QScrollPrepareEvent(QPointF(40, 40))
    QApplication.sendEvent(viewport, prepare)
    assert prepare.isAccepted()
    assert prepare.viewportSize() == QSizeF(viewport.size())
    assert prepare.contentPosRange().height() > 100 * long_column.cards.viewport().height()
    start, step, passed = prepare.contentPos().y(), 90, seen(long_column)
    for number in range(1, 400):
        before = seen(long_column)
        event = QScrollEvent(
            QPointF(0, start + number * step), QPointF(0, 0), QScrollEvent.ScrollState.ScrollUpdated
        )
        QApplication.sendEvent(viewport, event)
        after = seen(long_column)
        assert {before[key] - after[key] for key in before.keys() & after.keys()} == {step}
        passed |= after
    assert list(passed) == [key_of(number) for number in range(len(passed))]
    for number in reversed(range(400)):
        event = QScrollEvent(
            QPointF(0, start + number * step), QPointF(0, 0), QScrollEvent.ScrollState.ScrollUpdated
        )
        QApplication.sendEvent(viewport, event)
    settle(long_column)
    assert long_column.scroll_bar.value() == 0
    check(long_column)


def test_the_column_scrolls_on_while_a_card_is_dragged_near_its_edge(
    long_column: ColumnView, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    # At a user's speed it takes ten seconds to the end of the rows that are held.
    monkeypatch.setattr(scrolling, "AUTO_SCROLL_MAX_SPEED", 30_000)
    go_to(long_column, 500)
    long_column.set_drop_target(True)
    start = long_column.window_of_rows.start
    long_column._scroll.start(QPoint(80, long_column.cards.viewport().height() + 20))
    qtbot.waitUntil(lambda: long_column.window_of_rows.start > start)
    check(long_column)
    long_column.set_drop_target(False)
