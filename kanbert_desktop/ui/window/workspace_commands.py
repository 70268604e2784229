"""Commands of the workspace: undo and redo, favourites."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from kanbert_desktop.app.boards.service import BoardService, QueuedChange
from kanbert_desktop.app.boards.undo_steps import UndoMethod, UndoResult
from kanbert_desktop.app.messages.status_texts import title_and_message
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import Board, CardKey
from kanbert_desktop.domain.changes import DeleteCard
from kanbert_desktop.domain.errors import KanbertError
from kanbert_desktop.ui.board.header import BoardHeader
from kanbert_desktop.ui.board.page import BoardPage
from kanbert_desktop.ui.card_panel.host import CardPanelPage
from kanbert_desktop.ui.commands.actions import FAVOURITE_KEYS
from kanbert_desktop.ui.navigation.navigator import Navigator
from kanbert_desktop.ui.sidebar.sidebar import Sidebar
from kanbert_desktop.ui.widgets.text_fields import is_text_field
from kanbert_desktop.ui.widgets.toast import Toast

ResultText = Callable[[UndoResult, Board | None], str]


class UndoCommands:
    """Undoes and redoes; if the change is on another board, the toast names the board and has a button that shows it."""

    def __init__(self, service: BoardService, board: BoardPage, toast: Toast, navigator: Navigator) -> None:
        self._service, self._board, self._toast, self._navigator = service, board, toast, navigator
        self.on_done: Callable[[], object] = bool
        """Called when something was undone or redone."""

    def undo(self) -> None:
        self._run(self._service.undo, _undone_text)

    def undo_change(self, change: QueuedChange) -> None:
        self._run(lambda: self._service.undo_change(change.entry.id), _undone_text)

    def redo(self) -> None:
        self._run(self._service.redo, _redone_text)

    def _run(self, action: Callable[[], UndoResult | None], text: ResultText) -> None:
        try:
            done = action()
        except KanbertError as error:
            self._toast.show_problem(*title_and_message(error))
            return
        if done is None:
            return
        self.on_done()
        self._board.refresh()
        is_here = self._board.isVisible() and done.board in (None, self._board.board)
        elsewhere = None if is_here else self._board_of(done)
        is_hidden = is_here and self._service.card(done.card) is not None and not self._is_in_sight(done.card)
        if elsewhere is not None or is_hidden:
            self._toast.show_action(text(done, elsewhere), tr("Show"), lambda: self._show(done))
        else:
            self._toast.show_message(text(done, None))
        if is_here:
            self._focus_card(done.card)
        page = self._navigator.shown_page
        if isinstance(page, CardPanelPage):
            page.point_out(done.card)

    def _board_of(self, done: UndoResult) -> Board | None:
        """Returns None for a board that can no longer be opened."""
        return next((board for board in self._service.boards() if board.id == done.board), None)

    def _is_in_sight(self, card: CardKey) -> bool:
        """Whether the card is visible in a column or open in the panel."""
        view = self._board.columns_view.view_of(card)
        return self._board.opened_card == card or (view is not None and not view.is_folded)

    def _show(self, done: UndoResult) -> None:
        board = self._board_of(done)
        if board is None:
            return
        self._navigator.open_board(board.id)
        self._board.refresh()
        if self._service.card(done.card) is None:
            return
        if self._is_in_sight(done.card):
            self._board.focus_board(done.card)
            self._board.point_out(done.card)
        else:
            self._navigator.open_card(done.card)

    def _focus_card(self, card: CardKey) -> None:
        """Keeps the focus in a text field or an open card, where the user may be typing."""
        if self._board.opened_card is not None:
            return
        if is_text_field(QApplication.focusWidget()):
            return
        if self._board.columns_view.view_of(card) is not None:
            self._board.focus_board(card)


def _undone_text(done: UndoResult, board: Board | None) -> str:
    is_copy = done.method is UndoMethod.RESTORED and isinstance(done.change, DeleteCard)
    if is_copy and board is not None:
        return tr("Restored on “{board}” as a new card, without its comments.", board=board.title)
    if is_copy:
        return tr("Restored as a new card, without its comments.")
    if board is not None:
        return tr("Undone on “{board}”: {what}", board=board.title, what=done.text)
    return tr("Undone: {what}", what=done.text)


def _redone_text(done: UndoResult, board: Board | None) -> str:
    if board is not None:
        return tr("Redone on “{board}”: {what}", board=board.title, what=done.text)
    return tr("Redone: {what}", what=done.text)


class FavouriteCommands(QObject):
    """Toggles and sorts favourite boards: star button, sidebar, number shortcuts."""

    def __init__(
        self,
        service: BoardService,
        navigator: Navigator,
        sidebar: Sidebar,
        header: BoardHeader,
        toast: Toast,
        *,
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._service, self._navigator, self._sidebar, self._header = service, navigator, sidebar, header
        self._toast = toast
        header.favourite_requested.connect(self.toggle)
        sidebar.favourites.move_requested.connect(self._move)
        sidebar.board_tree.favourite_requested.connect(self._toggle)
        navigator.page_changed.connect(self._show_favourite)
        for number, key in enumerate(FAVOURITE_KEYS):
            shortcut = QShortcut(QKeySequence(key), page)
            shortcut.activated.connect(self._opener(number))

    def refresh(self) -> None:
        self._sidebar.show_favourites(self._service, self._navigator.favourite_boards.favourites())
        self._show_favourite()

    def toggle(self) -> None:
        """Toggles the current board."""
        location = self._navigator.location
        if location is not None and location.board is not None:
            self._toggle(location.board)

    def _toggle(self, board: str) -> None:
        known = self._service.board(board)
        is_one = self._navigator.favourite_boards.toggle_favourite(known.id)
        title = known.title
        self.refresh()
        self._toast.show_message(
            tr("“{title}” was added to favourites.", title=title)
            if is_one
            else tr("“{title}” was removed from favourites.", title=title)
        )

    def _opener(self, number: int) -> Callable[[], None]:
        """Opens the favourite with that index, if there is one."""

        def go() -> None:
            for board in self._navigator.favourite_boards.favourites()[number : number + 1]:
                self._navigator.open_board(board)

        return go

    def _move(self, board: str, step: int) -> None:
        known = self._service.board(board)
        if self._navigator.favourite_boards.move_favourite(known.id, step):
            self.refresh()

    def _show_favourite(self) -> None:
        location = self._navigator.location
        board = location.board if location is not None else None
        self._header.show_favourite(
            board is not None and self._navigator.favourite_boards.is_favourite(board)
        )
