"""httpx Auth: session credentials, direct token, stored direct token."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from kanbert_desktop.domain.errors import KeyringUnavailable, SignInRequired
from kanbert_desktop.identity.oauth_client import OAuthClient
from kanbert_desktop.identity.token_endpoint import RESPONSE_SECONDS, TokenRefresh
from kanbert_desktop.identity.token_store import TokenSet, TokenStore
from kanbert_desktop.net.client import Auth, Client, Request, Response, make_client
from kanbert_desktop.net.origin import parse_origin
from kanbert_desktop.net.redaction import register_secret

__all__ = ["Credentials", "DirectToken", "SessionCredentials", "TokenSet"]

WRITE_SCOPE = "task-management:write"
TOKEN_REJECTED_KEY = "token_ended"  # noqa: S105  a sentence's key
SecretLoader = Callable[[], Awaitable[str | None]]


def can_write(scope: str | None) -> bool:
    """False only where the server said so."""
    return scope is None or WRITE_SCOPE in scope.split()


class Credentials(Auth):
    """What a client for `server` is given as its `auth`. `scope` None: not known."""

    requires_response_body = False

    def __init__(self, server: str) -> None:
        self._server = parse_origin(server)
        self.on_scope_changed: Callable[[], None] = lambda: None
        """Called when another scope is known than before."""

    @property
    def scope(self) -> str | None:
        return None

    @property
    def is_loaded(self) -> bool:
        """Whether the scope can be known yet: nothing is read from the keyring before the first request."""
        return True

    def can_write(self) -> bool:
        """False only where the server said so."""
        return can_write(self.scope)

    async def refresh_if_due(self) -> bool:
        """Whether there was something to renew: to be asked every half minute and on waking up (S39)."""
        return False

    async def store_again(self) -> None:
        """What the keyring did not take when it was asked first."""

    async def wait_until_stored(self) -> None:
        """Once nothing is under way that would be lost by quitting."""

    def _sign(self, request: Request, token: str) -> None:
        url = request.url
        # A credential goes to the origin it was issued for, to no other.
        if parse_origin(f"{url.scheme}://{url.netloc.decode('ascii')}") != self._server:
            raise RuntimeError("a request for another server was about to carry a credential")
        request.headers["Authorization"] = f"Bearer {token}"


class DirectToken(Credentials):
    """A token made in Apps & API: never renewed, never kept by us. `ended` is said where it is refused."""

    def __init__(self, server: str, access_token: str, *, rejected_key: str = TOKEN_REJECTED_KEY) -> None:
        super().__init__(server)
        self._access_token = access_token
        self._ended = rejected_key
        register_secret(access_token)

    async def async_auth_flow(self, request: Request) -> AsyncGenerator[Request, Response]:
        self._sign(request, self._access_token)
        response = yield request
        if response.status_code == 401:
            raise SignInRequired(self._ended)


class SessionCredentials(Credentials):
    """The session of a sign-in, also by an application with a secret; renewed a minute early or after a 401.

    Nothing is read before the first request, so a start never waits for the keyring.
    """

    def __init__(
        self,
        oauth_client: OAuthClient,
        token_store: TokenStore,
        *,
        lock_file: Path,
        now: Callable[[], datetime],
        tokens: TokenSet | None = None,
        connect: Callable[[], Client] | None = None,
        load_secret: SecretLoader | None = None,
    ) -> None:
        """`secret` recalls the application's own, where it has one that is not given here."""
        super().__init__(oauth_client.server)
        self._tokens = tokens
        self._now = now
        connect = connect or partial(make_client, oauth_client.server, read_timeout=RESPONSE_SECONDS)
        self._renewal = TokenRefresh(
            oauth_client, token_store, lock_file=lock_file, connect=connect, now=now, load_secret=load_secret
        )
        self._flight: asyncio.Task[TokenSet] | None = None

    @property
    def scope(self) -> str | None:
        return self._tokens.scope if self._tokens else None

    @property
    def is_loaded(self) -> bool:
        return self._tokens is not None

    @property
    def tokens(self) -> TokenSet | None:
        """Those in memory."""
        return self._tokens

    async def async_auth_flow(self, request: Request) -> AsyncGenerator[Request, Response]:
        token = await self.access_token()
        self._sign(request, token)
        response = yield request
        if response.status_code == 401:
            # Not processed, so it may be sent once more; a second 401 is the caller's to report.
            self._sign(request, await self.access_token(failed=token))
            yield request

    async def access_token(self, failed: str | None = None) -> str:
        """One that is not `failed`. Raises SignInNeeded, or Later and nothing was lost."""
        tokens = self._tokens
        if tokens is None or tokens.access_token in {"", failed} or self._must_renew(tokens):
            tokens = await self._renewed(failed)
        return tokens.access_token

    async def refresh_if_due(self) -> bool:
        """By the wall clock: a timer stands still while the computer sleeps. Raises as `access_token`."""
        if self._tokens is None or not self._must_renew(self._tokens):
            return False
        await self._renewed(None)
        return True

    def _must_renew(self, tokens: TokenSet) -> bool:
        return tokens.refresh_token is not None and tokens.is_due(self._now())

    async def _renewed(self, failed: str | None) -> TokenSet:
        """Everybody who needs new tokens waits for the same renewal, which outlives any of them."""
        if self._flight is None or self._flight.done():
            self._flight = asyncio.create_task(self._renew(failed), name="renew tokens")
            self._flight.add_done_callback(_seen)
        tokens = await asyncio.shield(self._flight)
        if tokens.access_token == failed:
            raise SignInRequired("sign_in_needed")
        return tokens

    async def _renew(self, failed: str | None) -> TokenSet:
        before, was_read = self.scope, self.is_loaded
        self._tokens = await self._renewal.refresh(self._tokens, failed)
        if self.scope != before or not was_read:
            self.on_scope_changed()
        return self._tokens

    async def store_again(self) -> None:
        await self._renewal.store_again()

    async def wait_until_stored(self) -> None:
        """Once a renewal under way is over and kept: what quitting waits for, with a bound of its own."""
        if self._flight is not None:
            await asyncio.wait({self._flight})
        await self._renewal.store_again()


