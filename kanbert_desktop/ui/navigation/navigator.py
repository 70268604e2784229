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
from kanbert_desktop.ui.navigation.history import Kind, Place, Visits
from kanbert_desktop.ui.navigation.view_state import BoardStanding, LastStanding, Restoring, standing_of


class Page(Protocol):
    """A page beside the board; the focus comes into it when it opens."""

    def open(self) -> None: ...


Make = Callable[[], QWidget]
_NAMES: dict[Kind, Callable[[], str]] = {
    Kind.MY_WORK: lambda: tr("My work"),
    Kind.SEARCH: lambda: tr("Search"),
    Kind.ATTENTION: lambda: tr("Attention"),
    Kind.DELETED: lambda: tr("Recently deleted"),
    Kind.SETTINGS: lambda: tr("Settings"),
}


class Routes(QObject):
    """`turned` comes whenever another page, board or card is on screen; pages beside the board are made when first opened."""

    turned = Signal()
    problem = Signal(str, str)

    def __init__(
        self,
        desk: BoardService,
        board: BoardPage,
        loading: QWidget,
        pages: QStackedWidget,
        make: Mapping[Kind, Make],
    ) -> None:
        super().__init__(pages)
        self._desk, self._board, self._loading, self._pages = desk, board, loading, pages
        self.places = FavouriteBoards(desk)
        self._make = make
        self._made: dict[Kind, QWidget] = {}
        self._visits = Visits()
        self._restoring = Restoring(board)
        LastStanding(desk, board, self._restoring)
        self._on_the_way = False
        board.card_opened.connect(self._on_card)

    # Where one is.

    @property
    def here(self) -> Place | None:
        """None while there is no board to show."""
        return self._visits.here if self._pages.currentWidget() is not self._loading else None

    def name(self) -> str:
        here = self.here
        if here is None:
            return ""
        if here.kind is not Kind.BOARD:
            return _NAMES[here.kind]()
        return self._desk.board(here.board).title if here.board in self._desk_boards() else ""

    def page(self, kind: Kind) -> QWidget:
        if kind is Kind.BOARD:
            return self._board
        if kind not in self._made:
            self._made[kind] = self._make[kind]()
            self._pages.addWidget(self._made[kind])
        return self._made[kind]

    def made(self, kind: Kind) -> QWidget | None:
        """The page, where it has been opened before."""
        return self._made.get(kind)

    # Going there.

    def go(self, kind: Kind) -> None:
        """To a page beside the board."""
        self._leave()
        self._arrive(Place(kind))

    def go_to_board(self, board: BoardId) -> None:
        self._leave()
        self._arrive(Place(Kind.BOARD, board, self._board.opened if board == self._board.board else None))

    def go_to_card(self, reference: str) -> None:
        card = self._desk.card(reference)
        if card is not None:
            self._leave()
            self._arrive(Place(Kind.BOARD, card.board, card.key))

    def back_to_board(self) -> None:
        """The board shown last, else the one of the last run, else the first."""
        known = self._desk_boards()
        if self._board.board is not None and self._board.board in known:
            self.go_to_board(self._board.board)
        elif known:
            self._go_to_first(known)
        else:
            self._pages.setCurrentWidget(self._loading)
            self.turned.emit()

    def _go_to_first(self, known: Sequence[BoardId]) -> None:
        """Not to a board that was being drawn when the last run ended."""
        left = self._desk.crash_guard.interrupted
        avoided = left.board if left is not None and left.card is None else None
        first = next(
            (board for board in (self.places.board_to_show(), *known) if board in known and board != avoided),
            None,
        )
        if first is not None:
            self.go_to_board(first)
        else:
            self.go(Kind.SEARCH)

    def step(self, by: int) -> None:
        """Back (-1) or forward (1); places that are gone are passed over."""
        self._leave()
        while (found := self._visits.step(by)) is not None:
            place, standing = found
            try:
                self._show(place)
            except KanbertError:
                self._visits.drop(by)
                continue
            if isinstance(standing, BoardStanding):
                self._restoring.begin(standing)
            self.turned.emit()
            return

    def back(self) -> None:
        """Out of a page beside the board: to where one was, else to the board."""
        before = self.here
        self.step(-1)
        if self.here == before:
            self.back_to_board()

    def focus_page(self) -> None:
        here = self.here
        if here is None or here.kind is Kind.BOARD:
            self._board.focus_board()
        else:
            cast("Page", self.page(here.kind)).open()

    def show_again(self) -> None:
        """The workspace comes on screen: where one was, else the board."""
        if self.here is None:
            self.back_to_board()
        else:
            self.focus_page()

    # How it works.

    def _leave(self) -> None:
        self._restoring.end()
        here = self.here
        if here is not None and here.kind is Kind.BOARD:
            self._visits.leave(standing_of(self._board))

    def _arrive(self, place: Place) -> None:
        try:
            self._show(place)
        except KanbertError as error:
            self.problem.emit(*title_and_message(error))
            return
        self._visits.arrive(place)
        self.turned.emit()

    def _show(self, place: Place) -> None:
        """Raises `Refused` for a board that is not known."""
        self._on_the_way = True
        try:
            if place.board is not None:
                self._show_board(place.board, place.card)
            else:
                page = self.page(place.kind)
                self._pages.setCurrentWidget(page)
                cast("Page", page).open()
        finally:
            self._on_the_way = False

    def _show_board(self, board: BoardId, card: CardKey | None) -> None:
        self._board.show_board(board)
        self.places.record_opened(board)
        self._pages.setCurrentWidget(self._board)
        if self._board.opened not in (None, card):
            self._board.close_card()
        self._board.focus_board(card)
        if card is not None and self._board.opened != card:
            self._board.open_card(card)

    def _on_card(self, key: CardKey | None) -> None:
        """The person opened a card on the board, or closed it."""
        here = self.here
        if self._on_the_way or here is None or here.kind is not Kind.BOARD:
            return
        place = Place(Kind.BOARD, self._board.board, key)
        self._visits.arrive(place) if key is not None else self._visits.correct(place)
        self.turned.emit()

    def _desk_boards(self) -> list[BoardId]:
        return [board.id for board in self._desk.boards()]


_STEPS = {Qt.MouseButton.BackButton: -1, Qt.MouseButton.ForwardButton: 1}


class SideButtons(QObject):
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
