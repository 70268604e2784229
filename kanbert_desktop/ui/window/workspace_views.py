"""Saved views in the workspace: their section in the sidebar, their live counts, and the way to their page."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QWidget

from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.events import EventBus
from kanbert_desktop.ui.board.page import BoardPage
from kanbert_desktop.ui.navigation.history import PageKind
from kanbert_desktop.ui.navigation.navigator import Navigator
from kanbert_desktop.ui.saved_views.commands import SavedViewCommands
from kanbert_desktop.ui.sidebar.rail import SidebarRail
from kanbert_desktop.ui.sidebar.saved_views import SavedViewList
from kanbert_desktop.ui.sidebar.sidebar import Sidebar
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.painting import FirstPaint
from kanbert_desktop.ui.widgets.popups import Menu, open_menu_below
from kanbert_desktop.ui.widgets.toast import Toast

if TYPE_CHECKING:
    from kanbert_desktop.ui.saved_views.live_counts import LiveCounts


class WorkspaceViews(QObject):
    """Made at the start if there are views, else with the first one, and shown by `refresh`.

    Cards are counted after the list's first paint.
    """

    def __init__(
        self,
        service: BoardService,
        bus: EventBus,
        theme: Theme,
        *,
        sidebar: Sidebar,
        rail: SidebarRail,
        navigator: Navigator,
        board: BoardPage,
        toast: Toast,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._service, self._bus, self._navigator, self._board = service, bus, navigator, board
        self._rail = rail
        self.commands = SavedViewCommands(service, bus, theme, toast, window)
        self.list = SavedViewList(theme, sidebar)
        self._counts: LiveCounts | None = None
        sidebar.add_below_favourites(self.list)
        self._connect()

    def refresh(self) -> None:
        """Shows the views as they are saved now, also on their page."""
        views = self.commands.views.all()
        self.list.show_views(views)
        self._rail.show_views_button(bool(views))
        if self._counts is not None:
            self._counts.watch(views)
        self._show_counts()
        self._show_location()
        location = self._navigator.location
        page = self._navigator.created_page(PageKind.VIEW)
        if page is not None and location is not None and location.view is not None:
            self._navigator.reload_view(location.view)

    def apply_appearance(self) -> None:
        self.list.apply_appearance()

    def save_current(self) -> None:
        """Asks for the name of a view of what the page shows: a search, or a board with its filter."""
        self.commands.ask_new(self._current_query())

    def stop(self) -> None:
        if self._counts is not None:
            self._counts.stop()

    def open_rail_menu(self) -> None:
        from kanbert_desktop.ui.widgets.literal_text import menu_text  # noqa: PLC0415

        menu = Menu(self._rail)
        menu.setAccessibleName(tr("Views"))
        for view in self.commands.views.all():
            action = menu.addAction(menu_text(view.name))
            action.triggered.connect(lambda _checked=False, name=view.name: self._navigator.open_view(name))
        open_menu_below(self._rail.views_button, menu)

    def open_page_menu(self, name: str) -> None:
        """Opens the menu of the view on its page, below the button there."""
        from kanbert_desktop.ui.saved_views.page import SavedViewPage  # noqa: PLC0415  after the first paint

        page = self._navigator.created_page(PageKind.VIEW)
        if isinstance(page, SavedViewPage):
            open_menu_below(page.header.menu_button, self.commands.menu(name), at_end=True)

    def _connect(self) -> None:
        self.list.chosen.connect(self._navigator.open_view)
        self.list.move_requested.connect(self.commands.move)
        self.list.edit_requested.connect(self.commands.edit)
        self.list.removal_requested.connect(self._remove_from_list)
        self.list.menu_requested.connect(self._open_menu)
        self.commands.opening_requested.connect(self._navigator.open_view)
        self.commands.renamed.connect(self._navigator.rename_view)
        self.commands.removed.connect(self._on_removed)
        self._navigator.page_changed.connect(self._show_location)
        self._rail.views_requested.connect(self.open_rail_menu)
        FirstPaint(self.list).painted.connect(self._begin_counting)

    def _begin_counting(self) -> None:
        from kanbert_desktop.ui.saved_views.live_counts import LiveCounts  # noqa: PLC0415  after the first paint

        if self._counts is None:
            self._counts = LiveCounts(self._service, self._bus, self)
            self._counts.changed.connect(self._show_counts)
            self._counts.watch(self.commands.views.all())

    def _show_counts(self) -> None:
        counts = self._counts
        if counts is not None:
            self.list.show_view_counts(counts.count)

    def _show_location(self) -> None:
        location = self._navigator.location
        self.list.set_opened(location.view if location is not None else None)

    def _open_menu(self, name: str, position: QPoint) -> None:
        self.commands.menu(name).open_at(position)

    def _remove_from_list(self, name: str) -> None:
        """The focus stays in the list."""
        place = self.list.keys.index(name)
        self.commands.remove(name)
        if self.list.keys:
            self.list.button_for(self.list.keys[min(place, len(self.list.keys) - 1)]).setFocus()
        else:
            self._navigator.focus_page()

    def _on_removed(self, name: str) -> None:
        location = self._navigator.location
        if location is not None and location.view == name:
            self._navigator.close_page()

    def _current_query(self) -> str:
        location = self._navigator.location
        if location is None:
            return ""
        page = self._navigator.created_page(location.kind)
        if location.kind is PageKind.BOARD:
            from kanbert_desktop.ui.saved_views.current_query import query_of_board  # noqa: PLC0415  seldom needed

            return query_of_board(self._service, self._board)
        if location.kind is PageKind.MY_WORK:
            return "is:mine is:open"
        field = getattr(page, "field", None) or getattr(getattr(page, "query_bar", None), "field", None)
        return field.text().strip() if field is not None else ""
