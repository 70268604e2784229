"""What opens above the workspace: palette, board chooser and the pop-up of the sync badge."""

from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.domain.board import BoardId, CardKey
from kanbert_desktop.ui.board.page import BoardPage
from kanbert_desktop.ui.cards.commands import CardCommands
from kanbert_desktop.ui.navigation.history import PageKind
from kanbert_desktop.ui.navigation.navigator import Navigator
from kanbert_desktop.ui.sidebar.sync_status import SyncPopover
from kanbert_desktop.ui.style.theme import Theme

if TYPE_CHECKING:
    from kanbert_desktop.ui.palette.board_chooser import BoardChooser
    from kanbert_desktop.ui.palette.controller import PaletteController


class WorkspacePopups(QObject):
    """Creates each of them on first use.

    `command_requested` carries a `CommandId` chosen in the palette, `search_requested` a text, those of templates the title
    of one.
    """

    palette_opened = Signal()
    command_requested = Signal(object)
    search_requested = Signal(str)
    template_requested = Signal(str)
    template_removal_requested = Signal(str)
    sync_requested = Signal()
    sign_in_requested = Signal()

    def __init__(
        self,
        service: BoardService,
        navigator: Navigator,
        board: BoardPage,
        theme: Theme,
        *,
        commands: CardCommands,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._service, self._navigator, self._board, self._theme = service, navigator, board, theme
        self._commands, self._window = commands, window

    def open_palette(self) -> None:
        self.palette_controller.open()
        self.palette_opened.emit()

    @cached_property
    def palette_controller(self) -> "PaletteController":
        from kanbert_desktop.ui.palette.controller import PaletteController  # noqa: PLC0415  after the first paint

        controller = PaletteController(self._service, self._navigator, self._board, self._theme, self._window)
        controller.command_requested.connect(self.command_requested)
        controller.search_requested.connect(self.search_requested)
        controller.view_requested.connect(self._navigator.open_view)
        controller.template_requested.connect(self.template_requested)
        controller.template_removal_requested.connect(self.template_removal_requested)
        return controller

    def choose_board_for_copies(self, keys: list[CardKey]) -> None:
        self._board_chooser.open_for(keys, self._navigator.favourite_boards.recent())

    @cached_property
    def _board_chooser(self) -> "BoardChooser":
        from kanbert_desktop.ui.palette.board_chooser import BoardChooser  # noqa: PLC0415  after the first paint

        chooser = BoardChooser(self._service, self._theme, self._window)
        chooser.board_chosen.connect(lambda keys, board: self._commands.copy_to_board(keys, BoardId(board)))
        return chooser

    def show_sync_status(self, now: datetime, badge: QWidget) -> None:
        """Opens the pop-up of the sync below its badge."""
        popover = SyncPopover(self._service, now, self._theme, self._window)
        popover.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        popover.sync_requested.connect(self.sync_requested)
        popover.sign_in_requested.connect(self.sign_in_requested)
        popover.attention_requested.connect(lambda: self._navigator.open_page(PageKind.ATTENTION))
        popover.open_below(badge)
        popover.main_button.setFocus(Qt.FocusReason.PopupFocusReason)

    def apply_appearance(self) -> None:
        if "palette_controller" in self.__dict__:
            self.palette_controller.palette.apply_appearance()
        if "_board_chooser" in self.__dict__:
            self._board_chooser.apply_appearance()
