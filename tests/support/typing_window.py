"""Runs the program's window with a user who types into every field and prints "written" as soon as that is done."""

import sys

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kanbert_desktop import main
from kanbert_desktop.domain.board import Column
from kanbert_desktop.ui.board.page import BoardPage
from kanbert_desktop.ui.window import startup
from kanbert_desktop.ui.window.desktop_integration import DesktopIntegration
from kanbert_desktop.ui.window.main_window import MainWindow

POLL_MS = 20
TITLE, COMMENT, NEW, CAPTURED_TITLE = "Half a title", "Half a comment", "Half a card", "Half a thought"


class TypingUser(QObject):
    """Begins as soon as a board with cards is shown and the program is idle."""

    def __init__(self, window: MainWindow, around: DesktopIntegration) -> None:
        super().__init__(window)
        self._window, self._around = window, around
        self._timer = QTimer(self, interval=POLL_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        workspace = self._window.workspace
        view = workspace.board.columns_view.start_column() if workspace is not None else None
        if workspace is None or view is None or not self._window.isActiveWindow():
            # A window manager may miss a window that was just mapped.
            self._window.activateWindow()
            return
        self._timer.stop()
        self._write(workspace.board)

    def _write(self, board: BoardPage) -> None:
        view = board.columns_view.start_column()
        assert view is not None
        board.open_quick_add(Column.WIP)
        QTest.keyClicks(board.columns_view.columns[Column.WIP].quick_add.field, NEW)
        board.open_card(view.model.keys[0])
        QTest.keyClicks(board.panel.composer.field, COMMENT)
        self._around.capture_controller.open()
        captured = self._around.capture_controller.window
        assert captured is not None
        assert captured.form is not None
        QTest.keyClicks(captured.form.quick_add.field, CAPTURED_TITLE)
        title = board.panel.title
        title.setFocus(Qt.FocusReason.OtherFocusReason)
        title.selectAll()
        QTest.keyClicks(title, TITLE)
        print("written", flush=True)  # noqa: T201


def prepare() -> None:
    around = startup.start_desktop_integration

    def surround(application: object, window: MainWindow) -> DesktopIntegration:
        made = around(application, window)  # type: ignore[arg-type]
        TypingUser(window, made)
        return made

    startup.start_desktop_integration = surround  # type: ignore[assignment]


if __name__ == "__main__":
    assert QApplication.instance() is None
    prepare()
    sys.exit(main.run())
