"""Signing out of the window: what is unsent is asked about, then the board rests until it is over."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kanbert_desktop.app.accounts.registry import KnownAccount
from kanbert_desktop.app.accounts.sign_out import Pending
from kanbert_desktop.app.application import Application
from kanbert_desktop.domain.errors import KanbertError
from kanbert_desktop.ui.account_switcher import SIGN_OUT
from kanbert_desktop.ui.theme import Theme


class WayOut(QObject):
    """`shown` gives what is on screen; `trouble` carries why the person is still here."""

    trouble = Signal(object)
    forgotten = Signal()

    def __init__(
        self, application: Application, theme: Theme, shown: Callable[[], QWidget | None], window: QWidget
    ) -> None:
        super().__init__(window)
        self._application, self._theme, self._shown, self._window = application, theme, shown, window

    def ask(self) -> None:
        """At once where nothing is unsent."""
        unsent = self._application.unsent()
        if not unsent.total:
            self.leave("refuse")
            return
        from kanbert_desktop.ui.sign_out_question import SignOutQuestion  # noqa: PLC0415  seldom needed

        status = self._application.require_desk().status()
        question = SignOutQuestion(unsent, status, self._theme, self._window)
        question.chosen.connect(self.leave)
        question.export_wished.connect(lambda file: self.leave("discard", Path(file)))
        question.open()

    def leave(self, pending: Pending, file: Path | None = None) -> None:
        """`file`: everything unsent is written there first."""
        self._application.tasks.start(SIGN_OUT, self._leave(pending, file))

    def ask_to_forget(self, account: KnownAccount) -> None:
        """Always asked: it cannot be taken back."""
        from kanbert_desktop.ui.forget_question import ForgetQuestion  # noqa: PLC0415  seldom needed

        try:
            unsent = self._application.unsent_of(account)
        except KanbertError as error:
            self.trouble.emit(error)
            return
        question = ForgetQuestion(account, unsent, self._theme, self._window)
        question.confirmed.connect(lambda: self._forget(account, discard=unsent.total > 0))
        question.open()

    def _forget(self, account: KnownAccount, *, discard: bool) -> None:
        self._application.tasks.start(SIGN_OUT, self._forgetting(account, discard=discard))

    async def _forgetting(self, account: KnownAccount, *, discard: bool) -> None:
        with self._resting():
            await self._application.forget_account(account, discard=discard)
            self.forgotten.emit()

    async def _leave(self, pending: Pending, file: Path | None) -> None:
        with self._resting():
            if file is not None:
                await self._application.export_and_sign_out(file)
            else:
                await self._application.sign_out(pending)

    @contextmanager
    def _resting(self) -> Iterator[None]:
        """What is typed while the store closes could be kept nowhere. Trouble is told, and the page comes back."""
        shown = self._shown()
        if shown is not None:
            shown.setEnabled(False)
        try:
            yield
        except KanbertError as error:
            self.trouble.emit(error)
        finally:
            if shown is not None and shown is self._shown():
                shown.setEnabled(True)
