"""The window: first run, sign-in or workspace, and the commands that work on all of them."""

from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QMainWindow, QWidget

from kanbert_desktop.app.accounts.registry import KnownAccount
from kanbert_desktop.app.application import Application
from kanbert_desktop.app.messages.status_texts import bug_text, texts_for_key, title_and_message
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.errors import KanbertError
from kanbert_desktop.domain.events import AccountSwitched, SignedOut, UnexpectedError
from kanbert_desktop.ui.commands.actions import HELP, Actions, Name
from kanbert_desktop.ui.style.theme import SystemFont, Theme
from kanbert_desktop.ui.widgets.banner import About, Notice, StripBar
from kanbert_desktop.ui.widgets.literal_text import window_title
from kanbert_desktop.ui.widgets.painting import FirstPaint
from kanbert_desktop.ui.window.banner_controller import StripKeeper
from kanbert_desktop.ui.window.menus import AccountDoor, open_board_menu
from kanbert_desktop.ui.window.opening_crash_banner import OpeningNotice
from kanbert_desktop.ui.window.window_frame import Leaving, Shell
from kanbert_desktop.ui.window.workspace import Workspace

if TYPE_CHECKING:
    from kanbert_desktop.ui.help.help_actions import HelpActs
    from kanbert_desktop.ui.sign_in.controller import SignInJourney
    from kanbert_desktop.ui.sign_in.first_run_page import FirstRunPage
    from kanbert_desktop.ui.sign_in.pages import Entrance
    from kanbert_desktop.ui.sign_in.waiting_page import SignInPage
    from kanbert_desktop.ui.window.sign_out import WayOut

SMALLEST = (720, 480)
TITLE = "Kanbert Desktop"


