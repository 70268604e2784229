"""One sign-in from the button to the boards, over the pages that show it."""

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from kanbert_desktop.app.application import Application
from kanbert_desktop.app.language import tr
from kanbert_desktop.app.settings import CLIENT_ID, SERVER
from kanbert_desktop.app.wording import title_and_message
from kanbert_desktop.domain.errors import Cancelled, KanbertError
from kanbert_desktop.ui.entrance.first_run_page import FirstRunPage
from kanbert_desktop.ui.entrance.sign_in_page import SignInPage

if TYPE_CHECKING:
    from kanbert_desktop.app.sign_in import SignIn

TASK = "sign-in"


class SignInJourney(QObject):
    """`waiting` comes when the browser's turn has begun, `arrived` when the desk is open.

    `arrived` says whether it is another person's desk than before.
    """

    waiting = Signal()
    arrived = Signal(bool)

    def __init__(self, application: Application, first: FirstRunPage, page: SignInPage) -> None:
        super().__init__(page)
        self._application, self._first, self._page = application, first, page
        self._begin: Callable[[], Coroutine[Any, Any, None]] = self._known
        first.sign_in_wished.connect(self._on_typed)
        first.sample_wished.connect(lambda: self._start(self._sample))
        page.again.connect(lambda: self._start(self._begin))

    def again(self) -> None:
        """The account that is here asks for a new sign-in."""
        self._start(self._sample if self._application.is_sample_data else self._known)

    def _on_typed(self, server: str, client_id: str) -> None:
        if self._application.options.sandbox:
            self._start(self._sample)
        else:
            self._start(lambda: self._typed(server, client_id))

    def _start(self, begin: Callable[[], Coroutine[Any, Any, None]]) -> None:
        self._begin = begin
        self._application.tasks.start(TASK, begin())

    async def _known(self) -> None:
        account = self._application.account
        server = account.server if account else None
        client_id = account.client_id if account else None
        await self._from_first(server, client_id or None)

    async def _typed(self, server: str, client_id: str) -> None:
        if await self._from_first(server, client_id):
            self._application.settings.put(SERVER, server)
            self._application.settings.put(CLIENT_ID, client_id)

    async def _from_first(self, server: str | None, client_id: str | None) -> bool:
        try:
            attempt = self._application.begin_sign_in(server=server, client_id=client_id)
        except KanbertError as error:
            self._first.refuse(*title_and_message(error))
            return False
        return await self._wait(attempt)

    async def _sample(self) -> None:
        self._first.set_busy(tr("Starting the sample data …"))
        try:
            attempt = await self._application.begin_sample_sign_in()
        except KanbertError as error:
            self._first.refuse(*title_and_message(error))
            return
        await self._wait(attempt)

    async def _wait(self, attempt: "SignIn") -> bool:
        """True where somebody arrived."""
        self._first.set_busy("")
        self._page.wait_for(attempt)
        self.waiting.emit()
        try:
            await attempt.run()
        except KanbertError as error:
            # Whoever pressed Cancel has left this page already.
            if not (isinstance(error, Cancelled) and error.key == "cancelled"):
                self._page.end(error)
            return False
        self.arrived.emit(attempt.other_account)
        return True
