"""Favourite boards in the sidebar: arrow keys move the focus, Ctrl+Shift and an arrow move a board."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import Board, BoardId
from kanbert_desktop.ui.commands.actions import FAVOURITE_KEYS, native_key_text
from kanbert_desktop.ui.sidebar.board_model import accessible_board_text
from kanbert_desktop.ui.sidebar.buttons import PageButton
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.accessibility import announce
from kanbert_desktop.ui.widgets.centred_page import plain_label
from kanbert_desktop.ui.widgets.scrolling import add_overlay_scroll_bars

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_MOVE = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class _Rows(QScrollArea):
    """As high as its rows if there is space, else two rows and a scroll bar."""

    def __init__(self, parent: QWidget, sidebar: QWidget) -> None:
        super().__init__(parent)
        self.inner = QWidget()
        self.inner.setObjectName("favouriteRows")
        self.box = QVBoxLayout(self.inner)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(0)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        add_overlay_scroll_bars(self, container=sidebar)
        self.setWidget(self.inner)

    def sizeHint(self) -> QSize:
        return self.inner.sizeHint()

    def minimumSizeHint(self) -> QSize:
        count = max(1, self.box.count())
        return QSize(0, self.sizeHint().height() * min(2, count) // count)


class FavouriteList(QWidget):
    """Hidden without favourites. `move_requested` carries a board and -1 (up) or 1 (down)."""

    board_requested = Signal(str)
    move_requested = Signal(str, int)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._title = plain_label("label", self)
        self._buttons: dict[BoardId, PageButton] = {}
        self._titles: dict[BoardId, str] = {}
        self._opened: BoardId | None = None
        self._count_of: Callable[[BoardId], int | None] = lambda _board: None
        self._rows = _Rows(self, parent)
        self._title.setContentsMargins(10, 0, 10, 6)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 16, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._title)
        box.addWidget(self._rows)
        self.hide()
        self.apply_appearance()

    @property
    def boards(self) -> list[BoardId]:
        return list(self._buttons)

    def button_for(self, board: BoardId) -> PageButton:
        return self._buttons[board]

    def show_boards(self, boards: Sequence[Board]) -> None:
        """Rows that stay keep the focus."""
        titles = {board.id: board.title for board in boards}
        if list(titles.items()) == list(self._titles.items()):
            return
        self._titles = titles
        for gone in [board for board in self._buttons if board not in titles]:
            button = self._buttons.pop(gone)
            self._rows.box.removeWidget(button)
            button.deleteLater()
        self._buttons = {board: self._buttons.get(board) or self._made(board) for board in titles}
        for position, button in enumerate(self._buttons.values()):
            self._rows.box.insertWidget(position, button)
            button.show()
        self._rows.updateGeometry()
        self.setVisible(bool(titles))
        self._show()

    def show_counts(self, count_of: Callable[[BoardId], int | None]) -> None:
        self._count_of = count_of
        self._show()

    def set_opened_board(self, board: BoardId | None) -> None:
        self._opened = board
        for one, button in self._buttons.items():
            button.setChecked(one == board)
            if one == board:
                self._rows.ensureWidgetVisible(button, 0, 0)

    def apply_appearance(self) -> None:
        self._title.setText(tr("Favourites"))
        self.setAccessibleName(tr("Favourites"))
        self._show()

    def _show(self) -> None:
        buttons = list(self._buttons.items())
        for (board, button), key in zip(buttons, [*FAVOURITE_KEYS, *[""] * len(buttons)], strict=False):
            count = self._count_of(board)
            button.set_content(self._titles[board], count, accessible_board_text(self._titles[board], count))
            button.setToolTip(native_key_text(key))
            button.setChecked(board == self._opened)

    def _made(self, board: BoardId) -> PageButton:
        button = PageButton(self._theme, "star", self._rows.inner)
        button.clicked.connect(lambda: self.board_requested.emit(board))
        button.installEventFilter(self)
        return button

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = _STEPS.get(Qt.Key(event.key()))
            board = next((one for one, button in self._buttons.items() if button is watched), None)
            if step is not None and board is not None:
                self._on_arrow(board, step, moves=event.modifiers() & _MOVE == _MOVE)
                return True
        return super().eventFilter(watched, event)

    def _on_arrow(self, board: BoardId, step: int, *, moves: bool) -> None:
        if moves:
            self.move_requested.emit(board, step)
            position, count = self.boards.index(board) + 1, len(self.boards)
            text = tr("{title}: {place} of {count}", title=self._titles[board], place=position, count=count)
            announce(self._buttons[board], text)
            return
        position = self.boards.index(board) + step
        if 0 <= position < len(self.boards):
            button = self._buttons[self.boards[position]]
            button.setFocus(Qt.FocusReason.TabFocusReason)
            self._rows.ensureWidgetVisible(button, 0, 0)
