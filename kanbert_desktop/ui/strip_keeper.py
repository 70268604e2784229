"""Which strips are to be seen: follows what happens and what the application says of itself."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer

from kanbert_desktop.app.application import Application
from kanbert_desktop.app.language import tr
from kanbert_desktop.app.wording import words_for
from kanbert_desktop.domain.errors import KanbertError, KeyringUnavailable, SignInNeeded
from kanbert_desktop.domain.events import (
    SavingFailed,
    SignedIn,
    SignInExpired,
    SyncState,
    SyncStatus,
    SyncStatusChanged,
)
from kanbert_desktop.ui.strips import About, Notice, StripBar

Act = Callable[[], None]
LOOK_AGAIN = 15_000
"""Milliseconds until it is asked whether saving works again."""


class StripKeeper(QObject):
    """`sign_in` and `connect` are what the strips' buttons do; `retry` tries the network's part again."""

    def __init__(
        self, application: Application, bar: StripBar, *, sign_in: Act, connect: Act, retry: Act
    ) -> None:
        super().__init__(bar)
        self._application, self._bar = application, bar
        self._sign_in, self._connect, self._retry = sign_in, connect, retry
        self._saving = QTimer(self, singleShot=True, interval=LOOK_AGAIN)
        self._saving.timeout.connect(self._save_again)
        bus = application.bus
        self._ends = [
            bus.subscribe(SyncStatusChanged, lambda event: self.show_status(event.status)),
            bus.subscribe(SavingFailed, self._on_saving_failed),
            bus.subscribe(SignInExpired, lambda _event: self.ask_to_sign_in()),
            bus.subscribe(SignedIn, lambda _event: self.refresh()),
        ]
        self.refresh()

    def end(self) -> None:
        self._saving.stop()
        for end in self._ends:
            end()

    def refresh(self) -> None:
        """What the application says of itself may have changed."""
        self._bar.drop(About.SIGN_IN)
        self._keep(About.SAMPLE, self._sample() if self._application.is_sample_data else None)
        problem = self._application.keyring_problem
        self._keep(About.KEYRING, self._of_key(problem) if problem else None)
        desk = self._application.desk
        read_only = desk is not None and not desk.can_write()
        self._keep(
            About.READ_ONLY, Notice(lambda: tr("You can read here, not change.")) if read_only else None
        )
        self._keep(About.RESCUED, self._rescued() if self._application.rescued else None)
        if desk is not None:
            self.show_status(desk.status())

    def show_status(self, status: SyncStatus) -> None:
        if status.state is SyncState.NEEDS_SIGN_IN:
            self.ask_to_sign_in()
        else:
            self._bar.drop(About.SIGN_IN)

    def show_trouble(self, error: KanbertError) -> None:
        """What kept the network's part from starting; the boards are there all the same."""
        if isinstance(error, SignInNeeded):
            self.ask_to_sign_in()
        elif isinstance(error, KeyringUnavailable):
            self._bar.put(
                About.KEYRING, self._of_key(error.key, lambda: tr("Try again"), self._retry_keyring)
            )
        else:
            self._bar.put(About.SIGN_IN, self._of_key(error.key, lambda: tr("Try again"), self._retry))

    def ask_to_sign_in(self) -> None:
        pending = self._application.unsent().pending
        words = partial(_ask_words, pending)
        self._bar.put(About.SIGN_IN, Notice(words, lambda: tr("Sign in"), self._sign_in))

    def _on_saving_failed(self, event: SavingFailed) -> None:
        self._bar.put(About.SAVING, self._of_key(event.key, lambda: tr("Try again"), self._save_again))
        self._saving.start()

    def _save_again(self) -> None:
        self._application.tasks.start("save-again", self._saved())

    async def _saved(self) -> None:
        """Once a change has reached the disk, whatever was wrong with it is over."""
        try:
            await self._application.require_desk().saved()
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
        return Notice(lambda: " ".join(words_for(key)), button, act)

    def _keep(self, about: About, notice: Notice | None) -> None:
        if notice is None:
            self._bar.drop(about)
        else:
            self._bar.put(about, notice)


def _ask_words(pending: int) -> str:
    if pending:
        return tr("Kanbert asks you to sign in again. Your boards and %n change(s) stay here.", pending)
    return tr("Kanbert asks you to sign in again. Your boards stay here.")
