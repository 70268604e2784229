"""The signed-in window: sidebar or rail, strips, and the page: a board, what needs attention, or the first load."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from kanbert_desktop.app.application import Application
from kanbert_desktop.app.boards.service import BoardService, QueuedChange
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import BoardId, CardKey
from kanbert_desktop.domain.events import BoardsChanged, CardsChanged, LoadProgressed, SyncStatusChanged
from kanbert_desktop.ui.board.page import BoardPage
from kanbert_desktop.ui.commands.actions import Name
from kanbert_desktop.ui.navigation.history import Kind
from kanbert_desktop.ui.navigation.navigator import Routes, SideButtons
from kanbert_desktop.ui.navigation.page_factory import PageMaking
from kanbert_desktop.ui.printing.controller import GivingOut
from kanbert_desktop.ui.sidebar.rail import SidebarRail
from kanbert_desktop.ui.sidebar.sidebar import Folding, Sidebar, SidebarCounts
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.banner import StripBar
from kanbert_desktop.ui.widgets.load_progress import LoadingPage
from kanbert_desktop.ui.widgets.toast import Toast
from kanbert_desktop.ui.window.workspace_commands import BoardDrops, Favouring, TakingBack, Templating

if TYPE_CHECKING:
    from kanbert_desktop.ui.palette.controller import Jumps

MINUTE = 60_000
FOOT = 56
_BY_COMMAND = (Kind.MY_WORK, Kind.ATTENTION, Kind.DELETED, Kind.SETTINGS)


class Workspace(QWidget):
    """`place_changed` carries the name of what is on screen, `command_wished` a `Name` chosen in the palette.

    `sign_in_wished`: the account that is here is to be signed in again.
    """

    place_changed = Signal(str)
    sign_in_wished = Signal()
    command_wished = Signal(object)

    def __init__(
        self, application: Application, desk: BoardService, theme: Theme, now: Callable[[], datetime]
    ) -> None:
        super().__init__()
        self.setObjectName("workspace")
        self.desk = desk
        self._application, self._theme, self._now = application, theme, now
        self.sidebar, self.rail = Sidebar(theme), SidebarRail(theme)
        self.strips = StripBar(theme)
        self.board = BoardPage(desk, application.bus, application.settings, theme)
        self.loading = LoadingPage(theme)
        self.pages = QStackedWidget()
        self._lay_out()
        self.toast = Toast(theme, self)
        self.making = PageMaking(application, desk, theme, now, self)
        self.routes = Routes(desk, self.board, self.loading, self.pages, self.making.ways())
        self.taking_back = TakingBack(desk, self.board, self.toast, self.routes)
        self.favouring = Favouring(desk, self.routes, self.sidebar, self.board.header, self)
        self.templating = Templating(desk, self.routes, self.board, self)
        self.giving_out = GivingOut(desk, self.board, theme, self.toast, self)
        self._jumps: Jumps | None = None
        self.counts = SidebarCounts(desk, self.sidebar)
        self._minute = QTimer(self, interval=MINUTE)
        self._connect()
        self.sidebar.show_desk(desk, self._place_name())
        self.favouring.show()
        self._show_status()
        self.routes.back_to_board()

    # Going places.

    def acts(self) -> dict[Name, Callable[[], object]]:
        """What its commands do."""
        return {
            Name.PALETTE: self._open_palette,
            Name.NEW_CARD: self.add_card,
            Name.SYNC: self.sync_now,
            Name.UNDO: self.taking_back.undo,
            Name.REDO: self.taking_back.redo,
            Name.SEARCH: self.search_anew,
            **{Name(kind): partial(self.routes.go, kind) for kind in _BY_COMMAND},
            Name.BACK: lambda: self.routes.step(-1),
            Name.FORWARD: lambda: self.routes.step(1),
            Name.FAVOURITE: self.favouring.toggle,
            Name.SIDEBAR: self.toggle_sidebar,
            Name.PANEL: self.toggle_panel,
            Name.REGION: self.focus_next_region,
            **self.giving_out.acts(),
        }

    def focus_next_region(self) -> None:
        """Sidebar, page, sidebar …"""
        if self.sidebar.isAncestorOf(self.focusWidget() or self) or not self.sidebar.isVisible():
            self.routes.focus_page()
        else:
            self.sidebar.tree.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def add_card(self) -> None:
        """On the board shown last."""
        if self.board.board is not None:
            if self.pages.currentWidget() is not self.board:
                self.routes.back_to_board()
            self.board.add_card()

    def toggle_sidebar(self) -> None:
        self._folding.toggle()

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

    def search_anew(self) -> None:
        self.search(None)

    def search(self, text: str | None) -> None:
        """Everything, for that text or the last one."""
        from kanbert_desktop.ui.search.page import SearchPage  # noqa: PLC0415  after the first paint

        self.routes.go(Kind.SEARCH)
        page = self.routes.page(Kind.SEARCH)
        if isinstance(page, SearchPage):
            page.begin(text)

    def _open_palette(self) -> None:
        if self._jumps is None:
            from kanbert_desktop.ui.palette.controller import Jumps  # noqa: PLC0415  after the first paint

            self._jumps = Jumps(self.desk, self.routes, self.board, self._theme, self)
            self._jumps.command_wished.connect(self.command_wished)
            self._jumps.search_wished.connect(self.search)
            self._jumps.template_wished.connect(self.templating.use)
            self._jumps.template_unwished.connect(self.templating.remove)
        self._jumps.open()

    # Doing and taking back.

    def sync_now(self) -> None:
        self.toast.leave()
        self.desk.sync_now()

    def ask_about_sync(self) -> None:
        from kanbert_desktop.ui.sidebar.sync_status import SyncPopover  # noqa: PLC0415  after the first paint

        popover = SyncPopover(self.desk, self._now(), self._theme, self)
        popover.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        popover.sync_wished.connect(self.sync_now)
        popover.sign_in_wished.connect(self.sign_in_wished)
        popover.attention_wished.connect(lambda: self.routes.go(Kind.ATTENTION))
        popover.open_below(self.sidebar.badge if self.sidebar.isVisible() else self.rail.sync)
        popover.button.setFocus(Qt.FocusReason.PopupFocusReason)

    def _decide(self, card: CardKey) -> None:
        """The question about that card, under Attention."""
        from kanbert_desktop.ui.attention.page import AttentionPage  # noqa: PLC0415  after the first paint

        self.routes.go(Kind.ATTENTION)
        page = self.routes.page(Kind.ATTENTION)
        if isinstance(page, AttentionPage):
            page.show_card(card)

    def keep_drafts(self) -> None:
        """Whatever is half written, now."""
        self.board.keep_drafts()
        self.making.keep_drafts()

    def end(self) -> None:
        """The desk is about to close: the held delete is let go, nothing listens any more."""
        self.toast.leave()
        self.making.end()
        for end in self._ends:
            end()
        self.desk.crash_guard.close()

    def dress(self) -> None:
        """Theme or language changed; board and attention see to themselves."""
        for part in (self.sidebar, self.rail, self.strips, self.toast, self.loading):
            part.dress()
        if self._jumps is not None:
            self._jumps.palette.dress()
        self.favouring.show()
        self._folding.look()
        self._show_status()
        self._on_turned()

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
        settings = self._application.settings
        self._folding = Folding(self.sidebar, self.rail, settings, self._theme, self.width)

    def _connect(self) -> None:
        bus = self._application.bus
        self._ends = [
            bus.subscribe(SyncStatusChanged, lambda _event: self._show_status()),
            bus.subscribe(BoardsChanged, lambda _event: self._on_boards()),
            bus.subscribe(CardsChanged, self._on_cards),
            bus.subscribe(LoadProgressed, self._on_progress),
        ]
        self._connect_ways()
        for wishing in (self.board, self.making, self.templating):
            wishing.wished.connect(self._on_wished)
        for troubled in (self.board, self.routes, self.making, self.templating):
            troubled.problem.connect(self.toast.warn)
        BoardDrops(self.sidebar.tree).dropped.connect(self.board.gestures.refuse_to_board)
        self.toast.undo_wished.connect(self.taking_back.undo_wish)
        self.toast.gone.connect(self.desk.release_hold)
        self.counts.count_soon(None)
        # "Synced 10:42" becomes yesterday's at midnight, and times are relative.
        self._minute.timeout.connect(self._show_status)
        self._minute.start()

    def _connect_ways(self) -> None:
        self.routes.turned.connect(self._on_turned)
        self.making.left.connect(self.routes.back)
        for panelled in (self.board, self.making):
            panelled.decide_wished.connect(self._decide)
        self.making.card_wished.connect(self.routes.go_to_card)
        self.making.said.connect(self.toast.tell)
        self.making.command_wished.connect(self.command_wished)
        self.sidebar.board_wished.connect(lambda board: self.routes.go_to_board(BoardId(board)))
        for bar in (self.sidebar, self.rail):
            bar.place_wished.connect(self.routes.go)
        self.sidebar.jump.clicked.connect(self._open_palette)
        self.sidebar.badge.pressed_for_more.connect(self.ask_about_sync)
        for part in (self.favouring, self.templating):
            part.told.connect(self.toast.tell)
        for cards in (self.board.acts, self.making):
            cards.template_wished.connect(self.templating.save)
            cards.print_wished.connect(self.giving_out.print_card)
        self.rail.unfold.clicked.connect(self.toggle_sidebar)
        self.rail.search.clicked.connect(self.search_anew)
        self.rail.sync.clicked.connect(self.ask_about_sync)
        side = SideButtons(self)
        side.pressed.connect(self.routes.step)

    def _on_turned(self) -> None:
        here = self.routes.here
        self.sidebar.show_place(here)
        self.rail.show_place(here)
        at_attention = here is not None and here.kind is Kind.ATTENTION
        self.toast.stay_above(self._theme.px(FOOT) if at_attention else 0)
        self.place_changed.emit(self.routes.name())

    def _place_name(self) -> str:
        if self._application.is_sample_data:
            return tr("Sample data")
        account = self._application.account
        return account.server.partition("://")[2] if account else ""

    def _show_status(self) -> None:
        status = self.desk.sync_status()
        self.sidebar.show_status(status, self._now())
        self.rail.show_status(status, self.sidebar.badge.accessibleName())

    def _on_wished(self, wish: QueuedChange, words: str) -> None:
        self.toast.offer(words, wish)

    def _on_boards(self) -> None:
        self.sidebar.tree.refresh()
        self.sidebar.show_desk(self.desk, self._place_name())
        self.favouring.show()
        self.counts.count_soon(None)
        if self.pages.currentWidget() is self.loading:
            self.routes.back_to_board()

    def _on_cards(self, event: CardsChanged) -> None:
        self.counts.count_soon(set(event.boards))

    def _on_progress(self, event: LoadProgressed) -> None:
        self.sidebar.progress.show_progress(event)
        self.loading.show_progress(event)
        self.counts.count_soon(None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._folding.look()
