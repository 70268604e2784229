"""The accounts in the account's menu: one of this profile is shown in place, any other in its own window."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QMenu

from kanbert_desktop.app.accounts.switching import ListedAccount
from kanbert_desktop.app.application import Application
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.errors import KanbertError
from kanbert_desktop.ui import icons
from kanbert_desktop.ui.literal_text import menu_words
from kanbert_desktop.ui.theme import Theme

if TYPE_CHECKING:
    from kanbert_desktop.ui.entrance.sign_in_journey import SignInJourney

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
        for listed in self._application.accounts():
            words = _words(listed, lambda text: metrics.elidedText(text, _CUT, self._theme.px(_WIDEST)))
            # A name may hold an ampersand, which would underline what follows.
            action = menu.addAction(menu_words(words))
            action.setCheckable(True)
            action.setChecked(listed.is_here)
            action.triggered.connect(self._chooser(listed))

    def choose(self, listed: ListedAccount | None) -> None:
        """None: one more, in a window of its own."""
        if listed is None:
            self._open_window(None)
        elif listed.is_here:
            return
        elif not listed.in_this_profile:
            signed_in = listed.account.id if listed.standing != "signed_out" else None
            self._open_window(listed.profile, signed_in)
        elif listed.standing == "signed_out":
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
    match listed.standing:
        case "signed_out":
            return tr("{name} · {place} (signed out)", name=name, place=place)
        case "needs_sign_in":
            return tr("{name} · {place} (sign in again)", name=name, place=place)
        case _:
            return tr("{name} · {place}", name=name, place=place)
