"""The light theme of a test: that of the test before, unless one of them changed it."""

from dataclasses import dataclass

import shiboken6
from PySide6.QtCore import SIGNAL, Qt
from PySide6.QtGui import QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from kanbert_desktop.ui.style.theme import Theme

CACHES = frozenset({"_colors", "_accent_colors", "_fonts"})


@dataclass(frozen=True)
class Appearance:
    """What a new theme reads and sets."""

    state: dict[str, object]
    font: QFont
    palette: QPalette
    style_sheet: str
    direction: Qt.LayoutDirection


def appearance_of(theme: Theme, application: QApplication) -> Appearance:
    return Appearance(
        {name: value for name, value in vars(theme).items() if name not in CACHES},
        application.font(),
        application.palette(),
        application.styleSheet(),
        QGuiApplication.layoutDirection(),
    )


class LightTheme:
    """Keeps a theme as long as it is like a new one and nothing listens to it. A new one styles the application again."""

    def __init__(self) -> None:
        self._theme: Theme | None = None
        self._appearance: Appearance | None = None

    def get(self, application: QApplication) -> Theme:
        self.drop_if_changed(application)
        if self._theme is None:
            self._theme = Theme(application, "light")
            self._appearance = appearance_of(self._theme, application)
        return self._theme

    def drop_if_changed(self, application: QApplication) -> None:
        theme = self._theme
        if theme is None:
            return
        if theme.receivers(SIGNAL("changed()")) or appearance_of(theme, application) != self._appearance:
            # The application owns the theme: without this every theme of earlier tests would follow each change.
            shiboken6.delete(theme)
            self._theme = None


LIGHT_THEME = LightTheme()
