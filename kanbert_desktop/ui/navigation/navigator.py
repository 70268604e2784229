"""Which page is shown; back and forward, mouse buttons."""

from collections.abc import Callable, Sequence
from typing import Protocol, cast

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from kanbert_desktop.app.boards.favourites import FavouriteBoards
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.messages.status_texts import title_and_message
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import BoardId, CardKey
from kanbert_desktop.domain.errors import KanbertError
from kanbert_desktop.ui.board.page import BoardPage
from kanbert_desktop.ui.navigation.history import Location, NavigationHistory, PageKind
from kanbert_desktop.ui.navigation.view_state import (
    BoardViewState,
    SavedViewState,
    ViewStateRestorer,
    view_state_of,
)

_NAMES: dict[PageKind, Callable[[], str]] = {
    PageKind.INBOX: lambda: tr("Inbox"),
    PageKind.MY_WORK: lambda: tr("My work"),
    PageKind.CALENDAR: lambda: tr("Calendar"),
    PageKind.OVERVIEW: lambda: tr("Overview"),
    PageKind.SEARCH: lambda: tr("Search"),
    PageKind.ATTENTION: lambda: tr("Attention"),
    PageKind.DELETED: lambda: tr("Recently deleted"),
    PageKind.TEMPLATES: lambda: tr("Templates"),
    PageKind.SETTINGS: lambda: tr("Settings"),
}
_DISCARDED_WHEN_LEFT = frozenset({PageKind.SETTINGS})
"""Seldom opened pages of very many widgets: the 290 of the settings keep 6 MiB."""
_STEPS = {Qt.MouseButton.BackButton: -1, Qt.MouseButton.ForwardButton: 1}


class NavigablePage(Protocol):
    """A page beside the board; `open` shows it and sets the focus."""

    def open(self) -> None: ...


class DiscardablePage(Protocol):
    """A page that can be made again when it is opened again."""

    def is_in_use(self) -> bool:
        """True while something on it, such as a running task, needs it."""


class ViewPage(NavigablePage, Protocol):
    """The page of saved views."""

    def show_view(self, name: str) -> None:
        """Raises `Refused` for an unknown name."""

    def reload(self, name: str) -> None: ...


