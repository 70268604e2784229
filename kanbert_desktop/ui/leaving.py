"""How the window goes, for a while or with the whole program, and where it stood."""

from collections.abc import Callable

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QWidget

from kanbert_desktop.app.application import Application
from kanbert_desktop.app.settings import GEOMETRY

USUAL = (1440, 900)


class Leaving:
    """`stays` says whether the program goes on without its window: only while something else leads back to it."""

    def __init__(self, application: Application, window: QWidget) -> None:
        self._application, self._window = application, window
        self.stays: Callable[[], bool] = lambda: False

    def restore_place(self) -> None:
        """Qt itself brings a window back that lies on a screen that is gone."""
        self._window.resize(*USUAL)
        kept = self._application.settings.get(GEOMETRY)
        if kept:
            self._window.restoreGeometry(QByteArray.fromBase64(kept.encode("ascii", "ignore")))

    def closed(self) -> None:
        """The window goes."""
        self._keep_place()
        if not self.stays():
            self._application.leave()

    def quit(self) -> None:
        """And the program with it, whatever could keep it."""
        self.stays = lambda: False
        if self._window.isVisible():
            self._window.close()
        else:
            self._application.leave()

    def _keep_place(self) -> None:
        place = bytes(self._window.saveGeometry().toBase64().data()).decode("ascii")
        self._application.settings.put(GEOMETRY, place)
