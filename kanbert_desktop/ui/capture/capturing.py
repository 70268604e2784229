"""Opens the capture window for whoever is here, and tells what came of it where it can be seen."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kanbert_desktop.app.application import Application
from kanbert_desktop.app.boards.service import Desk
from kanbert_desktop.ui.board.midnight import today
from kanbert_desktop.ui.capture.capture_window import CaptureWindow
from kanbert_desktop.ui.theme import Theme


class Capturing(QObject):
    """`told` carries a wish with words for the main window's toast; `sign_in_wished`: somebody wants to come in."""

    told = Signal(object, str)
    sign_in_wished = Signal()

    def __init__(self, application: Application, theme: Theme, main: QWidget) -> None:
        super().__init__(main)
        self._application, self._theme, self._main = application, theme, main
        self.window: CaptureWindow | None = None
        self._came_from_main = False

    def open(self) -> None:
        desk = self._application.desk
        if self.window is None or self.window.desk is not desk:
            self.end()
            self.window = self._make(desk)
        if not self.window.isVisible():
            self._came_from_main = self._main.isActiveWindow()
        self.window.open()

    def keep_draft(self) -> None:
        if self.window is not None and self.window.form is not None:
            self.window.form.keep_draft()

    def end(self) -> None:
        """The desk is about to close: a draft is kept."""
        window, self.window = self.window, None
        if window is not None:
            window.leave()
            window.deleteLater()

    def dress(self) -> None:
        """Another look or language; one that nobody sees is made anew when it is wanted."""
        if self.window is not None and self.window.isVisible():
            self.window.dress()
        else:
            self.end()

    def _make(self, desk: Desk | None) -> CaptureWindow:
        window = CaptureWindow(desk, self._theme, today, lambda: not self._main.isVisible())
        window.added.connect(self.told)
        window.sign_in_wished.connect(self._on_sign_in)
        window.closed.connect(self._on_closed)
        return window

    def _on_closed(self) -> None:
        """Back to where one was; another program gets the focus by the desktop itself."""
        if self._came_from_main and self._main.isVisible():
            self._main.activateWindow()

    def _on_sign_in(self) -> None:
        self.end()
        self.sign_in_wished.emit()
