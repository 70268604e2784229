"""Opening the window: language and look first, then whoever is here; nothing that waits."""

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
    use_language(qt, settings.get(LANGUAGE), resource("translations"))
    theme = Theme(qt, settings.get(THEME))
    qt.setWindowIcon(icons.application_icon())
    window = MainWindow(application, theme, application.presence.now)
    follow_settings(application, qt, theme)
    window.show()
    return window


def follow_settings(application: Application, qt: QApplication, theme: Theme) -> None:
    settings = application.settings

    def changed(name: str) -> None:
        if name == THEME.name:
            theme.use(settings.get(THEME))
        elif name == LANGUAGE.name:
            use_language(qt, settings.get(LANGUAGE), resource("translations"))

    settings.watch(changed)
