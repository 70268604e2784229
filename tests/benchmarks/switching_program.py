"""Measured program: switches between two big boards and filters one; prints the times and the growth of memory."""

import gc
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStackedWidget

from benchmarks.baseline_list import BaselineBoard
from benchmarks.big_board import big_board
from benchmarks.figures import Sample
from benchmarks.frames import PaintWatcher, process_events_until, rows_of
from benchmarks.reporting import write_report
from benchmarks.stopwatch import Stopwatch
from kanbert_desktop.app.system.event_loop import collect_on_main_thread
from kanbert_desktop.domain.board import OPEN_COLUMNS, BoardId
from kanbert_desktop.domain.card_sequence import every_card
from kanbert_desktop.ui.board.page import BoardPage
from support.board_fixture import BOARD

WARM, SWITCHES = 100, 1000
OTHER = BoardId("b2")
TYPED_TEXTS = ("check", "news", "texte geg", "2 pr")


def main(folder: Path, cards: int) -> None:
    application = QApplication(["kanbert-desktop"])
    # As the program does: otherwise Python collects in the middle of a frame.
    with collect_on_main_thread(), big_board(folder, OPEN_COLUMNS, cards, other=OTHER) as shown:
        page = shown.page
        process_events_until(lambda: _is_whole(page, cards))
        bare = BaselineBoard([rows for rows in rows_of(page) if rows])
        result = {"filter": _typed(page), "filter, bare": _found(page, bare)}
        page.hide()
        result["switch, bare"] = _turned(bare, BaselineBoard(rows_of(page)))
        page.show()
        process_events_until(page.isActiveWindow)
        _switched(page, WARM)
        before = _resident()
        result["switch"] = _switched(page, SWITCHES)
        write_report({**result, "memory": [before, _resident()]})
    application.processEvents()


def _is_whole(page: BoardPage, cards: int) -> bool:
    return page.contents.total == cards and not page.contents.has_more


def _switched(page: BoardPage, count: int) -> list[Sample]:
    """Each switch ends when the visible cards of the other board are painted."""
    painted = PaintWatcher([view.cards for view in page.columns_view.shown])
    times = []
    for number in range(count):
        board = OTHER if number % 2 == 0 else BOARD
        painted.has_painted.clear()
        stopwatch = Stopwatch()
        page.show_board(board)
        process_events_until(lambda: len(painted.has_painted) == len(OPEN_COLUMNS))
        times.append(stopwatch.read())
        QApplication.processEvents()
    return times


def _turned(one: BaselineBoard, other: BaselineBoard) -> list[Sample]:
    pages = QStackedWidget()
    pages.resize(1440, 900)
    for board in (one, other):
        pages.addWidget(board)
    pages.show()
    process_events_until(pages.isActiveWindow)
    times = []
    for number in range(SWITCHES // 10):
        board = (other, one)[number % 2]
        painted = PaintWatcher(board.lists)
        stopwatch = Stopwatch()
        pages.setCurrentWidget(board)
        process_events_until(
            lambda painted=painted, board=board: len(painted.has_painted) == len(board.lists)
        )  # type: ignore[misc]
        times.append(stopwatch.read())
    pages.hide()
    return times


def _typed(page: BoardPage) -> list[Sample]:
    """The longest stall of Qt's loop after each letter, until all cards have been filtered."""
    field, times = page.filter_bar.field, []
    for word in TYPED_TEXTS:
        times += [_longest(page, partial(QTest.keyClicks, field, letter)) for letter in word]
        times.append(_longest(page, field.clear))
    return times


def _longest(page: BoardPage, action: Callable[[], None]) -> Sample:
    stopwatch = Stopwatch()
    action()
    QApplication.processEvents()
    longest = stopwatch.read()
    while page.contents.has_more:
        stopwatch = Stopwatch()
        QApplication.processEvents()
        longest = max(longest, stopwatch.read())
    return longest


def _found(page: BoardPage, bare: BaselineBoard) -> list[Sample]:
    """The baseline: a search for the letters in every title, and repainting plain lists."""
    titles = [card.title for column in page.sorting.columns().values() for card in every_card(column)]
    times = []
    bare.show()
    process_events_until(bare.isActiveWindow)
    for word in TYPED_TEXTS:
        for end in range(1, len(word) + 1):
            stopwatch = Stopwatch()
            sum(word[:end] in title.casefold() for title in titles)
            bare.repaint()
            times.append(stopwatch.read())
    bare.hide()
    return times


def _resident() -> float:
    """MiB."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * 4096 / 2**20


main(Path(sys.argv[1]), int(sys.argv[2]))
