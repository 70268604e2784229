"""Measured program: the program itself; a person looks at boards, a card, every page, the palette and a search. Then stays."""

import sys
import time
from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from benchmarks.reporting import write_report
from kanbert_desktop import main
from kanbert_desktop.ui.commands.actions import CommandId
from kanbert_desktop.ui.window.main_window import MainWindow
from kanbert_desktop.ui.window.workspace import Workspace

SETTLED_MS, STEP_MS = 5000, 400
BOARDS = 8
PAGES = (CommandId.MY_WORK, CommandId.CALENDAR, CommandId.ATTENTION, CommandId.DELETED, CommandId.SETTINGS)
TYPED = "newsletter"


class LookAround:
    """One step after the other, with time in between for what it causes."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._steps = self._all()
        self._timer = QTimer(interval=STEP_MS)
        self._timer.timeout.connect(self._next)
        self._timer.start()

    def _next(self) -> None:
        step = next(self._steps, None)
        if step is not None:
            step()
            return
        self._timer.stop()
        write_report({"looked": time.monotonic_ns()})

    def _all(self) -> Iterator[Callable[[], object]]:
        workspace, handlers = self._workspace, self._workspace.handlers()
        for board in list(workspace.service.boards())[:BOARDS]:
            yield partial(workspace.navigator.open_board, board.id)
        yield handlers[CommandId.PANEL]
        yield handlers[CommandId.PANEL]
        for page in PAGES:
            yield handlers[page]
        yield lambda: workspace.search(TYPED)
        yield handlers[CommandId.PALETTE]
        yield self._type
        yield self._close_popup
        yield lambda: workspace.navigator.open_board(workspace.service.boards()[0].id)

    @staticmethod
    def _type() -> None:
        field = QApplication.focusWidget()
        if field is not None:
            QTest.keyClicks(field, TYPED)

    @staticmethod
    def _close_popup() -> None:
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()


def prepare() -> None:
    wait_for_paint = main._wait_for_first_paint
    kept: list[LookAround] = []

    def painted(app: QApplication, window: MainWindow) -> None:
        wait_for_paint(app, window)
        write_report({"painted": time.monotonic_ns()})
        workspace = window.workspace
        assert workspace is not None
        QTimer.singleShot(SETTLED_MS, window, lambda: kept.append(LookAround(workspace)))

    main._wait_for_first_paint = painted


prepare()
sys.exit(main.run([]))
