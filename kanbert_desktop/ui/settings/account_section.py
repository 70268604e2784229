"""Who is here, and the other accounts of this computer."""

from collections.abc import Callable, Iterator

from kanbert_desktop.app.accounts.registry import KnownAccount
from kanbert_desktop.app.accounts.switching import ListedAccount
from kanbert_desktop.app.application import Application
from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.settings.act_button import ActButton
from kanbert_desktop.ui.settings.row import Row
from kanbert_desktop.ui.settings.section import Section
from kanbert_desktop.ui.theme import Theme

Choose = Callable[[ListedAccount | None], object]
"""None: one more account."""


class AccountSection(Section):
    """The accounts are read anew whenever it is dressed: other windows add some too."""

    def __init__(
        self,
        theme: Theme,
        application: Application,
        choose: Choose,
        sign_out: Callable[[], object],
        forget: Callable[[KnownAccount], object],
    ) -> None:
        self._theme, self._application = theme, application
        self._choose, self._sign_out, self._forget = choose, sign_out, forget
        self._shown: list[ListedAccount] | None = None
        super().__init__(lambda: tr("Accounts"), ())

    def dress(self) -> None:
        listed = sorted(self._application.accounts(), key=lambda account: not account.is_here)
        if listed != self._shown:
            self._shown = listed
            self.put(list(self._made(listed)))
        super().dress()

    def _made(self, listed: list[ListedAccount]) -> Iterator[Row]:
        for one in listed:
            yield self._row(one)
        add = ActButton(self._theme, lambda: tr("Add account …"), lambda: self._choose(None), "plus")
        yield Row(
            self._theme,
            lambda: tr("Another account"),
            lambda: tr("Gets a window of its own; nothing of one is ever sent with the other's sign-in."),
            [add],
        )

    def _row(self, listed: ListedAccount) -> Row:
        account = listed.account
        name = account.name or account.email or account.user
        button = ActButton(self._theme, lambda: _act_words(listed), lambda: self._act(listed))
        controls = [button]
        if listed.is_here or (listed.in_this_profile and listed.standing == "signed_out"):
            forget = ActButton(self._theme, lambda: tr("Remove data …"), lambda: self._forget(account))
            controls.insert(0, forget)
        return Row(self._theme, lambda: name, lambda: _about(listed), controls)

    def _act(self, listed: ListedAccount) -> None:
        self._sign_out() if listed.is_here else self._choose(listed)


def _act_words(listed: ListedAccount) -> str:
    if listed.is_here:
        return tr("Sign out")
    if not listed.in_this_profile:
        return tr("Open its window")
    return tr("Sign in") if listed.standing == "signed_out" else tr("Switch to it")


def _about(listed: ListedAccount) -> str:
    account = listed.account
    place = tr("Sample data") if account.sandbox else account.server.partition("://")[2]
    standing = {
        "signed_out": tr("signed out"),
        "needs_sign_in": tr("sign in again"),
        "ready": tr("signed in, shown here") if listed.is_here else "",
    }[listed.standing]
    email = account.email if account.name else ""
    return " · ".join(part for part in (email, place, standing) if part)
