"""Makes the pages beside the board when they are first opened."""

from collections.abc import Callable, Mapping
from datetime import datetime

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kanbert_desktop.app.application import Application
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.ui.navigation.history import Kind
from kanbert_desktop.ui.style.theme import Theme


class PageMaking(QObject):
    """Imports inside, because nobody needs these pages before the first paint. The signals are those of all pages."""

    left = Signal()
    card_wished = Signal(str)
    said = Signal(str)
    problem = Signal(str, str)
    wished = Signal(object, str)
    template_wished = Signal(object)
    print_wished = Signal(object)
    command_wished = Signal(object)
    account_wished = Signal(object)
    forget_wished = Signal(object)
    decide_wished = Signal(object)

    def __init__(
        self,
        application: Application,
        desk: BoardService,
        theme: Theme,
        now: Callable[[], datetime],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._application, self._bus = application, application.bus
        self._desk, self._theme, self._now = desk, theme, now
        self._ends: list[Callable[[], None]] = []
        self._keeps: list[Callable[[], None]] = []

    def ways(self) -> Mapping[Kind, Callable[[], QWidget]]:
        return {
            Kind.ATTENTION: self._attention,
            Kind.MY_WORK: self._my_work,
            Kind.SEARCH: self._search,
            Kind.DELETED: self._deleted,
            Kind.SETTINGS: self._settings,
        }

    def keep_drafts(self) -> None:
        """What is half written on any of them."""
        for keep in self._keeps:
            keep()

    def end(self) -> None:
        """The desk is about to close: nothing listens any more."""
        for end in self._ends:
            end()

    def _attention(self) -> QWidget:
        from kanbert_desktop.ui.attention.page import AttentionPage  # noqa: PLC0415  after the first paint

        page = AttentionPage(self._desk, self._bus, self._theme, self._now)
        page.left.connect(self.left)
        page.card_wished.connect(self.card_wished)
        page.said.connect(self.said)
        page.problem.connect(self.problem)
        self._ends.append(page.end)
        return page

    def _my_work(self) -> QWidget:
        from kanbert_desktop.ui.my_work.page import MyWorkPage  # noqa: PLC0415  after the first paint

        page = MyWorkPage(self._desk, self._bus, self._theme)
        page.left.connect(self.left)
        page.wished.connect(self.wished)
        page.problem.connect(self.problem)
        page.template_wished.connect(self.template_wished)
        page.print_wished.connect(self.print_wished)
        page.decide_wished.connect(self.decide_wished)
        self._keeps.append(page.keep_drafts)
        self._ends.append(page.end)
        return page

    def _search(self) -> QWidget:
        from kanbert_desktop.ui.search.page import SearchPage  # noqa: PLC0415  after the first paint

        page = SearchPage(self._desk, self._bus, self._theme)
        page.left.connect(self.left)
        page.card_wished.connect(self.card_wished)
        self._ends.append(page.end)
        return page

    def _deleted(self) -> QWidget:
        from kanbert_desktop.ui.recently_deleted import DeletedPage  # noqa: PLC0415  seldom needed

        page = DeletedPage(self._desk, self._bus, self._theme, self._now)
        page.left.connect(self.left)
        page.said.connect(self.said)
        page.problem.connect(self.problem)
        self._ends.append(page.end)
        return page

    def _settings(self) -> QWidget:
        from kanbert_desktop.ui.settings.page import SettingsPage  # noqa: PLC0415  seldom needed

        page = SettingsPage(self._application, self._desk, self._theme, self._now)
        page.left.connect(self.left)
        page.command_wished.connect(self.command_wished)
        page.account_wished.connect(self.account_wished)
        page.forget_wished.connect(self.forget_wished)
        self._ends.append(page.end)
        return page
