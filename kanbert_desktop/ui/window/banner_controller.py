"""Which strips are to be seen: follows what happens and what the application says of itself."""

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
from kanbert_desktop.ui.widgets.banner import About, Notice, StripBar

Act = Callable[[], None]
_OF_TOKENS = ("token_ended", "token_gone", "token_missing")
LOOK_AGAIN = 15_000
"""Milliseconds until it is asked whether saving works again."""


class StripKeeper(QObject):
    """`sign_in` and `connect` are what the strips' buttons do; `retry` tries the network's part again."""

    def __init__(
        self, application: Application, bar: StripBar, *, sign_in: Act, connect: Act, retry: Act
    ) -> None:
        super().__init__(bar)
        self._application, self._bar = application, bar
        self._waiting_for: str | None = None
        self._sign_in, self._connect, self._retry = sign_in, connect, retry
        self._saving = QTimer(self, singleShot=True, interval=LOOK_AGAIN)
        self._saving.timeout.connect(self._save_again)
        bus = application.bus
        self._ends = [
            bus.subscribe(SyncStatusChanged, lambda event: self.show_status(event.status)),
            bus.subscribe(SavingFailed, self._on_saving_failed),
            bus.subscribe(SignInExpired, lambda event: self.ask_to_sign_in(event.key)),
            bus.subscribe(SignedIn, lambda _event: self.refresh()),
            bus.subscribe(WriteAccessChanged, lambda _event: self._show_writing()),
            bus.subscribe(KeyringBlocked, self._on_keyring_waiting),
            bus.subscribe(KeyringReady, lambda _event: self._on_keyring_ready()),
        ]
        self.refresh()

    def end(self) -> None:
        self._saving.stop()
        for end in self._ends:
            end()

    def refresh(self) -> None:
        """What the application says of itself may have changed."""
        from kanbert_desktop.ui.attention.texts import newer_words  # noqa: PLC0415  the page comes after the first paint

        self._bar.drop(About.SIGN_IN)
        self._keep(About.SAMPLE, self._sample() if self._application.is_sample_data else None)
        self._show_keyring()
        self._show_writing()
        problem = self._application.saving_problem
        if problem is not None and About.SAVING not in self._bar.strips:
            self._on_saving_failed(SavingFailed(problem))
        self._keep(About.RESCUED, self._rescued() if self._application.recovery_report else None)
        desk = self._application.service
        newer = desk.unreadable_change_count() if desk is not None else 0
        self._keep(About.NEWER, Notice(partial(newer_words, newer)) if newer else None)
        if desk is not None:
            self.show_status(desk.sync_status())

    def show_status(self, status: SyncStatus) -> None:
        if status.state is SyncState.NEEDS_SIGN_IN:
            self.ask_to_sign_in(status.problem)
        else:
            self._bar.drop(About.SIGN_IN)

    def show_trouble(self, error: KanbertError) -> None:
        """What kept the network's part from starting; the boards are there all the same."""
        if isinstance(error, SignInRequired):
            self.ask_to_sign_in(error.key)
        elif isinstance(error, KeyringUnavailable):
            self._bar.put(
                About.KEYRING, self._of_key(error.key, lambda: tr("Try again"), self._retry_keyring)
            )
        else:
            self._bar.put(About.SIGN_IN, self._of_key(error.key, lambda: tr("Try again"), self._retry))

    def ask_to_sign_in(self, key: str | None = None) -> None:
        """`key` names why, where that is known: a token ends otherwise than a sign-in."""
        why = key if key in _OF_TOKENS else None
        if why is None and self._application.sign_in_method == "token":
            why = "token_ended"
        words = partial(_ask_words, self._application.count_unsent().pending, why)
        self._bar.put(About.SIGN_IN, Notice(words, lambda: tr("Sign in"), self._sign_in))

    def _show_writing(self) -> None:
        desk = self._application.service
        read_only = desk is not None and not desk.can_write()
        words = Notice(lambda: tr("You can read here, not change."))
        self._keep(About.READ_ONLY, words if read_only else None)

    def _show_keyring(self) -> None:
        """A keyring to be unlocked comes first; what could not be kept lasts until quitting, or until it can be."""
        if self._waiting_for is not None:
            act = self._application.retry_keyring
            self._bar.put(About.KEYRING, self._of_key(self._waiting_for, lambda: tr("Try again"), act))
            return
        problem = self._application.keyring_problem
        again = lambda: self._application.tasks.start("keep sign-in", self._keep_sign_in())  # noqa: E731
        notice = self._of_key(problem, lambda: tr("Try again"), again) if problem else None
        self._keep(About.KEYRING, notice)

    async def _keep_sign_in(self) -> None:
        await self._application.store_credentials_again()
        self._show_keyring()

    def _on_keyring_waiting(self, event: KeyringBlocked) -> None:
        self._waiting_for = event.key
        self._show_keyring()

    def _on_keyring_ready(self) -> None:
        self._waiting_for = None
        self._show_keyring()

    def _on_saving_failed(self, event: SavingFailed) -> None:
        self._bar.put(About.SAVING, self._of_key(event.key, lambda: tr("Try again"), self._save_again))
        self._saving.start()

    def _save_again(self) -> None:
        self._application.tasks.start("save-again", self._saved())

    async def _saved(self) -> None:
        """Once a change has reached the disk, whatever was wrong with it is over."""
        try:
            await self._application.save_all()
        except KanbertError:
            self._saving.start()
        else:
            self._bar.drop(About.SAVING)

    def _retry_keyring(self) -> None:
        self._bar.drop(About.KEYRING)
        self._retry()

    def _sample(self) -> Notice:
        words = lambda: tr("Sample data. Nothing leaves this computer.")  # noqa: E731
        if self._application.options.sandbox:
            return Notice(words)
        return Notice(words, lambda: tr("Connect to Kanbert"), self._connect)

    def _rescued(self) -> Notice:
        return Notice(
            lambda: tr(
                "The file with your boards was damaged. What you changed was rescued; the rest is fetched again."
            ),
            lambda: tr("Understood"),
            lambda: self._bar.drop(About.RESCUED),
        )

    def _of_key(self, key: str, button: Callable[[], str] | None = None, act: Act | None = None) -> Notice:
        return Notice(lambda: " ".join(texts_for_key(key)), button, act)

    def _keep(self, about: About, notice: Notice | None) -> None:
        if notice is None:
            self._bar.drop(about)
        else:
            self._bar.put(about, notice)


def _ask_words(pending: int, why: str | None) -> str:
    if why is not None:
        title = texts_for_key(why)[0]
        if pending:
            return f"{title} {tr('Your boards and %n change(s) stay here.', pending)}"
        return f"{title} {tr('Your boards stay here.')}"
    if pending:
        return tr("Kanbert asks you to sign in again. Your boards and %n change(s) stay here.", pending)
    return tr("Kanbert asks you to sign in again. Your boards stay here.")
