"""Measured program: scrolls and moves cards on a big board, ours and the baseline in turn; prints the times."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication

from benchmarks.baseline_list import BaselineBoard
from benchmarks.big_board import big_board
from benchmarks.figures import Sample
from benchmarks.frames import (
    baseline_drag_times,
    baseline_move_times,
    drag_times,
    move_times,
    process_events_until,
    rows_of,
    scroll_times,
)
from benchmarks.reporting import write_report
from kanbert_desktop.domain.board import OPEN_COLUMNS, Column
from kanbert_desktop.ui.board.page import BoardPage

NOTCH = 72
"""Pixels of one notch of the wheel: three lines of 24."""
FRAMES = 120
ACTIONS = 30


def main(folder: Path, cards: int, rounds: int) -> None:
    application = QApplication(["kanbert-desktop"])
    result: dict[str, list[Sample]] = {}
    for name, columns in (("one column", (Column.NEW,)), ("all columns", OPEN_COLUMNS)):
        with big_board(folder / name, columns, cards) as shown:
            page = shown.page
            process_events_until(partial(_is_whole, page, cards))
            bare = BaselineBoard([rows for rows in rows_of(page) if rows])
            for _ in range(rounds):
                for label, step in (("a notch", NOTCH), ("a page", 700)):
                    _scroll(result, f"{name}, {label}", page, bare, step)
                if name == "all columns":
                    _move(result, page, bare)
                    _drag(result, page, bare)
            bare.deleteLater()
    application.processEvents()
    write_report(result)


def _is_whole(page: BoardPage, cards: int) -> bool:
    return page.contents.total == cards and not page.contents.has_more


def _scroll(
    result: dict[str, list[Sample]], name: str, page: BoardPage, bare: BaselineBoard, step: int
) -> None:
    with _alone(page, bare):
        lists = [view.cards for view in page.columns_view.shown if view.model.keys]
        result.setdefault(name, []).extend(scroll_times(lists, step, FRAMES))
    with _alone(bare, page):
        result.setdefault(f"{name}, bare", []).extend(scroll_times(bare.lists, step, FRAMES))


def _move(result: dict[str, list[Sample]], page: BoardPage, bare: BaselineBoard) -> None:
    with _alone(page, bare):
        result.setdefault("action", []).extend(move_times(page, ACTIONS))
    with _alone(bare, page):
        result.setdefault("action, bare", []).extend(baseline_move_times(bare, ACTIONS))


def _drag(result: dict[str, list[Sample]], page: BoardPage, bare: BaselineBoard) -> None:
    with _alone(page, bare):
        result.setdefault("drag", []).extend(drag_times(page, FRAMES))
    with _alone(bare, page):
        result.setdefault("drag, bare", []).extend(baseline_drag_times(bare, FRAMES))


@contextmanager
def _alone(shown: BoardPage | BaselineBoard, hidden: BoardPage | BaselineBoard) -> Iterator[None]:
    hidden.hide()
    shown.show()
    process_events_until(shown.isActiveWindow)
    yield


main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
