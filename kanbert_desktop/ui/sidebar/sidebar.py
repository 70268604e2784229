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
from kanbert_desktop.domain.board import BoardId
from kanbert_desktop.domain.events import SyncStatus
from kanbert_desktop.ui.navigation.history import Kind, Place
from kanbert_desktop.ui.sidebar.board_tree import BoardSearch, BoardTree
from kanbert_desktop.ui.sidebar.buttons import AccountButton, JumpButton, PlaceButton
from kanbert_desktop.ui.sidebar.favourites import Favourites
from kanbert_desktop.ui.sidebar.sync_status import SyncBadge
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.centred_page import plain_label
from kanbert_desktop.ui.widgets.load_progress import LoadProgress

WIDTH = 232


class Sidebar(QFrame):
    """Says where the person is and where else to go: `place_wished` carries a `Kind`, `board_wished` a board's id."""

    place_wished = Signal(object)
    board_wished = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar")
        self._theme = theme
        self._waiting = 0
        self.account = AccountButton(theme, self)
        self._mine = 0
        self.jump = JumpButton(theme, self)
        self.my_work = PlaceButton(theme, "circle-check", self)
        self.attention = PlaceButton(theme, "triangle-alert", self)
        self.favourites = Favourites(theme, self)
        self._clients = plain_label("label", self)
        self.tree = BoardTree(theme, self)
        self.search = BoardSearch(self.tree, self)
        self.progress = LoadProgress(self)
        self._line = QFrame(self)
        self._line.setObjectName("line")
        self.badge = SyncBadge(theme, self)
        self.my_work.clicked.connect(lambda: self.place_wished.emit(Kind.MY_WORK))
        self.attention.clicked.connect(lambda: self.place_wished.emit(Kind.ATTENTION))
        self.favourites.board_wished.connect(self.board_wished)
        self.tree.board_wished.connect(self.board_wished)
        self._lay_out()
        self.dress()

    def show_desk(self, desk: BoardService | None, place: str) -> None:
        self.account.show_person(desk.me if desk else None, place)
        self.tree.show_desk(desk)
        self.search.show_for(len(desk.boards()) if desk else 0)

    def show_place(self, here: Place | None) -> None:
        """Which page is on screen."""
        kind = here.kind if here else None
        self.tree.show_opened(here.board if here else None)
        self.favourites.show_opened(here.board if here else None)
        self.my_work.setChecked(kind is Kind.MY_WORK)
        self.attention.setChecked(kind is Kind.ATTENTION)

    def show_favourites(self, desk: BoardService, boards: Sequence[BoardId]) -> None:
        self.favourites.show_boards([desk.board(board) for board in boards])
        self.favourites.show_counts(self.tree.rows.count_of)

    def show_counts(self, boards: set[BoardId] | None) -> None:
        """Of these boards, or of all."""
        self.tree.refresh_counts(boards)
        self.favourites.show_counts(self.tree.rows.count_of)

    def show_status(self, status: SyncStatus, now: datetime) -> None:
        self.badge.show_status(status, now)
        self._waiting = status.attention
        self._name_attention()

    def show_my_work(self, count: int) -> None:
        self._mine = count
        name = tr("My work")
        self.my_work.show_words(name, count or None, tr("My work, %n open card(s)", count) if count else name)

    def dress(self) -> None:
        """Theme or language changed."""
        self.setFixedWidth(self._theme.px(WIDTH))
        self.setAccessibleName(tr("Sidebar"))
        self._clients.setText(tr("Clients"))
        self.jump.dress()
        self._name_attention()
        self.show_my_work(self._mine)
        self.favourites.dress()
        self.search.dress()
        self.tree.setMinimumHeight(self._theme.px(64))
        self.tree.dress()
        self.progress.dress()

    def _name_attention(self) -> None:
        name = tr("Attention")
        spoken = tr("Attention, %n need(s) your decision", self._waiting) if self._waiting else name
        self.attention.show_words(name, self._waiting, spoken, urgent=True)

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 8, 0, 8)
        box.setSpacing(0)
        self._add(box, self.account)
        box.addSpacing(8)
        self._add(box, self.jump, left=12)
        box.addSpacing(12)
        self._add(box, self.my_work)
        self._add(box, self.attention)
        self._add(box, self.favourites)
        box.addSpacing(16)
        self._add(box, self._clients, left=18)
        box.addSpacing(6)
        self._add(box, self.search, left=12)
        box.addWidget(self.tree, 1)
        box.addSpacing(8)
        self._add(box, self.progress, left=18)
        box.addSpacing(8)
        self._add(box, self._line, left=12)
        box.addSpacing(4)
        self._add(box, self.badge)
        order = (
            self.account,
            self.my_work,
            self.attention,
            self.favourites,
            self.search,
            self.tree,
            self.badge,
        )
        for one, other in pairwise(order):
            self.setTabOrder(one, other)

    def _add(self, box: QVBoxLayout, part: QWidget, left: int = 8) -> None:
        inset = QVBoxLayout()
        inset.setContentsMargins(left, 0, left, 0)
        inset.addWidget(part, 0, Qt.AlignmentFlag(0))
        box.addLayout(inset)


class SidebarCounts(QObject):
    """Counting a large board takes a moment, so it waits until nothing else is to be done."""

    def __init__(self, desk: BoardService, sidebar: Sidebar) -> None:
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
        self._sidebar.show_my_work(count_my_work(self._desk))


FOLDS_BELOW = 900
"""Logical pixels of window width, at 100 % text size."""


class Folding:
    """In a narrow window the wish lasts until the width changes; in a wide one it is kept."""

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

    def look(self) -> None:
        """The width may be another one, or the text size."""
        if self._is_narrow() != self._was_narrow:
            self._was_narrow = self._is_narrow()
            self._show(not self._was_narrow and self._settings.get(SIDEBAR_SHOWN))

    def _is_narrow(self) -> bool:
        return self._width() < self._theme.px(FOLDS_BELOW)

    def _show(self, shown: bool) -> None:
        self._sidebar.setVisible(shown)
        self._rail.setVisible(not shown)
