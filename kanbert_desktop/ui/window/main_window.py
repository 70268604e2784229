"""Main window: first-run page, sign-in or workspace, and the commands that work on all of them."""

from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from kanbert_desktop.app.accounts.registry import KnownAccount
from kanbert_desktop.app.application import Application
from kanbert_desktop.app.messages.status_texts import bug_text, texts_for_key
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import BoardId
from kanbert_desktop.domain.errors import KanbertError
from kanbert_desktop.domain.events import (
    AccountReopened,
    AccountReopening,
    AccountSwitched,
    RecurringCardsMade,
    SignedOut,
    UnexpectedError,
)
from kanbert_desktop.ui.commands.actions import CommandId, WindowActions
from kanbert_desktop.ui.style.theme import AppearanceWatcher, Theme
from kanbert_desktop.ui.widgets.banner import BannerBar, BannerContent, BannerKind
from kanbert_desktop.ui.widgets.painting import FirstPaint
from kanbert_desktop.ui.window.banner_controller import BannerController
from kanbert_desktop.ui.window.window_frame import AccountWindow, PageStack, ScreenFit, WindowState
from kanbert_desktop.ui.window.workspace import Workspace

if TYPE_CHECKING:
    from kanbert_desktop.ui.help.help_actions import HelpCommands
    from kanbert_desktop.ui.window.account_access import AccountAccess
    from kanbert_desktop.ui.window.menus import AccountMenuController
    from kanbert_desktop.ui.window.window_commands import WindowCommands
    from kanbert_desktop.ui.window.window_set import SecondWindowClosing, WindowSet

FIT_MS = 100
"""The text size follows the window's size when that has been the same for so long."""


