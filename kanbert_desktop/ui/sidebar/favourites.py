"""Favourite boards in the sidebar."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import Board, BoardId
from kanbert_desktop.ui.commands.actions import FAVOURITE_KEYS, native_key_text
from kanbert_desktop.ui.sidebar.board_model import accessible_board_text
from kanbert_desktop.ui.sidebar.button_list import ButtonList
from kanbert_desktop.ui.sidebar.buttons import is_for_new_window
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.style.widget_style import set_style_property
from kanbert_desktop.ui.widgets.popups import Menu


class FavouriteList(ButtonList):
    """`board_requested`, `window_requested` and `move_requested` carry a board's id."""

    board_requested = Signal(str)
    window_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, "star", parent)
        self.chosen.connect(self.board_requested)
        self.apply_appearance()

    @property
    def boards(self) -> list[BoardId]:
        return [BoardId(key) for key in self.keys]

    def show_boards(self, boards: Sequence[Board]) -> None:
        self.show_titles({board.id: board.title for board in boards})

    def show_board_counts(self, count_of: Callable[[BoardId], int | None]) -> None:
        self.show_counts(lambda key: count_of(BoardId(key)))

    def spoken_text(self, title: str, count: int | None) -> str:
        return accessible_board_text(title, count)

    def tool_tip(self, key: str) -> str:
        """The keys that open the first favourites."""
        position = self.keys.index(key)
        return native_key_text(FAVOURITE_KEYS[position]) if position < len(FAVOURITE_KEYS) else ""

    def handle_click(self, key: str, event: QMouseEvent) -> bool:
        if not is_for_new_window(event):
            return False
        self.window_requested.emit(key)
        return True

    def handle_menu(self, key: str, event: QContextMenuEvent) -> bool:
        menu = Menu(self)
        menu.setAccessibleName(self.button_for(key).accessibleName())
        menu.addAction(tr("Open board")).triggered.connect(lambda: self.board_requested.emit(key))
        in_window = menu.addAction(tr("Open in a new window"))
        in_window.triggered.connect(lambda: self.window_requested.emit(key))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.open_at(event.globalPos())
        return True

    @property
    def drop_surface(self) -> QWidget:
        return self

    def board_at(self, place: QPoint) -> BoardId | None:
        below = self.childAt(place)
        return next((board for board in self.boards if self.button_for(board) is below), None)

    def mark_drop_target(self, board: BoardId | None) -> None:
        """Marks the board that takes the dragged cards."""
        for each in self.boards:
            set_style_property(self.button_for(each), "drop", each == board)

    def scroll_under(self, _place: QPoint) -> None:
        """The list is as high as its boards."""

    def apply_appearance(self) -> None:
        self.set_name(tr("Favourites"))
