"""Sidebar, its counts, folding."""

from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import pairwise

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from kanbert_desktop.app.boards.my_work import count_my_work
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.settings import SIDEBAR_SHOWN, Settings
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import BoardId, CardKey
from kanbert_desktop.domain.events import SyncStatus
from kanbert_desktop.ui.navigation.history import Location, PageKind
from kanbert_desktop.ui.sidebar.board_tree import BoardFilter, BoardTree
from kanbert_desktop.ui.sidebar.button_list import ButtonList
from kanbert_desktop.ui.sidebar.buttons import AccountButton, PageButton, PaletteButton
from kanbert_desktop.ui.sidebar.favourites import FavouriteList
from kanbert_desktop.ui.sidebar.sync_status import SyncBadge
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.accessibility import set_tab_order_after
from kanbert_desktop.ui.widgets.centred_page import plain_label
from kanbert_desktop.ui.widgets.load_progress import LoadProgress

SIDEBAR_WIDTH = 232
FOLDS_BELOW = 900
"""Logical pixels of window width, at 100 % text size."""


class Sidebar(QFrame):
    """Shows the current location; `page_requested` carries a `PageKind`, `board_requested` a board's id."""

    page_requested = Signal(object)
    board_requested = Signal(str)
    window_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar")
        self._theme = theme
        self._attention_count = 0
        self.account_button = AccountButton(theme, self)
        self._my_work_count = 0
        self.palette_button = PaletteButton(theme, self)
        self.inbox_count = 0
        self.inbox_button = PageButton(theme, "inbox", self)
        self.my_work_button = PageButton(theme, "circle-check", self)
        self.calendar_button = PageButton(theme, "calendar-days", self)
        self.overview_button = PageButton(theme, "chart-column", self)
        self.attention_button = PageButton(theme, "triangle-alert", self)
        self.favourites = FavouriteList(theme, self)
        self._clients = plain_label("label", self)
        self.board_tree = BoardTree(theme, self)
        self.board_filter = BoardFilter(self.board_tree, self)
        self.load_progress = LoadProgress(self)
        self._line = QFrame(self)
        self._line.setObjectName("line")
        self.sync_badge = SyncBadge(theme, self)
        self.inbox_button.clicked.connect(lambda: self.page_requested.emit(PageKind.INBOX))
        self.my_work_button.clicked.connect(lambda: self.page_requested.emit(PageKind.MY_WORK))
        self.calendar_button.clicked.connect(lambda: self.page_requested.emit(PageKind.CALENDAR))
        self.overview_button.clicked.connect(lambda: self.page_requested.emit(PageKind.OVERVIEW))
        self.attention_button.clicked.connect(lambda: self.page_requested.emit(PageKind.ATTENTION))
        self._lists: list[ButtonList] = [self.favourites]
        self.favourites.buttons_changed.connect(self._order_tab_stops)
        self.favourites.board_requested.connect(self.board_requested)
        self.board_tree.board_requested.connect(self.board_requested)
        for boards in (self.favourites, self.board_tree):
            boards.window_requested.connect(self.window_requested)
        self._build_layout()
        self.apply_appearance()

    def set_service(self, service: BoardService | None, location: str) -> None:
        self.account_button.set_person(service.me if service else None, location)
        self.board_tree.set_service(service)
        self.board_filter.set_board_count(len(service.boards()) if service else 0)

    def show_location(self, location: Location | None) -> None:
        """Highlights the current page or board."""
        kind = location.kind if location else None
        self.board_tree.set_opened_board(location.board if location else None)
        self.favourites.set_opened(location.board if location else None)
        self.inbox_button.setChecked(kind is PageKind.INBOX)
        self.my_work_button.setChecked(kind is PageKind.MY_WORK)
        self.calendar_button.setChecked(kind is PageKind.CALENDAR)
        self.overview_button.setChecked(kind is PageKind.OVERVIEW)
        self.attention_button.setChecked(kind is PageKind.ATTENTION)

    def show_favourites(self, service: BoardService, boards: Sequence[BoardId]) -> None:
        self.board_tree.favourites = frozenset(boards)
        self.favourites.show_boards([service.board(board) for board in boards])
        self.favourites.show_board_counts(self.board_tree.boards_model.count_of)

    def add_below_favourites(self, part: ButtonList) -> None:
        """Adds a section that is not always there."""
        self._sections.addWidget(part)
        self._lists.append(part)
        part.buttons_changed.connect(self._order_tab_stops)
        part.stackUnder(self._clients)
        self._order_tab_stops()

    def _order_tab_stops(self) -> None:
        """Tab goes through the lists from top to bottom: a new button would come after the page."""
        stops = [stop for part in self._lists for stop in part.tab_stops()]
        set_tab_order_after(self.attention_button, *stops)

    def take_drops(self, service: BoardService, copy: Callable[[list[CardKey], BoardId], object]) -> None:
        """Cards dropped on another board are copied there. Called after the first paint."""
        from kanbert_desktop.ui.sidebar.board_drops import BoardDrops  # noqa: PLC0415  now

        for boards in (self.board_tree, self.favourites):
            BoardDrops(boards, service).dropped.connect(lambda keys, board: copy(keys, BoardId(board)))

    def show_counts(self, boards: set[BoardId] | None) -> None:
        """Updates the counts of these boards, or of all."""
        self.board_tree.refresh_counts(boards)
        self.favourites.show_board_counts(self.board_tree.boards_model.count_of)

    def show_status(self, status: SyncStatus, now: datetime) -> None:
        self.sync_badge.show_status(status, now)
        self._attention_count = status.attention
        self._update_attention_button()

    def set_inbox_count(self, count: int) -> None:
        """The number of unread entries."""
        self.inbox_count = count
        name = tr("Inbox")
        self.inbox_button.set_content(name, count or None, tr("Inbox, %n unread", count) if count else name)

    def set_my_work_count(self, count: int) -> None:
        self._my_work_count = count
        name = tr("My work")
        self.my_work_button.set_content(
            name, count or None, tr("My work, %n open card(s)", count) if count else name
        )

    def apply_appearance(self) -> None:
        self.setFixedWidth(self._theme.px(SIDEBAR_WIDTH))
        self.setAccessibleName(tr("Sidebar"))
        self._clients.setText(tr("Clients"))
        self.palette_button.apply_appearance()
        self._update_attention_button()
        self.set_inbox_count(self.inbox_count)
        self.set_my_work_count(self._my_work_count)
        self.calendar_button.set_content(tr("Calendar"), None, tr("Calendar"))
        self.overview_button.set_content(tr("Overview"), None, tr("Overview"))
        self.favourites.apply_appearance()
        self.board_filter.apply_appearance()
        self.board_tree.setMinimumHeight(self._theme.px(64))
        self.board_tree.apply_appearance()
        self.load_progress.apply_appearance()

    def _update_attention_button(self) -> None:
        name = tr("Attention")
        spoken = (
            tr("Attention, %n need(s) your decision", self._attention_count)
            if self._attention_count
            else name
        )
        self.attention_button.set_content(name, self._attention_count, spoken, urgent=True)

    def _build_layout(self) -> None:
        self._sections = QVBoxLayout()
        self._sections.setContentsMargins(8, 0, 8, 0)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 8, 0, 8)
        box.setSpacing(0)
        self._add(box, self.account_button)
        box.addSpacing(8)
        self._add(box, self.palette_button, left=12)
        box.addSpacing(12)
        self._add(box, self.inbox_button)
        self._add(box, self.my_work_button)
        self._add(box, self.calendar_button)
        self._add(box, self.overview_button)
        self._add(box, self.attention_button)
        self._add(box, self.favourites)
        box.addLayout(self._sections)
        box.addSpacing(16)
        self._add(box, self._clients, left=18)
        box.addSpacing(6)
        self._add(box, self.board_filter, left=12)
        box.addWidget(self.board_tree, 1)
        box.addSpacing(8)
        self._add(box, self.load_progress, left=18)
        box.addSpacing(8)
        self._add(box, self._line, left=12)
        box.addSpacing(4)
        self._add(box, self.sync_badge)
        order = (
            self.account_button,
            self.palette_button,
            self.inbox_button,
            self.my_work_button,
            self.calendar_button,
            self.overview_button,
            self.attention_button,
            self.favourites,
            self.board_filter,
            self.board_tree,
            self.sync_badge,
        )
        for one, other in pairwise(order):
            self.setTabOrder(one, other)

    def _add(self, box: QVBoxLayout, part: QWidget, left: int = 8) -> None:
        inset = QVBoxLayout()
        inset.setContentsMargins(left, 0, left, 0)
        inset.addWidget(part, 0, Qt.AlignmentFlag(0))
        box.addLayout(inset)


