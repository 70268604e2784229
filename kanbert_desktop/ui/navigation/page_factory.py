"""Creates the pages beside the board when they are first opened."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol, cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kanbert_desktop.app.application import Application
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.settings import may_animate
from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.cards.commands import CardCommands
from kanbert_desktop.ui.navigation.history import PageKind
from kanbert_desktop.ui.navigation.navigator import Navigator
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.toast import Toast


class Page(Protocol):
    """What each of the pages has, all of which are widgets."""

    def unsubscribe(self) -> None:
        """Called before the account is closed, or the page deleted."""


class PageFactory(QObject):
    """Creates a page and connects it with the navigator and the toast.

    The signals are requests of the settings page to the main window, and of other pages to the workspace. The page modules are imported here on first use:
    none of them is needed before the first paint.
    """

    command_requested = Signal(object)
    account_requested = Signal(object)
    remove_data_requested = Signal(object)
    hours_requested = Signal()
    search_requested = Signal(str)
    view_change_requested = Signal(str, object)
    view_menu_requested = Signal(str)
    view_requested = Signal()
    templates_page_created = Signal(object)

    def __init__(
        self,
        application: Application,
        service: BoardService,
        theme: Theme,
        commands: CardCommands,
        *,
        navigator: Navigator,
        toast: Toast,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(navigator)
        self._application, self._bus = application, application.bus
        self._service, self._theme, self._commands, self._now = service, theme, commands, now
        self._navigator, self._toast = navigator, toast
        self._created: dict[PageKind, Page] = {}
        self._draft_savers: list[Callable[[], None]] = []

    def create(self, kind: PageKind) -> QWidget:
        """Raises `KeyError` for the board, which the workspace creates."""
        makers: dict[PageKind, Callable[[], Page]] = {
            PageKind.INBOX: self._inbox,
            PageKind.VIEW: self._saved_view,
            PageKind.MY_WORK: self._my_work,
            PageKind.CALENDAR: self._calendar,
            PageKind.OVERVIEW: self._overview,
            PageKind.SEARCH: self._search,
            PageKind.ATTENTION: self._attention,
            PageKind.DELETED: self._deleted,
            PageKind.TEMPLATES: self._templates,
            PageKind.SETTINGS: self._settings,
        }
        self._created[kind] = page = makers[kind]()
        return cast("QWidget", page)

    def discard(self, kind: PageKind) -> None:
        """Deletes a page that this factory has created and nobody shows."""
        page = self._created.pop(kind)
        page.unsubscribe()
        cast("QWidget", page).deleteLater()

    def save_drafts(self) -> None:
        """Saves unfinished text on all created pages."""
        for save in self._draft_savers:
            save()

    def close(self) -> None:
        """Unsubscribes all created pages from events, before the account is closed."""
        for page in self._created.values():
            page.unsubscribe()

    def _attention(self) -> Page:
        from kanbert_desktop.ui.attention.page import AttentionPage  # noqa: PLC0415  after the first paint

        page = AttentionPage(self._service, self._bus, self._theme, self._now)
        page.closed.connect(self._navigator.close_page)
        page.card_requested.connect(self._navigator.open_card)
        page.message.connect(self._toast.show_message)
        page.undo_offered.connect(self._offer_undo)
        page.problem_reported.connect(self._toast.show_problem)
        return page

    def _offer_undo(self, text: str, undo: Callable[[], object]) -> None:
        """The page has nothing left to do, so the button gets the focus."""
        self._toast.show_action(text, tr("Undo"), undo)
        self._toast.focus_action()

    def _inbox(self) -> Page:
        from kanbert_desktop.ui.inbox.page import InboxPage  # noqa: PLC0415  after the first paint

        page = InboxPage(self._service, self._bus, self._theme, self._commands)
        page.closed.connect(self._navigator.close_page)
        page.message.connect(self._toast.show_message)
        page.undo_offered.connect(lambda text, undo: self._toast.show_action(text, tr("Undo"), undo))
        self._draft_savers.append(page.save_drafts)
        return page

    def _my_work(self) -> Page:
        from kanbert_desktop.ui.my_work.page import MyWorkPage  # noqa: PLC0415  after the first paint

        page = MyWorkPage(self._service, self._bus, self._theme, self._commands)
        page.closed.connect(self._navigator.close_page)
        self._draft_savers.append(page.save_drafts)
        return page

    def _overview(self) -> Page:
        from kanbert_desktop.ui.overview.page import OverviewPage  # noqa: PLC0415  after the first paint

        page = OverviewPage(self._service, self._bus, self._theme)
        page.closed.connect(self._navigator.close_page)
        page.query_requested.connect(self.search_requested)
        return page

    def _saved_view(self) -> Page:
        from kanbert_desktop.ui.saved_views.page import SavedViewPage  # noqa: PLC0415  after the first paint

        page = SavedViewPage(
            self._service, self._bus, self._theme, self._commands, may_animate=self._may_animate
        )
        page.closed.connect(self._navigator.close_page)
        page.change_requested.connect(self.view_change_requested)
        page.menu_requested.connect(self.view_menu_requested)
        self._draft_savers.append(page.save_drafts)
        return page

    def _may_animate(self) -> bool:
        return may_animate(self._application.settings, self._theme.desktop)

    def _calendar(self) -> Page:
        from kanbert_desktop.ui.calendar.page import CalendarPage  # noqa: PLC0415  after the first paint

        page = CalendarPage(self._service, self._bus, self._theme, self._commands)
        page.closed.connect(self._navigator.close_page)
        self._draft_savers.append(page.save_drafts)
        return page

    def _search(self) -> Page:
        from kanbert_desktop.ui.search.page import SearchPage  # noqa: PLC0415  after the first paint

        page = SearchPage(self._service, self._bus, self._theme, self._commands)
        page.closed.connect(self._navigator.close_page)
        page.card_requested.connect(self._navigator.open_card)
        page.view_requested.connect(self.view_requested)
        return page

    def _deleted(self) -> Page:
        from kanbert_desktop.ui.recently_deleted import RecentlyDeletedPage  # noqa: PLC0415  seldom needed

        page = RecentlyDeletedPage(self._service, self._bus, self._theme, self._now)
        page.closed.connect(self._navigator.close_page)
        page.message.connect(self._toast.show_message)
        page.problem_reported.connect(self._toast.show_problem)
        return page

    def _templates(self) -> Page:
        from kanbert_desktop.ui.templates.page import TemplatesPage  # noqa: PLC0415  seldom needed

        page = TemplatesPage(self._service, self._bus, self._theme)
        page.closed.connect(self._navigator.close_page)
        self.templates_page_created.emit(page)
        return page

    def _settings(self) -> Page:
        from kanbert_desktop.ui.settings.page import SettingsPage  # noqa: PLC0415  seldom needed

        page = SettingsPage(self._application, self._service, self._theme, self._now)
        page.closed.connect(self._navigator.close_page)
        page.command_requested.connect(self.command_requested)
        page.account_requested.connect(self.account_requested)
        page.remove_data_requested.connect(self.remove_data_requested)
        page.hours_requested.connect(self.hours_requested)
        return page
