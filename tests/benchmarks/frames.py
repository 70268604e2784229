"""Times of frames and actions in milliseconds, on the thread that paints."""

import json
import random
import time
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint
from PySide6.QtGui import QCursor, QDragLeaveEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QScrollBar

from benchmarks.baseline_list import BaselineBoard, Row
from benchmarks.figures import Sample
from benchmarks.stopwatch import Stopwatch
from kanbert_desktop.domain.board import CardKey, Column
from kanbert_desktop.ui.board.card_list_view import CardListView
from kanbert_desktop.ui.board.column_view import ColumnView
from kanbert_desktop.ui.board.page import BoardPage
from kanbert_desktop.ui.cards.drag import CARDS_MIME_TYPE
from support.drag_events import drag_entering, drag_moving

TIMEOUT_SECONDS = 120.0
TOPMOST = 6
"""Actions use one of so many cards at the top of a column, which are visible."""
_EDGE, _CARRIED = 150, 7
"""Pixels between the pointer and a column's ends, and its movement from frame to frame."""


class PaintWatcher(QObject):
    """Records which of several lists have been painted."""

    def __init__(self, lists: Sequence[QAbstractScrollArea]) -> None:
        super().__init__()
        self.has_painted: set[QObject] = set()
        for view in lists:
            view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            self.has_painted.add(watched)
        return False


def process_events_until(is_done: Callable[[], bool], seconds: float = TIMEOUT_SECONDS) -> None:
    """Processes Qt events until the condition holds. A traceback tells which one never did."""
    give_up = time.monotonic() + seconds
    while not is_done():
        QApplication.processEvents()
        if time.monotonic() > give_up:
            raise TimeoutError("Something that was to be painted never was.")


def scroll_times(lists: Sequence[QAbstractScrollArea], step: int, count: int) -> list[Sample]:
    """Each frame moves every list by `step` pixels; it ends when all of them are painted."""
    painted = PaintWatcher(lists)
    viewports = {view.viewport() for view in lists}
    bars = [view.verticalScrollBar() for view in lists]
    times = []
    for view in lists:
        _show_top(view)
    QApplication.processEvents()
    for _ in range(count):
        painted.has_painted.clear()
        stopwatch = Stopwatch()
        for bar in bars:
            _scroll_on(bar, step)
        process_events_until(lambda: painted.has_painted >= viewports)
        times.append(stopwatch.read())
    return times


def _show_top(view: QAbstractScrollArea) -> None:
    if isinstance(view, CardListView) and view.scroller is not None:
        view.scroller.show_first()
    view.verticalScrollBar().setValue(0)


def move_times(page: BoardPage, count: int) -> list[Sample]:
    """Each action ends when both columns have their cards and all changes on screen are painted."""
    chance = random.Random(2)  # noqa: S311  chooses cards, guards nothing
    shown = [view for view in page.columns_view.shown if view.column is not Column.OTHER]
    painted = PaintWatcher([view.cards for view in shown])
    times = []
    for _ in range(count):
        source, target = chance.sample([view for view in shown if len(view.model.keys) > TOPMOST], 2)
        for view in (source, target):
            _show_top(view.cards)
        key = source.model.keys[chance.randrange(TOPMOST)]
        QApplication.processEvents()
        painted.has_painted.clear()
        stopwatch = Stopwatch()
        page.commands.move([key], target.column)
        process_events_until(partial(_is_shown, source, target, painted, key))
        times.append(stopwatch.read())
    return times


def _is_shown(source: ColumnView, target: ColumnView, painted: PaintWatcher, key: CardKey) -> bool:
    if source.cards.viewport() not in painted.has_painted or target.find_row(key) is None:
        return False
    place = target.cards.card_rect(key)
    is_in_view = place.intersects(target.cards.viewport().rect())
    return target.cards.viewport() in painted.has_painted or not is_in_view


def baseline_move_times(board: BaselineBoard, count: int) -> list[Sample]:
    chance = random.Random(2)  # noqa: S311  chooses cards, guards nothing
    painted = PaintWatcher(board.lists)
    times = []
    for _ in range(count):
        source, target = chance.sample(range(len(board.lists)), 2)
        QApplication.processEvents()
        painted.has_painted.clear()
        stopwatch = Stopwatch()
        board.move_first_card(source, target)
        wanted = {board.lists[number].viewport() for number in (source, target)}
        process_events_until(partial(wanted.issubset, painted.has_painted))
        times.append(stopwatch.read())
    return times


def drag_times(page: BoardPage, count: int) -> list[Sample]:
    """A card is dragged over the columns: each frame moves the pointer and scrolls the list below it."""
    shown = [view for view in page.columns_view.shown if len(view.model.keys) > TOPMOST]
    data = QMimeData()
    data.setData(CARDS_MIME_TYPE, json.dumps([shown[0].model.keys[0]]).encode())
    painted = PaintWatcher([view.cards for view in shown])
    times = []
    over: ColumnView | None = None
    for number in range(count):
        view = shown[number * len(shown) // count]
        spot = QPoint(view.width() // 2, _EDGE + number * _CARRIED % (view.height() - 2 * _EDGE))
        QCursor.setPos(view.mapToGlobal(spot))
        QApplication.processEvents()
        painted.has_painted.clear()
        stopwatch = Stopwatch()
        if over is not view:
            _send(over, QDragLeaveEvent())
            _send(view, drag_entering(spot, data))
            over = view
        _send(view, drag_moving(spot, data))
        _scroll_on(view.cards.verticalScrollBar(), _CARRIED)
        process_events_until(partial(painted.has_painted.issuperset, [view.cards.viewport()]))
        times.append(stopwatch.read())
    _send(over, QDragLeaveEvent())
    return times


def baseline_drag_times(board: BaselineBoard, count: int) -> list[Sample]:
    """Only the lists move."""
    lists = [view for view in board.lists if view.verticalScrollBar().maximum()]
    painted = PaintWatcher(lists)
    times = []
    for number in range(count):
        view = lists[number * len(lists) // count]
        QApplication.processEvents()
        painted.has_painted.clear()
        stopwatch = Stopwatch()
        _scroll_on(view.verticalScrollBar(), _CARRIED)
        process_events_until(partial(painted.has_painted.issuperset, [view.viewport()]))
        times.append(stopwatch.read())
    return times


def _send(view: ColumnView | None, event: QEvent) -> None:
    if view is not None:
        QApplication.sendEvent(view, event)


def _scroll_on(bar: QScrollBar, step: int) -> None:
    """From the end back to the start: a frame that moves nothing would never be painted."""
    bar.setValue(bar.value() + step if bar.value() < bar.maximum() else 0)


def rows_of(page: BoardPage) -> list[list[Row]]:
    """Titles and heights of all rows of all visible columns, for the baseline."""
    return [[_row(view, key) for key in _keys_of(view)] for view in page.columns_view.shown]


def _keys_of(view: ColumnView) -> Sequence[CardKey]:
    return view.source.card_keys() if view.source is not None else ()


def _row(view: ColumnView, key: CardKey) -> Row:
    shown = view.view_model(key)
    assert shown is not None
    return shown.title, view.model.height_of(shown)
