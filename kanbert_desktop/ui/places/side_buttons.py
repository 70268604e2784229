"""The mouse's back and forward buttons, wherever in the window the pointer is."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

_STEPS = {Qt.MouseButton.BackButton: -1, Qt.MouseButton.ForwardButton: 1}


class SideButtons(QObject):
    """`pressed` carries -1 for back, 1 for forward. Lists and fields would take these buttons for a click."""

    pressed = Signal(int)

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._page:
            if event.type() is QEvent.Type.Show:
                self._watch_window()
            return False
        # Asked for every movement of the pointer, so the type comes first.
        if event.type() not in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
            return False
        step = _STEPS.get(event.button()) if isinstance(event, QMouseEvent) else None
        if step is None or not self._page.isVisible():
            return False
        if event.type() is QEvent.Type.MouseButtonPress:
            self.pressed.emit(step)
        return True

    def _watch_window(self) -> None:
        window = self._page.window().windowHandle()
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)
