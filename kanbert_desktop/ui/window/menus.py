"""Account menu, account switcher, board menu."""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QActionGroup, QFontMetrics, QIcon
from PySide6.QtWidgets import QMenu, QWidget

from kanbert_desktop.app.application import Application
from kanbert_desktop.app.settings import LANGUAGE, THEME, Setting, Settings
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.errors import KanbertError
from kanbert_desktop.ui.board.header import BoardHeader
from kanbert_desktop.ui.board.view_options import ViewButton
from kanbert_desktop.ui.commands.actions import HELP_COMMANDS, CommandId, WindowActions
from kanbert_desktop.ui.style import icons
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.literal_text import menu_text
from kanbert_desktop.ui.widgets.popups import Menu, add_submenu, open_menu_below

if TYPE_CHECKING:
    from kanbert_desktop.app.accounts.switching import ListedAccount
    from kanbert_desktop.ui.sign_in.controller import SignInController


SWITCH_TASK = "switch account"
SIGN_OUT_TASK = "sign-out"
_WIDEST = 190
"""Pixels at 100 % of an account's name, and of its server."""
_CUT = Qt.TextElideMode.ElideRight
_GROUPS = (
    (CommandId.FAVOURITE, CommandId.SAVE_VIEW, CommandId.OVERVIEW, CommandId.SYNC),
    (CommandId.NEW_WINDOW,),
    (CommandId.PRINT, CommandId.SAVE_PDF, CommandId.EXPORT),
)


