"""Which page is shown; back and forward, mouse buttons."""

from collections.abc import Callable, Mapping, Sequence
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


class Page(Protocol):
    """A page beside the board; the focus comes into it when it opens."""

    def open(self) -> None: ...


PageBuilder = Callable[[], QWidget]
_NAMES: dict[PageKind, Callable[[], str]] = {
    PageKind.MY_WORK: lambda: tr("My work"),
    PageKind.SEARCH: lambda: tr("Search"),
    PageKind.ATTENTION: lambda: tr("Attention"),
    PageKind.DELETED: lambda: tr("Recently deleted"),
    PageKind.SETTINGS: lambda: tr("Settings"),
}


class Navigator(QObject):
    """`turned` comes whenever another page, board or card is on screen; pages beside the board are made when first opened."""

    page_changed = Signal()
    problem_reported = Signal(str, str)

    def __init__(
        self,
        desk: BoardService,
        board: BoardPage,
        loading: QWidget,
        pages: QStackedWidget,
        make: Mapping[PageKind, PageBuilder],
    ) -> None:
        super().__init__(pages)
        self._service, self._board, self._loading, self._pages = desk, board, loading, pages
        self.favourite_boards = FavouriteBoards(desk)
        self._builders = make
        self._created: dict[PageKind, QWidget] = {}
        self._history = NavigationHistory()
        self._restorer = ViewStateRestorer(board)
        SavedViewState(desk, board, self._restorer)
        self._is_navigating = False
        board.card_opened.connect(self._on_card)

    # Where one is.

    @property
    def location(self) -> Location | None:
        """None while there is no board to show."""
        return self._history.current if self._pages.currentWidget() is not self._loading else None

    def page_title(self) -> str:
        here = self.location
        if here is None:
            return ""
        if here.kind is not PageKind.BOARD:
            return _NAMES[here.kind]()
        return self._service.board(here.board).title if here.board in self._known_boards() else ""

    def page(self, kind: PageKind) -> QWidget:
        if kind is PageKind.BOARD:
            return self._board
        if kind not in self._created:
            self._created[kind] = self._builders[kind]()
            self._pages.addWidget(self._created[kind])
        return self._created[kind]

    def created_page(self, kind: PageKind) -> QWidget | None:
        """The page, where it has been opened before."""
        return self._created.get(kind)

    # Going there.

    def open_page(self, kind: PageKind) -> None:
        """To a page beside the board."""
        self._remember_view_state()
        self._open(Location(kind))

    def open_board(self, board: BoardId) -> None:
        self._remember_view_state()
        self._open(
            Location(PageKind.BOARD, board, self._board.opened_card if board == self._board.board else None)
        )

    def open_card(self, reference: str) -> None:
        card = self._service.card(reference)
        if card is not None:
            self._remember_view_state()
            self._open(Location(PageKind.BOARD, card.board, card.key))

    def open_last_board(self) -> None:
        """The board shown last, else the one of the last run, else the first."""
        known = self._known_boards()
        if self._board.board is not None and self._board.board in known:
            self.open_board(self._board.board)
        elif known:
            self._open_first_board(known)
        else:
            self._pages.setCurrentWidget(self._loading)
            self.page_changed.emit()

    def _open_first_board(self, known: Sequence[BoardId]) -> None:
        """Not to a board that was being drawn when the last run ended."""
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
        """Back (-1) or forward (1); places that are gone are passed over."""
        self._remember_view_state()
        while (found := self._history.move(by)) is not None:
            place, standing = found
            try:
                self._show(place)
            except KanbertError:
                self._history.remove_unavailable(by)
                continue
            if isinstance(standing, BoardViewState):
                self._restorer.restore(standing)
            self.page_changed.emit()
            return

    def close_page(self) -> None:
        """Out of a page beside the board: to where one was, else to the board."""
        before = self.location
        self.go_back_or_forward(-1)
        if self.location == before:
            self.open_last_board()

    def focus_page(self) -> None:
        here = self.location
        if here is None or here.kind is PageKind.BOARD:
            self._board.focus_board()
        else:
            cast("Page", self.page(here.kind)).open()

    def resume(self) -> None:
        """The workspace comes on screen: where one was, else the board."""
        if self.location is None:
            self.open_last_board()
        else:
            self.focus_page()

    # How it works.

    def _remember_view_state(self) -> None:
        self._restorer.stop()
        here = self.location
        if here is not None and here.kind is PageKind.BOARD:
            self._history.save_view_state(view_state_of(self._board))

    def _open(self, place: Location) -> None:
        try:
            self._show(place)
        except KanbertError as error:
            self.problem_reported.emit(*title_and_message(error))
            return
        self._history.visit(place)
        self.page_changed.emit()

    def _show(self, place: Location) -> None:
        """Raises `Refused` for a board that is not known."""
        self._is_navigating = True
        try:
            if place.board is not None:
                self._show_board(place.board, place.card)
            else:
                page = self.page(place.kind)
                self._pages.setCurrentWidget(page)
                cast("Page", page).open()
        finally:
            self._is_navigating = False

    def _show_board(self, board: BoardId, card: CardKey | None) -> None:
        self._board.show_board(board)
        self.favourite_boards.record_opened(board)
        self._pages.setCurrentWidget(self._board)
        if self._board.opened_card not in (None, card):
            self._board.close_card()
        self._board.focus_board(card)
        if card is not None and self._board.opened_card != card:
            self._board.open_card(card)

    def _on_card(self, key: CardKey | None) -> None:
        """The person opened a card on the board, or closed it."""
        here = self.location
        if self._is_navigating or here is None or here.kind is not PageKind.BOARD:
            return
        place = Location(PageKind.BOARD, self._board.board, key)
        self._history.visit(place) if key is not None else self._history.replace_current(place)
        self.page_changed.emit()

    def _known_boards(self) -> list[BoardId]:
        return [board.id for board in self._service.boards()]


_STEPS = {Qt.MouseButton.BackButton: -1, Qt.MouseButton.ForwardButton: 1}


class MouseNavigationButtons(QObject):
    """`pressed` carries -1 for back, 1 for forward. Lists and fields would take these buttons for a click."""

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
        # Asked for every movement of the pointer, so the type comes first.
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
