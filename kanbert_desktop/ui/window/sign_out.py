"""Sign-out, and removal of an account's data."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kanbert_desktop.app.accounts.registry import KnownAccount
from kanbert_desktop.app.accounts.sign_out import UnsentPolicy
from kanbert_desktop.app.application import Application
from kanbert_desktop.domain.errors import KanbertError
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.window.menus import SIGN_OUT_TASK
from kanbert_desktop.ui.window.question_dialogs import RemoveDataDialog, SignOutDialog


class SignOutCommand(QObject):
    """`shown` returns the current page; `error_occurred` carries why the account is still signed in."""

    error_occurred = Signal(object)
    data_removed = Signal()

    def __init__(
        self, application: Application, theme: Theme, shown: Callable[[], QWidget | None], window: QWidget
    ) -> None:
        super().__init__(window)
        self._application, self._theme, self._shown, self._window = application, theme, shown, window

    def start(self) -> None:
        """Signs out at once if nothing is unsent, else asks first."""
        unsent = self._application.count_unsent()
        if not unsent.total:
            self.sign_out("refuse")
            return

        status = self._application.require_service().sync.status()
        question = SignOutDialog(unsent, status, self._theme, self._window)
        question.chosen.connect(self.sign_out)
        question.export_requested.connect(lambda file: self.sign_out("discard", Path(file)))
        question.open()

    def sign_out(self, pending: UnsentPolicy, file: Path | None = None) -> None:
        """`file`: unsent changes are exported there first."""
        self._application.tasks.start(SIGN_OUT_TASK, self._sign_out(pending, file))

    def ask_to_remove_data(self, account: KnownAccount) -> None:
        """Always asks: the removal cannot be undone."""
        try:
            unsent = self._application.count_unsent_of(account)
        except KanbertError as error:
            self.error_occurred.emit(error)
            return
        question = RemoveDataDialog(account, unsent, self._theme, self._window)
        question.confirmed.connect(lambda: self._start_removal(account, discard=unsent.total > 0))
        question.open()

    def _start_removal(self, account: KnownAccount, *, discard: bool) -> None:
        self._application.tasks.start(SIGN_OUT_TASK, self._remove_data(account, discard=discard))

    async def _remove_data(self, account: KnownAccount, *, discard: bool) -> None:
        with self._disabled_page():
            await self._application.remove_account(account, discard=discard)
            self.data_removed.emit()

    async def _sign_out(self, pending: UnsentPolicy, file: Path | None) -> None:
        with self._disabled_page():
            if file is not None:
                await self._application.export_and_sign_out(file)
            else:
                await self._application.sign_out(pending)

    @contextmanager
    def _disabled_page(self) -> Iterator[None]:
        """Disables the page: text typed while the store closes could not be saved.

        Reports errors and enables the page again.
        """
        shown = self._shown()
        if shown is not None:
            shown.setEnabled(False)
        try:
            yield
        except KanbertError as error:
            self.error_occurred.emit(error)
        finally:
            if shown is not None and shown is self._shown():
                shown.setEnabled(True)
