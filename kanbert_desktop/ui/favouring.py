"""The favourite boards at work: the star, the group in the sidebar, the number keys."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from kanbert_desktop.app.boards.service import Desk
from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.actions import FAVOURITE_KEYS
from kanbert_desktop.ui.board.board_header import BoardHeader
from kanbert_desktop.ui.places.routes import Routes
from kanbert_desktop.ui.sidebar.sidebar import Sidebar


class Favouring(QObject):
    """`told` carries words for a toast."""

    told = Signal(str)

    def __init__(
        self, desk: Desk, routes: Routes, sidebar: Sidebar, header: BoardHeader, page: QWidget
    ) -> None:
        super().__init__(page)
        self._desk, self._routes, self._sidebar, self._header = desk, routes, sidebar, header
        header.star_wished.connect(self.toggle)
        sidebar.favourites.move_wished.connect(self._move)
        sidebar.tree.favourite_wished.connect(self._toggle)
        routes.turned.connect(self._show_star)
        for number, key in enumerate(FAVOURITE_KEYS):
            shortcut = QShortcut(QKeySequence(key), page)
            shortcut.activated.connect(self._opener(number))

    def show(self) -> None:
        self._sidebar.show_favourites(self._desk, self._routes.places.favourites())
        self._show_star()

    def toggle(self) -> None:
        """Of the board on screen."""
        here = self._routes.here
        if here is not None and here.board is not None:
            self._toggle(here.board)

    def _toggle(self, board: str) -> None:
        known = self._desk.board(board)
        is_one = self._routes.places.toggle_favourite(known.id)
        title = known.title
        self.show()
        self.told.emit(
            tr("“{title}” is a favourite now.", title=title)
            if is_one
            else tr("“{title}” is no favourite any more.", title=title)
        )

    def _opener(self, number: int) -> Callable[[], None]:
        """Counted from 0; nothing where there are fewer."""

        def go() -> None:
            for board in self._routes.places.favourites()[number : number + 1]:
                self._routes.go_to_board(board)

        return go

    def _move(self, board: str, step: int) -> None:
        known = self._desk.board(board)
        if self._routes.places.move_favourite(known.id, step):
            self.show()

    def _show_star(self) -> None:
        here = self._routes.here
        board = here.board if here is not None else None
        self._header.show_star(board is not None and self._routes.places.is_favourite(board))
