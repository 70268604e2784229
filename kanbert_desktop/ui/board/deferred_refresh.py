"""Defers a refresh until Qt is idle and no mouse button is pressed.

On its own: the rule matters to every change that arrives while the user drags or clicks.
"""

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

_AFTER_PAINT_MS = 16
_RETRY_MS = 50
_MAX_RETRIES = 60
"""After some drags Qt reports no release, so a refresh waits three seconds at most."""


class DeferredRefresh(QObject):
    """`due` is emitted once for all calls of `schedule` until then."""

    due = Signal()

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._retries = 0
        self._lets_paint = False
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._on_timer)

    def schedule(self, *, after_paint: bool = False) -> None:
        """`after_paint` leaves the next frame to what is shown already."""
        if not self._timer.isActive():
            self._lets_paint = after_paint
            self._timer.start(0)

    def cancel(self) -> None:
        """Cancels a scheduled refresh; the page is up to date."""
        self._timer.stop()

    def _on_timer(self) -> None:
        if self._lets_paint:
            # The turn of the event loop that began with the present refresh ends first, however long it takes.
            self._lets_paint = False
            self._timer.start(_AFTER_PAINT_MS)
            return
        pressed = QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton and self._page.underMouse()
        if pressed and self._retries < _MAX_RETRIES:
            self._retries += 1
            self._timer.start(_RETRY_MS)
            return
        self._retries = 0
        self.due.emit()
