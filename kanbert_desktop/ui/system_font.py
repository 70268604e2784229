"""The desktop's own text size or family may change while a window is open."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from kanbert_desktop.ui.theme import Theme


class SystemFont(QObject):
    """Watches from outside: all that a window paints is painted within its `event`.

    Were that in Python, PySide would keep a fault in any paint until the outermost call returned, let the rest be
    painted meanwhile, and crash (measured: PySide 6.11.3).
    """

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme = theme
        window.installEventFilter(self)

    def eventFilter(self, _window: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ThemeChange:
            self._theme.follow_system_font()
        return False
