"""Tells the news of one desk, as loudly as was chosen: a notice of the desktop's, or quietly in the window and the tray."""

from typing import Protocol

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

BATCH_MS = 1500
"""What one pull brings in several pieces is told together."""
_SETTINGS = {
    NotificationKind.DUE: NOTIFY_DUE,
    NotificationKind.ASSIGNED: NOTIFY_ASSIGNED,
    NotificationKind.COMMENT: NOTIFY_COMMENTS,
    NotificationKind.MENTION: NOTIFY_COMMENTS,
}


class NotificationHost(Protocol):
    """What else can show a notice, and what the person is looking at."""

    def is_card_open(self, card: CardKey) -> bool: ...
    def show_in_window(self, notice: Notification) -> None: ...
    def show_in_tray(self, notice: Notification) -> bool: ...


class NotificationPresenter(QObject):
    """`pressed` carries the notice that a person pressed."""

    activated = Signal(object)

    def __init__(
        self,
        application: Application,
        desk: BoardService,
        around: NotificationHost,
        parent: QObject,
        *,
        batch_ms: int = BATCH_MS,
    ) -> None:
        super().__init__(parent)
        self._application, self._host = application, around
        self._service = DesktopNotifications(self.activated.emit)
        self._waiting: list[Notification] = []
        self._is_showing = False
        self._timer = QTimer(self, singleShot=True, interval=batch_ms)
        self._timer.timeout.connect(self._present)
        self._detector = NotificationDetector(
            desk, application.bus, application.current_account.now, today, self._timer.start
        )
        Midnight(self).passed.connect(self._detector.check_due_today)

    def stop(self) -> None:
        """The desk is about to close: nothing is heard any more."""
        self._timer.stop()
        self._detector.close()

    async def close(self) -> None:
        """What is on screen stays there and leads nowhere any more."""
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
                for notice in found:
                    self._host.show_in_window(notice)
            case _:
                """Off."""

    def _is_wanted(self, news: NotificationEvent) -> bool:
        wanted = self._application.settings.get(_SETTINGS[news.kind])
        return wanted and not self._host.is_card_open(news.card)

    async def _show(self) -> None:
        """One after the other: the first of them may have to wake the desktop's service."""
        self._is_showing = True
        try:
            while self._waiting:
                await self._show_one(self._waiting.pop(0))
        finally:
            self._is_showing = False

    async def _show_one(self, notice: Notification) -> None:
        try:
            await self._service.show(notice, tr("Open"))
        except NotificationsUnavailable:
            if not self._host.show_in_tray(notice):
                self._host.show_in_window(notice)
