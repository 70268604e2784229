"""Undo and redo in the window: told in the toast, and the focus goes to where it can be seen."""

from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit

from kanbert_desktop.app.desk import Desk, Wish
from kanbert_desktop.app.language import tr
from kanbert_desktop.app.undoing.undone import How, Undone
from kanbert_desktop.app.words.wording import title_and_message
from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.domain.changes import DeleteCard
from kanbert_desktop.domain.errors import KanbertError
from kanbert_desktop.ui.board.page import BoardPage
from kanbert_desktop.ui.notices import Toast


class TakingBack:
    def __init__(self, desk: Desk, board: BoardPage, toast: Toast) -> None:
        self._desk, self._board, self._toast = desk, board, toast

    def undo(self) -> None:
        self._act(self._desk.undo, _undone)

    def undo_wish(self, wish: Wish) -> None:
        self._act(lambda: self._desk.undo_change(wish.entry.id), _undone)

    def redo(self) -> None:
        self._act(self._desk.redo, lambda done: tr("Done again: {what}", what=done.text))

    def _act(self, act: Callable[[], Undone | None], words: Callable[[Undone], str]) -> None:
        try:
            done = act()
        except KanbertError as error:
            self._toast.warn(*title_and_message(error))
            return
        if done is not None:
            self._toast.tell(words(done))
            self._follow(done.card)

    def _follow(self, card: CardKey) -> None:
        """Not out of a field or an open card: there somebody is writing."""
        if not self._board.isVisible() or self._board.opened is not None:
            return
        if isinstance(QApplication.focusWidget(), (QLineEdit, QPlainTextEdit, QTextEdit)):
            return
        self._board.refresh()
        if self._board.strip.view_of(card) is not None:
            self._board.focus_board(card)


def _undone(done: Undone) -> str:
    if done.how is How.RESTORED and isinstance(done.change, DeleteCard):
        return tr("Restored as a new card, without its comments.")
    return tr("Taken back: {what}", what=done.text)
