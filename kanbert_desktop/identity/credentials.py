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
from kanbert_desktop.net.client import Auth, HttpClient, Request, Response, make_client
from kanbert_desktop.net.origin import parse_origin
from kanbert_desktop.net.redaction import register_secret

__all__ = ["Credentials", "DirectToken", "SessionCredentials", "TokenSet"]

WRITE_SCOPE = "task-management:write"
TOKEN_REJECTED_KEY = "token_ended"  # noqa: S105  a sentence's key
SecretLoader = Callable[[], Awaitable[str | None]]


def can_write(scope: str | None) -> bool:
    """False only if the server said so."""
    return is_granted(scope, WRITE_SCOPE)


def is_granted(scope: str | None, name: str) -> bool:
    """Whether `scope`, the answer to a request that named it, includes it. None: what was requested."""
    return scope is None or name in scope.split()


class Credentials(Auth):
    """The `auth` of a client for `server`. `scope` None: unknown."""

    requires_response_body = False

    def __init__(self, server: str) -> None:
        self._server = parse_origin(server)
        self.on_scope_changed: Callable[[], None] = lambda: None
        """Called when the known scope changed."""

    @property
    def scope(self) -> str | None:
        return None

    @property
    def is_loaded(self) -> bool:
        """Whether the scope can be known yet: nothing is read from the keyring before the first request."""
        return True

    def can_write(self) -> bool:
        """False only if the server said so."""
        return can_write(self.scope)

    async def refresh_if_due(self) -> bool:
        """Returns whether there was something to refresh. Called every minute and on resume from sleep (S39)."""
        return False

    async def store_again(self) -> None:
        """Stores what the keyring rejected the first time."""

    async def wait_until_stored(self) -> None:
        """Waits until nothing is running that quitting would lose."""

    def _authorize(self, request: Request, token: str) -> None:
        url = request.url
        # A credential goes to the origin it was issued for, to no other.
        if parse_origin(f"{url.scheme}://{url.netloc.decode('ascii')}") != self._server:
            raise RuntimeError("a request for another server was about to carry a credential")
        request.headers["Authorization"] = f"Bearer {token}"


class DirectToken(Credentials):
    """A token made in Apps & API: never refreshed or stored here. A rejection raises `rejected_key`."""

    def __init__(self, server: str, access_token: str, *, rejected_key: str = TOKEN_REJECTED_KEY) -> None:
        super().__init__(server)
        self._access_token = access_token
        self._rejected_key = rejected_key
        register_secret(access_token)

    async def async_auth_flow(self, request: Request) -> AsyncGenerator[Request, Response]:
        self._authorize(request, self._access_token)
        response = yield request
        if response.status_code == 401:
            raise SignInRequired(self._rejected_key)


class SessionCredentials(Credentials):
    """The session of a sign-in, also by a client with a secret; refreshed a minute early or after a 401.

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
        connect: Callable[[], HttpClient] | None = None,
        load_secret: SecretLoader | None = None,
    ) -> None:
        """`load_secret` loads the client secret, if there is one that is not given here."""
        super().__init__(oauth_client.server)
        self._tokens = tokens
        self._now = now
        connect = connect or partial(make_client, oauth_client.server, read_timeout=RESPONSE_SECONDS)
        self._token_refresh = TokenRefresh(
            oauth_client, token_store, lock_file=lock_file, connect=connect, now=now, load_secret=load_secret
        )
        self._running_refresh: asyncio.Task[TokenSet] | None = None

    @property
    def scope(self) -> str | None:
        return self._tokens.scope if self._tokens else None

    @property
    def is_loaded(self) -> bool:
        return self._tokens is not None

    @property
    def tokens(self) -> TokenSet | None:
        """The tokens in memory."""
        return self._tokens

    async def async_auth_flow(self, request: Request) -> AsyncGenerator[Request, Response]:
        token = await self.access_token()
        self._authorize(request, token)
        response = yield request
        if response.status_code == 401:
            # The request was not processed, so it may be sent once more; the caller handles a second 401.
            self._authorize(request, await self.access_token(failed=token))
            yield request

    async def access_token(self, failed: str | None = None) -> str:
        """Returns a token that is not `failed`. Raises SignInRequired, or TransientError, and then nothing was lost."""
        tokens = self._tokens
        if tokens is None or tokens.access_token in {"", failed} or self._must_refresh(tokens):
            tokens = await self._refreshed(failed)
        return tokens.access_token

    async def refresh_if_due(self) -> bool:
        """Uses the wall clock: a timer stops while the computer sleeps. Raises like `access_token`."""
        if self._tokens is None or not self._must_refresh(self._tokens):
            return False
        await self._refreshed(None)
        return True

    def _must_refresh(self, tokens: TokenSet) -> bool:
        return tokens.refresh_token is not None and tokens.is_due(self._now())

    async def _refreshed(self, failed: str | None) -> TokenSet:
        """All callers that need new tokens wait for the same refresh, which outlives any of them."""
        if self._running_refresh is None or self._running_refresh.done():
            self._running_refresh = asyncio.create_task(self._refresh(failed), name="renew tokens")
            self._running_refresh.add_done_callback(_ignore_failure)
        tokens = await asyncio.shield(self._running_refresh)
        if tokens.access_token == failed:
            raise SignInRequired("sign_in_needed")
        return tokens

    async def _refresh(self, failed: str | None) -> TokenSet:
        before, was_read = self.scope, self.is_loaded
        self._tokens = await self._token_refresh.refresh(self._tokens, failed)
        if self.scope != before or not was_read:
            self.on_scope_changed()
        return self._tokens

    async def store_again(self) -> None:
        await self._token_refresh.store_again()

    async def wait_until_stored(self) -> None:
        """Waits until a running refresh is over and stored. Quitting waits for this, with its own bound."""
        if self._running_refresh is not None:
            await asyncio.wait({self._running_refresh})
        await self._token_refresh.store_again()


def _ignore_failure(flight: "asyncio.Task[TokenSet]") -> None:
    """The waiting callers got the failure; without any it is not an error."""
    if not flight.cancelled():
        flight.exception()


class StoredDirectToken(Credentials):
    """`token` "": not read yet. It is stored like a session's access token, without a refresh token."""

    def __init__(self, server: str, token_store: TokenStore, token: str = "") -> None:
        super().__init__(server)
        self._token_store = token_store
        self._token = token
        self._reading = asyncio.Lock()

    async def async_auth_flow(self, request: Request) -> AsyncGenerator[Request, Response]:
        token = await self._current()
        self._authorize(request, token)
        response = yield request
        if response.status_code == 401:
            self._authorize(request, await self._newer_than(token))
            response = yield request
            if response.status_code == 401:
                raise SignInRequired(TOKEN_REJECTED_KEY)

    async def _current(self) -> str:
        """All callers that need the token wait for the same read, so that one prompt serves them all."""
        async with self._reading:
            if not self._token:
                self._token = await self._load()
            if not self._token:
                raise SignInRequired("token_gone")
            return self._token

    async def _newer_than(self, failed: str) -> str:
        """Another process may have stored a new token. A keyring error does not change the rejection."""
        try:
            newer = await self._load()
        except KeyringUnavailable:
            newer = ""
        if newer in {"", failed}:
            raise SignInRequired(TOKEN_REJECTED_KEY)
        self._token = newer
        return newer

    async def _load(self) -> str:
        tokens = await self._token_store.load()
        return tokens.access_token if tokens else ""
