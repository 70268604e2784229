"""The button with the person's name: its menu, and the ways to other accounts behind it."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QWidget

from kanbert_desktop.app.application import Application
from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.actions import Actions
from kanbert_desktop.ui.menu_below import open_below
from kanbert_desktop.ui.theme import Theme

if TYPE_CHECKING:
    from kanbert_desktop.app.accounts.switching import ListedAccount
    from kanbert_desktop.ui.account_switcher import AccountSwitcher
    from kanbert_desktop.ui.entrance.sign_in_journey import SignInJourney


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
        from kanbert_desktop.ui.account_switcher import AccountSwitcher  # noqa: PLC0415  after the first paint

        made = AccountSwitcher(self._application, self._theme, self._journey, self)
        made.trouble.connect(self.trouble)
        return made

    def choose(self, listed: "ListedAccount | None") -> None:
        """None: one more, in a window of its own."""
        self.switcher.choose(listed)

    def menu(self) -> QMenu:
        """It says what would be taken back."""
        from kanbert_desktop.ui.account_menu import account_menu  # noqa: PLC0415  after the first paint

        desk = self._application.desk
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
