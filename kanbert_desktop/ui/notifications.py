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

GATHER_MS = 1500
"""What one pull brings in several pieces is told together."""
_CHOICES = {
    NotificationKind.DUE: NOTIFY_DUE,
    NotificationKind.ASSIGNED: NOTIFY_ASSIGNED,
    NotificationKind.COMMENT: NOTIFY_COMMENTS,
    NotificationKind.MENTION: NOTIFY_COMMENTS,
}


class Around(Protocol):
    """What else can show a notice, and what the person is looking at."""

    def is_looking_at(self, card: CardKey) -> bool: ...
    def show_quietly(self, notice: Notification) -> None: ...
    def show_in_tray(self, notice: Notification) -> bool: ...


class Telling(QObject):
    """`pressed` carries the notice that a person pressed."""

    pressed = Signal(object)

    def __init__(
        self,
        application: Application,
        desk: BoardService,
        around: Around,
        parent: QObject,
        *,
        gather_ms: int = GATHER_MS,
    ) -> None:
        super().__init__(parent)
        self._application, self._around = application, around
        self._service = DesktopNotifications(self.pressed.emit)
        self._waiting: list[Notification] = []
        self._is_showing = False
        self._timer = QTimer(self, singleShot=True, interval=gather_ms)
        self._timer.timeout.connect(self._tell)
        self._ear = NotificationDetector(
            desk, application.bus, application.current_account.now, today, self._timer.start
        )
        Midnight(self).passed.connect(self._ear.check_due_today)

    def end(self) -> None:
        """The desk is about to close: nothing is heard any more."""
        self._timer.stop()
        self._ear.close()

    async def close(self) -> None:
        """What is on screen stays there and leads nowhere any more."""
        await self._service.close()

    def _tell(self) -> None:
        settings = self._application.settings
        wanted = [one for one in self._ear.take_events() if self._is_wanted(one)]
        found = notifications_for(wanted)
        match settings.get(NOTIFICATIONS):
            case "on":
                self._waiting += found
                if self._waiting and not self._is_showing:
                    self._application.tasks.start("notices", self._show())
            case "quiet":
                for notice in found:
                    self._around.show_quietly(notice)
            case _:
                """Off."""

    def _is_wanted(self, news: NotificationEvent) -> bool:
        wanted = self._application.settings.get(_CHOICES[news.kind])
        return wanted and not self._around.is_looking_at(news.card)

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
            if not self._around.show_in_tray(notice):
                self._around.show_quietly(notice)
