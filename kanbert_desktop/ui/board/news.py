"""When news is shown: as soon as Qt has time, but never between the press of a button and its release."""

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

_AGAIN_MS = 50
_MOST = 60
"""Where a release was never told, as after some drags, news waits three seconds at most."""


class News(QObject):
    """`due` once for all that was announced by `start` until then."""

    due = Signal()

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._waited = 0
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._on_timer)

    def start(self) -> None:
        if not self._timer.isActive():
            self._timer.start(0)

    def stop(self) -> None:
        """What there was is shown already."""
        self._timer.stop()

    def _on_timer(self) -> None:
        pressed = QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton and self._page.underMouse()
        if pressed and self._waited < _MOST:
            self._waited += 1
            self._timer.start(_AGAIN_MS)
            return
        self._waited = 0
        self.due.emit()
