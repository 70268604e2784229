"""Account menu and button, account switcher, board menu."""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QActionGroup, QFontMetrics
from PySide6.QtWidgets import QMenu, QWidget

from kanbert_desktop.app.accounts.switching import ListedAccount
from kanbert_desktop.app.application import Application
from kanbert_desktop.app.settings import LANGUAGE, THEME, Setting, Settings
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.errors import KanbertError
from kanbert_desktop.ui.commands.actions import HELP, Actions, Name
from kanbert_desktop.ui.style import icons
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.literal_text import menu_words
from kanbert_desktop.ui.widgets.popups import open_below

if TYPE_CHECKING:
    from kanbert_desktop.ui.sign_in.controller import SignInJourney


class AccountDoor(QObject):
    """`journey` leads into an account that is signed out; `trouble` carries what went wrong on the way to another one."""

    trouble = Signal(object)

    def __init__(
        self,
        application: Application,
        theme: Theme,
        actions: Actions,
        journey: "Callable[[], SignInJourney]",
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._application, self._theme, self._actions = application, theme, actions
        self._journey, self._window = journey, window

    @cached_property
    def switcher(self) -> "AccountSwitcher":
        """Made when it is first asked for."""
        made = AccountSwitcher(self._application, self._theme, self._journey, self)
        made.trouble.connect(self.trouble)
        return made

    def choose(self, listed: "ListedAccount | None") -> None:
        """None: one more, in a window of its own."""
        self.switcher.choose(listed)

    def menu(self) -> QMenu:
        """It says what would be taken back."""
        desk = self._application.service
        if desk is not None:
            self._actions.name_undo(desk.undo_text(), desk.redo_text())
        settings = self._application.settings
        return account_menu(self._actions, settings, self._theme, self._window, self.switcher)

    def offer_below(self, button: QWidget) -> None:
        """The accounts alone, for somebody who is not signed in."""
        menu = QMenu(self._window)
        menu.setAccessibleName(tr("Accounts"))
        self.switcher.list_in(menu)
        open_below(button, menu)

    def open_below(self, button: QWidget) -> None:
        open_below(button, self.menu())


TASK = "switch account"
SIGN_OUT = "sign-out"
_WIDEST = 190
"""Of a name, and of a server, in pixels at 100 %."""
_CUT = Qt.TextElideMode.ElideRight


class AccountSwitcher(QObject):
    """`journey` leads into an account of this profile that is signed out; `trouble` carries what went wrong."""

    trouble = Signal(object)

    def __init__(
        self, application: Application, theme: Theme, journey: "Callable[[], SignInJourney]", parent: QObject
    ) -> None:
        super().__init__(parent)
        self._application, self._theme, self._journey = application, theme, journey

    def fill(self, menu: QMenu) -> None:
        """All of them, and the way to one more."""
        self.list_in(menu)
        add = menu.addAction(icons.icon("plus", self._theme.color("muted")), tr("Add account …"))
        add.triggered.connect(lambda _checked=False: self.choose(None))

    def list_in(self, menu: QMenu) -> None:
        """Read anew each time: other windows add accounts too."""
        metrics = QFontMetrics(menu.font())
        for listed in self._application.list_accounts():
            words = _words(listed, lambda text: metrics.elidedText(text, _CUT, self._theme.px(_WIDEST)))
            # A name may hold an ampersand, which would underline what follows.
            action = menu.addAction(menu_words(words))
            action.setCheckable(True)
            action.setChecked(listed.is_current)
            action.triggered.connect(self._chooser(listed))

    def choose(self, listed: ListedAccount | None) -> None:
        """None: one more, in a window of its own."""
        if listed is None:
            self._open_window(None)
        elif listed.is_current:
            return
        elif not listed.in_this_profile:
            signed_in = listed.account.id if listed.status != "signed_out" else None
            self._open_window(listed.profile, signed_in)
        elif listed.status == "signed_out":
            self._journey().into(listed.account)
        else:
            self.show(listed.account.id)

    def show(self, account_id: str) -> None:
        """In place; one that is here stays."""
        here = self._application.account
        is_here = here is not None and here.id == account_id
        if not is_here and not self.is_leaving():
            self._application.tasks.start(TASK, self._switch(account_id))

    def is_leaving(self) -> bool:
        """Somebody is on the way out, by a switch or by signing out: one at a time."""
        return any(self._application.tasks.is_running(name) for name in (TASK, SIGN_OUT))

    def _chooser(self, listed: ListedAccount) -> Callable[[bool], None]:
        return lambda _checked: self.choose(listed)

    async def _switch(self, account_id: str) -> None:
        try:
            await self._application.switch_to(account_id)
        except KanbertError as error:
            self.trouble.emit(error)

    def _open_window(self, profile: Path | None, account_id: str | None = None) -> None:
        try:
            self._application.open_window(profile, account_id)
        except KanbertError as error:
            self.trouble.emit(error)


def _words(listed: ListedAccount, cut: Callable[[str], str]) -> str:
    account = listed.account
    place = tr("Sample data") if account.sandbox else account.server.partition("://")[2]
    name, place = cut(account.name or account.email or account.user), cut(place)
    match listed.status:
        case "signed_out":
            return tr("{name} · {place} (signed out)", name=name, place=place)
        case "needs_sign_in":
            return tr("{name} · {place} (sign in again)", name=name, place=place)
        case _:
            return tr("{name} · {place}", name=name, place=place)


def account_menu(
    actions: Actions,
    settings: Settings,
    theme: Theme,
    parent: QWidget,
    switcher: AccountSwitcher | None = None,
) -> QMenu:
    """Made anew each time it opens, so that it is always in the right language. The accounts come first."""
    menu = QMenu(parent)
    menu.setAccessibleName(tr("Accounts"))
    if switcher is not None:
        switcher.fill(menu)
        menu.addSeparator()
    menu.addAction(actions[Name.SYNC])
    menu.addAction(actions[Name.UNDO])
    menu.addAction(actions[Name.REDO])
    menu.addAction(actions[Name.DELETED])
    menu.addSeparator()
    looks = {"system": tr("Like the system"), "light": tr("Light"), "dark": tr("Dark")}
    muted = theme.color("muted")
    _add_choice(menu.addMenu(icons.icon("sun-moon", muted), tr("Appearance")), THEME, looks, settings)
    languages = {"system": tr("Like the system"), "en": "English", "de": "Deutsch"}
    _add_choice(menu.addMenu(icons.icon("languages", muted), tr("Language")), LANGUAGE, languages, settings)
    menu.addSeparator()
    menu.addAction(actions[Name.SETTINGS])
    below = menu.addMenu(icons.icon("circle-help", muted), tr("Help"))
    for name in HELP:
        below.addAction(actions[name])
    menu.addSeparator()
    menu.addAction(actions[Name.SIGN_OUT])
    menu.addAction(actions[Name.FORGET])
    menu.addAction(actions[Name.QUIT])
    return menu


def _add_choice(below: QMenu, setting: Setting[str], choices: dict[str, str], settings: Settings) -> None:
    group = QActionGroup(below)
    for value, words in choices.items():
        action = below.addAction(words)
        action.setCheckable(True)
        action.setChecked(settings.get(setting) == value)
        action.triggered.connect(_putter(settings, setting, value))
        group.addAction(action)


def _putter(settings: Settings, setting: Setting[str], value: str) -> Callable[[bool], None]:
    return lambda _checked: settings.put(setting, value)


_GROUPS = (
    (Name.NEW_CARD, Name.FAVOURITE, Name.SYNC),
    (Name.PRINT, Name.SAVE_PDF, Name.EXPORT),
)


def open_board_menu(actions: Actions, button: QWidget, parent: QWidget) -> None:
    """Below the button, which stands at the end of its row."""
    menu = QMenu(parent)
    menu.setAccessibleName(tr("Board"))
    for group in _GROUPS:
        menu.addActions([actions[name] for name in group])
        menu.addSeparator()
    open_below(button, menu, at_end=True)
