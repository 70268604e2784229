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
from kanbert_desktop.ui.capture.window import CaptureController
from kanbert_desktop.ui.commands.actions import CommandId
from kanbert_desktop.ui.navigation.history import PageKind
from kanbert_desktop.ui.notifications import NotificationPresenter
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.tray import Tray
from kanbert_desktop.ui.window.link_handler import LinkHandler
from kanbert_desktop.ui.window.main_window import MainWindow

TOAST_INTERVAL_MS = 500
FLUSH_TIMEOUT_SECONDS = 2.0
"""A desktop that logs off waits a few seconds for each program."""
MAX_QUIET = 5
"""So many wait for a window that nobody sees; older ones are no news any more."""


class DesktopIntegration(QObject):
    """Made once the window has been painted; it works as well while the window is hidden."""

    def __init__(self, application: Application, theme: Theme, window: MainWindow) -> None:
        super().__init__(window)
        self._application, self._window = application, window
        self.capture_controller = CaptureController(application, theme, window)
        self.link_handler = LinkHandler(application, window)
        self.tray = Tray(application, window)
        self._presenter: NotificationPresenter | None = None
        self._tray_notification: Notification | None = None
        self._quiet_notifications: list[Notification] = []
        self._toast_timer = QTimer(self, interval=TOAST_INTERVAL_MS)
        self._toast_timer.timeout.connect(self._show_next)
        window.window_state.stays_running = lambda: self.tray.is_visible
        window.capture_requested.connect(self.capture_controller.open)
        window.account_changed.connect(self._on_account_changed)
        window.activated.connect(self._on_activated)
        self.capture_controller.change_queued.connect(self._on_captured)
        self.capture_controller.sign_in_requested.connect(window.bring_to_front)
        self.tray.open_requested.connect(window.bring_to_front)
        self.tray.command_requested.connect(self._on_command_requested)
        self.tray.message_clicked.connect(self._on_tray_notice)
        window.appearance_changed.connect(self.tray.apply_appearance)
        window.appearance_changed.connect(self.capture_controller.apply_appearance)
        self._on_account_changed()

    def save_all(self) -> None:
        """The session may end at any moment: whatever is half done is on the disk when this returns, if that is quick."""
        workspace = self._window.workspace
        if workspace is not None:
            workspace.save_drafts()
        self.capture_controller.save_draft()
        self._window.window_state.save_geometry()
        self._application.save_now(FLUSH_TIMEOUT_SECONDS)

    def hide_and_save(self) -> None:
        """The program ends: it is off the screen at once, and what was half done is kept as if the window were closed."""
        if self._window.workspace is not None:
            self._window.workspace.toast.dismiss_toast()
        self.save_all()
        self.capture_controller.close()
        self._window.hide()

    async def close(self) -> None:
        """Before the desk closes for good."""
        self.capture_controller.close()
        self.link_handler.close()
        self.tray.close()
        telling, self._presenter = self._presenter, None
        if telling is not None:
            telling.stop()
            await telling.close()

    def open_notification(self, notice: Notification) -> None:
        """A press on a notice: the window comes, with the card or with what is mine."""
        self._window.bring_to_front()
        workspace = self._window.workspace
        if workspace is None:
            return
        if notice.card is not None:
            workspace.navigator.open_card(notice.card)
        else:
            workspace.navigator.open_page(PageKind.MY_WORK)

    # What telling asks of the window and the tray.

    def is_card_open(self, card: CardKey) -> bool:
        workspace = self._window.workspace
        return workspace is not None and self._window.isActiveWindow() and workspace.board.opened_card == card

    def show_in_tray(self, notice: Notification) -> bool:
        if not self.tray.is_visible:
            return False
        self._tray_notification = notice
        self.tray.show_message(notice.title, notice.text)
        return True

    def show_in_window(self, notice: Notification) -> None:
        """In the window as soon as it can be seen; until somebody looks at it, by the tray's dot as well."""
        self._quiet_notifications.append(notice)
        del self._quiet_notifications[:-MAX_QUIET]
        self._toast_timer.start()
        if not self._window.isActiveWindow():
            self.tray.set_has_unseen(True)

    def _show_next(self) -> None:
        """One after the other, and never in place of an offer to take something back."""
        workspace = self._window.workspace
        if workspace is None or not self._quiet_notifications or not self._can_be_seen():
            self._toast_timer.stop()
        elif not workspace.toast.isVisible():
            notice = self._quiet_notifications.pop(0)
            words = f"{notice.title}: {' · '.join(notice.text.splitlines())}"
            workspace.toast.show_notification(words, tr("Open"), lambda: self.open_notification(notice))

    def _on_activated(self) -> None:
        """Whoever comes to the window sees what waited for that."""
        self.tray.set_has_unseen(False)
        if self._quiet_notifications:
            self._toast_timer.start()

    def _can_be_seen(self) -> bool:
        return self._window.isVisible() and not self._window.isMinimized()

    def _on_tray_notice(self) -> None:
        if self._tray_notification is not None:
            self.open_notification(self._tray_notification)

    def _on_account_changed(self) -> None:
        self._quiet_notifications.clear()
        self.capture_controller.close()
        self._stop_presenter()
        desk = self._application.service
        if desk is not None:
            self._presenter = NotificationPresenter(self._application, desk, self, self)
            self._presenter.activated.connect(self.open_notification)
        self.tray.apply_appearance()

    def _stop_presenter(self) -> None:
        telling, self._presenter = self._presenter, None
        if telling is not None:
            telling.stop()
            self._application.tasks.start("notices-end", telling.close())
            telling.deleteLater()

    def _on_captured(self, wish: QueuedChange, words: str) -> None:
        workspace = self._window.workspace
        if workspace is not None:
            workspace.toast.show_undo(words, wish)
            workspace.board.make_current(wish.card)

    def _on_command_requested(self, name: CommandId) -> None:
        if name not in (CommandId.CAPTURE, CommandId.QUIT, CommandId.SYNC):
            self._window.bring_to_front()
        self._window.window_actions[name].trigger()


START_DELAY_SECONDS = 2.0
"""After the first paint boards are loaded; that goes first, and signals are heard meanwhile."""


class SessionEndHandler(QObject):
    """`keep` puts whatever is half done on the disk. A log-off may still be called off, so nothing ends before it is certain.

    Windows, macOS and a Linux whose Qt speaks X11's session management tell it by Qt; the others on the session bus.
    """

    def __init__(self, application: Application, keep: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._application, self._save = application, keep
        qt = QApplication.instance()
        if isinstance(qt, QApplication):
            qt.commitDataRequest.connect(self._commit)
            qt.saveStateRequest.connect(self._save_state)
        self._session = DesktopSession(keep, application.request_quit)
        application.tasks.start("desktop-session", self._session.watch(START_DELAY_SECONDS))

    async def close(self) -> None:
        """Nothing is heard any more."""
        await self._session.close()

    def _commit(self, _manager: QSessionManager) -> None:
        self._save()

    def _save_state(self, manager: QSessionManager) -> None:
        """Qt's own way back would be `-session`, an option that no command line here knows."""
        profile = self._application.environment.profile
        named = ["--profile", str(profile)] if profile != default_profile() else []
        manager.setRestartCommand([*program_command(), *named])
        manager.setDiscardCommand([])
