"""Main window: first-run page, sign-in or workspace, and the commands that work on all of them."""

from collections.abc import Callable
from datetime import datetime
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QMainWindow, QWidget

from kanbert_desktop.app.accounts.registry import KnownAccount
from kanbert_desktop.app.application import Application
from kanbert_desktop.app.messages.status_texts import bug_text, texts_for_key, title_and_message
from kanbert_desktop.app.settings import FIRST_HINTS, TEXT_SIZE, next_text_size
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.errors import KanbertError
from kanbert_desktop.domain.events import (
    AccountReopened,
    AccountReopening,
    AccountSwitched,
    SignedOut,
    UnexpectedError,
)
from kanbert_desktop.ui.commands.actions import HELP_COMMANDS, CommandId, WindowActions
from kanbert_desktop.ui.style.theme import SystemFontWatcher, Theme
from kanbert_desktop.ui.widgets.accessibility import announce
from kanbert_desktop.ui.widgets.banner import BannerBar, BannerContent, BannerKind
from kanbert_desktop.ui.widgets.literal_text import escaped_window_title
from kanbert_desktop.ui.widgets.painting import FirstPaint
from kanbert_desktop.ui.window.banner_controller import BannerController
from kanbert_desktop.ui.window.menus import AccountMenuController, open_board_menu
from kanbert_desktop.ui.window.window_frame import PageStack, WindowState
from kanbert_desktop.ui.window.workspace import Workspace

if TYPE_CHECKING:
    from kanbert_desktop.ui.help.help_actions import HelpCommands
    from kanbert_desktop.ui.sign_in.controller import SignInController
    from kanbert_desktop.ui.sign_in.first_run_page import FirstRunPage
    from kanbert_desktop.ui.sign_in.pages import SignInPages
    from kanbert_desktop.ui.sign_in.waiting_page import WaitingPage
    from kanbert_desktop.ui.window.sign_out import SignOutCommand

FIT_MS = 100
"""The text size follows the window's size when that has been the same for so long."""
WINDOW_TITLE = "Kanbert Desktop"


