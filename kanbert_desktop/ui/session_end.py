"""The desktop's session ends, or wants to know how this program is started again: nothing half done is lost with it."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QSessionManager
from PySide6.QtWidgets import QApplication

from kanbert_desktop.app.application import Application
from kanbert_desktop.app.environment import default_profile
from kanbert_desktop.app.system.desktop_session import DesktopSession
from kanbert_desktop.app.system.processes import own_program

BEGIN_SECONDS = 2.0
"""After the first paint boards are loaded; that goes first, and signals are heard meanwhile."""


class SessionEnd(QObject):
    """`keep` puts whatever is half done on the disk. A log-off may still be called off, so nothing ends before it is certain.

    Windows, macOS and a Linux whose Qt speaks X11's session management tell it by Qt; the others on the session bus.
    """

    def __init__(self, application: Application, keep: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._application, self._keep = application, keep
        qt = QApplication.instance()
        if isinstance(qt, QApplication):
            qt.commitDataRequest.connect(self._commit)
            qt.saveStateRequest.connect(self._save_state)
        self._on_bus = DesktopSession(keep, application.leave)
        application.tasks.start("desktop-session", self._on_bus.watch(BEGIN_SECONDS))

    async def end(self) -> None:
        """Nothing is heard any more."""
        await self._on_bus.close()

    def _commit(self, _manager: QSessionManager) -> None:
        self._keep()

    def _save_state(self, manager: QSessionManager) -> None:
        """Qt's own way back would be `-session`, an option that no command line here knows."""
        profile = self._application.environment.profile
        named = ["--profile", str(profile)] if profile != default_profile() else []
        manager.setRestartCommand([*own_program(), *named])
        manager.setDiscardCommand([])
