"""Account, Sync and storage, Advanced."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QUrl
from PySide6.QtGui import QDesktopServices

from kanbert_desktop.app.accounts.registry import KnownAccount
from kanbert_desktop.app.accounts.sign_in_settings import (
    SettingsWithOrigin,
    SettingWithOrigin,
    settings_with_origin,
)
from kanbert_desktop.app.accounts.switching import ListedAccount
from kanbert_desktop.app.application import Application
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.messages.status_texts import sync_status_text, title_and_message
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.errors import KanbertError
from kanbert_desktop.domain.events import FullCompareProgressed, SyncStatusChanged
from kanbert_desktop.ui.settings.controls import Words
from kanbert_desktop.ui.settings.rows import ActButton, CopyText, Row, Section
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.accessibility import speak

if TYPE_CHECKING:
    from kanbert_desktop.app.accounts.profiles import DiskUsage

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
        listed = sorted(self._application.list_accounts(), key=lambda account: not account.is_current)
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
        if listed.is_current or (listed.in_this_profile and listed.status == "signed_out"):
            forget = ActButton(self._theme, lambda: tr("Remove data …"), lambda: self._forget(account))
            controls.insert(0, forget)
        return Row(self._theme, lambda: name, lambda: _about(listed), controls)

    def _act(self, listed: ListedAccount) -> None:
        self._sign_out() if listed.is_current else self._choose(listed)


def _act_words(listed: ListedAccount) -> str:
    if listed.is_current:
        return tr("Sign out")
    if not listed.in_this_profile:
        return tr("Open its window")
    return tr("Sign in") if listed.status == "signed_out" else tr("Switch to it")


def _about(listed: ListedAccount) -> str:
    account = listed.account
    place = tr("Sample data") if account.sandbox else account.server.partition("://")[2]
    standing = {
        "signed_out": tr("signed out"),
        "needs_sign_in": tr("sign in again"),
        "ready": tr("signed in, shown here") if listed.is_current else "",
    }[listed.status]
    email = account.email if account.name else ""
    return " · ".join(part for part in (email, place, standing) if part)


TASK = "full-sync"


class StandingRow(Row):
    """The badge's words, and "Sync now"."""

    def __init__(
        self, theme: Theme, desk: BoardService, now: Callable[[], datetime], sync: Callable[[], object]
    ) -> None:
        button = ActButton(theme, lambda: tr("Sync now"), sync, "refresh-cw")
        super().__init__(
            theme,
            lambda: sync_status_text(desk.sync_status(), now())[0],
            lambda: sync_status_text(desk.sync_status(), now())[1],
            [button],
        )


class FullSyncRow(Row):
    """Lists every card anew; says how far it is, and goes on when the page is left."""

    def __init__(self, theme: Theme, application: Application) -> None:
        self._application = application
        self._button = ActButton(theme, lambda: tr("Compare everything"), self.begin)
        self._last = ""
        super().__init__(
            theme,
            lambda: tr("Full sync"),
            lambda: (
                self._last
                or tr(
                    "Lists every card in Kanbert anew and compares it with what is here. Nothing unsent is lost."
                )
            ),
            [self._button],
        )

    def begin(self) -> None:
        if not self._application.tasks.is_running(TASK):
            self._tell(tr("Comparing with Kanbert …"))
            self._application.tasks.start(TASK, self._run())

    def on_compared(self, event: FullCompareProgressed) -> None:
        if self._application.tasks.is_running(TASK):
            self._tell(tr("%n card(s) compared so far", event.cards))

    async def _run(self) -> None:
        try:
            await self._application.sync(full=True)
        except KanbertError as error:
            self._tell(" ".join(title_and_message(error)), is_problem=True)
        else:
            self._tell(tr("Compared: what is shown here is what Kanbert has."))

    def _tell(self, words: str, *, is_problem: bool = False) -> None:
        self._last = words
        self.say(words, is_problem=is_problem)
        speak(self, words)


class FolderRow(Row):
    """Where everything lies, and how much room it takes."""

    def __init__(self, theme: Theme, application: Application) -> None:
        self._application = application
        folder = str(application.environment.profile)
        buttons = (
            ActButton(theme, lambda: tr("Open folder"), self._open, "folder-open"),
            CopyText(theme, lambda: tr("Copy path"), lambda: folder),
        )
        super().__init__(theme, lambda: tr("Data folder"), lambda: folder, buttons)

    def _open(self) -> None:
        folder = self._application.environment.profile
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            self.say(tr("No program opens folders here: {folder}", folder=folder), is_problem=True)


def sync_section(
    theme: Theme,
    application: Application,
    desk: BoardService,
    now: Callable[[], datetime],
    sync: Callable[[], object],
) -> tuple[Section, Callable[[], None]]:
    """And the way to end what it listens to."""
    standing, full = StandingRow(theme, desk, now, sync), FullSyncRow(theme, application)
    rows = (standing, full, FolderRow(theme, application), _room_row(theme, application))
    ends = (
        application.bus.subscribe(SyncStatusChanged, lambda _event: standing.dress()),
        application.bus.subscribe(FullCompareProgressed, full.on_compared),
    )

    def end() -> None:
        for one in ends:
            one()

    return Section(lambda: tr("Sync and storage"), rows), end


def _room_row(theme: Theme, application: Application) -> Row:
    from kanbert_desktop.app.accounts.profiles import disk_usage  # noqa: PLC0415  asked when the page is made

    return Row(
        theme,
        lambda: tr("Space used"),
        lambda: _room_words(disk_usage(application.environment, application.account)),
    )


def _room_words(found: "DiskUsage") -> str:
    size = QLocale().formattedDataSize
    words = tr(
        "{all}, of it {boards} for the boards of this account",
        all=size(found.profile_bytes),
        boards=size(found.board_bytes),
    )
    kept = tr("%n backup(s) from before updates", found.backup_count)
    return f"{words} · {kept}" if found.backup_count else words


class FactRow(Row):
    """Its value can be copied also where somebody else fixed it."""

    def __init__(self, theme: Theme, name: Words, fact: Callable[[], SettingWithOrigin]) -> None:
        self._fact = fact
        copy = CopyText(theme, lambda: tr("Copy"), lambda: fact().value)
        super().__init__(theme, name, lambda: fact().value or tr("none"), [copy])

    def dress(self) -> None:
        super().dress()
        self.show_note(_origin_words(self._fact()), is_fixed=self._fact().origin != "person")


def advanced_section(theme: Theme, application: Application) -> Section:
    return Section(lambda: tr("Advanced"), tuple(_rows(theme, application)))


def _rows(theme: Theme, application: Application) -> Iterator[Row]:
    account = application.account
    if account is not None:
        known: SettingsWithOrigin = settings_with_origin(application.options, account)
        yield FactRow(theme, lambda: tr("Server"), lambda: known.server)
        if account.client_id:
            yield FactRow(theme, lambda: tr("Client ID"), lambda: known.client_id)
            yield FactRow(theme, lambda: tr("Redirect URL"), lambda: known.redirect)
    profile = application.options.profile
    if profile is not None:
        yield Row(
            theme,
            lambda: tr("Profile"),
            lambda: str(profile),
            fixed_by=lambda: tr("Set on the command line or in the environment."),
        )


def _origin_words(fact: SettingWithOrigin) -> str:
    match fact.origin:
        case "option":
            return tr("Set on the command line or in the environment.")
        case "administrator":
            return tr("Set by the administrator of this computer.")
        case "person":
            return tr("To change it, sign out; the first page asks for it under More.")
