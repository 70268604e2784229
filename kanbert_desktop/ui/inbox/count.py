"""The number of unread entries, counted when the event loop is idle."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, QTimer, Signal

from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.domain.events import EventBus, InboxChanged
from kanbert_desktop.ui.cards.texts import Midnight, today


class InboxCount(QObject):
    """`counted` carries the number, once at first and after each change; snoozes end at midnight."""

    counted = Signal(int)

    def __init__(
        self, service: BoardService, bus: EventBus, parent: QObject, *, now: Callable[[], date] = today
    ) -> None:
        super().__init__(parent)
        self._service, self._today = service, now
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._count)
        self._unsubscribe = bus.subscribe(InboxChanged, lambda _event: self._timer.start())
        Midnight(self).passed.connect(self._timer.start)
        self._timer.start()

    def stop(self) -> None:
        """Before the account is closed."""
        self._unsubscribe()
        self._timer.stop()

    def _count(self) -> None:
        self.counted.emit(self._service.inbox.count_unread(self._today()))
