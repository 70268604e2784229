"""One whole sign-in through the browser, as one coroutine."""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import Future
from datetime import datetime, timedelta
from functools import partial

from kanbert_desktop.domain.errors import (
    Cancelled,
    InvalidInput,
    KanbertError,
    Refused,
    SignInRequired,
    TransientError,
)
from kanbert_desktop.identity.callback_request import Callback, WrongCallback, read_pasted
from kanbert_desktop.identity.loopback_ports import ANY_DOOR, Doors
from kanbert_desktop.identity.loopback_server import Loopback
from kanbert_desktop.identity.oauth_client import (
    SCOPE,
    Application,
    authorize_link,
    exchange_form,
    new_state,
    new_verifier,
)
from kanbert_desktop.identity.result_page import Ending
from kanbert_desktop.identity.token_store import TokenSet, read_answer
from kanbert_desktop.net.client import Client, make_client
from kanbert_desktop.net.form_post import post_form

log = logging.getLogger(__name__)
SECONDS = 600.0


class SignInAttempt:
    """Listens from the moment it is made, so `link` is there at once. Ends by `run`, or by `cancel`."""

    def __init__(
        self,
        application: Application,
        *,
        open_url: Callable[[str], Future[bool] | None],
        now: Callable[[], datetime],
        seconds: float = SECONDS,
        scope: str = SCOPE,
        doors: Doors = ANY_DOOR,
        connect: Callable[[], Client] | None = None,
    ) -> None:
        self._application = application
        self._open_url = open_url
        self._now = now
        self._seconds = seconds
        self._connect = connect or partial(make_client, application.server)
        self._verifier = new_verifier()
        self._state = new_state()
        self._task: asyncio.Task[object] | None = None
        self._cancelled = False
        self._loopback = Loopback(self._state, issuer=application.issuer, doors=doors)
        self.no_browser: Callable[[], None] = lambda: None
        """Called on the loop's thread as soon as it is certain that no browser opened."""
        self.link = authorize_link(application, self.redirect_uri, self._state, self._verifier, scope)
        self.deadline = now() + timedelta(seconds=seconds)

    @property
    def redirect_uri(self) -> str:
        return self._loopback.redirect_uri

    @property
    def listening(self) -> bool:
        return self._loopback.listening

    def open_again(self) -> None:
        """What `open_url` answers says whether a browser opened; None where it cannot tell."""
        opened = self._open_url(self.link)
        if opened is None:
            return
        loop = asyncio.get_event_loop()

        def tell(done: Future[bool]) -> None:
            if not done.result() and not loop.is_closed():
                loop.call_soon_threadsafe(self._say_no_browser)

        opened.add_done_callback(tell)

    def _say_no_browser(self) -> None:
        if self.listening:
            self.no_browser()

    def cancel(self) -> None:
        """Stops listening; `run` raises Cancelled."""
        self._cancelled = True
        self._loopback.close()
        if self._task is not None:
            self._task.cancel()

    def paste(self, address: str) -> None:
        """The final address, copied from a browser that cannot reach us. Raises InvalidInput."""
        try:
            issuer = self._application.issuer
            self._loopback.catch(read_pasted(address, self.redirect_uri, self._state, issuer))
        except (WrongCallback, ValueError):
            raise InvalidInput("not_the_final_address") from None

    async def run(self) -> TokenSet:
        """Raises Cancelled (denied, cancelled, timed_out), Later or Refused; nothing changed then."""
        self._task = asyncio.current_task()
        ending = Ending.FAILED
        try:
            tokens = await self._within_the_deadline()
            ending = Ending.SIGNED_IN
        except Cancelled as error:
            ending = Ending(error.key)
            raise
        finally:
            self._task = None
            self._verifier = ""
            self._loopback.finish(ending)
            self._loopback.close()
        return tokens

    async def _within_the_deadline(self) -> TokenSet:
        if self._cancelled:
            raise Cancelled("cancelled")
        try:
            async with asyncio.timeout(self._seconds):
                return await self._from_browser_to_tokens()
        except TimeoutError:
            raise Cancelled("timed_out") from None
        except asyncio.CancelledError:
            task = asyncio.current_task()
            if not self._cancelled or task is None or task.uncancel() > 0:
                raise
            raise Cancelled("cancelled") from None

    async def _from_browser_to_tokens(self) -> TokenSet:
        self.open_again()
        callback = await self._loopback.wait()
        if callback.error:
            raise _refusal(callback)
        form = exchange_form(self._application, callback.code, self.redirect_uri, self._verifier)
        try:
            async with self._connect() as client:
                answer = await post_form(client, self._application.token_url, form)
        except SignInRequired:
            raise Refused("sign_in_refused", reason="invalid_grant") from None
        return read_answer(answer, self._now())


def _refusal(callback: Callback) -> KanbertError:
    """What each code of RFC 6749, 4.1.2.1 means; it comes through the browser, so no HTTP status is known."""
    match callback.error:
        case "access_denied":
            return Cancelled("denied")
        case "server_error":
            return TransientError("sign_in_failed_there")
        case "temporarily_unavailable":
            return TransientError("sign_in_overloaded")
        case "unauthorized_client":
            return Refused("client_rejected")
        case "invalid_scope":
            return Refused("sign_in_scope_refused")
        case "unsupported_response_type":
            return Refused("sign_in_way_refused")
        case "invalid_request":
            return Refused("sign_in_not_understood")
        case error:
            return Refused("sign_in_refused", reason=error)
