"""Workspace of a signed-in account: sidebar or rail, banners and the pages."""

from collections.abc import Callable
from datetime import datetime
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from kanbert_desktop.app.application import Application
from kanbert_desktop.app.boards.local_data import SAVED_VIEWS
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.settings import FIRST_HINTS
from kanbert_desktop.domain.board import BoardId
from kanbert_desktop.ui.board.page import BoardPage
from kanbert_desktop.ui.cards.commands import CardCommands
from kanbert_desktop.ui.cards.drag import DragHover
from kanbert_desktop.ui.commands.actions import CommandId
from kanbert_desktop.ui.navigation.history import PageKind
from kanbert_desktop.ui.navigation.navigator import MouseNavigationButtons, Navigator
from kanbert_desktop.ui.navigation.page_factory import PageFactory
from kanbert_desktop.ui.navigation.page_opener import PageOpener
from kanbert_desktop.ui.sidebar.rail import SidebarRail
from kanbert_desktop.ui.sidebar.sidebar import Sidebar, SidebarFolding
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.banner import BannerBar
from kanbert_desktop.ui.widgets.load_progress import LoadingPage
from kanbert_desktop.ui.widgets.painting import FirstPaint
from kanbert_desktop.ui.widgets.toast import Toast
from kanbert_desktop.ui.window.account_events import AccountEvents
from kanbert_desktop.ui.window.lower_edge import LowerEdge
from kanbert_desktop.ui.window.missing_board import MissingBoard
from kanbert_desktop.ui.window.workspace_commands import (
    FavouriteCommands,
    UndoCommands,
)

if TYPE_CHECKING:
    from kanbert_desktop.ui.printing.controller import PrintAndExport
    from kanbert_desktop.ui.templates.commands import TemplateCommands
    from kanbert_desktop.ui.templates.page import TemplatesPage
    from kanbert_desktop.ui.window.calendar_file_commands import CalendarFileCommands
    from kanbert_desktop.ui.window.workspace_popups import WorkspacePopups
    from kanbert_desktop.ui.window.workspace_views import WorkspaceViews

_BY_COMMAND = (
    PageKind.INBOX,
    PageKind.MY_WORK,
    PageKind.CALENDAR,
    PageKind.ATTENTION,
    PageKind.DELETED,
    PageKind.TEMPLATES,
    PageKind.SETTINGS,
)


