"""Where a captured card goes: the board at hand, or another one from a menu."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from kanbert_desktop.app.boards.favourites import Places
from kanbert_desktop.app.boards.service import Desk
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import Board, BoardId
from kanbert_desktop.domain.untrusted_text import shortened
from kanbert_desktop.ui import icons
from kanbert_desktop.ui.literal_text import literal, menu_words
from kanbert_desktop.ui.theme import Theme

_WIDEST = 240


class BoardChoice(QPushButton):
    """`turned` comes when another board was chosen; until then it is the one to start with, or the last one.

    A board that the line itself names goes before all of them.
    """

    turned = Signal()

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("kind", "quiet")
        self._desk, self._theme = desk, theme
        self._chosen: BoardId | None = None
        self._named: Board | None = None
        menu = QMenu(self)
        menu.aboutToShow.connect(lambda: self._fill(menu))
        self.setMenu(menu)

    @property
    def board(self) -> Board | None:
        """None where there is no board at all."""
        if self._named is not None:
            return self._named
        known = {board.id: board for board in self._desk.boards()}
        wished = self._chosen or Places(self._desk).first()
        return known.get(wished) if wished in known else next(iter(known.values()), None)

    def begin(self) -> None:
        """Another card: the board at hand again."""
        self._chosen = self._named = None
        self.dress()

    def show_named(self, board: Board | None) -> None:
        """None: the line names none."""
        if board != self._named:
            self._named = board
            self.dress()

    def dress(self) -> None:
        board = self.board
        title = board.title if board is not None else tr("No board yet")
        room = self._theme.px(_WIDEST)
        words = self.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, room)
        self.setText(menu_words(words))
        self.setToolTip(literal(tr("Board: {title}", title=title)))
        self.setAccessibleName(tr("Board: {title}", title=title))
        self.setIcon(icons.icon("square-kanban", self._theme.color("muted"), self._theme.px(16)))

    def _fill(self, menu: QMenu) -> None:
        menu.clear()
        here = self.board
        for board in self._desk.boards():
            client = self._desk.client_of(board)
            words = f"{board.title} · {client.name}" if client is not None else board.title
            action = menu.addAction(menu_words(shortened(words, 100)))
            action.setCheckable(True)
            action.setChecked(here is not None and board.id == here.id)
            action.triggered.connect(lambda _checked=False, wished=board.id: self._choose(wished))

    def _choose(self, board: BoardId) -> None:
        self._chosen = board
        self.dress()
        self.turned.emit()
