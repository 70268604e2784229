"""Help commands; facts about screens for diagnostics."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QAccessible, QDesktopServices, QGuiApplication, QScreen
from PySide6.QtWidgets import QApplication, QWidget

from kanbert_desktop.app.application import Application
from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.commands.actions import CommandId
from kanbert_desktop.ui.commands.cheat_sheet import CheatSheet
from kanbert_desktop.ui.help.about_dialog import AboutDialog
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.accessibility import announce

DIAGNOSTICS_TASK = "diagnostics"


def screen_facts(window: QWidget) -> Iterator[str]:
    """English, because support staff read them. Screen names are left out: they may name a place of work."""
    yield f"platform {QGuiApplication.platformName()}, style {QApplication.style().name()}"
    yield f"screen reader {'on' if QAccessible.isActive() else 'off'}"
    for number, screen in enumerate(QGuiApplication.screens(), start=1):
        current = ", the window is on it" if screen is window.screen() else ""
        yield f"{number}: {_screen(screen)}{current}"
    yield f"window {window.width()} × {window.height()} at {window.devicePixelRatioF():g}"


def _screen(screen: QScreen) -> str:
    size = screen.size()
    dots = f"{screen.logicalDotsPerInch():.0f} dpi, {screen.devicePixelRatio():g} pixels to one"
    return f"{size.width()} × {size.height()}, {dots}, {screen.refreshRate():.0f} Hz"


class HelpCommands(QObject):
    """`message` carries a one-line result."""

    message = Signal(str)

    def __init__(self, application: Application, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._application, self._theme, self._window = application, theme, window
        self.message.connect(lambda text: announce(window, text))

    def run(self, name: CommandId) -> None:
        """`name` is one of `actions.HELP_COMMANDS`."""
        handlers = {
            CommandId.SHORTCUTS: self._show_keys,
            CommandId.DIAGNOSTICS: self.copy_diagnostics,
            CommandId.LOGS: self.open_logs,
            CommandId.ABOUT: self._show_about,
        }
        handlers[name]()

    def copy_diagnostics(self) -> None:
        """Checks server and keyring too, which may take some seconds."""
        if not self._application.tasks.is_running(DIAGNOSTICS_TASK):
            self.message.emit(tr("Running checks …"))
            self._application.tasks.start(DIAGNOSTICS_TASK, self._copy())

    def open_logs(self) -> None:
        folder = self._application.environment.logs
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            self.message.emit(tr("The folder could not be opened: {folder}", folder=folder))

    async def _copy(self) -> None:
        text = await self._application.diagnostics(list(screen_facts(self._window)))
        QGuiApplication.clipboard().setText(text)
        self.message.emit(tr("Diagnostics copied. They contain no card text, names or passwords."))

    def _show_keys(self) -> None:
        CheatSheet(self._theme, self._window).open()

    def _show_about(self) -> None:
        dialog = AboutDialog(self._theme, self._window)
        dialog.diagnostics_requested.connect(self.copy_diagnostics)
        dialog.logs_requested.connect(self.open_logs)
        self.message.connect(dialog.show_status)
        dialog.open()
