"""Runs the commands of a window: those of the program here, all others in its workspace."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from kanbert_desktop.app.application import Application
from kanbert_desktop.app.settings import TEXT_SIZE, THEME, next_text_size
from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.commands.actions import HELP_COMMANDS, CommandId
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.accessibility import announce
from kanbert_desktop.ui.window.menus import AccountMenuController, open_board_menu
from kanbert_desktop.ui.window.window_frame import AccountWindow
from kanbert_desktop.ui.window.workspace import Workspace


class WindowCommands(QObject):
    """`help_requested` carries the command of the help, `removal_requested` the account whose data is to be removed."""

    help_requested = Signal(object)
    window_requested = Signal()
    sign_out_requested = Signal()
    removal_requested = Signal(object)

    def __init__(
        self,
        application: Application,
        theme: Theme,
        account_menu: AccountMenuController,
        window: AccountWindow,
    ) -> None:
        super().__init__(window)
        self._application, self._theme = application, theme
        self._account_menu, self._window = account_menu, window

    def run(self, name: CommandId) -> None:
        """Runs that command. One of the workspace does nothing while another page is shown."""
        always = self._handlers()
        workspace = self._window.workspace_shown
        if name in always:
            always[name]()
        elif name in HELP_COMMANDS:
            self.help_requested.emit(name)
        elif workspace is not None:
            self._handlers_in(workspace)[name]()

    def _handlers(self) -> dict[CommandId, Callable[[], object]]:
        window = self._window
        return {
            CommandId.CLOSE: window.close,
            CommandId.QUIT: window.window_state.quit,
            CommandId.CAPTURE: window.capture_requested.emit,
            CommandId.NEW_WINDOW: self.window_requested.emit,
            CommandId.FULL_SCREEN: self._toggle_full_screen,
            CommandId.THEME: self._switch_theme,
            CommandId.ZOOM_IN: partial(self._zoom, 1),
            CommandId.ZOOM_OUT: partial(self._zoom, -1),
            CommandId.ZOOM_RESET: partial(self._zoom, 0),
        }

    def _handlers_in(self, workspace: Workspace) -> dict[CommandId, Callable[[], object]]:
        return {
            **workspace.handlers(),
            CommandId.SIGN_OUT: self.sign_out_requested.emit,
            CommandId.FORGET: partial(self.removal_requested.emit, self._application.account),
            CommandId.ACCOUNTS: partial(self._show_account_menu, workspace),
        }

    def _switch_theme(self) -> None:
        """Switches to the other appearance than the one that is seen, whatever the system asks for."""
        self._application.settings.put(THEME, "light" if self._theme.is_dark else "dark")

    def _zoom(self, steps: int) -> None:
        """Changes the text size by so many steps; 0 steps: 100 %."""
        settings = self._application.settings
        now = settings.get(TEXT_SIZE)
        size = next_text_size(now, steps)
        if size != now:
            settings.put(TEXT_SIZE, size)
        text = tr("Text size {percent} %", percent=size)
        if self._theme.is_limited:
            room = self._theme.percent_shown
            text = tr("Text size {percent} %. This window has room for {room} %.", percent=size, room=room)
        workspace = self._window.workspace_shown
        if workspace is not None:
            workspace.toast.show_message(text)
        else:
            announce(self._window, text)

    def _toggle_full_screen(self) -> None:
        window = self._window
        window.showNormal() if window.isFullScreen() else window.showFullScreen()

    def open_board_menu(self) -> None:
        """Opens the menu below the button of the board's header."""
        window, workspace = self._window, self._window.workspace_shown
        if workspace is not None:
            board = workspace.board
            open_board_menu(window.window_actions, board.header, board.sorting.button, window)

    def _show_account_menu(self, workspace: Workspace) -> None:
        sidebar, rail = workspace.sidebar, workspace.rail
        self._account_menu.open_account_menu_below(
            sidebar.account_button if sidebar.isVisible() else rail.buttons.account
        )