class MainWindow(AccountWindow):
    """Shows the current account; closing it may quit the program.

    There may be others beside the first one (`window_set`); they leave what concerns the account or the program to it.
    `appearance_changed` is emitted after a change of theme or language.
    """

    appearance_changed = Signal()

    def __init__(
        self,
        application: Application,
        theme: Theme,
        now: Callable[[], datetime],
        *,
        first: "MainWindow | None" = None,
        board: BoardId | None = None,
    ) -> None:
        """`first` is the first window, None for that itself. `board` is shown instead of the last one."""
        super().__init__()
        self._application, self._now = application, now
        self._first, self._board_to_show = first or self, board
        self.theme = self._theme = theme
        self.workspace: Workspace | None = None
        self.banner_controller: BannerController | None = None
        self.page_stack = PageStack(theme)
        self.pages = self.page_stack.pages
        self.setCentralWidget(self.page_stack)
        self.window_actions = WindowActions(self, theme, self._run_command)
        FirstPaint(self).painted.connect(self.window_actions.draw_icons)
        self._end_saving = application.bus.subscribe(AccountReopening, lambda _event: self.save_drafts())
        if self.is_first:
            self._subscribe()
        theme.changed.connect(self._apply_appearance)
        AppearanceWatcher(theme, self)
        self._fit_timer = QTimer(self, singleShot=True, interval=FIT_MS)
        self._fit_timer.timeout.connect(self._fit_theme)
        self.window_state, self._closing = self._created_states()
        self.show_current_account()
        if self.is_first:
            self._show_damage_banner()

    def _subscribe(self) -> None:
        """What concerns the program is shown in one window."""
        bus = self._application.bus
        bus.subscribe(SignedOut, lambda event: self.access.on_signed_out(event))  # noqa: PLW0108  made on first use
        bus.subscribe(AccountSwitched, lambda _event: self.show_current_account())
        bus.subscribe(AccountReopened, lambda _event: self.show_current_account())
        bus.subscribe(UnexpectedError, lambda _event: self.current_window().show_problem(*bug_text()))
        bus.subscribe(RecurringCardsMade, lambda event: self.current_window().tell_recurring_cards(event))

    def _created_states(self) -> "tuple[WindowState, WindowState | SecondWindowClosing]":
        """The state of the first window, and what decides whether this one may close."""
        if self.is_first:
            state = WindowState(self._application, self._theme, self, self._save_all_drafts)
            state.restore_geometry()
            return state, state
        from kanbert_desktop.ui.window.window_set import SecondWindowClosing  # noqa: PLC0415  for a second window

        ScreenFit(self)
        return self._first.window_state, SecondWindowClosing(self.window_set, self)

    # Several windows.

    @property
    def is_first(self) -> bool:
        return self._first is self

    @property
    def window_set(self) -> "WindowSet":
        """All windows. Created with the first use."""
        return self._first.own_window_set

    @cached_property
    def own_window_set(self) -> "WindowSet":
        """That of the first window."""
        from kanbert_desktop.ui.window.window_set import WindowSet  # noqa: PLC0415  where a second window is opened

        def create(board: BoardId | None) -> AccountWindow:
            return MainWindow(self._application, self._theme, self._now, first=self, board=board)

        return WindowSet(self._application, self, create)

    @property
    def has_others(self) -> bool:
        """Whether there has been a second window."""
        return "own_window_set" in self._first.__dict__

    def current_window(self) -> "MainWindow":
        """The window that was used last."""
        return cast("MainWindow", self.window_set.current) if self.has_others else self._first

    def open_new_window(self, board: BoardId | None = None) -> None:
        """Opens a window for that board, else for the one on screen."""
        self.window_set.open(board or self.board_shown)

    def fronted_first(self) -> "MainWindow":
        """The first window, on top: it leads through sign-in and sign-out."""
        if not self.is_first:
            self._first.raise_window()
        return self._first

    def fit_text_size(self) -> None:
        self._fit_timer.start()

    def _fit_theme(self) -> None:
        """The text size is that of the program, so it fits the smallest window."""
        size = self.window_set.smallest_size() if self.has_others else (self.width(), self.height())
        self._theme.fit_window(*size)

    def tell_recurring_cards(self, event: RecurringCardsMade) -> None:
        if self.workspace is not None:
            self.workspace.template_commands.tell(event)

    def _save_all_drafts(self) -> None:
        self.window_set.save_drafts() if self.has_others else self.save_drafts()

    def shut_down(self) -> None:
        self._end_saving()
        self._fit_timer.stop()
        self.hide()
        self._remove_workspace()

    def _show_damage_banner(self) -> None:
        damaged, bar = self._application.damage_keys, self.banner_bar
        if damaged:
            content = BannerContent(
                lambda: " ".join(part for key in damaged for part in texts_for_key(key)),
                lambda: tr("OK"),
                lambda: bar.hide_banner(BannerKind.DAMAGED),
            )
            bar.show_banner(BannerKind.DAMAGED, content)

    def show_current_account(self) -> None:
        """Shows the workspace of the open account, or the first-run page where nobody is signed in.

        While the account's file is being updated, a page says so.
        """
        service = self._application.service
        if self.workspace is not None and self.workspace.service is not service:
            self._remove_workspace()
        if service is not None and self.workspace is None:
            self._add_workspace()
        self.window_actions.set_signed_in(service is not None)
        if self._application.current_account.is_updating_file:
            self.show_page(self._file_update_page)
        elif self.workspace is not None and self.banner_controller is not None:
            self.banner_controller.refresh()
            self.show_page(self.workspace)
            self.workspace.navigator.resume()
        else:
            self.access.show_first_run_page()

    @property
    def banner_bar(self) -> BannerBar:
        """The bar for banners about the program itself."""
        return self.workspace.banner_bar if self.workspace is not None else self.page_stack.banner_bar

    def show_error(self, error: KanbertError) -> None:
        """Shows why the network could not be started; work continues offline."""
        if self.banner_controller is not None:
            self.banner_controller.show_error(error)
        else:
            self.access.first_run_page.show_error(error)

    async def go_online(self) -> None:
        """Starts the network after the first paint. Errors are shown, never raised."""
        try:
            await self._application.go_live()
        except KanbertError as error:
            self.show_error(error)
        if self._application.service is not None and self.workspace is None:
            self.show_current_account()

    def bring_to_front(self, account: str | None = None) -> None:
        """Shows the window used last after a second start of the program, which may ask for another account of this profile."""
        if account is not None and self.workspace is not None:
            self.account_menu.switcher.switch_to(account)
        self.current_window().raise_window()

    def show_minimised(self) -> None:
        """Shows a window that nobody asked for, and keeps the maximised state.

        On Wayland it remains hidden until it is asked for: the desktop would announce it at each log-in, and a window
        that is minimised before it was seen is never maximised again.
        """
        if not QGuiApplication.platformName().startswith("wayland"):
            self.setWindowState(self.windowState() | Qt.WindowState.WindowMinimized)
            self.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_text_size()

    def _run_command(self, name: CommandId) -> None:
        self.commands.run(name)

    @cached_property
    def account_menu(self) -> "AccountMenuController":
        """Created on first use."""
        from kanbert_desktop.ui.window.menus import AccountMenuController  # noqa: PLC0415  after the first paint

        created = AccountMenuController(
            self._application,
            self._theme,
            self.window_actions,
            lambda: self.fronted_first().access.controller,
            self,
        )
        created.error_occurred.connect(self.show_error)
        return created

    @cached_property
    def commands(self) -> "WindowCommands":
        """Created on first use."""
        from kanbert_desktop.ui.window.window_commands import WindowCommands  # noqa: PLC0415  after the first paint

        created = WindowCommands(self._application, self._theme, self.account_menu, self)
        created.help_requested.connect(lambda name: self.help_commands.run(name))  # noqa: PLW0108  made on first use
        created.window_requested.connect(self.open_new_window)
        created.sign_out_requested.connect(lambda: self.fronted_first().access.ask_to_sign_out())  # noqa: PLW0108  likewise
        created.removal_requested.connect(self._ask_to_remove_data)
        return created

    @cached_property
    def access(self) -> "AccountAccess":
        """Sign-in and sign-out. Created on first use."""
        from kanbert_desktop.ui.window.account_access import AccountAccess  # noqa: PLC0415  seldom needed

        created = AccountAccess(self._application, self._theme, self._now, self.account_menu, self)
        created.about_requested.connect(lambda: self._run_command(CommandId.ABOUT))
        return created

    @cached_property
    def help_commands(self) -> "HelpCommands":
        """Created on first use."""
        from kanbert_desktop.ui.help.help_actions import HelpCommands  # noqa: PLC0415  seldom needed

        created = HelpCommands(self._application, self._theme, self)
        created.message.connect(
            lambda text: self.workspace.toast.show_message(text) if self.workspace else None
        )
        return created

    @cached_property
    def _file_update_page(self) -> QWidget:
        from kanbert_desktop.ui.window.file_update import FileUpdatePage  # noqa: PLC0415  once after an update

        page = FileUpdatePage(self._theme)
        self.appearance_changed.connect(page.apply_appearance)
        return page

    # Set-up.

    def _add_workspace(self) -> None:
        service = self._application.require_service()
        self.workspace = Workspace(
            self._application,
            service,
            self._theme,
            self._now,
            self.pages,
            is_first=self.is_first,
            board=self._board_to_show,
        )
        self.workspace.window_requested.connect(self.open_new_window)
        self.workspace.close_requested.connect(self.close)
        self.workspace.undo_commands.on_done = self._on_undone
        self.workspace.navigator.page_changed.connect(self.page_changed)
        for request in (self.workspace.sidebar.account_button.clicked, self.workspace.rail.account_requested):
            request.connect(lambda: self.commands.run(CommandId.ACCOUNTS))
        self.workspace.board.header.menu_button.clicked.connect(lambda: self.commands.open_board_menu())  # noqa: PLW0108  likewise
        self.workspace.page_title_changed.connect(self.set_page_title)
        self.workspace.command_requested.connect(self._run_command)
        self.workspace.sign_in_requested.connect(self._sign_in_again)
        self.workspace.page_factory.account_requested.connect(
            lambda listed: self.account_menu.choose_account(listed)  # noqa: PLW0108  likewise
        )
        self.workspace.page_factory.hours_requested.connect(
            lambda: self.fronted_first().access.controller.ask_for_hours()  # noqa: PLW0108  likewise
        )
        self.workspace.page_factory.remove_data_requested.connect(self._ask_to_remove_data)
        self.pages.addWidget(self.workspace)
        self.banner_controller = BannerController(
            self._application,
            self.workspace.banner_bar,
            sign_in=self._sign_in_again,
            connect=lambda: self.fronted_first().access.leave_sample_data(),  # noqa: PLW0108  likewise
            retry=lambda: self._application.tasks.start("go-live", self._first.go_online()),
        )
        if self.is_first and service.local.crash_guard.interrupted is not None:
            from kanbert_desktop.ui.window.opening_crash_banner import OpeningCrashBanner  # noqa: PLC0415  seldom needed

            OpeningCrashBanner(service, self.workspace.banner_bar, self.workspace.navigator, self._theme)
        self.account_changed.emit()

    def _sign_in_again(self) -> None:
        self.fronted_first().access.controller.sign_in_again()

    def _ask_to_remove_data(self, account: KnownAccount | None) -> None:
        self.fronted_first().access.ask_to_remove_data(account)

    def _on_undone(self) -> None:
        if self.has_others:
            self.window_set.undone_in(self)

    def _remove_workspace(self) -> None:
        self._board_to_show = self.board_shown if not self.is_first else None
        workspace, self.workspace = self.workspace, None
        if self.banner_controller is not None:
            self.banner_controller.close()
            self.banner_controller = None
        if workspace is not None:
            workspace.service.local.editors.forget(self)
            workspace.shut_down()
            self.pages.removeWidget(workspace)
            workspace.deleteLater()
        self.account_changed.emit()

    def show_page(self, page: QWidget) -> None:
        if self.pages.indexOf(page) < 0:
            self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)
        workspace = self.workspace if page is self.workspace else None
        self.set_page_title(workspace.navigator.page_title() if workspace is not None else "")

    def _apply_appearance(self) -> None:
        access = self.access if "access" in self.__dict__ else None
        for part in (access, self.window_actions, self.workspace, self.page_stack.banner_bar):
            if part is not None:
                part.apply_appearance()
        self.appearance_changed.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._apply_appearance()
        elif event.type() is QEvent.Type.ActivationChange and self.isActiveWindow():
            self._application.wake_sync("focus")
            self.activated.emit()
            self._first.used.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the focused button: Qt does so only in dialogs."""
        button = self.focusWidget()
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and not event.isAutoRepeat() and isinstance(button, QAbstractButton):
            button.click()
            return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.workspace is not None:
            self.workspace.toast.dismiss_toast()
        if not self._closing.can_close():
            event.ignore()
            return
        event.accept()
        self._closing.handle_closed()