class AccountMenuController(QObject):
    """Opens the account menus. `sign_in_controller` signs in to a signed-out account."""

    error_occurred = Signal(object)

    def __init__(
        self,
        application: Application,
        theme: Theme,
        actions: WindowActions,
        sign_in_controller: "Callable[[], SignInController]",
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._application, self._theme, self._actions = application, theme, actions
        self._sign_in_controller, self._window = sign_in_controller, window

    @cached_property
    def switcher(self) -> "AccountSwitcher":
        """Created on first use."""
        created = AccountSwitcher(self._application, self._theme, self._sign_in_controller, self)
        created.error_occurred.connect(self.error_occurred)
        return created

    def choose_account(self, listed: "ListedAccount | None") -> None:
        """None adds an account, in a window of its own."""
        self.switcher.choose_account(listed)

    def create_menu(self) -> Menu:
        """The menu names the changes that Undo and Redo would affect."""
        service = self._application.service
        if service is not None:
            self._actions.set_undo_texts(service.undo_text(), service.redo_text())
        settings = self._application.settings
        return create_account_menu(self._actions, settings, self._theme, self._window, self.switcher)

    def open_account_list_below(self, button: QWidget) -> None:
        """Opens a menu of the accounts only, for a user who is not signed in."""
        menu = Menu(self._window)
        menu.setAccessibleName(tr("Accounts"))
        self.switcher.add_accounts_to(menu)
        open_menu_below(button, menu)

    def open_account_menu_below(self, button: QWidget) -> None:
        open_menu_below(button, self.create_menu())


class AccountSwitcher(QObject):
    """Lists and switches accounts. `sign_in_controller` signs in to a signed-out account of this profile."""

    error_occurred = Signal(object)

    def __init__(
        self,
        application: Application,
        theme: Theme,
        sign_in_controller: "Callable[[], SignInController]",
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._application, self._theme, self._sign_in_controller = application, theme, sign_in_controller

    def fill_menu(self, menu: QMenu) -> None:
        """Adds all accounts, and an action that adds one."""
        self.add_accounts_to(menu)
        add = menu.addAction(icons.icon("plus", self._theme.color("muted")), tr("Add account …"))
        add.triggered.connect(lambda _checked=False: self.choose_account(None))

    def add_accounts_to(self, menu: QMenu) -> None:
        """Reads the accounts each time: other windows add accounts too."""
        metrics = QFontMetrics(menu.font())
        for listed in self._application.list_accounts():
            words = _account_text(
                listed, lambda text: metrics.elidedText(text, _CUT, self._theme.px(_WIDEST))
            )
            # A name may contain an ampersand, which would be read as a mnemonic.
            action = menu.addAction(menu_text(words))
            action.setCheckable(True)
            action.setChecked(listed.is_current)
            action.triggered.connect(self._chooser(listed))

    def choose_account(self, listed: "ListedAccount | None") -> None:
        """None adds an account, in a window of its own."""
        if listed is None:
            self._open_window(None)
        elif listed.is_current:
            return
        elif not listed.in_this_profile:
            signed_in = listed.account.id if listed.status != "signed_out" else None
            self._open_window(listed.profile, signed_in)
        elif listed.status == "signed_out":
            self._sign_in_controller().sign_in_to(listed.account)
        else:
            self.switch_to(listed.account.id)

    def switch_to(self, account_id: str) -> None:
        """Switches in place; does nothing for the current account."""
        current = self._application.account
        is_here = current is not None and current.id == account_id
        if not is_here and not self.is_switching_or_signing_out():
            self._application.tasks.start(SWITCH_TASK, self._switch(account_id))

    def is_switching_or_signing_out(self) -> bool:
        """Only one of both runs at a time."""
        return any(self._application.tasks.is_running(name) for name in (SWITCH_TASK, SIGN_OUT_TASK))

    def _chooser(self, listed: "ListedAccount") -> Callable[[bool], None]:
        return lambda _checked: self.choose_account(listed)

    async def _switch(self, account_id: str) -> None:
        try:
            await self._application.switch_to(account_id)
        except KanbertError as error:
            self.error_occurred.emit(error)

    def _open_window(self, profile: Path | None, account_id: str | None = None) -> None:
        try:
            self._application.open_window(profile, account_id)
        except KanbertError as error:
            self.error_occurred.emit(error)


def _account_text(listed: "ListedAccount", cut: Callable[[str], str]) -> str:
    account = listed.account
    server_name = tr("Sample data") if account.sandbox else account.server.partition("://")[2]
    name, server_name = cut(account.name or account.email or account.user), cut(server_name)
    match listed.status:
        case "signed_out":
            return tr("{name} · {place} (signed out)", name=name, place=server_name)
        case "needs_sign_in":
            return tr("{name} · {place} (sign in again)", name=name, place=server_name)
        case _:
            return tr("{name} · {place}", name=name, place=server_name)


def create_account_menu(
    actions: WindowActions,
    settings: Settings,
    theme: Theme,
    parent: QWidget,
    switcher: AccountSwitcher | None = None,
) -> Menu:
    """Creates the menu at each opening, so that it is always in the current language."""
    menu = Menu(parent)
    menu.setAccessibleName(tr("Accounts"))
    if switcher is not None:
        switcher.fill_menu(menu)
        menu.addSeparator()
    menu.addAction(actions[CommandId.SYNC])
    menu.addAction(actions[CommandId.UNDO])
    menu.addAction(actions[CommandId.REDO])
    menu.addAction(actions[CommandId.DELETED])
    menu.addAction(actions[CommandId.TEMPLATES])
    menu.addAction(actions[CommandId.NEW_WINDOW])
    menu.addSeparator()
    schemes = {"system": tr("Same as system"), "light": tr("Light"), "dark": tr("Dark")}
    muted = theme.color("muted")
    _add_choice(add_submenu(menu, icons.icon("sun-moon", muted), tr("Appearance")), THEME, schemes, settings)
    languages = {"system": tr("Same as system"), "en": "English", "de": "Deutsch"}
    _add_choice(
        add_submenu(menu, icons.icon("languages", muted), tr("Language")), LANGUAGE, languages, settings
    )
    menu.addSeparator()
    menu.addAction(actions[CommandId.SETTINGS])
    below = add_submenu(menu, icons.icon("circle-help", muted), tr("Help"))
    for name in HELP_COMMANDS:
        below.addAction(actions[name])
    menu.addSeparator()
    menu.addAction(actions[CommandId.SIGN_OUT])
    menu.addAction(actions[CommandId.FORGET])
    menu.addAction(actions[CommandId.QUIT])
    return menu


def _add_choice(below: QMenu, setting: Setting[str], choices: dict[str, str], settings: Settings) -> None:
    group = QActionGroup(below)
    for value, text in choices.items():
        action = below.addAction(text)
        action.setCheckable(True)
        action.setChecked(settings.get(setting) == value)
        action.triggered.connect(_putter(settings, setting, value))
        group.addAction(action)


def _putter(settings: Settings, setting: Setting[str], value: str) -> Callable[[bool], None]:
    return lambda _checked: settings.put(setting, value)


def open_board_menu(actions: WindowActions, header: BoardHeader, view: ViewButton, parent: QWidget) -> None:
    """Opens the menu below the header's menu button, with both end edges aligned.

    The entries of the *View* menu are below an entry of that name.
    """
    actions.set_favourite_text(header.is_favourite)
    menu = Menu(parent)
    menu.setAccessibleName(tr("Board"))
    view.add_choices(add_submenu(menu, QIcon(), tr("View")))
    menu.addSeparator()
    for group in _GROUPS:
        menu.addActions([actions[name] for name in group])
        menu.addSeparator()
    open_menu_below(header.menu_button, menu, at_end=True)
