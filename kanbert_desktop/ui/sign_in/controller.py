"""One sign-in from the button to the boards, over the pages that show it."""

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from kanbert_desktop.app.accounts.registry import ClientRegistration, KnownAccount, has_browser
from kanbert_desktop.app.application import Application
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.errors import Cancelled, KanbertError, SignInRequired
from kanbert_desktop.ui.sign_in.first_run_page import FirstRunPage
from kanbert_desktop.ui.sign_in.waiting_page import SignInPage

if TYPE_CHECKING:
    from kanbert_desktop.app.accounts.sign_in import PendingSignIn

TASK = "sign-in"
Begin = Callable[[], Coroutine[Any, Any, None]]


class SignInJourney(QObject):
    """`waiting` comes when the browser's turn has begun, `arrived` when the desk is open.

    `arrived` says whether it is another person's desk than before. `stayed` carries why nothing could begin, to be
    told where the person is; `first_page_wished` says that something has to be typed.
    """

    waiting = Signal()
    arrived = Signal(bool)
    stayed = Signal(object)
    first_page_wished = Signal()

    def __init__(self, application: Application, first: FirstRunPage, page: SignInPage) -> None:
        super().__init__(page)
        self._application, self._first, self._page = application, first, page
        self._begin: Begin = self._known
        first.preset_wished.connect(self._on_preset)
        first.ways.sign_in_wished.connect(self._on_typed)
        first.ways.token_wished.connect(self._on_token)
        first.sample_wished.connect(lambda: self._start(self._sample))
        page.again.connect(lambda: self._start(self._begin))

    def again(self) -> None:
        """The account that is here asks for a new sign-in."""
        if self._application.is_sample_data:
            self._start(self._sample)
        elif self._application.sign_in_method == "token":
            desk = self._application.service
            problem = desk.sync_status().problem if desk is not None else None
            known = problem is not None and problem.startswith("token_")
            self._first.open_at("token", SignInRequired(problem if problem and known else "token_ended"))
            self.first_page_wished.emit()
        else:
            self._start(self._again)

    def into(self, account: KnownAccount) -> None:
        """An account of this profile that is signed out, by the way it came the last time."""
        if account.sandbox:
            self._start(self._sample)
        elif account.direct or account.has_secret or not account.client_id:
            self._first.open_at("token" if account.direct else "secret", None)
            self.first_page_wished.emit()
        else:
            self._on_typed(ClientRegistration(account.server, account.client_id, redirect=account.redirect))

    def _on_preset(self) -> None:
        self._start(self._sample if self._application.options.sandbox else self._known)

    def _on_typed(self, registration: ClientRegistration) -> None:
        self._start(lambda: self._typed(registration))

    def _on_token(self, token: str, server: str) -> None:
        self._application.tasks.start(TASK, self._with_token(token, server))

    def _start(self, begin: Begin) -> None:
        self._begin = begin
        self._application.tasks.start(TASK, begin())

    async def _known(self) -> None:
        await self._from(self._application.begin_sign_in)

    async def _typed(self, registration: ClientRegistration) -> None:
        if await self._from(lambda: self._application.begin_sign_in(registration)):
            self._application.sign_in_settings.save(registration)

    async def _again(self) -> None:
        try:
            attempt = await self._application.begin_sign_in_again()
        except KanbertError as error:
            self.stayed.emit(error)
        else:
            await self._wait(attempt)

    async def _from(self, begin: "Callable[[], PendingSignIn]") -> bool:
        try:
            attempt = begin()
        except KanbertError as error:
            self.stayed.emit(error)
            return False
        return await self._wait(attempt)

    async def _sample(self) -> None:
        self._first.set_sample_busy(True)
        try:
            attempt = await self._application.begin_sandbox_sign_in()
        except KanbertError as error:
            self.stayed.emit(error)
            return
        finally:
            self._first.set_sample_busy(False)
        await self._wait(attempt)

    async def _with_token(self, token: str, server: str) -> None:
        before = self._application.account
        self._first.set_busy(lambda: tr("Asking Kanbert …"))
        try:
            await self._application.sign_in_with_token(token, server)
        except KanbertError as error:
            self._first.refuse(error)
            return
        self._first.set_busy(None)
        after = self._application.account
        self._arrive(before is not None and after is not None and before.id != after.id)

    async def _wait(self, attempt: "PendingSignIn") -> bool:
        """True where somebody arrived."""
        self._first.set_busy(None)
        attempt.confirm_other_account = self._page.ask
        self._page.wait_for(attempt, with_browser=has_browser())
        self.waiting.emit()
        try:
            await attempt.run()
        except KanbertError as error:
            # Whoever pressed Cancel has left this page already.
            if not (isinstance(error, Cancelled) and error.key == "cancelled"):
                self._page.end(error)
            return False
        self._arrive(attempt.is_other_account)
        return True

    def _arrive(self, is_other_account: bool) -> None:
        self._first.ways.forget_secrets()
        self._first.tell(None)
        self.arrived.emit(is_other_account)
