"""The frames in which a card that moved is on its way, in milliseconds of the thread that paints."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from benchmarks.column_actions import GROUPED_SECONDS, SETTLED_SECONDS, longest_turn
from benchmarks.figures import Sample
from benchmarks.frames import process_events_until
from benchmarks.stopwatch import Stopwatch
from kanbert_desktop.app.boards.saved_views import SavedView, SavedViews, ViewLayout
from kanbert_desktop.domain.board import BoardId
from kanbert_desktop.domain.events import EventBus, SavedViewsChanged
from kanbert_desktop.ui.board.card_list_view import CardListView
from kanbert_desktop.ui.board.columns_view import ColumnsView
from kanbert_desktop.ui.navigation.history import PageKind
from kanbert_desktop.ui.window.workspace import Workspace

VIEW = "Motion"
_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def motion_times(columns: ColumnsView, count: int) -> list[Sample]:
    """The first card goes to the next column and back by key, `count` times; each sample is one of its frames.

    It stays near the top in any order, so that each motion ends at a row that is read.
    """
    times: list[Sample] = []
    view = max(columns.shown[:-1], key=lambda view: view.window_of_rows.total)
    view.cards.focus_card(None)
    QTest.keyClick(view.cards, Qt.Key.Key_Home)
    longest_turn(lambda: None, SETTLED_SECONDS)
    for number in range(count):
        focused = QApplication.focusWidget()
        assert isinstance(focused, CardListView)
        _to_a_card(focused)
        QTest.keyClick(focused, Qt.Key.Key_Right if number % 2 == 0 else Qt.Key.Key_Left, _HELD)
        process_events_until(lambda: bool(columns.motion.moving))
        times += _frames(lambda: columns.motion.moving)
        longest_turn(lambda: None, SETTLED_SECONDS)
    return times


def _to_a_card(cards: CardListView) -> None:
    """Leaves the header of a lane."""
    if cards.current_key() is None:
        QTest.keyClick(cards, Qt.Key.Key_Down)


def _frames(places: Callable[[], object]) -> list[Sample]:
    """The longest turn of Qt's loop from each step of a card to the next one, until it has arrived."""
    times: list[Sample] = []
    longest: Sample | None = None
    while before := places():
        stopwatch = Stopwatch()
        QApplication.processEvents()
        turn = stopwatch.read()
        longest = turn if longest is None else max(longest, turn)
        if places() != before:
            times.append(longest)
            longest = None
    return times


def motion_in_view(workspace: Workspace, bus: EventBus, big: BoardId, count: int) -> list[Sample]:
    """The same in a saved view of that board, shown as columns."""
    query = f"board:{workspace.service.board(big).shortcode} due:<14d"
    SavedViews(workspace.service).set_all([SavedView(VIEW, query, ViewLayout.COLUMNS)])
    bus.publish(SavedViewsChanged())
    workspace.navigator.open_view(VIEW)
    page = workspace.navigator.page(PageKind.VIEW)
    process_events_until(lambda: page.results.contents.is_complete, GROUPED_SECONDS)
    longest_turn(lambda: None, SETTLED_SECONDS)
    times = motion_times(page.results.columns.columns_view, count)
    workspace.navigator.open_board(big)
    longest_turn(lambda: None, SETTLED_SECONDS)
    return times
