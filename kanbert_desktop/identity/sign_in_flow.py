"""One browser sign-in as one coroutine."""

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
from kanbert_desktop.identity.callback_request import Callback, InvalidCallback, read_pasted_url
from kanbert_desktop.identity.loopback_ports import ANY_PORT, LoopbackPorts
from kanbert_desktop.identity.loopback_server import LoopbackServer
from kanbert_desktop.identity.oauth_client import (
    SCOPE,
    OAuthClient,
    build_authorization_url,
    new_state,
    new_verifier,
    token_request_form,
)
from kanbert_desktop.identity.result_page import ResultPageKind
from kanbert_desktop.identity.token_store import TokenSet, read_token_response
from kanbert_desktop.net.client import HttpClient, make_client
from kanbert_desktop.net.form_post import post_form

log = logging.getLogger(__name__)
TIMEOUT_SECONDS = 600.0


class AuthorizationFlow:
    """Listens as soon as it exists, so `authorization_url` is known at once. Ends by `run`, or by `cancel`."""

    def __init__(
        self,
        oauth_client: OAuthClient,
        *,
        open_url: Callable[[str], Future[bool] | None],
        now: Callable[[], datetime],
        seconds: float = TIMEOUT_SECONDS,
        scope: str = SCOPE,
        ports: LoopbackPorts = ANY_PORT,
        leads_back: bool = False,
        connect: Callable[[], HttpClient] | None = None,
    ) -> None:
        """`leads_back`: the browser's last page has a link to the window."""
        self._application = oauth_client
        self._open_url = open_url
        self._now = now
        self._seconds = seconds
        self._connect = connect or partial(make_client, oauth_client.server)
        self._verifier = new_verifier()
        self._state = new_state()
        self._task: asyncio.Task[object] | None = None
        self._cancelled = False
        self._loopback = LoopbackServer(
            self._state, issuer=oauth_client.issuer, ports=ports, leads_back=leads_back
        )
        self.on_no_browser: Callable[[], None] = lambda: None
        """Called on the loop's thread as soon as it is certain that no browser opened."""
        self.authorization_url = build_authorization_url(
            oauth_client, self.redirect_uri, self._state, self._verifier, scope
        )
        self.deadline = now() + timedelta(seconds=seconds)

    @property
    def redirect_uri(self) -> str:
        return self._loopback.redirect_uri

    @property
    def is_listening(self) -> bool:
        return self._loopback.is_listening

    def open_browser(self) -> None:
        """The result of `open_url` tells whether a browser opened; None if it cannot tell."""
        opened = self._open_url(self.authorization_url)
        if opened is None:
            return
        loop = asyncio.get_event_loop()

        def report(done: Future[bool]) -> None:
            if not done.result() and not loop.is_closed():
                loop.call_soon_threadsafe(self._report_no_browser)

        opened.add_done_callback(report)

    def _report_no_browser(self) -> None:
        if self.is_listening:
            self.on_no_browser()

    def cancel(self) -> None:
        """Stops listening; `run` raises Cancelled."""
        self._cancelled = True
        self._loopback.close()
        if self._task is not None:
            self._task.cancel()

    def submit_url(self, address: str) -> None:
        """Accepts the final URL, copied from a browser that cannot reach this computer. Raises InvalidInput."""
        try:
            issuer = self._application.issuer
            self._loopback.accept_callback(read_pasted_url(address, self.redirect_uri, self._state, issuer))
        except (InvalidCallback, ValueError):
            raise InvalidInput("not_the_final_address") from None

    async def run(self) -> TokenSet:
        """Raises Cancelled (denied, cancelled, timed_out), TransientError or Refused; nothing changed then."""
        self._task = asyncio.current_task()
        result = ResultPageKind.FAILED
        try:
            tokens = await self._run_with_deadline()
            result = ResultPageKind.SIGNED_IN
        except Cancelled as error:
            result = ResultPageKind(error.key)
            raise
        finally:
            self._task = None
            self._verifier = ""
            self._loopback.show_result(result)
            self._loopback.close()
        return tokens

    async def _run_with_deadline(self) -> TokenSet:
        if self._cancelled:
            raise Cancelled("cancelled")
        try:
            async with asyncio.timeout(self._seconds):
                return await self._exchange_callback()
        except TimeoutError:
            raise Cancelled("timed_out") from None
        except asyncio.CancelledError:
            task = asyncio.current_task()
            if not self._cancelled or task is None or task.uncancel() > 0:
                raise
            raise Cancelled("cancelled") from None

    async def _exchange_callback(self) -> TokenSet:
        self.open_browser()
        callback = await self._loopback.wait_for_callback()
        if callback.error:
            raise _error_for(callback)
        form = token_request_form(self._application, callback.code, self.redirect_uri, self._verifier)
        try:
            async with self._connect() as client:
                response = await post_form(client, self._application.token_url, form)
        except SignInRequired:
            raise Refused("sign_in_refused", reason="invalid_grant") from None
        return read_token_response(response, self._now())


def _error_for(callback: Callback) -> KanbertError:
    """The error for each code of RFC 6749, 4.1.2.1; it comes through the browser, so no HTTP status is known."""
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