def _seen(flight: "asyncio.Task[TokenSet]") -> None:
    """Its failure was told to whoever waited; nobody left waiting is no error."""
    if not flight.cancelled():
        flight.exception()


class StoredDirectToken(Credentials):
    """`token` "": not read yet. It lies where a session's access token would, without a refresh token."""

    def __init__(self, server: str, token_store: TokenStore, token: str = "") -> None:
        super().__init__(server)
        self._kept = token_store
        self._token = token
        self._reading = asyncio.Lock()

    async def async_auth_flow(self, request: Request) -> AsyncGenerator[Request, Response]:
        token = await self._current()
        self._sign(request, token)
        response = yield request
        if response.status_code == 401:
            self._sign(request, await self._newer_than(token))
            response = yield request
            if response.status_code == 401:
                raise SignInRequired(TOKEN_REJECTED_KEY)

    async def _current(self) -> str:
        """Everybody who needs it waits for the same reading, so that one prompt serves them all."""
        async with self._reading:
            if not self._token:
                self._token = await self._recall()
            if not self._token:
                raise SignInRequired("token_gone")
            return self._token

    async def _newer_than(self, failed: str) -> str:
        """Another process may have been given a new one. The keyring's own trouble changes nothing about a refusal."""
        try:
            newer = await self._recall()
        except KeyringUnavailable:
            newer = ""
        if newer in {"", failed}:
            raise SignInRequired(TOKEN_REJECTED_KEY)
        self._token = newer
        return newer

    async def _recall(self) -> str:
        tokens = await self._kept.load()
        return tokens.access_token if tokens else ""