class MainWindow(QMainWindow):
    """Shows the current account; closing it may quit the program.

    `activated` is emitted when the window gets the focus, `appearance_changed` after a change of theme or language.
    """

    capture_requested = Signal()
    account_changed = Signal()
    activated = Signal()
    appearance_changed = Signal()

    def __init__(self, application: Application, theme: Theme, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._application, self._now = application, now
        self.theme = self._theme = theme
        self.workspace: Workspace | None = None
        self.banner_controller: BannerController | None = None
        self._sign_in_pages: SignInPages | None = None
        self._sign_out: SignOutCommand | None = None
        self._is_first_start = False
        self.page_stack = PageStack(theme)
        self.pages = self.page_stack.pages
        self.setCentralWidget(self.page_stack)
        self.window_actions = WindowActions(self, theme, self._run_command)
        self.account_menu = AccountMenuController(
            application, theme, self.window_actions, lambda: self.sign_in_controller, self
        )
        self.account_menu.error_occurred.connect(self.show_error)
        FirstPaint(self).painted.connect(self.window_actions.draw_icons)
        application.bus.subscribe(SignedOut, self._on_signed_out)
        application.bus.subscribe(AccountSwitched, lambda _event: self.show_current_account())
        application.bus.subscribe(AccountReopening, lambda _event: self._save_drafts())
        application.bus.subscribe(AccountReopened, lambda _event: self.show_current_account())
        application.bus.subscribe(UnexpectedError, lambda _event: self._show_problem(*bug_text()))
        theme.changed.connect(self._apply_appearance)
        SystemFontWatcher(theme, self)
        self._fit_timer = QTimer(self, singleShot=True, interval=FIT_MS)
        self._fit_timer.timeout.connect(lambda: theme.fit_window(self.width(), self.height()))
        self.window_state = WindowState(application, theme, self, self._save_drafts)
        self.window_state.restore_geometry()
        self.show_current_account()
        self._show_damage_banner()

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
            self._show_page(self._file_update_page)
        elif self.workspace is not None and self.banner_controller is not None:
            self.banner_controller.refresh()
            self._show_page(self.workspace)
            self.workspace.navigator.resume()
        else:
            self._is_first_start = not self._application.list_accounts()
            self._show_page(self.first_run_page)
            self.first_run_page.focus_first()

    def _on_signed_out(self, event: SignedOut) -> None:
        self.first_run_page.show_notice(
            KanbertError("token_lives_on" if event.token_remains_valid else "signed_out")
        )
        self.show_current_account()

    def _on_signed_in(self, is_other_account: bool) -> None:
        if self._is_first_start:
            from kanbert_desktop.ui.window.first_hints import HINTS  # noqa: PLC0415  once on a computer

            self._application.settings.put(FIRST_HINTS, " ".join(HINTS))
        self.show_current_account()
        if is_other_account:
            self._show_problem(*texts_for_key("other_account"))

    def _show_problem(self, title: str, message: str) -> None:
        if self.workspace is not None:
            self.workspace.toast.show_problem(title, message)

    @property
    def banner_bar(self) -> BannerBar:
        """The bar for banners about the program itself."""
        return self.workspace.banner_bar if self.workspace is not None else self.page_stack.banner_bar

    def show_error(self, error: KanbertError) -> None:
        """Shows why the network could not be started; work continues offline."""
        if self.banner_controller is not None:
            self.banner_controller.show_error(error)
        else:
            self.first_run_page.show_error(error)

    async def go_online(self) -> None:
        """Starts the network after the first paint. Errors are shown, never raised."""
        try:
            await self._application.go_live()
        except KanbertError as error:
            self.show_error(error)
        if self._application.service is not None and self.workspace is None:
            self.show_current_account()

    def bring_to_front(self, account: str | None = None) -> None:
        """Shows the window after a second start of the program, which may ask for another account of this profile."""
        if account is not None and self.workspace is not None:
            self.account_menu.switcher.switch_to(account)
        # Not `showNormal`: a window that was maximised is so again.
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def show_minimised(self) -> None:
        """Shows a window that nobody asked for, and keeps the maximised state.

        On Wayland it remains hidden until it is asked for: the desktop would announce it at each log-in, and a window
        that is minimised before it was seen is never maximised again.
        """
        if not QGuiApplication.platformName().startswith("wayland"):
            self.setWindowState(self.windowState() | Qt.WindowState.WindowMinimized)
            self.show()

    # Commands.

    def _run_command(self, name: CommandId) -> None:
        always: dict[CommandId, Callable[[], object]] = {
            CommandId.CLOSE: self.close,
            CommandId.QUIT: self.window_state.quit,
            CommandId.CAPTURE: self.capture_requested.emit,
            CommandId.FULL_SCREEN: self._toggle_full_screen,
            CommandId.ZOOM_IN: partial(self._zoom, 1),
            CommandId.ZOOM_OUT: partial(self._zoom, -1),
            CommandId.ZOOM_RESET: partial(self._zoom, 0),
        }
        if name in always:
            always[name]()
        elif name in HELP_COMMANDS:
            self.help_commands.run(name)
        elif self.workspace is not None and self.pages.currentWidget() is self.workspace:
            self._run_in_workspace(self.workspace, name)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_timer.start()

    def _zoom(self, steps: int) -> None:
        """Changes the text size by so many steps; 0 steps: 100 %."""
        settings = self._application.settings
        now = settings.get(TEXT_SIZE)
        size = next_text_size(now, steps)
        if size != now:
            settings.put(TEXT_SIZE, size)
        text = tr("Text size {percent} %", percent=size)
        if self.theme.is_limited:
            text = tr("Text size {percent} %, as far as it fits this window", percent=size)
        if self.workspace is not None and self.pages.currentWidget() is self.workspace:
            self.workspace.toast.show_message(text)
        else:
            announce(self, text)

    def _run_in_workspace(self, workspace: Workspace, name: CommandId) -> None:
        handlers = {
            **workspace.handlers(),
            CommandId.SIGN_OUT: self.ask_to_sign_out,
            CommandId.FORGET: lambda: self.ask_to_remove_data(self._application.account),
            CommandId.ACCOUNTS: self._show_account_menu,
        }
        handlers[name]()

    def ask_to_sign_out(self) -> None:
        if self.account_menu.switcher.is_switching_or_signing_out():
            return
        if self.workspace is not None:
            self.workspace.toast.dismiss_toast()
        self.sign_out.start()

    def ask_to_remove_data(self, account: KnownAccount | None) -> None:
        """Asks whether to remove everything that this computer stores of the account."""
        if account is None or self.account_menu.switcher.is_switching_or_signing_out():
            return
        if self.workspace is not None:
            self.workspace.toast.dismiss_toast()
        self.sign_out.ask_to_remove_data(account)

    def _on_data_removed(self) -> None:
        if self.workspace is None:
            self.first_run_page.show_notice(KanbertError("account_forgotten"))
        else:
            self.workspace.toast.show_message(" ".join(texts_for_key("account_forgotten")))
            self._refresh_account_lists(self.workspace)

    def _refresh_account_lists(self, workspace: Workspace) -> None:
        from kanbert_desktop.ui.settings.page import SettingsPage  # noqa: PLC0415  seldom needed

        for page in workspace.findChildren(SettingsPage):
            page.apply_appearance()

    @property
    def sign_out(self) -> "SignOutCommand":
        """Created on first use."""
        from kanbert_desktop.ui.window.sign_out import SignOutCommand  # noqa: PLC0415  after the first paint

        if self._sign_out is None:
            self._sign_out = SignOutCommand(self._application, self._theme, lambda: self.workspace, self)
            self._sign_out.data_removed.connect(self._on_data_removed)
            self._sign_out.error_occurred.connect(lambda error: self._show_problem(*title_and_message(error)))
        return self._sign_out

    @cached_property
    def help_commands(self) -> "HelpCommands":
        """Created on first use."""
        from kanbert_desktop.ui.help.help_actions import HelpCommands  # noqa: PLC0415  seldom needed

        created = HelpCommands(self._application, self._theme, self)
        created.message.connect(
            lambda text: self.workspace.toast.show_message(text) if self.workspace else None
        )
        return created

    def _toggle_full_screen(self) -> None:
        self.showNormal() if self.isFullScreen() else self.showFullScreen()

    def _show_account_menu(self) -> None:
        if self.workspace is not None:
            sidebar, rail = self.workspace.sidebar, self.workspace.rail
            self.account_menu.open_account_menu_below(
                sidebar.account_button if sidebar.isVisible() else rail.account_button
            )

    @cached_property
    def _file_update_page(self) -> QWidget:
        from kanbert_desktop.ui.window.file_update import FileUpdatePage  # noqa: PLC0415  once after an update

        page = FileUpdatePage(self._theme)
        self.appearance_changed.connect(page.apply_appearance)
        return page

    # Sign-in.

    @property
    def first_run_page(self) -> "FirstRunPage":
        return self._open_sign_in_pages().first_run_page

    @property
    def waiting_page(self) -> "WaitingPage":
        return self._open_sign_in_pages().waiting_page

    @property
    def sign_in_controller(self) -> "SignInController":
        return self._open_sign_in_pages().controller

    def _open_sign_in_pages(self) -> "SignInPages":
        if self._sign_in_pages is None:
            from kanbert_desktop.ui.sign_in.pages import SignInPages  # noqa: PLC0415  seldom needed

            self._sign_in_pages = SignInPages(self._application, self._theme, self._now, self)
            for page in (self._sign_in_pages.first_run_page, self._sign_in_pages.waiting_page):
                self.pages.addWidget(page)
            self._sign_in_pages.page_requested.connect(self._show_page)
            self._sign_in_pages.first_run_page.accounts_requested.connect(
                self.account_menu.open_account_list_below
            )
            self._sign_in_pages.first_run_page.about_requested.connect(
                lambda: self._run_command(CommandId.ABOUT)
            )
            self._sign_in_pages.signed_in.connect(self._on_signed_in)
            self._sign_in_pages.closed.connect(self.show_current_account)
            self._sign_in_pages.error_occurred.connect(
                lambda error: self._show_problem(*title_and_message(error))
            )
        return self._sign_in_pages

    def _leave_sample_data(self) -> None:
        """Shows how to connect. The sample data stays open until somebody has signed in, and can be chosen afterwards."""
        self._show_page(self.first_run_page)
        self.first_run_page.show_notice(KanbertError("sample_data_stays"))
        self.first_run_page.focus_first()

    # Set-up.

    def _add_workspace(self) -> None:
        service = self._application.require_service()
        self.workspace = Workspace(self._application, service, self._theme, self._now, self.pages)
        header = self.workspace.board.header
        for button in (self.workspace.sidebar.account_button, self.workspace.rail.account_button):
            button.clicked.connect(self._show_account_menu)
        header.menu_button.clicked.connect(
            lambda: open_board_menu(
                self.window_actions, header.menu_button, self, is_favourite=header.is_favourite
            )
        )
        self.workspace.page_title_changed.connect(self._update_title)
        self.workspace.command_requested.connect(self._run_command)
        self.workspace.sign_in_requested.connect(lambda: self.sign_in_controller.sign_in_again())  # noqa: PLW0108  likewise
        self.workspace.page_factory.account_requested.connect(self.account_menu.choose_account)
        self.workspace.page_factory.hours_requested.connect(lambda: self.sign_in_controller.ask_for_hours())  # noqa: PLW0108  likewise
        self.workspace.page_factory.remove_data_requested.connect(self.ask_to_remove_data)
        self.pages.addWidget(self.workspace)
        self.banner_controller = BannerController(
            self._application,
            self.workspace.banner_bar,
            sign_in=lambda: self.sign_in_controller.sign_in_again(),  # noqa: PLW0108  made when it is needed
            connect=self._leave_sample_data,
            retry=lambda: self._application.tasks.start("go-live", self.go_online()),
        )
        if service.local.crash_guard.interrupted is not None:
            from kanbert_desktop.ui.window.opening_crash_banner import OpeningCrashBanner  # noqa: PLC0415  seldom needed

            OpeningCrashBanner(service, self.workspace.banner_bar, self.workspace.navigator, self._theme)
        self.account_changed.emit()

    def _save_drafts(self) -> None:
        if self.workspace is not None:
            self.workspace.save_drafts()

    def _remove_workspace(self) -> None:
        workspace, self.workspace = self.workspace, None
        if self.banner_controller is not None:
            self.banner_controller.close()
            self.banner_controller = None
        if workspace is not None:
            workspace.shut_down()
            self.pages.removeWidget(workspace)
            workspace.deleteLater()
        self.account_changed.emit()

    def _show_page(self, page: QWidget) -> None:
        if self._sign_in_pages is not None and page is self.first_run_page:
            self.first_run_page.set_back_visible(self.workspace is not None)
        if self.pages.indexOf(page) < 0:
            self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)
        workspace = self.workspace if page is self.workspace else None
        self._update_title(workspace.navigator.page_title() if workspace is not None else "")

    def _update_title(self, title: str) -> None:
        self.setWindowTitle(f"{escaped_window_title(title)} – {WINDOW_TITLE}" if title else WINDOW_TITLE)

    def _apply_appearance(self) -> None:
        for part in (self._sign_in_pages, self.window_actions, self.workspace, self.page_stack.banner_bar):
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
        if not self.window_state.can_close():
            event.ignore()
            return
        event.accept()
        self.window_state.handle_closed()
