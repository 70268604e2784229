"""Sidebar or rail: as the person wishes, and where the window is narrow by itself."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from kanbert_desktop.app.settings import SIDEBAR_SHOWN, Settings
from kanbert_desktop.ui.theme import Theme

FOLDS_BELOW = 900
"""Logical pixels of window width, at 100 % text size."""


class Folding:
    """In a narrow window the wish lasts until the width changes; in a wide one it is kept."""

    def __init__(
        self, sidebar: QWidget, rail: QWidget, settings: Settings, theme: Theme, width: Callable[[], int]
    ) -> None:
        self._sidebar, self._rail, self._settings, self._theme = sidebar, rail, settings, theme
        self._width = width
        self._was_narrow: bool | None = None
        self._show(settings.get(SIDEBAR_SHOWN))

    def toggle(self) -> None:
        shown = not self._sidebar.isVisible()
        if not self._is_narrow():
            self._settings.put(SIDEBAR_SHOWN, shown)
        self._show(shown)

    def look(self) -> None:
        """The width may be another one, or the text size."""
        if self._is_narrow() != self._was_narrow:
            self._was_narrow = self._is_narrow()
            self._show(not self._was_narrow and self._settings.get(SIDEBAR_SHOWN))

    def _is_narrow(self) -> bool:
        return self._width() < self._theme.px(FOLDS_BELOW)

    def _show(self, shown: bool) -> None:
        self._sidebar.setVisible(shown)
        self._rail.setVisible(not shown)