_COUNT_AFTER_MS = 40


class SidebarCounts(QObject):
    """Counts cards once what changed them is painted, because a large board takes a moment."""

    def __init__(self, service: BoardService, sidebar: Sidebar) -> None:
        super().__init__(sidebar)
        self._service, self._sidebar = service, sidebar
        self._stale: set[BoardId] | None = None
        self._timer = QTimer(self, singleShot=True, interval=_COUNT_AFTER_MS)
        self._timer.timeout.connect(self._count)

    @property
    def is_scheduled(self) -> bool:
        return self._timer.isActive()

    def schedule(self, boards: set[BoardId] | None) -> None:
        """None: all boards."""
        if self._timer.isActive():
            self._stale = None if boards is None or self._stale is None else self._stale | boards
        else:
            self._stale = boards
            self._timer.start()

    def _count(self) -> None:
        with self._service.one_state():
            self._sidebar.show_counts(self._stale)
            self._sidebar.set_my_work_count(count_my_work(self._service))


class SidebarFolding:
    """Chooses sidebar or rail.

    In a narrow window the user's choice lasts until the width changes; in a wide one it is saved.
    """

    def __init__(
        self, sidebar: QWidget, rail: QWidget, settings: Settings, theme: Theme, width: Callable[[], int]
    ) -> None:
        self._sidebar, self._rail, self._settings, self._theme = sidebar, rail, settings, theme
        self._width = width
        self._was_narrow: bool | None = None
        self._show(settings.get(SIDEBAR_SHOWN))

    def toggle(self) -> None:
        shown = not self._sidebar.isVisible()
        if not self._is_narrow():
            self._settings.put(SIDEBAR_SHOWN, shown)
        self._show(shown)

    def update_folding(self) -> None:
        """Call after a change of width or text size."""
        if self._is_narrow() != self._was_narrow:
            self._was_narrow = self._is_narrow()
            self._show(not self._was_narrow and self._settings.get(SIDEBAR_SHOWN))

    def _is_narrow(self) -> bool:
        return self._width() < self._theme.px(FOLDS_BELOW)

    def _show(self, shown: bool) -> None:
        self._sidebar.setVisible(shown)
        self._rail.setVisible(not shown)
