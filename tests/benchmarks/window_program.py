"""Measured program: moves cards in the full window on the cached profile, without a network; prints the times."""

import sys
import threading
from typing import Any

from PySide6.QtWidgets import QApplication

from benchmarks.baseline_list import BaselineBoard
from benchmarks.figures import Sample
from benchmarks.frames import baseline_move_times, move_times, process_events_until, rows_of
from benchmarks.reporting import write_report
from kanbert_desktop.app.application import Application
from kanbert_desktop.app.environment import Environment
from kanbert_desktop.cli.arguments import parse_arguments
from kanbert_desktop.cli.options import options_from
from kanbert_desktop.store.writer import WriterThread
from kanbert_desktop.ui.window.startup import open_window

ACTIONS = 30


SLOW_SECONDS = 0.1


def slow_down() -> None:
    """Every commit takes a tenth of a second longer, as on a disk with a slow fsync."""
    transaction = WriterThread._transaction

    def slowly(writer: WriterThread, group: list[Any]) -> list[tuple[Any, BaseException | None]]:
        outcomes = transaction(writer, group)
        threading.Event().wait(SLOW_SECONDS)
        return outcomes

    WriterThread._transaction = slowly  # type: ignore[method-assign]


def main(rounds: int, disk: str) -> None:
    if disk == "slow":
        slow_down()
    qt = QApplication(["kanbert-desktop"])
    qt.setQuitOnLastWindowClosed(False)
    chosen = options_from(parse_arguments([]))
    application = Application(Environment.for_options(chosen), chosen)
    application.open_chosen_account()
    window = open_window(application)
    assert application.session is not None
    assert window.workspace is not None
    application.session.replica.build_index()
    page = window.workspace.board
    process_events_until(
        lambda: all(view.model.keys for view in page.columns_view.shown) and window.isActiveWindow()
    )
    bare = BaselineBoard(rows_of(page))
    result: dict[str, list[Sample]] = {"ours": [], "bare": []}
    for _ in range(rounds):
        bare.hide()
        window.show()
        process_events_until(window.isActiveWindow)
        result["ours"] += move_times(page, ACTIONS)
        window.hide()
        bare.show()
        process_events_until(bare.isActiveWindow)
        result["bare"] += baseline_move_times(bare, ACTIONS)
    write_report(result)


main(int(sys.argv[1]), sys.argv[2])
