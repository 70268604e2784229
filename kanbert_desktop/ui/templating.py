"""Card templates at work: saved from the card at hand, used on the board at hand."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kanbert_desktop.app.boards.service import Desk
from kanbert_desktop.app.boards.templates import Templates
from kanbert_desktop.app.messages.status_texts import title_and_message
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.domain.errors import KanbertError
from kanbert_desktop.ui.board.page import BoardPage
from kanbert_desktop.ui.places.routes import Routes


class Templating(QObject):
    """`told` carries words for a toast, `wished` a wish with words, `problem` a title and a message."""

    told = Signal(str)
    wished = Signal(object, str)
    problem = Signal(str, str)

    def __init__(self, desk: Desk, routes: Routes, board: BoardPage, page: QWidget) -> None:
        super().__init__(page)
        self._routes, self._board = routes, board
        self._templates = Templates(desk)

    def save(self, key: CardKey) -> None:
        try:
            saved = self._templates.save(key)
        except KanbertError as error:
            self.problem.emit(*title_and_message(error))
            return
        self.told.emit(tr("“{title}” is a template on this computer now.", title=saved.title))

    def use(self, title: str) -> None:
        """On the board shown last; the new card opens."""
        board = self._board.board
        if board is None:
            return
        try:
            wish = self._templates.use(title, board)
        except KanbertError as error:
            self.problem.emit(*title_and_message(error))
            return
        if wish is not None:
            self._routes.go_to_card(wish.card)
            self.wished.emit(wish, tr("Card added."))

    def remove(self, title: str) -> None:
        self._templates.remove(title)
        self.told.emit(tr("The template “{title}” was removed.", title=title))
