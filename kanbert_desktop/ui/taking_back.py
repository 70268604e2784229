"""Undo and redo in the window: told in the toast, and the focus goes to where it can be seen."""

from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit

from kanbert_desktop.app.boards.service import Desk, Wish
from kanbert_desktop.app.boards.undo_steps import How, Undone
from kanbert_desktop.app.messages.status_texts import title_and_message
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import Board, CardKey
from kanbert_desktop.domain.changes import DeleteCard
from kanbert_desktop.domain.errors import KanbertError
from kanbert_desktop.ui.board.page import BoardPage
from kanbert_desktop.ui.notices import Toast
from kanbert_desktop.ui.places.routes import Routes

Words = Callable[[Undone, Board | None], str]


class TakingBack:
    """What was undone elsewhere is never silent: the toast names the board and leads there."""

    def __init__(self, desk: Desk, board: BoardPage, toast: Toast, routes: Routes) -> None:
        self._desk, self._board, self._toast, self._routes = desk, board, toast, routes

    def undo(self) -> None:
        self._act(self._desk.undo, _undone)

    def undo_wish(self, wish: Wish) -> None:
        self._act(lambda: self._desk.undo_change(wish.entry.id), _undone)

    def redo(self) -> None:
        self._act(self._desk.redo, _redone)

    def _act(self, act: Callable[[], Undone | None], words: Words) -> None:
        try:
            done = act()
        except KanbertError as error:
            self._toast.warn(*title_and_message(error))
            return
        if done is None:
            return
        self._board.refresh()
        is_here = self._board.isVisible() and done.board in (None, self._board.board)
        elsewhere = None if is_here else self._known(done)
        is_hidden = is_here and self._desk.card(done.card) is not None and not self._is_in_sight(done.card)
        if elsewhere is not None or is_hidden:
            self._toast.tell_way(words(done, elsewhere), tr("Show"), lambda: self._show(done))
        else:
            self._toast.tell(words(done, None))
        if is_here:
            self._follow(done.card)

    def _known(self, done: Undone) -> Board | None:
        """None for a board that cannot be opened any more."""
        return next((board for board in self._desk.boards() if board.id == done.board), None)

    def _is_in_sight(self, card: CardKey) -> bool:
        """Neither filtered out nor archived nor in a folded column, or open in the panel."""
        view = self._board.strip.view_of(card)
        return self._board.opened == card or (view is not None and not view.is_folded)

    def _show(self, done: Undone) -> None:
        board = self._known(done)
        if board is None:
            return
        self._routes.go_to_board(board.id)
        self._board.refresh()
        if self._desk.card(done.card) is None:
            return
        if self._is_in_sight(done.card):
            self._board.focus_board(done.card)
        else:
            self._routes.go_to_card(done.card)

    def _follow(self, card: CardKey) -> None:
        """Not out of a field or an open card: there somebody is writing."""
        if self._board.opened is not None:
            return
        if isinstance(QApplication.focusWidget(), (QLineEdit, QPlainTextEdit, QTextEdit)):
            return
        if self._board.strip.view_of(card) is not None:
            self._board.focus_board(card)


def _undone(done: Undone, board: Board | None) -> str:
    is_copy = done.how is How.RESTORED and isinstance(done.change, DeleteCard)
    if is_copy and board is not None:
        return tr("Restored on “{board}” as a new card, without its comments.", board=board.title)
    if is_copy:
        return tr("Restored as a new card, without its comments.")
    if board is not None:
        return tr("Taken back on “{board}”: {what}", board=board.title, what=done.text)
    return tr("Taken back: {what}", what=done.text)


def _redone(done: Undone, board: Board | None) -> str:
    if board is not None:
        return tr("Done again on “{board}”: {what}", board=board.title, what=done.text)
    return tr("Done again: {what}", what=done.text)
