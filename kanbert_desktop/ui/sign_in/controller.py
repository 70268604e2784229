"""Runs one sign-in over the pages that show it."""

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from kanbert_desktop.app.accounts.registry import ClientRegistration, KnownAccount, has_browser
from kanbert_desktop.app.application import Application
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.errors import Cancelled, KanbertError, SignInRequired
from kanbert_desktop.ui.sign_in.first_run_page import FirstRunPage
from kanbert_desktop.ui.sign_in.waiting_page import WaitingPage

if TYPE_CHECKING:
    from kanbert_desktop.app.accounts.sign_in import PendingSignIn

SIGN_IN_TASK = "sign-in"
StartSignIn = Callable[[], Coroutine[Any, Any, None]]


class SignInController(QObject):
    """Starts sign-ins and waits for their end.

    `waiting_started`: the browser is open. `signed_in` carries whether another user signed in than before. `failed`
    carries the error. `first_page_requested`: the user has to enter something first.
    """

    waiting_started = Signal()
    signed_in = Signal(bool)
    failed = Signal(object)
    first_page_requested = Signal()

    def __init__(self, application: Application, first: FirstRunPage, page: WaitingPage) -> None:
        super().__init__(page)
        self._application, self._first, self._page = application, first, page
        self._start_sign_in: StartSignIn = self._sign_in_with_preset
        first.preset_requested.connect(self._on_preset)
        first.methods.browser_sign_in_requested.connect(self._on_typed)
        first.methods.token_sign_in_requested.connect(self._on_token)
        first.sample_requested.connect(self._on_sample)
        page.retry_requested.connect(lambda: self._start(self._start_sign_in))

    def sign_in_again(self) -> None:
        """Signs in to the current account again."""
        method = self._application.current_account.sign_in_method
        if self._application.is_sample_data:
            # With `--sandbox` the user wants to see a sign-in.
            is_demo = self._application.options.sandbox and method != "sample"
            self._start(self._sign_in_to_sandbox) if is_demo else self._on_sample()
        elif method == "token":
            service = self._application.service
            problem = service.sync.status().problem if service is not None else None
            known = problem is not None and problem.startswith("token_")
            self._first.select_method(
                "token", SignInRequired(problem if problem and known else "token_ended")
            )
            self.first_page_requested.emit()
        else:
            self._start(self._sign_in_again)

    def ask_for_hours(self) -> None:
        """Signs in to the current account again, with the consent to read hours booked."""
        self._start(self._ask_for_hours)

    def sign_in_to(self, account: KnownAccount) -> None:
        """Signs in to a signed-out account of this profile, with its last method."""
        if account.sandbox:
            self._on_sample()
        elif account.direct or account.has_secret or not account.client_id:
            self._first.select_method("token" if account.direct else "secret", None)
            self.first_page_requested.emit()
        else:
            self._on_typed(ClientRegistration(account.server, account.client_id, redirect=account.redirect))

    def _on_preset(self) -> None:
        self._start(
            self._sign_in_to_sandbox if self._application.options.sandbox else self._sign_in_with_preset
        )

    def _on_typed(self, registration: ClientRegistration) -> None:
        self._start(lambda: self._sign_in_with_registration(registration))

    def _on_sample(self) -> None:
        # Before the task begins: the second click of a double click would start it again.
        self._first.set_sample_busy(True)
        self._application.tasks.start(SIGN_IN_TASK, self._open_sample_data())

    def _on_token(self, token: str, server: str) -> None:
        self._application.tasks.start(SIGN_IN_TASK, self._sign_in_with_token(token, server))

    def _start(self, begin: StartSignIn) -> None:
        self._start_sign_in = begin
        self._application.tasks.start(SIGN_IN_TASK, begin())

    async def _sign_in_with_preset(self) -> None:
        await self._run_attempt(self._application.begin_sign_in)

    async def _sign_in_with_registration(self, registration: ClientRegistration) -> None:
        if await self._run_attempt(lambda: self._application.begin_sign_in(registration)):
            self._application.sign_in_settings.save(registration)

    async def _sign_in_again(self) -> None:
        try:
            attempt = await self._application.begin_sign_in_again()
        except KanbertError as error:
            self.failed.emit(error)
        else:
            await self._wait_for_browser(attempt)

    async def _ask_for_hours(self) -> None:
        try:
            attempt = await self._application.begin_hours_consent()
        except KanbertError as error:
            self.failed.emit(error)
        else:
            await self._wait_for_browser(attempt, asks_for_hours=True)

    async def _run_attempt(self, begin: "Callable[[], PendingSignIn]") -> bool:
        try:
            attempt = begin()
        except KanbertError as error:
            self.failed.emit(error)
            return False
        return await self._wait_for_browser(attempt)

    async def _open_sample_data(self) -> None:
        """Signs in with the browser if the sandbox does not know its own token any more."""
        before = self._application.account
        self._first.set_sample_busy(True)
        try:
            await self._application.open_sample_data()
        except SignInRequired:
            self._start_sign_in = self._sign_in_to_sandbox
            await self._sign_in_to_sandbox()
        except KanbertError as error:
            self.failed.emit(error)
        else:
            after = self._application.account
            self._finish(before is not None and after is not None and before.id != after.id)
        finally:
            self._first.set_sample_busy(False)

    async def _sign_in_to_sandbox(self) -> None:
        self._first.set_sample_busy(True)
        try:
            attempt = await self._application.begin_sandbox_sign_in()
        except KanbertError as error:
            self.failed.emit(error)
            return
        finally:
            self._first.set_sample_busy(False)
        await self._wait_for_browser(attempt)

    async def _sign_in_with_token(self, token: str, server: str) -> None:
        before = self._application.account
        self._first.set_busy(lambda: tr("Contacting Kanbert …"))
        try:
            await self._application.sign_in_with_token(token, server)
        except KanbertError as error:
            self._first.show_error(error)
            return
        self._first.set_busy(None)
        after = self._application.account
        self._finish(before is not None and after is not None and before.id != after.id)

    async def _wait_for_browser(self, attempt: "PendingSignIn", *, asks_for_hours: bool = False) -> bool:
        """Returns True after a successful sign-in."""
        self._first.set_busy(None)
        self._page.show_attempt(attempt, with_browser=has_browser(), asks_for_hours=asks_for_hours)
        self.waiting_started.emit()
        try:
            await attempt.run(self._page.ask_account_change)
        except KanbertError as error:
            # A user who pressed Cancel has already left this page.
            if not (isinstance(error, Cancelled) and error.key == "cancelled"):
                self._page.show_failure(error)
            return False
        self._finish(attempt.is_other_account)
        return True

    def _finish(self, is_other_account: bool) -> None:
        self._first.methods.clear_secrets()
        self._first.show_notice(None)
        self.signed_in.emit(is_other_account)
