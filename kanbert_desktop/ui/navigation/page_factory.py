"""Makes the pages beside the board when they are first opened."""

from collections.abc import Callable, Mapping
from datetime import datetime

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kanbert_desktop.app.application import Application
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.ui.cards.commands import CardCommands
from kanbert_desktop.ui.navigation.history import PageKind
from kanbert_desktop.ui.style.theme import Theme


class PageFactory(QObject):
    """Imports inside, because nobody needs these pages before the first paint. The signals are those of all pages."""

    closed = Signal()
    card_requested = Signal(str)
    message = Signal(str)
    problem_reported = Signal(str, str)
    command_requested = Signal(object)
    account_requested = Signal(object)
    remove_data_requested = Signal(object)

    def __init__(
        self,
        application: Application,
        desk: BoardService,
        theme: Theme,
        commands: CardCommands,
        parent: QObject,
        *,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(parent)
        self._application, self._bus = application, application.bus
        self._service, self._theme, self._commands, self._now = desk, theme, commands, now
        self._closers: list[Callable[[], None]] = []
        self._draft_savers: list[Callable[[], None]] = []

    def builders(self) -> Mapping[PageKind, Callable[[], QWidget]]:
        return {
            PageKind.ATTENTION: self._attention,
            PageKind.MY_WORK: self._my_work,
            PageKind.SEARCH: self._search,
            PageKind.DELETED: self._deleted,
            PageKind.SETTINGS: self._settings,
        }

    def save_drafts(self) -> None:
        """What is half written on any of them."""
        for keep in self._draft_savers:
            keep()

    def close(self) -> None:
        """The desk is about to close: nothing listens any more."""
        for end in self._closers:
            end()

    def _attention(self) -> QWidget:
        from kanbert_desktop.ui.attention.page import AttentionPage  # noqa: PLC0415  after the first paint

        page = AttentionPage(self._service, self._bus, self._theme, self._now)
        page.closed.connect(self.closed)
        page.card_requested.connect(self.card_requested)
        page.message.connect(self.message)
        page.problem_reported.connect(self.problem_reported)
        self._closers.append(page.unsubscribe)
        return page

    def _my_work(self) -> QWidget:
        from kanbert_desktop.ui.my_work.page import MyWorkPage  # noqa: PLC0415  after the first paint

        page = MyWorkPage(self._service, self._bus, self._theme, self._commands)
        page.closed.connect(self.closed)
        self._draft_savers.append(page.save_drafts)
        self._closers.append(page.unsubscribe)
        return page

    def _search(self) -> QWidget:
        from kanbert_desktop.ui.search.page import SearchPage  # noqa: PLC0415  after the first paint

        page = SearchPage(self._service, self._bus, self._theme)
        page.closed.connect(self.closed)
        page.card_requested.connect(self.card_requested)
        self._closers.append(page.unsubscribe)
        return page

    def _deleted(self) -> QWidget:
        from kanbert_desktop.ui.recently_deleted import RecentlyDeletedPage  # noqa: PLC0415  seldom needed

        page = RecentlyDeletedPage(self._service, self._bus, self._theme, self._now)
        page.closed.connect(self.closed)
        page.message.connect(self.message)
        page.problem_reported.connect(self.problem_reported)
        self._closers.append(page.unsubscribe)
        return page

    def _settings(self) -> QWidget:
        from kanbert_desktop.ui.settings.page import SettingsPage  # noqa: PLC0415  seldom needed

        page = SettingsPage(self._application, self._service, self._theme, self._now)
        page.closed.connect(self.closed)
        page.command_requested.connect(self.command_requested)
        page.account_requested.connect(self.account_requested)
        page.remove_data_requested.connect(self.remove_data_requested)
        self._closers.append(page.unsubscribe)
        return page
