"""What a hand does to a long column, in milliseconds of the longest turn of Qt's loop that it causes."""

import json
import time
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QCursor, QDragLeaveEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLineEdit

from benchmarks.figures import Sample
from benchmarks.frames import process_events_until
from benchmarks.stopwatch import Stopwatch
from kanbert_desktop.domain.sorting import Grouping, Sort
from kanbert_desktop.ui.board.column_view import ColumnView
from kanbert_desktop.ui.board.page import BoardPage
from kanbert_desktop.ui.cards.drag import CARDS_MIME_TYPE
from support.drag_events import drag_entering, drag_moving

FRAME_SECONDS = 0.016
REST_SECONDS = 0.1
"""What an action begins, for example a write, ends within that time."""
SETTLED_SECONDS = 0.5
GROUPED_SECONDS = 600.0
"""All cards of a board are read in slices of a frame."""
NOTCH_ANGLE = 120
TYPED_TEXTS = ("check", "news", "texte geg", "2 pr")


def longest_turn(action: Callable[[], object], seconds: float) -> Sample:
    """Of the action itself and of everything that follows it within that time."""
    stopwatch = Stopwatch()
    action()
    QApplication.processEvents()
    longest = stopwatch.read()
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        stopwatch = Stopwatch()
        QApplication.processEvents()
        longest = max(longest, stopwatch.read())
    return longest


def wheel_times(area: QAbstractScrollArea, count: int) -> list[Sample]:
    return [longest_turn(partial(_turn_wheel, area), FRAME_SECONDS) for _ in range(count)]


def _turn_wheel(area: QAbstractScrollArea) -> None:
    spot = QPointF(area.viewport().rect().center())
    turned = QWheelEvent(
        spot,
        QPointF(area.viewport().mapToGlobal(spot.toPoint())),
        QPoint(),
        QPoint(0, -NOTCH_ANGLE),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(area.viewport(), turned)


def bar_times(view: ColumnView, count: int) -> list[Sample]:
    """The handle of the scroll bar is dragged from the top to the end."""
    bar = view.scroll_bar
    bar.setSliderDown(True)
    places = [bar.maximum() * number // count for number in range(1, count + 1)]
    times = [longest_turn(partial(bar.setSliderPosition, place), FRAME_SECONDS) for place in places]
    bar.setSliderDown(False)
    return times


def key_times(view: ColumnView, *keys: Qt.Key, count: int) -> list[Sample]:
    """The keys in turn, on the focused list."""
    view.cards.focus_card(None)
    pressed = [keys[number % len(keys)] for number in range(count)]
    return [longest_turn(partial(QTest.keyClick, view.cards, key), FRAME_SECONDS) for key in pressed]


def select_times(page: BoardPage, view: ColumnView, count: int) -> list[Sample]:
    """The cards are selected one after the other; none is at the end, or later keys would move them all."""
    times = key_times(view, Qt.Key.Key_Space, Qt.Key.Key_Down, count=count)
    page.controller.selection.clear()
    return times


def edge_times(view: ColumnView, count: int) -> list[Sample]:
    """A card is held at the lower end of the list, which scrolls by itself."""
    data = QMimeData()
    data.setData(CARDS_MIME_TYPE, json.dumps([view.model.keys[0]]).encode())
    spot = view.cards.mapTo(view, QPoint(view.cards.width() // 2, view.cards.height() - 4))
    QCursor.setPos(view.mapToGlobal(spot))
    QApplication.sendEvent(view, drag_entering(spot, data))
    QApplication.sendEvent(view, drag_moving(spot, data))
    times = [longest_turn(lambda: None, FRAME_SECONDS) for _ in range(count)]
    QApplication.sendEvent(view, QDragLeaveEvent())
    return times


def carry_times(page: BoardPage, view: ColumnView, count: int) -> list[Sample]:
    """The focused card goes to the next column and back by key."""
    times = []
    for number in range(count):
        source = view if number % 2 == 0 else _next_column(page, view)
        source.cards.focus_card(None)
        key = Qt.Key.Key_Right if number % 2 == 0 else Qt.Key.Key_Left
        held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        times.append(longest_turn(partial(QTest.keyClick, source.cards, key, held), REST_SECONDS))
    return times


def _next_column(page: BoardPage, view: ColumnView) -> ColumnView:
    shown = list(page.columns_view.shown)
    return shown[shown.index(view) + 1]


def sort_times(page: BoardPage, count: int) -> list[Sample]:
    """Between titles and due dates; the first time makes the index of the titles."""
    orders = [(Sort.TITLE, Sort.DUE)[number % 2] for number in range(count)]
    return [longest_turn(partial(page.sorting.sort_by, order), REST_SECONDS) for order in orders]


def group_times(page: BoardPage, count: int) -> list[Sample]:
    """Between people and no groups."""
    groupings = [(Grouping.ASSIGNEE, Grouping.NONE)[number % 2] for number in range(count)]
    return [longest_turn(partial(page.sorting.group_by, grouping), REST_SECONDS) for grouping in groupings]


def in_lanes(page: BoardPage, measure: Callable[[], list[Sample]]) -> list[Sample]:
    """The measure with lanes of the people, once all cards are read and the lanes in sight are measured."""
    page.sorting.group_by(Grouping.ASSIGNEE)
    process_events_until(lambda: not page.contents.has_more, GROUPED_SECONDS)
    longest_turn(lambda: None, SETTLED_SECONDS)
    times = measure()
    page.sorting.group_by(Grouping.NONE)
    longest_turn(lambda: None, SETTLED_SECONDS)
    return times


def letter_times(field: QLineEdit, seconds: float) -> list[Sample]:
    """One for each letter; the field is empty at the end."""
    times = []
    for word in TYPED_TEXTS:
        times += [longest_turn(partial(QTest.keyClicks, field, letter), seconds) for letter in word]
        times.append(longest_turn(field.clear, seconds))
    longest_turn(lambda: None, seconds)
    return times
