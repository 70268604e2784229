"""Sections Accounts, Sync and storage, Advanced."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from kanbert_desktop.app.accounts.profiles import disk_usage
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
from kanbert_desktop.ui.settings.controls import LazyText
from kanbert_desktop.ui.settings.rows import ActionButton, CopyTextButton, SettingRow, SettingsSection
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.accessibility import announce

if TYPE_CHECKING:
    from kanbert_desktop.app.accounts.profiles import DiskUsage

ChooseAccount = Callable[[ListedAccount | None], object]
"""Called with None to add an account."""
FULL_SYNC_TASK = "full-sync"


class AccountSection(SettingsSection):
    """Reads the accounts whenever its appearance is applied, because other windows add accounts too."""

    def __init__(
        self,
        theme: Theme,
        application: Application,
        choose: ChooseAccount,
        sign_out: Callable[[], object],
        forget: Callable[[KnownAccount], object],
    ) -> None:
        self._theme, self._application = theme, application
        self._choose, self._sign_out, self._forget = choose, sign_out, forget
        self._shown: list[ListedAccount] | None = None
        super().__init__(lambda: tr("Accounts"), ())

    def apply_appearance(self) -> None:
        listed = sorted(self._application.list_accounts(), key=lambda account: not account.is_current)
        if listed != self._shown:
            self._shown = listed
            self.set_rows(list(self._rows_of(listed)))
        super().apply_appearance()

    def tab_stops(self) -> list[QWidget]:
        return [control for row in self.rows for control in row.controls]

    def _rows_of(self, listed: list[ListedAccount]) -> Iterator[SettingRow]:
        for one in listed:
            yield self._row(one)
        add = ActionButton(self._theme, lambda: tr("Add account …"), lambda: self._choose(None), "plus")
        yield SettingRow(
            self._theme,
            lambda: tr("Another account"),
            lambda: tr("Opens in its own window. Accounts are kept completely separate."),
            [add],
        )

    def _row(self, listed: ListedAccount) -> SettingRow:
        account = listed.account
        name = account.name or account.email or account.user
        button = ActionButton(self._theme, lambda: _action_text(listed), lambda: self._run(listed))
        controls = [button]
        if listed.is_current or (listed.in_this_profile and listed.status == "signed_out"):
            forget = ActionButton(self._theme, lambda: tr("Remove data …"), lambda: self._forget(account))
            controls.insert(0, forget)
        return SettingRow(self._theme, lambda: name, lambda: _account_text(listed), controls)

    def _run(self, listed: ListedAccount) -> None:
        self._sign_out() if listed.is_current else self._choose(listed)


def _action_text(listed: ListedAccount) -> str:
    if listed.is_current:
        return tr("Sign out")
    if not listed.in_this_profile:
        return tr("Open window")
    return tr("Sign in") if listed.status == "signed_out" else tr("Switch")


def _account_text(listed: ListedAccount) -> str:
    account = listed.account
    server_name = tr("Sample data") if account.sandbox else account.server.partition("://")[2]
    view_state = {
        "signed_out": tr("signed out"),
        "needs_sign_in": tr("sign in again"),
        "ready": tr("signed in, current account") if listed.is_current else "",
    }[listed.status]
    email = account.email if account.name else ""
    return " · ".join(part for part in (email, server_name, view_state) if part)


class SyncStatusRow(SettingRow):
    """Sync status, with a button "Sync now"."""

    def __init__(
        self, theme: Theme, service: BoardService, now: Callable[[], datetime], sync: Callable[[], object]
    ) -> None:
        button = ActionButton(theme, lambda: tr("Sync now"), sync, "refresh-cw")
        super().__init__(
            theme,
            lambda: sync_status_text(service.sync.status(), now())[0],
            lambda: sync_status_text(service.sync.status(), now())[1],
            [button],
        )


class FullSyncRow(SettingRow):
    """Runs a full compare and shows its progress; it continues if the page is closed."""

    def __init__(self, theme: Theme, application: Application) -> None:
        self._application = application
        self._button = ActionButton(theme, lambda: tr("Compare everything"), self.start)
        self._last_message = ""
        super().__init__(
            theme,
            lambda: tr("Full sync"),
            lambda: (
                self._last_message
                or tr("Compares every card in Kanbert with this computer. Unsent changes are kept.")
            ),
            [self._button],
        )

    def start(self) -> None:
        if not self._application.tasks.is_running(FULL_SYNC_TASK):
            self._report(tr("Comparing with Kanbert …"))
            self._application.tasks.start(FULL_SYNC_TASK, self._run())

    def show_progress(self, event: FullCompareProgressed) -> None:
        if self._application.tasks.is_running(FULL_SYNC_TASK):
            self._report(tr("%n card(s) compared so far", event.cards))

    async def _run(self) -> None:
        try:
            await self._application.sync(full=True)
        except KanbertError as error:
            self._report(" ".join(title_and_message(error)), is_problem=True)
        else:
            self._report(tr("Done: this computer matches Kanbert."))

    def _report(self, text: str, *, is_problem: bool = False) -> None:
        self._last_message = text
        self.show_hint(text, is_problem=is_problem)
        announce(self, text)


class FolderRow(SettingRow):
    """The data folder and its disk usage."""

    def __init__(self, theme: Theme, application: Application) -> None:
        self._application = application
        folder = str(application.environment.profile)
        buttons = (
            ActionButton(theme, lambda: tr("Open folder"), self._open, "folder-open"),
            CopyTextButton(theme, lambda: tr("Copy path"), lambda: folder),
        )
        super().__init__(theme, lambda: tr("Data folder"), lambda: folder, buttons)

    def _open(self) -> None:
        folder = self._application.environment.profile
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            self.show_hint(tr("The folder could not be opened: {folder}", folder=folder), is_problem=True)


def sync_section(
    theme: Theme,
    application: Application,
    service: BoardService,
    now: Callable[[], datetime],
    sync: Callable[[], object],
) -> tuple[SettingsSection, Callable[[], None]]:
    """Returns the section and the function that unsubscribes it."""
    view_state, full = SyncStatusRow(theme, service, now, sync), FullSyncRow(theme, application)
    rows = (view_state, full, FolderRow(theme, application), _disk_usage_row(theme, application))
    ends = (
        application.bus.subscribe(SyncStatusChanged, lambda _event: view_state.apply_appearance()),
        application.bus.subscribe(FullCompareProgressed, full.show_progress),
    )

    def end() -> None:
        for one in ends:
            one()

    return SettingsSection(lambda: tr("Sync and storage"), rows), end


def _disk_usage_row(theme: Theme, application: Application) -> SettingRow:
    return SettingRow(
        theme,
        lambda: tr("Disk space used"),
        lambda: _disk_usage_text(disk_usage(application.environment, application.account)),
    )


def _disk_usage_text(found: "DiskUsage") -> str:
    text = tr(
        "{all}, {boards} of it this account's boards",
        all=_size_text(found.profile_bytes),
        boards=_size_text(found.board_bytes),
    )
    saved = tr("%n backup(s) made before updates", found.backup_count)
    return f"{text} · {saved}" if found.backup_count else text


def _size_text(size: int) -> str:
    """In whole kilobytes or megabytes; tenths from a gigabyte on."""
    precision = 0 if size < 1_000_000_000 else 1
    return QLocale().formattedDataSize(size, precision, QLocale.DataSizeFormat.DataSizeSIFormat)


class ReadOnlyRow(SettingRow):
    """A value that cannot be changed here, but copied."""

    def __init__(self, theme: Theme, name: LazyText, fact: Callable[[], SettingWithOrigin]) -> None:
        self._fact = fact
        copy = CopyTextButton(theme, lambda: tr("Copy"), lambda: fact().value)
        super().__init__(theme, name, lambda: fact().value or tr("none"), [copy])

    def apply_appearance(self) -> None:
        super().apply_appearance()
        self.show_note(_origin_text(self._fact()), is_locked=self._fact().origin != "person")


def advanced_section(theme: Theme, application: Application) -> SettingsSection:
    return SettingsSection(lambda: tr("Advanced"), tuple(_rows(theme, application)))


def _rows(theme: Theme, application: Application) -> Iterator[SettingRow]:
    account = application.account
    if account is not None:
        known: SettingsWithOrigin = settings_with_origin(application.options, account)
        yield ReadOnlyRow(theme, lambda: tr("Server"), lambda: known.server)
        if account.client_id:
            yield ReadOnlyRow(theme, lambda: tr("Client ID"), lambda: known.client_id)
            yield ReadOnlyRow(theme, lambda: tr("Redirect URL"), lambda: known.redirect)
    profile = application.options.profile
    if profile is not None:
        yield SettingRow(
            theme,
            lambda: tr("Profile"),
            lambda: str(profile),
            locked_reason=lambda: tr("Set on the command line or in the environment."),
        )


def _origin_text(fact: SettingWithOrigin) -> str:
    match fact.origin:
        case "option":
            return tr("Set on the command line or in the environment.")
        case "administrator":
            return tr("Set by the administrator of this computer.")
        case "person":
            return tr("To change it, sign out and look under More on the sign-in page.")
