"""Shows in sidebar, rail and loading page what happens in the open account."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from kanbert_desktop.app.application import Application
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.events import (
    BoardsChanged,
    CardsChanged,
    LoadProgressed,
    SavedViewsChanged,
    SyncStatusChanged,
)
from kanbert_desktop.ui.sidebar.rail import SidebarRail
from kanbert_desktop.ui.sidebar.sidebar import Sidebar, SidebarCounts
from kanbert_desktop.ui.widgets.load_progress import LoadingPage

if TYPE_CHECKING:
    from kanbert_desktop.ui.inbox.count import InboxCount

STATUS_MS = 62_000
"""A little more than a minute: the sync, which comes once a minute, shows the status anyway."""


class AccountEvents(QObject):
    """Listens from its creation until `stop`.

    `status_shown` carries the status of the sync, `inbox_counted` the number of unread entries.
    """

    boards_changed = Signal()
    saved_views_changed = Signal()
    status_shown = Signal(object)
    inbox_counted = Signal(int)

    def __init__(
        self,
        application: Application,
        service: BoardService,
        sidebar: Sidebar,
        rail: SidebarRail,
        loading_page: LoadingPage,
        *,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(sidebar)
        self._application, self._service, self._now = application, service, now
        self._sidebar, self._rail, self._loading_page = sidebar, rail, loading_page
        self.sidebar_counts = SidebarCounts(service, sidebar)
        self._inbox_count: InboxCount | None = None
        bus = application.bus
        self._unsubscribers = [
            bus.subscribe(SyncStatusChanged, lambda _event: self.show_status()),
            bus.subscribe(BoardsChanged, lambda _event: self._on_boards()),
            bus.subscribe(CardsChanged, lambda event: self.sidebar_counts.schedule(set(event.boards))),
            bus.subscribe(SavedViewsChanged, lambda _event: self.saved_views_changed.emit()),
            bus.subscribe(LoadProgressed, self._on_progress),
        ]
        # "Synced 10:42" becomes yesterday's at midnight, and times are relative.
        self._minute = QTimer(self, interval=STATUS_MS, timerType=Qt.TimerType.VeryCoarseTimer)
        self._minute.timeout.connect(self.show_status)

    def show_boards(self) -> None:
        self._sidebar.set_service(self._service, self._server_name())
        self.sidebar_counts.schedule(None)

    def show_status(self) -> None:
        status = self._service.sync.status()
        self._sidebar.show_status(status, self._now())
        self._rail.show_status(status, self._sidebar.sync_badge.accessibleName())
        self.status_shown.emit(status)
        # From now on: after the next sync.
        self._minute.start()

    def count_inbox(self) -> None:
        """Counts the unread entries from now on."""
        from kanbert_desktop.ui.inbox.count import InboxCount  # noqa: PLC0415  after the first paint

        if self._inbox_count is None:
            self._inbox_count = InboxCount(self._service, self._application.bus, self)
            for show in (self._sidebar.set_inbox_count, self._rail.set_inbox_count, self.inbox_counted.emit):
                self._inbox_count.counted.connect(show)

    def stop(self) -> None:
        """Before the account is closed."""
        if self._inbox_count is not None:
            self._inbox_count.stop()
        for unsubscribe in self._unsubscribers:
            unsubscribe()

    def _server_name(self) -> str:
        if self._application.is_sample_data:
            return tr("Sample data")
        account = self._application.account
        return account.server.partition("://")[2] if account else ""

    def _on_boards(self) -> None:
        self._sidebar.board_tree.refresh()
        self.show_boards()
        self.boards_changed.emit()

    def _on_progress(self, event: LoadProgressed) -> None:
        self._sidebar.load_progress.show_progress(event)
        self._loading_page.show_progress(event)
        self.sidebar_counts.schedule(None)