class Navigator(QObject):
    """Shows pages, boards and cards.

    `page_changed` is emitted after each change; `create_page` is called on first use, and again after `discard_page`.
    """

    page_changed = Signal()
    problem_reported = Signal(str, str)

    def __init__(
        self,
        service: BoardService,
        board: BoardPage,
        loading: QWidget,
        pages: QStackedWidget,
        create_page: Callable[[PageKind], QWidget],
        *,
        discard_page: Callable[[PageKind], None],
        is_of_first_window: bool = True,
    ) -> None:
        """The next start shows the last board of the first window there."""
        super().__init__(pages)
        self._is_of_first_window = is_of_first_window
        self._service, self._board, self._loading, self._pages = service, board, loading, pages
        self.favourite_boards = FavouriteBoards(service)
        self._create_page, self._discard_page = create_page, discard_page
        self._created: dict[PageKind, QWidget] = {}
        self._history = NavigationHistory()
        self._restorer = ViewStateRestorer(board)
        SavedViewState(service, board, self._restorer)
        self._is_navigating = False
        board.card_opened.connect(self._on_card)
        pages.currentChanged.connect(self._discard_left_pages)

    # Current location.

    @property
    def location(self) -> Location | None:
        """None while there is no board to show."""
        return self._history.current if self._pages.currentWidget() is not self._loading else None

    def page_title(self) -> str:
        location = self.location
        if location is None:
            return ""
        if location.view is not None:
            return location.view
        if location.kind is not PageKind.BOARD:
            return _NAMES[location.kind]()
        return self._service.board(location.board).title if location.board in self._known_boards() else ""

    def page(self, kind: PageKind) -> QWidget:
        if kind is PageKind.BOARD:
            return self._board
        if kind not in self._created:
            self._created[kind] = self._create_page(kind)
            self._pages.addWidget(self._created[kind])
        return self._created[kind]

    @property
    def shown_page(self) -> QWidget | None:
        """The page on the screen, or what is shown while the first board loads."""
        return self._pages.currentWidget()

    def created_page(self, kind: PageKind) -> QWidget | None:
        """Returns the page if it has been opened before."""
        return self._created.get(kind)

    # Navigation.

    def open_page(self, kind: PageKind) -> None:
        """Opens a page beside the board."""
        self._remember_view_state()
        self._open(Location(kind))

    def open_view(self, name: str) -> None:
        """Opens a saved view."""
        self._remember_view_state()
        self._open(Location(PageKind.VIEW, view=name))

    def reload_view(self, name: str) -> None:
        """Shows the present view as it is saved now, or closes its page if it is no longer there."""
        cast("ViewPage", self.page(PageKind.VIEW)).reload(name)
        self.page_changed.emit()

    def rename_view(self, name: str, new_name: str) -> None:
        self._history.rename_view(name, new_name)

    def open_board(self, board: BoardId) -> None:
        self._remember_view_state()
        self._open(
            Location(PageKind.BOARD, board, self._board.opened_card if board == self._board.board else None)
        )

    def open_card(self, reference: str, part: str = "") -> None:
        """Opens a card on its board; `part` is "" or the part of its panel to focus: "comment"."""
        card = self._service.card(reference)
        if card is None:
            return
        self._remember_view_state()
        self._open(Location(PageKind.BOARD, card.board, card.key))
        if part and self._board.opened_card == card.key:
            self._board.open_card(card.key, part)

    def open_last_board(self) -> None:
        """Opens the last board, else the one of the last run, else the first."""
        known = self._known_boards()
        if self._board.board is not None and self._board.board in known:
            self.open_board(self._board.board)
        elif known:
            self._open_first_board(known)
        else:
            self._pages.setCurrentWidget(self._loading)
            self.page_changed.emit()

    def _open_first_board(self, known: Sequence[BoardId]) -> None:
        """Skips a board that was being painted when the last run crashed."""
        left = self._service.local.crash_guard.interrupted
        avoided = left.board if left is not None and left.card is None else None
        first = next(
            (
                board
                for board in (self.favourite_boards.board_to_show(), *known)
                if board in known and board != avoided
            ),
            None,
        )
        if first is not None:
            self.open_board(first)
        else:
            self.open_page(PageKind.SEARCH)

    def go_back_or_forward(self, by: int) -> None:
        """Moves back (-1) or forward (1), skipping locations that no longer exist."""
        self._remember_view_state()
        while (found := self._history.move(by)) is not None:
            location, view_state = found
            try:
                self._show(location)
            except KanbertError:
                self._history.remove_unavailable(by)
                continue
            if isinstance(view_state, BoardViewState):
                self._restorer.restore(view_state)
            self.page_changed.emit()
            return

    def close_page(self) -> None:
        """Closes a page beside the board: returns to the previous location, else to the board."""
        before = self.location
        self.go_back_or_forward(-1)
        if self.location == before:
            self.open_last_board()

    def focus_page(self) -> None:
        location = self.location
        if location is None or location.kind is PageKind.BOARD:
            self._board.focus_board()
        else:
            cast("NavigablePage", self.page(location.kind)).open()

    def resume(self) -> None:
        """Shows the current location again after another page of the window was shown, else the last board."""
        if self.location is None:
            self.open_last_board()
        elif not (self._board.isVisible() and self._board.is_writing_in_panel):
            self.focus_page()

    # Implementation.

    def _remember_view_state(self) -> None:
        self._restorer.stop()
        location = self.location
        if location is not None and location.kind is PageKind.BOARD:
            self._history.save_view_state(view_state_of(self._board))

    def _open(self, location: Location) -> None:
        try:
            self._show(location)
        except KanbertError as error:
            self.problem_reported.emit(*title_and_message(error))
            return
        self._history.visit(location)
        self.page_changed.emit()

    def _show(self, location: Location) -> None:
        """Raises `Refused` for an unknown board."""
        self._is_navigating = True
        try:
            if location.board is not None:
                self._show_board(location.board, location.card)
            else:
                page = self.page(location.kind)
                if location.view is not None:
                    cast("ViewPage", page).show_view(location.view)
                self._pages.setCurrentWidget(page)
                cast("NavigablePage", page).open()
        finally:
            self._is_navigating = False

    def _discard_left_pages(self) -> None:
        for kind in _DISCARDED_WHEN_LEFT & self._created.keys():
            page = self._created[kind]
            if page is not self._pages.currentWidget() and not cast("DiscardablePage", page).is_in_use():
                del self._created[kind]
                self._pages.removeWidget(page)
                self._discard_page(kind)

    def _show_board(self, board: BoardId, card: CardKey | None) -> None:
        self._board.show_board(board)
        self.favourite_boards.record_opened(board, is_last=self._is_of_first_window)
        self._pages.setCurrentWidget(self._board)
        if self._board.opened_card not in (None, card):
            self._board.close_card()
        self._board.focus_board(card)
        if card is not None and self._board.opened_card != card:
            self._board.open_card(card)

    def _on_card(self, key: CardKey | None) -> None:
        """Records that the user opened or closed a card."""
        location = self.location
        if self._is_navigating or location is None or location.kind is not PageKind.BOARD:
            return
        target = Location(PageKind.BOARD, self._board.board, key)
        if key is None or self._board.is_following:
            self._history.replace_current(target)
        else:
            self._history.visit(target)
        self.page_changed.emit()

    def _known_boards(self) -> list[BoardId]:
        return [board.id for board in self._service.boards()]


class MouseNavigationButtons(QObject):
    """`pressed` carries -1 for back, 1 for forward.

    Filters the window's events: lists and fields would treat these as clicks.
    """

    pressed = Signal(int)

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._page:
            if event.type() is QEvent.Type.Show:
                self._watch_window()
            return False
        # Called for every pointer movement, so the event type is checked first.
        if event.type() not in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
            return False
        step = _STEPS.get(event.button()) if isinstance(event, QMouseEvent) else None
        if step is None or not self._page.isVisible():
            return False
        if event.type() is QEvent.Type.MouseButtonPress:
            self.pressed.emit(step)
        return True

    def _watch_window(self) -> None:
        window = self._page.window().windowHandle()
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)
