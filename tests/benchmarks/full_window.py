"""Measured program: the program itself; reports when the first frame with cards was painted, then stays."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

from benchmarks.reporting import write_report
from kanbert_desktop import main

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QApplication

    from kanbert_desktop.ui.board.card_list_view import CardListView
    from kanbert_desktop.ui.window.main_window import MainWindow


class FirstFrame:
    """The time of the last list with cards that was painted before Qt processed anything else."""

    def __init__(self) -> None:
        self.has_reported: dict[str, int] = {}
        self.is_over = False

    def record(self) -> None:
        if self.is_over:
            return
        if not self.has_reported:
            from PySide6.QtCore import QTimer

            QTimer.singleShot(0, self._tell)
        lists = self.has_reported.get("lists", 0) + 1
        self.has_reported = {"painted": time.monotonic_ns(), "cpu": time.process_time_ns(), "lists": lists}

    def _tell(self) -> None:
        self.is_over = True
        write_report(self.has_reported)


def watch(frame: FirstFrame) -> None:
    from kanbert_desktop.ui.board.card_list_view import CardListView

    paint = CardListView.paintEvent

    def noted(cards: CardListView, event: QPaintEvent) -> None:
        paint(cards, event)
        if cards.model().rowCount():
            frame.record()

    CardListView.paintEvent = noted  # type: ignore[assignment, method-assign]


def prepare() -> None:
    """Imports nothing of the window earlier than the program itself does."""
    wait_for_paint = main._wait_for_first_paint

    def painted(app: QApplication, window: MainWindow) -> None:
        watch(FirstFrame())
        wait_for_paint(app, window)

    main._wait_for_first_paint = painted


prepare()
sys.exit(main.run(sys.argv[1:]))
