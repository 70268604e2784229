"""Measured program: the program itself; syncs until there is nothing left to read ahead, reports, then rests."""

import sys
import time

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from benchmarks.reporting import write_report
from kanbert_desktop import main
from kanbert_desktop.ui.window.main_window import MainWindow

FIRST_MS, EVERY_MS = 5000, 1500
SYNCS = 12
"""A sync reads the comments of eight cards ahead, and there are at most eighty such cards."""


class RepeatedSync:
    """F5 again and again."""

    def __init__(self, window: MainWindow) -> None:
        self._window, self._left = window, SYNCS
        self._timer = QTimer(interval=EVERY_MS)
        self._timer.timeout.connect(self._next)
        self._timer.start()

    def _next(self) -> None:
        workspace = self._window.workspace
        if workspace is not None and self._left:
            self._left -= 1
            workspace.sync_now()
            return
        self._timer.stop()
        write_report({"resting": time.monotonic_ns()})


def prepare() -> None:
    wait_for_paint = main._wait_for_first_paint
    kept: list[RepeatedSync] = []

    def painted(app: QApplication, window: MainWindow) -> None:
        wait_for_paint(app, window)
        QTimer.singleShot(FIRST_MS, window, lambda: kept.append(RepeatedSync(window)))

    main._wait_for_first_paint = painted


prepare()
sys.exit(main.run([]))