class MainWindow(QMainWindow):
    """Shows whoever is here; ends with `application.leave()`.

    `looked_at` comes when it gets the focus, `dressed` after another look or language was put on.
    """

    capture_wished = Signal()
    desk_changed = Signal()
    looked_at = Signal()
    dressed = Signal()

    def __init__(self, application: Application, theme: Theme, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._application, self._now = application, now
        self.theme = self._theme = theme
        self.workspace: Workspace | None = None
        self.strips: StripKeeper | None = None
        self._entrance: Entrance | None = None
        self._way_out: WayOut | None = None
        self.shell = Shell(theme)
        self.pages = self.shell.pages
        self.setCentralWidget(self.shell)
        self.actions_table = Actions(self, theme, self._act)
        self.accounts = AccountDoor(application, theme, self.actions_table, lambda: self.journey, self)
        self.accounts.trouble.connect(self.show_trouble)
        FirstPaint(self).over.connect(self.actions_table.draw)
        application.bus.subscribe(SignedOut, self._on_signed_out)
        application.bus.subscribe(AccountSwitched, lambda _event: self.show_whoever_is_here())
        application.bus.subscribe(UnexpectedError, lambda _event: self._say(*bug_text()))
        theme.changed.connect(self._dress)
        SystemFont(theme, self)
        self.setMinimumSize(*SMALLEST)
        self.leaving = Leaving(application, theme, self)
        self.leaving.keep_drafts = self._keep_drafts
        self.leaving.restore_place()
        self.show_whoever_is_here()
        self._tell_of_damage()

    def _tell_of_damage(self) -> None:
        damaged, bar = self._application.damage_keys, self.bar
        if damaged:
            words = lambda: " ".join(part for key in damaged for part in texts_for_key(key))  # noqa: E731
            understood = lambda: bar.drop(About.DAMAGED)  # noqa: E731
            bar.put(About.DAMAGED, Notice(words, lambda: tr("Understood"), understood))

    def show_whoever_is_here(self) -> None:
        """The workspace of the open desk, or the first page where nobody is signed in."""
        desk = self._application.service
        if self.workspace is not None and self.workspace.desk is not desk:
            self._remove_workspace()
        if desk is not None and self.workspace is None:
            self._add_workspace()
        self.actions_table.enable(desk is not None)
        if self.workspace is not None and self.strips is not None:
            self.strips.refresh()
            self._turn_to(self.workspace)
            self.workspace.routes.show_again()
        else:
            self._turn_to(self.first)
            self.first.focus_first()

    def _on_signed_out(self, event: SignedOut) -> None:
        self.first.tell(KanbertError("token_lives_on" if event.token_remains_valid else "signed_out"))
        self.show_whoever_is_here()

    def _arrived(self, is_other_account: bool) -> None:
        self.show_whoever_is_here()
        if is_other_account:
            self._say(*texts_for_key("other_account"))

    def _say(self, title: str, message: str) -> None:
        if self.workspace is not None:
            self.workspace.toast.warn(title, message)

    @property
    def bar(self) -> StripBar:
        """Where it is told what concerns the program itself."""
        return self.workspace.strips if self.workspace is not None else self.shell.strips

    def show_trouble(self, error: KanbertError) -> None:
        """What kept the network's part from starting; work goes on without it."""
        if self.strips is not None:
            self.strips.show_trouble(error)
        else:
            self.first.refuse(error)

    async def go_live(self) -> None:
        """After the first paint: the network's part. Trouble is told, never raised."""
        try:
            await self._application.go_live()
        except KanbertError as error:
            self.show_trouble(error)
        if self._application.service is not None and self.workspace is None:
            self.show_whoever_is_here()

    def come_forward(self, account: str | None = None) -> None:
        """A second start asks for this window, perhaps on another of its accounts."""
        if account is not None and self.workspace is not None:
            self.accounts.switcher.show(account)
        if self.isMinimized():
            self.showNormal()
        self.show()
        self.raise_()
        self.activateWindow()

    # Commands.

    def _act(self, name: Name) -> None:
        always: dict[Name, Callable[[], object]] = {
            Name.CLOSE: self.close,
            Name.QUIT: self.leaving.quit,
            Name.CAPTURE: self.capture_wished.emit,
            Name.FULL_SCREEN: self._toggle_full_screen,
        }
        if name in always:
            always[name]()
        elif name in HELP:
            self.help_acts.act(name)
        elif self.workspace is not None and self.pages.currentWidget() is self.workspace:
            self._act_in(self.workspace, name)

    def _act_in(self, workspace: Workspace, name: Name) -> None:
        acts = {
            **workspace.acts(),
            Name.SIGN_OUT: self.ask_to_sign_out,
            Name.FORGET: lambda: self.ask_to_forget(self._application.account),
            Name.ACCOUNTS: self._show_account_menu,
        }
        acts[name]()

    def ask_to_sign_out(self) -> None:
        if self.accounts.switcher.is_leaving():
            return
        if self.workspace is not None:
            self.workspace.toast.leave()
        self.way_out.ask()

    def ask_to_forget(self, account: KnownAccount | None) -> None:
        """About all that this computer has of that account."""
        if account is None or self.accounts.switcher.is_leaving():
            return
        if self.workspace is not None:
            self.workspace.toast.leave()
        self.way_out.ask_to_forget(account)

    def _on_forgotten(self) -> None:
        if self.workspace is None:
            self.first.tell(KanbertError("account_forgotten"))
        else:
            self.workspace.toast.tell(" ".join(texts_for_key("account_forgotten")))
            self._list_accounts_anew(self.workspace)

    def _list_accounts_anew(self, workspace: Workspace) -> None:
        from kanbert_desktop.ui.settings.page import SettingsPage  # noqa: PLC0415  seldom needed

        for page in workspace.findChildren(SettingsPage):
            page.dress()

    @property
    def way_out(self) -> "WayOut":
        """Built when it is first asked for."""
        if self._way_out is None:
            from kanbert_desktop.ui.window.sign_out import WayOut  # noqa: PLC0415  seldom needed

            self._way_out = WayOut(self._application, self._theme, lambda: self.workspace, self)
            self._way_out.forgotten.connect(self._on_forgotten)
            self._way_out.trouble.connect(lambda error: self._say(*title_and_message(error)))
        return self._way_out

    @cached_property
    def help_acts(self) -> "HelpActs":
        """Made when it is first asked for."""
        from kanbert_desktop.ui.help.help_actions import HelpActs  # noqa: PLC0415  seldom needed

        made = HelpActs(self._application, self._theme, self)
        made.said.connect(lambda words: self.workspace.toast.tell(words) if self.workspace else None)
        return made

    def _toggle_full_screen(self) -> None:
        self.showNormal() if self.isFullScreen() else self.showFullScreen()

    def _show_account_menu(self) -> None:
        if self.workspace is not None:
            sidebar, rail = self.workspace.sidebar, self.workspace.rail
            self.accounts.open_below(sidebar.account if sidebar.isVisible() else rail.account)

    # Coming in.

    @property
    def first(self) -> "FirstRunPage":
        return self._open_entrance().first

    @property
    def sign_in(self) -> "SignInPage":
        return self._open_entrance().sign_in

    @property
    def journey(self) -> "SignInJourney":
        return self._open_entrance().journey

    def _open_entrance(self) -> "Entrance":
        if self._entrance is None:
            from kanbert_desktop.ui.sign_in.pages import Entrance  # noqa: PLC0415  seldom needed

            self._entrance = Entrance(self._application, self._theme, self._now)
            for page in (self._entrance.first, self._entrance.sign_in):
                self.pages.addWidget(page)
            self._entrance.page_wished.connect(self._turn_to)
            self._entrance.first.accounts_wished.connect(self.accounts.offer_below)
            self._entrance.first.about_wished.connect(lambda: self._act(Name.ABOUT))
            self._entrance.arrived.connect(self._arrived)
            self._entrance.left.connect(self.show_whoever_is_here)
            self._entrance.trouble.connect(lambda error: self._say(*title_and_message(error)))
        return self._entrance

    # How it hangs together.

    def _add_workspace(self) -> None:
        desk = self._application.require_service()
        self.workspace = Workspace(self._application, desk, self._theme, self._now)
        header = self.workspace.board.header
        for button in (self.workspace.sidebar.account, self.workspace.rail.account):
            button.clicked.connect(self._show_account_menu)
        header.more.clicked.connect(lambda: open_board_menu(self.actions_table, header.more, self))
        self.workspace.place_changed.connect(self._name_window)
        self.workspace.command_wished.connect(self._act)
        self.workspace.sign_in_wished.connect(lambda: self.journey.again())  # noqa: PLW0108  likewise
        self.workspace.making.account_wished.connect(self.accounts.choose)
        self.workspace.making.forget_wished.connect(self.ask_to_forget)
        self.pages.addWidget(self.workspace)
        self.strips = StripKeeper(
            self._application,
            self.workspace.strips,
            sign_in=lambda: self.journey.again(),  # noqa: PLW0108  made when it is needed
            connect=lambda: self._turn_to(self.first),
            retry=lambda: self._application.tasks.start("go-live", self.go_live()),
        )
        OpeningNotice(desk, self.workspace.strips, self.workspace.routes, self._theme)
        self.desk_changed.emit()

    def _keep_drafts(self) -> None:
        if self.workspace is not None:
            self.workspace.keep_drafts()

    def _remove_workspace(self) -> None:
        workspace, self.workspace = self.workspace, None
        if self.strips is not None:
            self.strips.end()
            self.strips = None
        if workspace is not None:
            workspace.end()
            self.pages.removeWidget(workspace)
            workspace.deleteLater()
        self.desk_changed.emit()

    def _turn_to(self, page: QWidget) -> None:
        if self._entrance is not None and page is self.first:
            self.first.show_way_back(self.workspace is not None)
        if self.pages.indexOf(page) < 0:
            self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)
        workspace = self.workspace if page is self.workspace else None
        self._name_window(workspace.routes.name() if workspace is not None else "")

    def _name_window(self, place: str) -> None:
        self.setWindowTitle(f"{window_title(place)} – {TITLE}" if place else TITLE)

    def _dress(self) -> None:
        for part in (self._entrance, self.actions_table, self.workspace, self.shell.strips):
            if part is not None:
                part.dress()
        self.dressed.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._dress()
        elif event.type() is QEvent.Type.ActivationChange and self.isActiveWindow():
            self._application.wake_sync("focus")
            self.looked_at.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus: Qt leaves that to dialogs, people do not."""
        button = self.focusWidget()
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and not event.isAutoRepeat() and isinstance(button, QAbstractButton):
            button.click()
            return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.workspace is not None:
            self.workspace.toast.leave()
        if not self.leaving.may_close():
            event.ignore()
            return
        event.accept()
        self.leaving.closed()
