"""The signed-in window: sidebar or rail, strips, and the page: a board, what needs attention, or the first load."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from kanbert_desktop.app.application import LAST_BOARD, Application
from kanbert_desktop.app.desk import Desk, Wish
from kanbert_desktop.app.language import tr
from kanbert_desktop.app.settings import SIDEBAR_SHOWN
from kanbert_desktop.app.wording import title_and_message
from kanbert_desktop.domain.board import BoardId, CardKey
from kanbert_desktop.domain.errors import KanbertError
from kanbert_desktop.domain.events import BoardsChanged, CardsChanged, LoadProgressed, SyncStatusChanged
from kanbert_desktop.ui.board.page import BoardPage
from kanbert_desktop.ui.loading_page import LoadingPage
from kanbert_desktop.ui.notices import Toast
from kanbert_desktop.ui.sidebar import Sidebar
from kanbert_desktop.ui.sidebar_rail import SidebarRail
from kanbert_desktop.ui.strips import StripBar
from kanbert_desktop.ui.taking_back import TakingBack
from kanbert_desktop.ui.theme import Theme

if TYPE_CHECKING:
    from kanbert_desktop.ui.attention_page import AttentionPage

FOLDS_BELOW = 900
"""Logical pixels of window width under which the sidebar folds by itself."""
MINUTE = 60_000
FOOT = 56


class Workspace(QWidget):
    """`place_changed` carries the name of what is on screen."""

    place_changed = Signal(str)

    def __init__(
        self, application: Application, desk: Desk, theme: Theme, now: Callable[[], datetime]
    ) -> None:
        super().__init__()
        self.setObjectName("workspace")
        self.desk = desk
        self._application, self._theme, self._now = application, theme, now
        self.sidebar, self.rail = Sidebar(theme), SidebarRail(theme)
        self.strips = StripBar(theme)
        self.board = BoardPage(desk, application.bus, application.settings, theme)
        self._attention: AttentionPage | None = None
        self.loading = LoadingPage(theme)
        self.pages = QStackedWidget()
        self._lay_out()
        self.toast = Toast(theme, self)
        self.taking_back = TakingBack(desk, self.board, self.toast)
        self._counting = QTimer(self, singleShot=True, interval=0)
        self._minute = QTimer(self, interval=MINUTE)
        self._stale: set[BoardId] | None = None
        self._connect()
        self.sidebar.show_desk(desk, self._place_name())
        self._show_status()
        self._open_last()

    # Going places.

    def show_board(self, board: BoardId) -> None:
        try:
            self.board.show_board(board)
        except KanbertError as error:
            self.toast.warn(*title_and_message(error))
            return
        self.desk.keep_local(LAST_BOARD, board)
        self._turn_to(self.board)
        self.board.focus_board()

    @property
    def attention(self) -> "AttentionPage":
        """Built when it is first opened."""
        if self._attention is None:
            from kanbert_desktop.ui.attention_page import AttentionPage  # noqa: PLC0415  after the first paint

            page = self._attention = AttentionPage(self.desk, self._application.bus, self._theme, self._now)
            self.pages.addWidget(page)
            page.left.connect(self.back_to_board)
            page.card_wished.connect(self.show_card)
            page.said.connect(self.toast.tell)
            page.problem.connect(self.toast.warn)
        return self._attention

    def show_attention(self) -> None:
        self._turn_to(self.attention)
        self.attention.open()

    def show_card(self, key: str) -> None:
        card = self.desk.card(key)
        if card is not None:
            self.show_board(card.board)
            self.board.open_card(CardKey(card.key))

    def back_to_board(self) -> None:
        if self.board.board is not None:
            self._turn_to(self.board)
            self.board.focus_board()
        else:
            self._open_last()

    def focus_next_region(self) -> None:
        """Sidebar, page, sidebar …"""
        if self.sidebar.isAncestorOf(self.focusWidget() or self) or not self.sidebar.isVisible():
            self.board.focus_board() if self.pages.currentWidget() is self.board else self.attention.open()
        else:
            self.sidebar.tree.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def add_card(self) -> None:
        if self.board.board is not None:
            self._turn_to(self.board)
            self.board.add_card()

    def toggle_sidebar(self) -> None:
        shown = not self.sidebar.isVisible()
        if not self._is_narrow():
            self._application.settings.put(SIDEBAR_SHOWN, shown)
        self._show_sidebar(shown)

    def toggle_panel(self) -> None:
        """Of the open card, or of the one that has the focus."""
        if self.pages.currentWidget() is not self.board:
            return
        view = self.board.strip.start()
        key = view.cards.current_key() if view is not None else None
        if self.board.opened is not None:
            self.board.close_card()
        elif key is not None:
            self.board.open_card(key)

    # Doing and taking back.

    def sync_now(self) -> None:
        self.toast.leave()
        self.desk.sync_now()

    def ask_about_sync(self) -> None:
        from kanbert_desktop.ui.sync_popover import SyncPopover  # noqa: PLC0415  after the first paint

        popover = SyncPopover(self.desk, self._now(), self._theme, self)
        popover.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        popover.sync_wished.connect(self.sync_now)
        popover.open_below(self.sidebar.badge if self.sidebar.isVisible() else self.rail.sync)
        popover.button.setFocus(Qt.FocusReason.PopupFocusReason)

    def end(self) -> None:
        """The desk is about to close: the held delete is let go, nothing listens any more."""
        self.toast.leave()
        if self._attention is not None:
            self._attention.end()
        for end in self._ends:
            end()

    def dress(self) -> None:
        """Theme or language changed; board and attention see to themselves."""
        for part in (self.sidebar, self.rail, self.strips, self.toast, self.loading):
            part.dress()
        self._show_status()
        self._tell_place()

    # How it hangs together.

    def _lay_out(self) -> None:
        for page in (self.loading, self.board):
            self.pages.addWidget(page)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.strips)
        right.addWidget(self.pages, 1)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.sidebar)
        box.addWidget(self.rail)
        box.addLayout(right, 1)
        self._show_sidebar(self._application.settings.get(SIDEBAR_SHOWN))

    def _connect(self) -> None:
        bus = self._application.bus
        self._ends = [
            bus.subscribe(SyncStatusChanged, lambda _event: self._show_status()),
            bus.subscribe(BoardsChanged, lambda _event: self._on_boards()),
            bus.subscribe(CardsChanged, self._on_cards),
            bus.subscribe(LoadProgressed, self._on_progress),
        ]
        self.sidebar.tree.board_wished.connect(self.show_board)
        self.sidebar.attention_wished.connect(self.show_attention)
        self.sidebar.badge.pressed_for_more.connect(self.ask_about_sync)
        self.rail.unfold.clicked.connect(self.toggle_sidebar)
        self.rail.attention.clicked.connect(self.show_attention)
        self.rail.sync.clicked.connect(self.ask_about_sync)
        self.board.wished.connect(self._on_wished)
        self.board.problem.connect(self.toast.warn)
        self.toast.undo_wished.connect(self.taking_back.undo_wish)
        self.toast.gone.connect(self.desk.release)
        self._counting.timeout.connect(self._count)
        self._counting.start()
        # "Synced 10:42" becomes yesterday's at midnight, and times are relative.
        self._minute.timeout.connect(self._show_status)
        self._minute.start()

    def _open_last(self) -> None:
        known = [board.id for board in self.desk.boards()]
        last = BoardId(self.desk.local(LAST_BOARD))
        if known:
            self.show_board(last if last in known else known[0])
        else:
            self._turn_to(self.loading)

    def _turn_to(self, page: QWidget) -> None:
        self.pages.setCurrentWidget(page)
        self.sidebar.show_place(self.board.board, at_attention=page is self._attention)
        self.toast.stay_above(self._theme.px(FOOT) if page is self._attention else 0)
        self._tell_place()

    def _tell_place(self) -> None:
        if self.pages.currentWidget() is self._attention:
            self.place_changed.emit(tr("Attention"))
        elif self.board.board is not None:
            self.place_changed.emit(self.desk.board(self.board.board).title)
        else:
            self.place_changed.emit("")

    def _place_name(self) -> str:
        if self._application.is_sample_data:
            return tr("Sample data")
        account = self._application.account
        return account.server.partition("://")[2] if account else ""

    def _show_status(self) -> None:
        status = self.desk.status()
        self.sidebar.show_status(status, self._now())
        self.rail.show_status(status, self.sidebar.badge.accessibleName())

    def _on_wished(self, wish: Wish, words: str) -> None:
        self.toast.offer(words, wish)

    def _on_boards(self) -> None:
        self.sidebar.tree.refresh()
        self.sidebar.show_desk(self.desk, self._place_name())
        self._recount(None)
        if self.pages.currentWidget() is self.loading:
            self._open_last()

    def _on_cards(self, event: CardsChanged) -> None:
        self._recount(set(event.boards))

    def _on_progress(self, event: LoadProgressed) -> None:
        self.sidebar.progress.show_progress(event)
        self.loading.show_progress(event)
        self._recount(None)

    def _recount(self, boards: set[BoardId] | None) -> None:
        """Counting a large board takes a moment: once for all that comes together."""
        if self._counting.isActive():
            self._stale = None if boards is None or self._stale is None else self._stale | boards
        else:
            self._stale = boards
            self._counting.start()

    def _count(self) -> None:
        self.sidebar.tree.refresh_counts(self._stale)

    def _is_narrow(self) -> bool:
        return self.width() < FOLDS_BELOW

    def _show_sidebar(self, shown: bool) -> None:
        self.sidebar.setVisible(shown)
        self.rail.setVisible(not shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        was_narrow = event.oldSize().width() < FOLDS_BELOW
        if self._is_narrow() != was_narrow or event.oldSize().width() < 0:
            self._show_sidebar(not self._is_narrow() and self._application.settings.get(SIDEBAR_SHOWN))
