"""Shows notifications: desktop, tray or in the window."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from kanbert_desktop.app.application import Application
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.notifications import (
    Notification,
    NotificationDetector,
    NotificationEvent,
    NotificationKind,
    notifications_for,
)
from kanbert_desktop.app.settings import (
    NOTIFICATIONS,
    NOTIFY_ASSIGNED,
    NOTIFY_COMMENTS,
    NOTIFY_DUE,
)
from kanbert_desktop.app.system.desktop_notifications import DesktopNotifications, NotificationsUnavailable
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.ui.cards.texts import Midnight, today
from kanbert_desktop.ui.tray import Tray

BATCH_MS = 1500
"""Events within this time are grouped, because one pull arrives in several pieces."""
_SETTINGS = {
    NotificationKind.DUE: NOTIFY_DUE,
    NotificationKind.ASSIGNED: NOTIFY_ASSIGNED,
    NotificationKind.COMMENT: NOTIFY_COMMENTS,
    NotificationKind.MENTION: NOTIFY_COMMENTS,
}


class NotificationPresenter(QObject):
    """Shows notifications as loudly as the settings say.

    Without a notification service the tray shows them. `quiet_notification` carries one that the window is to show;
    `activated` carries the one that the user clicked, and the desktop's activation token, or "".
    """

    activated = Signal(object, str)
    quiet_notification = Signal(object)

    def __init__(
        self,
        application: Application,
        service: BoardService,
        tray: Tray,
        is_card_open: Callable[[CardKey], bool],
        parent: QObject,
        *,
        batch_ms: int = BATCH_MS,
    ) -> None:
        super().__init__(parent)
        self._application, self._tray, self._is_card_open = application, tray, is_card_open
        self._service = DesktopNotifications(self.activated.emit)
        self._waiting: list[Notification] = []
        self._in_tray: Notification | None = None
        tray.message_clicked.connect(self._on_tray_clicked)
        self._is_showing = False
        self._timer = QTimer(self, singleShot=True, interval=batch_ms)
        self._timer.timeout.connect(self._present)
        self._detector = NotificationDetector(service, application.bus, today, self._timer.start)
        Midnight(self).passed.connect(self._detector.check_due_today)

    def stop(self) -> None:
        """Unsubscribes, before the account is closed."""
        self._timer.stop()
        self._detector.close()

    async def close(self) -> None:
        """Leaves visible notifications on screen; clicks on them no longer do anything."""
        await self._service.close()

    def _present(self) -> None:
        settings = self._application.settings
        wanted = [one for one in self._detector.take_events() if self._is_wanted(one)]
        found = notifications_for(wanted)
        match settings.get(NOTIFICATIONS):
            case "on":
                self._waiting += found
                if self._waiting and not self._is_showing:
                    self._application.tasks.start("notices", self._show())
            case "quiet":
                for notification in found:
                    self.quiet_notification.emit(notification)
            case _:
                """Off."""

    def _is_wanted(self, event: NotificationEvent) -> bool:
        wanted = self._application.settings.get(_SETTINGS[event.kind])
        return wanted and not self._is_card_open(event.card)

    async def _show(self) -> None:
        """Shows one after the other: the first may have to start the desktop's service."""
        self._is_showing = True
        try:
            while self._waiting:
                await self._show_one(self._waiting.pop(0))
        finally:
            self._is_showing = False

    async def _show_one(self, notification: Notification) -> None:
        try:
            await self._service.show(notification, tr("Open"))
        except NotificationsUnavailable:
            self.show_without_service(notification)

    def show_without_service(self, notification: Notification) -> None:
        """Shows it in the tray, or in the window where there is no tray."""
        if self._tray.is_visible:
            self._in_tray = notification
            self._tray.show_message(notification.title, notification.text)
        else:
            self.quiet_notification.emit(notification)

    def _on_tray_clicked(self) -> None:
        if self._in_tray is not None:
            self.activated.emit(self._in_tray, "")
