"""The numbers in the sidebar: counted once for all that changes together."""

from PySide6.QtCore import QObject, QTimer

from kanbert_desktop.app.boards.my_work import count_mine
from kanbert_desktop.app.boards.service import Desk
from kanbert_desktop.domain.board import BoardId
from kanbert_desktop.ui.sidebar.sidebar import Sidebar


class SidebarCounts(QObject):
    """Counting a large board takes a moment, so it waits until nothing else is to be done."""

    def __init__(self, desk: Desk, sidebar: Sidebar) -> None:
        super().__init__(sidebar)
        self._desk, self._sidebar = desk, sidebar
        self._stale: set[BoardId] | None = None
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._count)

    @property
    def is_waiting(self) -> bool:
        return self._timer.isActive()

    def count_soon(self, boards: set[BoardId] | None) -> None:
        """None: all of them."""
        if self._timer.isActive():
            self._stale = None if boards is None or self._stale is None else self._stale | boards
        else:
            self._stale = boards
            self._timer.start()

    def _count(self) -> None:
        self._sidebar.show_counts(self._stale)
        self._sidebar.show_my_work(count_mine(self._desk))
