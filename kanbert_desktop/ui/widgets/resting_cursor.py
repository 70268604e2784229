"""The text cursor stops blinking in a field where nobody types: otherwise it wakes the program up twice a second."""

from contextlib import suppress

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

BLINKING_MS = 10_000
"""As in other programs of the desktop."""
_ACTIVITY = frozenset(
    {QEvent.Type.KeyPress, QEvent.Type.InputMethod, QEvent.Type.MouseButtonPress, QEvent.Type.FocusIn}
)


class RestingCursor(QObject):
    """Follows the focus. Watches only the widget that accepts text, so that no other event becomes slower."""

    def __init__(self, application: QApplication, *, blinking_ms: int = BLINKING_MS) -> None:
        super().__init__(application)
        self._application = application
        self._flash_time = application.cursorFlashTime()
        self._field: QWidget | None = None
        self._timer = QTimer(self, singleShot=True, interval=blinking_ms)
        self._timer.timeout.connect(self._rest)
        application.focusChanged.connect(self._on_focus)
        self._on_focus(None, application.focusWidget())

    @property
    def is_resting(self) -> bool:
        return self._application.cursorFlashTime() <= 0 < self._flash_time

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _ACTIVITY:
            self._blink()
        return False

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        # A field that was deleted has lost its filters with it.
        with suppress(RuntimeError):
            if self._field is not None:
                self._field.removeEventFilter(self)
        accepts_text = now is not None and now.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self._field = now if accepts_text else None
        if self._field is not None:
            self._field.installEventFilter(self)
            self._blink()
        else:
            self._timer.stop()

    def _blink(self) -> None:
        if self.is_resting:
            self._application.setCursorFlashTime(self._flash_time)
        self._timer.start()

    def _rest(self) -> None:
        """The cursor stays visible."""
        if self._application.cursorFlashTime() > 0:
            self._flash_time = self._application.cursorFlashTime()
            self._application.setCursorFlashTime(0)
