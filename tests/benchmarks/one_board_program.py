"""Measured program: scrolls, drags, moves, filters, switches and searches in the window with all cards on one board."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from benchmarks.baseline_list import BaselineBoard
from benchmarks.column_actions import (
    bar_times,
    carry_times,
    edge_times,
    group_times,
    in_lanes,
    key_times,
    letter_times,
    longest_turn,
    select_times,
    sort_times,
    wheel_times,
)
from benchmarks.figures import Sample
from benchmarks.frames import (
    PaintWatcher,
    baseline_drag_times,
    baseline_move_times,
    drag_times,
    move_times,
    process_events_until,
    rows_of,
    scroll_times,
)
from benchmarks.motion import motion_in_view, motion_times
from benchmarks.reporting import write_report
from benchmarks.stopwatch import Stopwatch
from kanbert_desktop.app.application import Application
from kanbert_desktop.app.environment import Environment
from kanbert_desktop.app.system.event_loop import collect_on_main_thread
from kanbert_desktop.cli.arguments import parse_arguments
from kanbert_desktop.cli.options import options_from
from kanbert_desktop.domain.board import BoardId
from kanbert_desktop.domain.events import EventBus
from kanbert_desktop.ui.commands.actions import CommandId
from kanbert_desktop.ui.navigation.history import PageKind
from kanbert_desktop.ui.window.startup import open_window
from kanbert_desktop.ui.window.workspace import Workspace

FRAMES, ACTIONS, SWITCHES = 120, 40, 20
NOTCH = 72
LEAST_ROWS = 500
"""As many as a plain list is scrolled over; a column of ours may hold fewer at first."""
LETTER_SECONDS = 0.1
SEARCH_SECONDS = 0.4
"""The search page waits a moment for the next letter, and the palette searches on between frames."""
_SETTLED_SECONDS = 0.5
Times = dict[str, list[Sample]]


def main(rounds: int, board: str) -> None:
    qt = QApplication(["kanbert-desktop"])
    qt.setQuitOnLastWindowClosed(False)
    chosen = options_from(parse_arguments([]))
    application = Application(Environment.for_options(chosen), chosen)
    application.open_chosen_account()
    window = open_window(application)
    assert application.session is not None
    assert window.workspace is not None
    application.session.replica.build_index()
    workspace = window.workspace
    big = workspace.service.board(board).id
    workspace.navigator.open_board(big)
    page = workspace.board
    process_events_until(lambda: any(view.model.keys for view in page.columns_view.shown))
    process_events_until(window.isActiveWindow)
    _settle()
    bare: BaselineBoard | None = None
    times: Times = {}
    with collect_on_main_thread():
        for _ in range(rounds):
            for name, measure in _ours(workspace, application.bus, big).items():
                times.setdefault(name, []).extend(measure())
            # Not before ours: it reads all cards of the board, for which the page's caches drop those that it shows.
            bare = bare or BaselineBoard([(rows * LEAST_ROWS)[:LEAST_ROWS] for rows in rows_of(page) if rows])
            with _instead_of(window, bare):
                for name, measure in _floors(bare).items():
                    times.setdefault(f"{name}, bare", []).extend(measure())
    write_report(times)


def _ours(workspace: Workspace, bus: EventBus, big: BoardId) -> dict[str, Callable[[], list[Sample]]]:
    page = workspace.board
    lists = [view.cards for view in page.columns_view.shown if view.model.keys]
    last = page.columns_view.shown[-1]
    """Its scroll bar stands for all columns while there are lanes."""
    view = max(page.columns_view.shown, key=lambda view: view.window_of_rows.total)
    return {
        "scroll": partial(scroll_times, lists, NOTCH, FRAMES),
        "drag": partial(drag_times, page, FRAMES),
        "gesture": partial(move_times, page, ACTIONS),
        "wheel": partial(wheel_times, view.cards, FRAMES),
        "scroll bar": partial(bar_times, view, FRAMES),
        "page key": partial(key_times, view, Qt.Key.Key_PageDown, count=FRAMES),
        "end key": partial(key_times, view, Qt.Key.Key_End, Qt.Key.Key_Home, count=ACTIONS),
        "drag at the edge": partial(edge_times, view, FRAMES),
        "move by key": partial(carry_times, page, view, ACTIONS),
        "select by key": partial(select_times, page, view, ACTIONS),
        "sort": partial(sort_times, page, ACTIONS),
        "group": partial(group_times, page, ACTIONS),
        "lanes, wheel": partial(in_lanes, page, partial(wheel_times, view.cards, FRAMES)),
        "lanes, scroll bar": partial(in_lanes, page, partial(bar_times, last, FRAMES)),
        "lanes, page key": partial(
            in_lanes, page, partial(key_times, view, Qt.Key.Key_PageDown, count=FRAMES)
        ),
        "motion": partial(motion_times, page.columns_view, ACTIONS),
        "lanes, motion": partial(in_lanes, page, partial(motion_times, page.columns_view, ACTIONS)),
        "motion in a view": partial(motion_in_view, workspace, bus, big, ACTIONS),
        "filter letter": partial(letter_times, page.filter_bar.field, LETTER_SECONDS),
        "board switch": partial(_switched, workspace, big),
        "My work": partial(_my_work, workspace, big),
        "palette letter": partial(_typed_in_palette, workspace),
        "search letter": partial(_searched, workspace, big),
    }


def _floors(bare: BaselineBoard) -> dict[str, Callable[[], list[Sample]]]:
    return {
        "scroll": partial(scroll_times, bare.lists, NOTCH, FRAMES),
        "drag": partial(baseline_drag_times, bare, FRAMES),
        "gesture": partial(baseline_move_times, bare, ACTIONS),
    }


@contextmanager
def _instead_of(window: QWidget, bare: BaselineBoard) -> Iterator[None]:
    window.hide()
    bare.show()
    process_events_until(bare.isActiveWindow)
    yield
    bare.hide()
    window.show()
    process_events_until(window.isActiveWindow)
    _settle()


def _settle() -> None:
    longest_turn(lambda: None, _SETTLED_SECONDS)


def _searched(workspace: Workspace, big: BoardId) -> list[Sample]:
    workspace.page_opener.search("")
    _settle()
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    times = letter_times(field, SEARCH_SECONDS)
    workspace.navigator.open_board(big)
    _settle()
    return times


def _typed_in_palette(workspace: Workspace) -> list[Sample]:
    handler = workspace.handlers()[CommandId.PALETTE]
    handler()
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    _settle()
    times = letter_times(field, SEARCH_SECONDS)
    handler()
    return times


def _my_work(workspace: Workspace, big: BoardId) -> list[Sample]:
    """Opening the page, and the wheel there."""
    opened = longest_turn(workspace.handlers()[CommandId.MY_WORK], LETTER_SECONDS)
    page = workspace.navigator.page(PageKind.MY_WORK)
    times = [opened, *wheel_times(page.card_list, FRAMES)]
    workspace.navigator.open_board(big)
    _settle()
    return times


def _switched(workspace: Workspace, big: BoardId) -> list[Sample]:
    """From an empty board to the big one, until its visible columns are painted."""
    page, times = workspace.board, []
    other = next(board.id for board in workspace.service.boards() if board.id != big)
    for _ in range(SWITCHES):
        workspace.navigator.open_board(other)
        longest_turn(lambda: None, LETTER_SECONDS)
        stopwatch = Stopwatch()
        workspace.navigator.open_board(big)
        lists = [view.cards for view in page.columns_view.shown if view.model.keys and view.cards.isVisible()]
        painted = PaintWatcher(lists)
        viewports = {view.viewport() for view in lists}
        process_events_until(lambda painted=painted, wanted=viewports: painted.has_painted >= wanted)  # type: ignore[misc]
        times.append(stopwatch.read())
        longest_turn(lambda: None, LETTER_SECONDS)
    return times


main(int(sys.argv[1]), sys.argv[2])
