"""What lies along the lower edge of the workspace: the first hints, and the toast above them."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from kanbert_desktop.app.settings import Settings
from kanbert_desktop.domain.events import SyncStatus
from kanbert_desktop.ui.board.page import BoardPage
from kanbert_desktop.ui.navigation.history import PageKind
from kanbert_desktop.ui.navigation.navigator import Navigator
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.toast import Toast

if TYPE_CHECKING:
    from kanbert_desktop.app.boards.service import QueuedChange
    from kanbert_desktop.ui.window.first_hints import FirstHints

FOOTER_HEIGHT = 56


class LowerEdge(QObject):
    def __init__(
        self, toast: Toast, board: BoardPage, navigator: Navigator, theme: Theme, height: Callable[[], int]
    ) -> None:
        super().__init__(toast)
        self._toast, self._board, self._navigator, self._theme = toast, board, navigator, theme
        self._height = height
        self._hints: FirstHints | None = None
        board.controller.selection.changed.connect(self.place_toast)

    def show_first_hints(self, settings: Settings, place: Callable[[QWidget], object]) -> None:
        """Shows those that the settings name, where `place` puts them."""
        from kanbert_desktop.ui.window.first_hints import FirstHints  # noqa: PLC0415  for a new user only

        self._hints = FirstHints(settings, self._theme, place)
        self._hints.setParent(self)
        self._hints.changed.connect(self.place_toast)
        self.update()

    def update(self) -> None:
        """After a change of page or height."""
        if self._hints is not None:
            location = self._navigator.location
            is_board = location is not None and location.kind is PageKind.BOARD
            self._hints.update(is_board=is_board, height=self._height())
        self.place_toast()

    def place_toast(self) -> None:
        """Above the hints, and above the footer of the page or the bar of the selected cards."""
        location = self._navigator.location
        kind = location.kind if location is not None else None
        offset = self._hints.height if self._hints is not None else 0
        if kind is PageKind.ATTENTION:
            offset += self._theme.px(FOOTER_HEIGHT)
        elif kind is PageKind.BOARD:
            offset += self._board.columns_view.bottom_inset
        self._toast.set_bottom_offset(offset)

    # What ends a hint.

    def on_change(self, change: "QueuedChange") -> None:
        if self._hints is not None:
            self._hints.on_change(change)

    def on_status(self, status: SyncStatus) -> None:
        if self._hints is not None:
            self._hints.on_status(status)

    def on_palette(self) -> None:
        if self._hints is not None:
            self._hints.on_palette()

    def apply_appearance(self) -> None:
        if self._hints is not None:
            self._hints.bar.apply_appearance()
