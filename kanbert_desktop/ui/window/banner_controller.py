"""Decides which banners are shown, from events and the state of the application."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer

from kanbert_desktop.app.application import Application
from kanbert_desktop.app.messages.status_texts import texts_for_key
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.errors import KanbertError, KeyringUnavailable, SignInRequired
from kanbert_desktop.domain.events import (
    KeyringBlocked,
    KeyringReady,
    SavingFailed,
    SignedIn,
    SignInExpired,
    SyncState,
    SyncStatus,
    SyncStatusChanged,
    WriteAccessChanged,
)
from kanbert_desktop.ui.widgets.banner import BannerBar, BannerContent, BannerKind

Action = Callable[[], None]
_TOKEN_ERRORS = ("token_ended", "token_gone", "token_missing")
SAVE_RETRY_MS = 15_000
"""Milliseconds until saving is tried again."""


class BannerController(QObject):
    """`sign_in` and `connect` are the actions of banner buttons; `retry` goes online again."""

    def __init__(
        self, application: Application, bar: BannerBar, *, sign_in: Action, connect: Action, retry: Action
    ) -> None:
        super().__init__(bar)
        self._application, self._bar = application, bar
        self._keyring_error_key: str | None = None
        self._sign_in, self._connect, self._retry = sign_in, connect, retry
        self._save_timer = QTimer(self, singleShot=True, interval=SAVE_RETRY_MS)
        self._save_timer.timeout.connect(self._retry_saving)
        bus = application.bus
        self._unsubscribers = [
            bus.subscribe(SyncStatusChanged, lambda event: self.show_status(event.status)),
            bus.subscribe(SavingFailed, self._on_saving_failed),
            bus.subscribe(SignInExpired, lambda event: self.show_sign_in_banner(event.key)),
            bus.subscribe(SignedIn, lambda _event: self.refresh()),
            bus.subscribe(WriteAccessChanged, lambda _event: self._show_write_access()),
            bus.subscribe(KeyringBlocked, self._on_keyring_blocked),
            bus.subscribe(KeyringReady, lambda _event: self._on_keyring_ready()),
        ]
        self.refresh()

    def close(self) -> None:
        self._save_timer.stop()
        for unsubscribe in self._unsubscribers:
            unsubscribe()

    def refresh(self) -> None:
        """Updates all banners from the state of the application."""
        self._bar.hide_banner(BannerKind.SIGN_IN)
        self._show_or_hide(
            BannerKind.SAMPLE_DATA, self._sample_data_content() if self._application.is_sample_data else None
        )
        self._show_keyring()
        self._show_write_access()
        problem = self._application.saving_problem
        if problem is not None and BannerKind.SAVING not in self._bar.banners:
            self._on_saving_failed(SavingFailed(problem))
        self._show_or_hide(
            BannerKind.RECOVERED, self._recovered_content() if self._application.recovery_report else None
        )
        service = self._application.service
        newer = service.unreadable_change_count() if service is not None else 0
        self._show_or_hide(BannerKind.NEWER_CHANGES, _newer_changes_content(newer) if newer else None)
        if service is not None:
            self.show_status(service.sync.status())

    def show_status(self, status: SyncStatus) -> None:
        if status.state is SyncState.NEEDS_SIGN_IN:
            self.show_sign_in_banner(status.problem)
        else:
            self._bar.hide_banner(BannerKind.SIGN_IN)

    def show_error(self, error: KanbertError) -> None:
        """Shows why the network could not be started; the boards stay usable."""
        if isinstance(error, SignInRequired):
            self.show_sign_in_banner(error.key)
        elif isinstance(error, KeyringUnavailable):
            self._bar.show_banner(
                BannerKind.KEYRING,
                self._content_for_key(error.key, lambda: tr("Try again"), self._retry_keyring),
            )
        else:
            self._bar.show_banner(
                BannerKind.SIGN_IN, self._content_for_key(error.key, lambda: tr("Try again"), self._retry)
            )

    def show_sign_in_banner(self, key: str | None = None) -> None:
        """`key` names the reason where it is known: an expired token needs another text than an expired sign-in."""
        reason = key if key in _TOKEN_ERRORS else None
        if reason is None and self._application.current_account.sign_in_method == "token":
            reason = "token_ended"
        service = self._application.service
        pending = service.sync.status().pending if service is not None else 0
        text = partial(_sign_in_text, pending, reason)
        self._bar.show_banner(BannerKind.SIGN_IN, BannerContent(text, lambda: tr("Sign in"), self._sign_in))

    def _show_write_access(self) -> None:
        service = self._application.service
        read_only = service is not None and not service.sync.can_write
        text = BannerContent(lambda: tr("You have read-only access."))
        self._show_or_hide(BannerKind.READ_ONLY, text if read_only else None)

    def _show_keyring(self) -> None:
        """Shows a blocked keyring first, else credentials that could not be stored."""
        if self._keyring_error_key is not None:
            action = self._application.current_account.retry_keyring
            self._bar.show_banner(
                BannerKind.KEYRING,
                self._content_for_key(self._keyring_error_key, lambda: tr("Try again"), action),
            )
            return
        problem = self._application.current_account.keyring_problem
        content = (
            self._content_for_key(problem, lambda: tr("Try again"), self._retry_credentials)
            if problem
            else None
        )
        self._show_or_hide(BannerKind.KEYRING, content)

    def _retry_credentials(self) -> None:
        self._application.tasks.start("keep sign-in", self._store_credentials_again())

    async def _store_credentials_again(self) -> None:
        await self._application.store_credentials_again()
        self._show_keyring()

    def _on_keyring_blocked(self, event: KeyringBlocked) -> None:
        self._keyring_error_key = event.key
        self._show_keyring()

    def _on_keyring_ready(self) -> None:
        self._keyring_error_key = None
        self._show_keyring()

    def _on_saving_failed(self, event: SavingFailed) -> None:
        self._bar.show_banner(
            BannerKind.SAVING, self._content_for_key(event.key, lambda: tr("Try again"), self._retry_saving)
        )
        self._save_timer.start()

    def _retry_saving(self) -> None:
        self._application.tasks.start("save-again", self._saved())

    async def _saved(self) -> None:
        """Hides the banner once a change has reached the disk: the cause is then gone."""
        try:
            await self._application.save_all()
        except KanbertError:
            self._save_timer.start()
        else:
            self._bar.hide_banner(BannerKind.SAVING)

    def _retry_keyring(self) -> None:
        self._bar.hide_banner(BannerKind.KEYRING)
        self._retry()

    def _sample_data_content(self) -> BannerContent:
        content = BannerContent(lambda: tr("Sample data, only on this computer."))
        if self._application.options.sandbox:
            # Fixed for this run: an entry of the desktop's menu starts it that way, too.
            return content._replace(
                addition=lambda: tr(
                    "To connect your own Kanbert, quit the program and start it without sample data."
                )
            )
        return content._replace(
            button_text=lambda: tr("Connect to Kanbert"),
            action=self._connect,
            addition=lambda: tr("It stays here when you connect your own Kanbert."),
        )

    def _recovered_content(self) -> BannerContent:
        return BannerContent(
            lambda: tr(
                "The file with your boards was damaged. Your changes were recovered; the rest is "
                "downloaded again."
            ),
            lambda: tr("OK"),
            lambda: self._bar.hide_banner(BannerKind.RECOVERED),
        )

    def _content_for_key(
        self, key: str, button: Callable[[], str] | None = None, action: Action | None = None
    ) -> BannerContent:
        return BannerContent(lambda: " ".join(texts_for_key(key)), button, action)

    def _show_or_hide(self, about: BannerKind, content: BannerContent | None) -> None:
        if content is None:
            self._bar.hide_banner(about)
        else:
            self._bar.show_banner(about, content)


def _sign_in_text(pending: int, reason: str | None) -> str:
    if reason is not None:
        title = texts_for_key(reason)[0]
        if pending:
            return f"{title} {tr('Your boards and %n change(s) stay here.', pending)}"
        return f"{title} {tr('Your boards stay here.')}"
    if pending:
        return tr("Kanbert asks you to sign in again. Your boards and %n change(s) stay here.", pending)
    return tr("Kanbert asks you to sign in again. Your boards stay here.")


def _newer_changes_content(count: int) -> BannerContent:
    from kanbert_desktop.ui.attention.texts import newer_changes_text  # noqa: PLC0415  hardly any start needs it

    return BannerContent(partial(newer_changes_text, count))
