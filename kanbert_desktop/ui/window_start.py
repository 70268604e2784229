"""Opening the window: language and look first, then whoever is here; nothing that waits."""

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from kanbert_desktop.app.application import Application
from kanbert_desktop.app.language import use_language
from kanbert_desktop.app.settings import LANGUAGE, THEME
from kanbert_desktop.assets import resource
from kanbert_desktop.ui import icons
from kanbert_desktop.ui.main_window import MainWindow
from kanbert_desktop.ui.theme import Theme


def open_window(application: Application) -> MainWindow:
    """Call after `application.open_known()`; then, once it is painted, await `window.go_live()`."""
    qt = QApplication.instance()
    if not isinstance(qt, QApplication):
        raise TypeError("a QApplication comes first")
    settings = application.settings
    _speak(qt, settings.get(LANGUAGE))
    theme = Theme(qt, settings.get(THEME))
    qt.setWindowIcon(icons.application_icon())
    window = MainWindow(application, theme, application.presence.now)
    follow_settings(application, qt, theme)
    window.show()
    return window


def _speak(qt: QApplication, language: str) -> None:
    """The words, and the side on which they begin."""
    use_language(qt, language, resource("translations"))
    qt.setLayoutDirection(QLocale().textDirection())


def follow_settings(application: Application, qt: QApplication, theme: Theme) -> None:
    settings = application.settings

    def changed(name: str) -> None:
        if name == THEME.name:
            theme.use(settings.get(THEME))
        elif name == LANGUAGE.name:
            _speak(qt, settings.get(LANGUAGE))

    settings.watch(changed)
