"""Tray, capture and notifications around the window; session end."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QSessionManager
from PySide6.QtWidgets import QApplication

from kanbert_desktop.app.application import Application
from kanbert_desktop.app.boards.service import QueuedChange
from kanbert_desktop.app.environment import default_profile
from kanbert_desktop.app.notifications import Notification
from kanbert_desktop.app.system.desktop_session import DesktopSession
from kanbert_desktop.app.system.processes import program_command
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.ui.capture.window import Capturing
from kanbert_desktop.ui.commands.actions import Name
from kanbert_desktop.ui.navigation.history import Kind
from kanbert_desktop.ui.notifications import Telling
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.tray import Tray
from kanbert_desktop.ui.window.link_handler import LinkFollowing
from kanbert_desktop.ui.window.main_window import MainWindow

TURN_MS = 500
KEEP_SECONDS = 2.0
"""A desktop that logs off waits a few seconds for each program."""
MOST_QUIET = 5
"""So many wait for a window that nobody sees; older ones are no news any more."""


class Surroundings(QObject):
    """Made once the window has been painted; it works as well while the window is hidden."""

    def __init__(self, application: Application, theme: Theme, window: MainWindow) -> None:
        super().__init__(window)
        self._application, self._window = application, window
        self.capturing = Capturing(application, theme, window)
        self.links = LinkFollowing(application, window)
        self.tray = Tray(application, window)
        self._telling: Telling | None = None
        self._in_tray: Notification | None = None
        self._quiet: list[Notification] = []
        self._turn = QTimer(self, interval=TURN_MS)
        self._turn.timeout.connect(self._show_next)
        window.leaving.stays = lambda: self.tray.is_there
        window.capture_wished.connect(self.capturing.open)
        window.desk_changed.connect(self._on_desk)
        window.looked_at.connect(self._on_look)
        self.capturing.told.connect(self._on_captured)
        self.capturing.sign_in_wished.connect(window.come_forward)
        self.tray.open_wished.connect(window.come_forward)
        self.tray.wished.connect(self._on_wished)
        self.tray.pressed.connect(self._on_tray_notice)
        window.dressed.connect(self.tray.dress)
        window.dressed.connect(self.capturing.dress)
        self._on_desk()

    def keep(self) -> None:
        """The session may end at any moment: whatever is half done is on the disk when this returns, if that is quick."""
        workspace = self._window.workspace
        if workspace is not None:
            workspace.keep_drafts()
        self.capturing.keep_draft()
        self._window.leaving.keep_place()
        self._application.save_now(KEEP_SECONDS)

    def put_away(self) -> None:
        """The program ends: it is off the screen at once, and what was half done is kept as if the window were closed."""
        if self._window.workspace is not None:
            self._window.workspace.toast.leave()
        self.keep()
        self.capturing.end()
        self._window.hide()

    async def end(self) -> None:
        """Before the desk closes for good."""
        self.capturing.end()
        self.links.end()
        self.tray.end()
        telling, self._telling = self._telling, None
        if telling is not None:
            telling.end()
            await telling.close()

    def follow(self, notice: Notification) -> None:
        """A press on a notice: the window comes, with the card or with what is mine."""
        self._window.come_forward()
        workspace = self._window.workspace
        if workspace is None:
            return
        if notice.card is not None:
            workspace.routes.go_to_card(notice.card)
        else:
            workspace.routes.go(Kind.MY_WORK)

    # What telling asks of the window and the tray.

    def is_looking_at(self, card: CardKey) -> bool:
        workspace = self._window.workspace
        return workspace is not None and self._window.isActiveWindow() and workspace.board.opened == card

    def show_in_tray(self, notice: Notification) -> bool:
        if not self.tray.is_there:
            return False
        self._in_tray = notice
        self.tray.show_message(notice.title, notice.text)
        return True

    def show_quietly(self, notice: Notification) -> None:
        """In the window as soon as it can be seen; until somebody looks at it, by the tray's dot as well."""
        self._quiet.append(notice)
        del self._quiet[:-MOST_QUIET]
        self._turn.start()
        if not self._window.isActiveWindow():
            self.tray.show_news(True)

    def _show_next(self) -> None:
        """One after the other, and never in place of an offer to take something back."""
        workspace = self._window.workspace
        if workspace is None or not self._quiet or not self._can_be_seen():
            self._turn.stop()
        elif not workspace.toast.isVisible():
            notice = self._quiet.pop(0)
            words = f"{notice.title}: {' · '.join(notice.text.splitlines())}"
            workspace.toast.tell_news(words, tr("Open"), lambda: self.follow(notice))

    def _on_look(self) -> None:
        """Whoever comes to the window sees what waited for that."""
        self.tray.show_news(False)
        if self._quiet:
            self._turn.start()

    def _can_be_seen(self) -> bool:
        return self._window.isVisible() and not self._window.isMinimized()

    def _on_tray_notice(self) -> None:
        if self._in_tray is not None:
            self.follow(self._in_tray)

    def _on_desk(self) -> None:
        self._quiet.clear()
        self.capturing.end()
        self._leave_desk()
        desk = self._application.service
        if desk is not None:
            self._telling = Telling(self._application, desk, self, self)
            self._telling.pressed.connect(self.follow)
        self.tray.dress()

    def _leave_desk(self) -> None:
        telling, self._telling = self._telling, None
        if telling is not None:
            telling.end()
            self._application.tasks.start("notices-end", telling.close())
            telling.deleteLater()

    def _on_captured(self, wish: QueuedChange, words: str) -> None:
        workspace = self._window.workspace
        if workspace is not None:
            workspace.toast.offer(words, wish)
            workspace.board.point_at(wish.card)

    def _on_wished(self, name: Name) -> None:
        if name not in (Name.CAPTURE, Name.QUIT, Name.SYNC):
            self._window.come_forward()
        self._window.actions_table[name].trigger()


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
        self._on_bus = DesktopSession(keep, application.request_quit)
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
        manager.setRestartCommand([*program_command(), *named])
        manager.setDiscardCommand([])
