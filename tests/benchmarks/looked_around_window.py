"""Measured program: the program itself; a person looks at boards, a card, every page, the palette and a search. Then stays.

Imports nothing of Qt or the window earlier than the program itself does: Qt loaded before `main` costs 9 MiB more.
"""

from __future__ import annotations

import sys
import time
from functools import partial
from typing import TYPE_CHECKING

from benchmarks.reporting import write_report
from kanbert_desktop import main

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QApplication

    from kanbert_desktop.ui.window.main_window import MainWindow
    from kanbert_desktop.ui.window.workspace import Workspace

SETTLED_MS, STEP_MS = 5000, 400
BOARDS = 8
TYPED = "newsletter"


class LookAround:
    """One step after the other, with time in between for what it causes."""

    def __init__(self, workspace: Workspace) -> None:
        from PySide6.QtCore import QTimer

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
        from kanbert_desktop.ui.commands.actions import CommandId

        workspace, handlers = self._workspace, self._workspace.handlers()
        for board in list(workspace.service.boards())[:BOARDS]:
            yield partial(workspace.navigator.open_board, board.id)
        yield handlers[CommandId.PANEL]
        yield handlers[CommandId.PANEL]
        for page in (
            CommandId.MY_WORK,
            CommandId.CALENDAR,
            CommandId.ATTENTION,
            CommandId.DELETED,
            CommandId.SETTINGS,
        ):
            yield handlers[page]
        yield lambda: workspace.page_opener.search(TYPED)
        yield handlers[CommandId.PALETTE]
        yield _type
        yield _close_popup
        yield lambda: workspace.navigator.open_board(workspace.service.boards()[0].id)


def _type() -> None:
    """Without QtTest, which is a library of its own."""
    from PySide6.QtCore import QEvent, Qt
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QApplication

    for letter in TYPED:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            field = QApplication.focusWidget()
            if field is not None:
                key = QKeyEvent(kind, ord(letter.upper()), Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(field, key)


def _close_popup() -> None:
    from PySide6.QtWidgets import QApplication

    popup = QApplication.activePopupWidget()
    if popup is not None:
        popup.close()


def prepare() -> None:
    wait_for_paint = main._wait_for_first_paint
    kept: list[LookAround] = []

    def painted(app: QApplication, window: MainWindow) -> None:
        from PySide6.QtCore import QTimer

        wait_for_paint(app, window)
        write_report({"painted": time.monotonic_ns()})
        workspace = window.workspace
        assert workspace is not None
        QTimer.singleShot(SETTLED_MS, window, lambda: kept.append(LookAround(workspace)))

    main._wait_for_first_paint = painted


prepare()
sys.exit(main.run([]))
