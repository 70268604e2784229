"""Tray, capture and notifications around the window; session end."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QObject, Qt, QTimer, SignalInstance
from PySide6.QtGui import QGuiApplication, QSessionManager
from PySide6.QtWidgets import QApplication

from kanbert_desktop.app.application import Application
from kanbert_desktop.app.boards.local_data import WINDOWS
from kanbert_desktop.app.boards.service import QueuedChange
from kanbert_desktop.app.environment import default_profile
from kanbert_desktop.app.notifications import Notification, NotificationKind
from kanbert_desktop.app.system.activation import use_token
from kanbert_desktop.app.system.desktop_session import DesktopSession
from kanbert_desktop.app.system.own_program import program_command
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.ui.capture.window import CaptureController
from kanbert_desktop.ui.card_panel.host import CardPanelPage
from kanbert_desktop.ui.commands.actions import CommandId
from kanbert_desktop.ui.navigation.history import PageKind
from kanbert_desktop.ui.notifications import NotificationPresenter
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.tray import Tray
from kanbert_desktop.ui.window.link_handler import LinkHandler
from kanbert_desktop.ui.window.main_window import MainWindow
from kanbert_desktop.ui.window.window_frame import AccountWindow

TOAST_INTERVAL_MS = 500
FLUSH_TIMEOUT_SECONDS = 2.0
"""A desktop that logs off waits a few seconds for each program."""
MAX_QUIET = 5
"""Notifications that wait until the window is visible; older ones are dropped."""
START_DELAY_SECONDS = 2.0
"""Delay after the first paint: loading boards comes first. Signals are handled from the start."""


class DesktopIntegration(QObject):
    """Tray, quick capture, deep links and notifications.

    Created after the first paint; also active while the window is hidden.
    """

    def __init__(self, application: Application, theme: Theme, window: MainWindow) -> None:
        super().__init__(window)
        self._application, self._window = application, window
        self.capture_controller = CaptureController(application, theme, window, window.current_window)
        self.link_handler = LinkHandler(application, window)
        self.tray = Tray(application, window, show_first=window.show_minimised, current=window.current_window)
        self._presenter: NotificationPresenter | None = None
        self._quiet_notifications: list[Notification] = []
        self._toast_timer = QTimer(self, interval=TOAST_INTERVAL_MS)
        self._toast_timer.timeout.connect(self._show_next)
        window.window_state.keep_running_in(self.tray)
        window.capture_requested.connect(self.capture_controller.open)
        window.account_changed.connect(self._on_account_changed)
        window.used.connect(self._on_activated)
        running = QApplication.instance()
        if isinstance(running, QApplication):
            running.applicationStateChanged.connect(self._on_state_changed)
        self.capture_controller.change_queued.connect(self._on_captured)
        self.capture_controller.sign_in_requested.connect(window.bring_to_front)
        self.tray.open_requested.connect(window.bring_to_front)
        self.tray.command_requested.connect(self._on_command_requested)
        window.appearance_changed.connect(self.tray.apply_appearance)
        window.appearance_changed.connect(self.capture_controller.apply_appearance)
        self._on_account_changed()
        self.restore_windows()

    def save_all(self) -> None:
        """Saves all unfinished work: the session may end at any moment.

        Returns after `FLUSH_TIMEOUT_SECONDS` at the latest.
        """
        for window in self._windows():
            window.save_drafts()
        self.capture_controller.save_draft()
        self._window.window_state.save_geometry()
        self._application.save_now(FLUSH_TIMEOUT_SECONDS)

    def hide_and_save(self) -> None:
        """Hides all windows at once when the program quits, and saves all unfinished work."""
        for window in self._windows():
            if window.workspace is not None:
                window.workspace.toast.dismiss_toast()
        self.save_all()
        self.capture_controller.close()
        if self._window.has_others:
            self._window.window_set.hide_all()
        self._window.hide()

    async def close(self) -> None:
        """Call before the account is closed at exit."""
        self.capture_controller.close()
        self.link_handler.close()
        self.tray.close()
        if self._window.has_others:
            self._window.window_set.close_others()
        presenter, self._presenter = self._presenter, None
        if presenter is not None:
            presenter.stop()
            await presenter.close()

    def open_notification(self, notification: Notification, token: str = "") -> None:
        """Brings the window to the front and opens the entry of the inbox, else the card, or My work."""
        use_token(token)
        self._window.bring_to_front()
        workspace = self._current.workspace
        if workspace is None:
            return
        card, today = notification.card, datetime.now().astimezone().date()
        is_news = notification.kind not in (None, NotificationKind.DUE)
        if is_news and (card is None or workspace.service.inbox.entry(card, today) is not None):
            workspace.page_opener.open_inbox(card)
        elif card is not None:
            workspace.navigator.open_card(card)
        else:
            workspace.navigator.open_page(PageKind.MY_WORK)

    def find_cards(self, text: str) -> None:
        """Brings the window to the front and opens the search page, if somebody is signed in."""
        self._window.bring_to_front()
        window = self._current
        if window.workspace is not None:
            window.show_current_account()
            window.workspace.page_opener.search(text)

    def show_my_work(self) -> None:
        """Brings the window to the front and opens My work, if somebody is signed in."""
        self._window.bring_to_front()
        window = self._current
        if window.workspace is not None:
            window.show_current_account()
            window.workspace.navigator.open_page(PageKind.MY_WORK)

    def prepare_activation(self, token: str, must_come_forward: bool) -> None:
        """Call before a window is brought to the front that another program asked for.

        On Wayland a window in the background comes forward by a token only, but one that is shown comes with the
        focus. The desktop's search gives no token, so the window is shown again.
        """
        use_token(token)
        is_wayland = QGuiApplication.platformName().startswith("wayland")
        if must_come_forward and not token and is_wayland and not self._current.isActiveWindow():
            self._current.hide()

    def watch_capture_key(self, awake: SignalInstance) -> None:
        """The desktop's key for a new card works from now on, if the user has asked for one. `awake`: it is tried again."""
        if QGuiApplication.platformName().startswith("wayland"):
            key = self._application.capture_key
            key.pressed = self._capture_by_key
            awake.connect(key.resume)
            key.resume()

    def _capture_by_key(self, token: str) -> None:
        use_token(token)
        self.capture_controller.open()

    def is_card_open(self, card: CardKey) -> bool:
        """Whether the user is looking at this card."""
        window = self._current
        workspace = window.workspace
        return workspace is not None and window.isActiveWindow() and workspace.board.opened_card == card

    def show_in_window(self, notification: Notification) -> None:
        """Queues a toast until the window is visible; until the window is activated, the tray icon has a dot."""
        self._quiet_notifications.append(notification)
        del self._quiet_notifications[:-MAX_QUIET]
        self._toast_timer.start()
        if not self._current.isActiveWindow():
            self.tray.set_has_unseen(True)

    def _show_next(self) -> None:
        """Shows the next toast, but never replaces an offer to undo."""
        workspace = self._current.workspace
        if workspace is None or not self._quiet_notifications or not self._can_be_seen():
            self._toast_timer.stop()
        elif not workspace.toast.isVisible():
            notification = self._quiet_notifications.pop(0)
            text = f"{notification.title}: {' · '.join(notification.text.splitlines())}"
            workspace.toast.show_notification(text, tr("Open"), lambda: self.open_notification(notification))

    def _on_activated(self) -> None:
        """Removes the dot and shows the queued notifications once the user activates the window."""
        self.tray.set_has_unseen(False)
        self.restore_windows()
        if self._quiet_notifications:
            self._toast_timer.start()

    def _on_state_changed(self, state: Qt.ApplicationState) -> None:
        """One window after the other is no absence."""
        self._application.set_in_front(is_in_front=state is Qt.ApplicationState.ApplicationActive)

    def _can_be_seen(self) -> bool:
        return self._current.isVisible() and not self._current.isMinimized()

    @property
    def _current(self) -> MainWindow:
        """The window that was used last."""
        return self._window.current_window()

    def _windows(self) -> Sequence[AccountWindow]:
        return self._window.window_set.windows if self._window.has_others else (self._window,)

    def restore_windows(self) -> None:
        """Opens the windows of the last run again; where the first one starts hidden, once it is shown."""
        service = self._application.service
        if service is not None and service.local.value(WINDOWS) and self._window.isVisible():
            self._window.window_set.restore()

    def _on_account_changed(self) -> None:
        self._quiet_notifications.clear()
        self.capture_controller.close()
        self._stop_presenter()
        service = self._application.service
        if service is not None:
            self._presenter = NotificationPresenter(
                self._application, service, self.tray, self.is_card_open, self
            )
            self._presenter.activated.connect(self.open_notification)
            self._presenter.quiet_notification.connect(self.show_in_window)
        workspace = self._window.workspace
        self.tray.set_inbox_count(workspace.sidebar.inbox_count if workspace is not None else 0)
        if workspace is not None:
            workspace.account_events.inbox_counted.connect(self.tray.set_inbox_count)
            # A window that starts in the tray is not painted.
            workspace.account_events.count_inbox()
        self.tray.apply_appearance()

    def _stop_presenter(self) -> None:
        presenter, self._presenter = self._presenter, None
        if presenter is not None:
            presenter.stop()
            self._application.tasks.start("notices-end", presenter.close())
            presenter.deleteLater()

    def _on_captured(self, change: QueuedChange, text: str) -> None:
        workspace = self._current.workspace
        if workspace is not None:
            workspace.toast.show_undo(change, text)
            page = workspace.navigator.shown_page
            if page is workspace.board:
                workspace.board.make_current(change.card)
            elif isinstance(page, CardPanelPage):
                page.point_out(change.card)

    def _on_command_requested(self, name: CommandId) -> None:
        if name not in (CommandId.CAPTURE, CommandId.QUIT, CommandId.SYNC):
            self._window.bring_to_front()
        self._current.window_actions[name].trigger()


class SessionEndHandler(QObject):
    """Saves unfinished work when the desktop session ends.

    A log-off may be cancelled, so `save` is called, but nothing is closed before the end is certain. Qt reports it on
    Windows, macOS and Linux with X11 session management; the session bus does on other Linux desktops.
    """

    def __init__(self, application: Application, save: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._application, self._save = application, save
        qt = QApplication.instance()
        if isinstance(qt, QApplication):
            qt.commitDataRequest.connect(self._commit)
            qt.saveStateRequest.connect(self._save_state)
        self._session = DesktopSession(save, application.request_quit)
        application.tasks.start("desktop-session", self._session.watch(START_DELAY_SECONDS))

    async def close(self) -> None:
        await self._session.close()

    def _commit(self, _manager: QSessionManager) -> None:
        self._save()

    def _save_state(self, manager: QSessionManager) -> None:
        """Sets the restart command.

        Qt's default contains `-session`, an option that this command line does not have.
        """
        profile = self._application.environment.profile
        named = ["--profile", str(profile)] if profile != default_profile() else []
        manager.setRestartCommand([*program_command(), *named])
        manager.setDiscardCommand([])
