"""How the window goes, for a while or with the whole program; where it stands is kept all along."""

from collections.abc import Callable

from PySide6.QtCore import QByteArray, QEvent, QObject, QSize, QTimer
from PySide6.QtWidgets import QWidget

from kanbert_desktop.app.application import Application
from kanbert_desktop.app.settings import GEOMETRY

USUAL = QSize(1440, 900)
MOST_OF_SCREEN = 0.95
"""Its frame wants some room too."""
KEEP_MS = 1000
_MOVES = frozenset({QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.WindowStateChange})


class Leaving(QObject):
    """`stays` says whether the program goes on without its window: only while something else leads back to it.

    A session may end without a word, so the window's place is kept soon after each change, not only at the end.
    """

    def __init__(self, application: Application, window: QWidget) -> None:
        super().__init__(window)
        self._application, self._window = application, window
        self.stays: Callable[[], bool] = lambda: False
        self._timer = QTimer(self, singleShot=True, interval=KEEP_MS)
        self._timer.timeout.connect(self.keep_place)

    def restore_place(self) -> None:
        """Qt itself brings a window back that lies on a screen that is gone, or begins anew on one of another size."""
        self._window.resize(USUAL.boundedTo(self._window.screen().availableSize() * MOST_OF_SCREEN))
        kept = self._application.settings.get(GEOMETRY)
        if kept:
            self._window.restoreGeometry(QByteArray.fromBase64(kept.encode("ascii", "ignore")))
        self._window.installEventFilter(self)

    def closed(self) -> None:
        """The window goes."""
        self.keep_place()
        if not self.stays():
            self._application.leave()

    def quit(self) -> None:
        """And the program with it, whatever could keep it."""
        self.stays = lambda: False
        if self._window.isVisible():
            self._window.close()
        else:
            self._application.leave()

    def keep_place(self) -> None:
        """Where it stands, how large, and whether it is maximised."""
        self._timer.stop()
        place = bytes(self._window.saveGeometry().toBase64().data()).decode("ascii")
        self._application.settings.put(GEOMETRY, place)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES and watched is self._window and self._window.isVisible():
            self._timer.start()
        return False