class Workspace(QWidget):
    """Creates the pages and commands of one account and connects them.

    `page_title_changed` carries the title of the current page, `command_requested` a `CommandId` chosen in the palette
    or the settings, and `sign_in_requested` asks for a new sign-in to the current account.
    """

    page_title_changed = Signal(str)
    sign_in_requested = Signal()
    window_requested = Signal(str)
    close_requested = Signal()
    command_requested = Signal(object)

    def __init__(
        self,
        application: Application,
        service: BoardService,
        theme: Theme,
        now: Callable[[], datetime],
        parent: QWidget | None = None,
        *,
        is_first: bool = True,
        board: BoardId | None = None,
    ) -> None:
        """`is_first`: of the first window, which does what is done once in the program. `board` is shown, else the last one."""
        super().__init__(parent)
        self.setObjectName("workspace")
        self._is_first = is_first
        self.service = service
        self._application, self._theme, self._now = application, theme, now
        self.sidebar, self.rail = Sidebar(theme), SidebarRail(theme)
        self.banner_bar = BannerBar(theme)
        self.commands = CardCommands(service, self)
        self.board = BoardPage(service, application.bus, application.settings, theme, self.commands)
        self.loading_page = LoadingPage(theme)
        self.pages = QStackedWidget()
        self._build_layout()
        self.toast = Toast(theme, self)
        self.navigator = Navigator(
            service,
            self.board,
            self.loading_page,
            self.pages,
            lambda kind: self.page_factory.create(kind),  # noqa: PLW0108  made in the next statement
            discard_page=lambda kind: self.page_factory.discard(kind),  # noqa: PLW0108  likewise
            is_of_first_window=is_first,
        )
        self.page_factory = PageFactory(
            application, service, theme, self.commands, navigator=self.navigator, toast=self.toast, now=now
        )
        self.undo_commands = UndoCommands(service, self.board, self.toast, self.navigator)
        self.favourite_commands = FavouriteCommands(
            service, self.navigator, self.sidebar, self.board.header, self.toast, page=self
        )
        self.page_opener = PageOpener(self.navigator)
        self.lower_edge = LowerEdge(self.toast, self.board, self.navigator, theme, self.height)
        self.account_events = AccountEvents(
            application, service, self.sidebar, self.rail, self.loading_page, now=now
        )
        self._missing_board = MissingBoard(
            service,
            self.navigator,
            self.banner_bar,
            save_drafts=self.save_drafts,
            close=None if is_first else self.close_requested.emit,
        )
        self._calendar_file: CalendarFileCommands | None = None
        FirstPaint(self).painted.connect(self._on_first_paint)
        self._connect()
        if service.local.value(SAVED_VIEWS):
            self.views.refresh()
        self.account_events.show_boards()
        self.favourite_commands.refresh()
        self.account_events.show_status()
        if board is not None and any(board == known.id for known in service.boards()):
            self.navigator.open_board(board)
        else:
            self.navigator.open_last_board()

    # Commands.

    def handlers(self) -> dict[CommandId, Callable[[], object]]:
        """Maps the commands of the workspace to functions."""
        return {
            CommandId.PALETTE: self._open_palette,
            CommandId.NEW_CARD: self.add_card,
            CommandId.SYNC: self.sync_now,
            CommandId.UNDO: self.undo_commands.undo,
            CommandId.REDO: self.undo_commands.redo,
            CommandId.SEARCH: self.page_opener.open_search,
            **{CommandId(kind): partial(self.navigator.open_page, kind) for kind in _BY_COMMAND},
            CommandId.OVERVIEW: self.page_opener.open_overview,
            CommandId.BACK: lambda: self.navigator.go_back_or_forward(-1),
            CommandId.FORWARD: lambda: self.navigator.go_back_or_forward(1),
            CommandId.FAVOURITE: self.favourite_commands.toggle,
            CommandId.SAVE_VIEW: self.save_view,
            CommandId.EXPORT_VIEWS: lambda: self.views.commands.export(),  # noqa: PLW0108  made on first use
            CommandId.IMPORT_VIEWS: lambda: self.views.commands.ask_import(),  # noqa: PLW0108  likewise
            CommandId.SIDEBAR: self.toggle_sidebar,
            CommandId.PANEL: self.toggle_panel,
            CommandId.REGION: self.focus_next_region,
            **self.print_and_export.handlers(),
        }

    def focus_next_region(self) -> None:
        """Moves the focus between sidebar and page."""
        if self.sidebar.isAncestorOf(self.focusWidget() or self) or not self.sidebar.isVisible():
            self.navigator.focus_page()
        else:
            self.sidebar.board_tree.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def add_card(self) -> None:
        """Opens the quick-add field on the last board."""
        if self.board.board is not None:
            if self.pages.currentWidget() is not self.board:
                self.navigator.open_last_board()
            self.board.open_quick_add()

    def toggle_sidebar(self) -> None:
        self._sidebar_folding.toggle()

    def toggle_panel(self) -> None:
        """Opens or closes the panel of the open or focused card."""
        if self.pages.currentWidget() is not self.board:
            return
        view = self.board.columns_view.start_column()
        key = view.cards.current_key() if view is not None else None
        if self.board.opened_card is not None:
            self.board.close_card()
        elif key is not None:
            self.board.open_card(key)

    @cached_property
    def views(self) -> "WorkspaceViews":
        """Created at the start where there are saved views, else on first use."""
        from kanbert_desktop.ui.window.workspace_views import WorkspaceViews  # noqa: PLC0415

        return WorkspaceViews(
            self.service,
            self._application.bus,
            self._theme,
            sidebar=self.sidebar,
            rail=self.rail,
            navigator=self.navigator,
            board=self.board,
            toast=self.toast,
            window=self,
        )

    @cached_property
    def template_commands(self) -> "TemplateCommands":
        """Created on first use."""
        from kanbert_desktop.ui.templates.commands import TemplateCommands  # noqa: PLC0415

        commands = TemplateCommands(self.service, self._application.bus, self._theme, self.toast, self)
        commands.card_made.connect(self.navigator.open_card)
        return commands

    def _connect_templates_page(self, page: "TemplatesPage") -> None:
        from kanbert_desktop.ui.templates.connections import connect_templates_page  # noqa: PLC0415  seldom needed

        connect_templates_page(page, self.template_commands, lambda: self.board.board)

    def save_view(self) -> None:
        """Asks for the name of a view of what the page shows."""
        self.views.save_current()

    @cached_property
    def print_and_export(self) -> "PrintAndExport":
        """Created on first use."""
        from kanbert_desktop.ui.printing.controller import PrintAndExport  # noqa: PLC0415  after the first paint

        created = PrintAndExport(self.service, self.board, self._theme, self.toast, self)
        created.shown_page = self.pages.currentWidget
        return created

    @cached_property
    def popups(self) -> "WorkspacePopups":
        """Created on first use."""
        from kanbert_desktop.ui.window.workspace_popups import WorkspacePopups  # noqa: PLC0415  after the first paint

        popups = WorkspacePopups(
            self.service,
            self.navigator,
            self.board,
            self._theme,
            commands=self.commands,
            window=self,
        )
        popups.template_requested.connect(lambda title: self.template_commands.use(title, self.board.board))
        popups.template_removal_requested.connect(lambda title: self.template_commands.remove(title))  # noqa: PLW0108  made on first use
        popups.palette_opened.connect(self.lower_edge.on_palette)
        popups.command_requested.connect(self.command_requested)
        popups.search_requested.connect(self.page_opener.search)
        popups.sync_requested.connect(self.sync_now)
        popups.sign_in_requested.connect(self.sign_in_requested)
        return popups

    def _open_palette(self) -> None:
        self.popups.open_palette()

    def show_sync_popover(self) -> None:
        badge = self.sidebar.sync_badge if self.sidebar.isVisible() else self.rail.buttons.sync
        self.popups.show_sync_status(self._now(), badge)

    def sync_now(self) -> None:
        self.toast.dismiss_toast()
        self.service.sync.sync_now()

    # After the first paint.

    def _on_first_paint(self) -> None:
        from kanbert_desktop.ui.window.calendar_file_commands import CalendarFileCommands  # noqa: PLC0415  now
        from kanbert_desktop.ui.window.imports_ahead import ImportsAhead  # noqa: PLC0415  likewise

        if self._is_first:
            ImportsAhead(self)
            self._calendar_file = CalendarFileCommands(self._application, self.service, self.toast, self)
        self.account_events.count_inbox()
        self.sidebar.take_drops(self.service, self.commands.copy_to_board)
        if self._is_first and self._application.settings.get(FIRST_HINTS):
            self.show_first_hints()

    def show_first_hints(self) -> None:
        self.lower_edge.show_first_hints(self._application.settings, self._right.addWidget)

    # Shut-down and appearance.

    def save_drafts(self) -> None:
        """Saves all unfinished text."""
        self.board.save_drafts()
        self.page_factory.save_drafts()

    def drop_undone_toast(self) -> None:
        """Closes a toast whose change was undone in another window."""
        change = self.toast.change
        if change is not None and not self.service.can_still_undo(change):
            self.toast.dismiss_toast()

    def shut_down(self) -> None:
        """Releases held deletes and unsubscribes from all events, before the account is closed."""
        self.toast.dismiss_toast()
        self.page_factory.close()
        if "views" in self.__dict__:
            self.views.stop()
        if self._calendar_file is not None:
            self._calendar_file.close()
        self.account_events.stop()
        self.service.local.crash_guard.close()

    def apply_appearance(self) -> None:
        """Board and Attention page update themselves."""
        for part in (self.sidebar, self.rail, self.banner_bar, self.toast, self.loading_page):
            part.apply_appearance()
        if "popups" in self.__dict__:
            self.popups.apply_appearance()
        if "views" in self.__dict__:
            self.views.apply_appearance()
        self.lower_edge.apply_appearance()
        self.favourite_commands.refresh()
        self._sidebar_folding.update_folding()
        self.account_events.show_status()
        self._on_page_changed()

    # Set-up.

    def _build_layout(self) -> None:
        for page in (self.board, self.loading_page):
            self.pages.addWidget(page)
        right = self._right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.banner_bar)
        right.addWidget(self.pages, 1)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.sidebar)
        box.addWidget(self.rail)
        box.addLayout(right, 1)
        settings = self._application.settings
        self._sidebar_folding = SidebarFolding(self.sidebar, self.rail, settings, self._theme, self.width)

    def _connect(self) -> None:
        self.account_events.boards_changed.connect(self._on_boards)
        self.account_events.saved_views_changed.connect(lambda: self.views.refresh())  # noqa: PLW0108  made on first use
        self.account_events.status_shown.connect(self.lower_edge.on_status)
        self._connect_navigation()
        self.commands.change_queued.connect(self.toast.show_undo)
        self.commands.change_queued.connect(self.lower_edge.on_change)
        self.commands.problem_reported.connect(self.toast.show_problem)
        self.commands.message.connect(self.toast.show_message)
        self.navigator.problem_reported.connect(self.toast.show_problem)
        self.commands.copy_to_board_requested.connect(lambda keys: self.popups.choose_board_for_copies(keys))  # noqa: PLW0108  likewise
        self.toast.undo_requested.connect(self.undo_commands.undo_change)
        self.toast.dismissed.connect(self.service.release_hold)

    def _connect_navigation(self) -> None:
        self.navigator.page_changed.connect(self._on_page_changed)
        self.commands.decision_requested.connect(self.page_opener.open_attention)
        self.page_factory.command_requested.connect(self.command_requested)
        self.page_factory.search_requested.connect(self.page_opener.search)
        self.page_factory.view_change_requested.connect(
            lambda name, view: self.views.commands.change(name, view)  # noqa: PLW0108  made on first use
        )
        self.page_factory.view_menu_requested.connect(lambda name: self.views.open_page_menu(name))  # noqa: PLW0108  likewise
        self.page_factory.view_requested.connect(self.save_view)
        self.sidebar.board_requested.connect(lambda board: self.navigator.open_board(BoardId(board)))
        self.sidebar.window_requested.connect(self.window_requested)
        for bar in (self.sidebar, self.rail):
            bar.page_requested.connect(self.navigator.open_page)
        # Cards of a board that rest on the button can be dropped on a day.
        hover = DragHover(self.sidebar.calendar_button)
        hover.opened.connect(lambda: self.navigator.open_page(PageKind.CALENDAR))
        self.sidebar.palette_button.clicked.connect(self._open_palette)
        self.sidebar.sync_badge.clicked.connect(self.show_sync_popover)
        self.commands.template_requested.connect(
            lambda card: self.template_commands.save_card(card, self.board.board)
        )
        self.page_factory.templates_page_created.connect(self._connect_templates_page)
        self.commands.print_requested.connect(lambda key: self.print_and_export.print_card(key))  # noqa: PLW0108  made on first use
        self.rail.expand_requested.connect(self.toggle_sidebar)
        self.rail.search_requested.connect(self.page_opener.open_search)
        self.rail.sync_requested.connect(self.show_sync_popover)
        mouse_buttons = MouseNavigationButtons(self)
        mouse_buttons.pressed.connect(self.navigator.go_back_or_forward)

    def _on_page_changed(self) -> None:
        location = self.navigator.location
        self.sidebar.show_location(location)
        self.rail.show_location(location)
        self.lower_edge.update()
        self._missing_board.update()
        self.page_title_changed.emit(self.navigator.page_title())

    def _on_boards(self) -> None:
        self.favourite_commands.refresh()
        if self.pages.currentWidget() is self.loading_page:
            self.navigator.open_last_board()
        self._missing_board.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.lower_edge.update()
        self._sidebar_folding.update_folding()
