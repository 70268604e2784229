"""Token refresh (single flight across processes) and revocation."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path

from kanbert_desktop.domain.errors import (
    KanbertError,
    KeyringUnavailable,
    Refused,
    SignInRequired,
    TransientError,
)
from kanbert_desktop.domain.value_classes import replace
from kanbert_desktop.identity.oauth_client import OAuthClient, refresh_form, revoke_form
from kanbert_desktop.identity.token_store import TokenSet, TokenStore, read_token_response
from kanbert_desktop.net.client import HttpClient
from kanbert_desktop.net.form_post import post_form, send_form

log = logging.getLogger(__name__)
# A lost response to a refresh may end the session, so its timeout is longer than any other.
RESPONSE_SECONDS = 60.0
LOCK_SECONDS = 90.0
REVOKE_TIMEOUT_SECONDS = 5.0


class TokenRefresh:
    """Refreshes one account's tokens. `lock_file` is named after the account's keyring item."""

    def __init__(
        self,
        oauth_client: OAuthClient,
        token_store: TokenStore,
        *,
        lock_file: Path,
        connect: Callable[[], HttpClient],
        now: Callable[[], datetime],
        load_secret: Callable[[], Awaitable[str | None]] | None = None,
    ) -> None:
        self._oauth_client = oauth_client
        self._load_secret = load_secret
        self._token_store = token_store
        self._lock_file = lock_file
        self._connect = connect
        self._now = now
        self._rejected_token: str | None = None
        self._unstored: TokenSet | None = None

    async def refresh(self, current: TokenSet | None, failed: str | None) -> TokenSet:
        """Returns tokens whose access token is neither `failed` nor due; `current` are those in memory.

        Raises SignInRequired, TransientError, Refused, and KeyringUnavailable only if memory holds none.
        """
        async with self._across_processes():
            newest = _newer(current, await self._load(current))
            if newest is None:
                raise SignInRequired("sign_in_needed")
            if newest.access_token not in {"", failed} and not self._must_refresh(newest):
                return newest
            return await self._refreshed(newest)

    def _must_refresh(self, tokens: TokenSet) -> bool:
        """Without a refresh token the access token is used until the server rejects it."""
        return tokens.refresh_token is not None and tokens.is_due(self._now())

    async def _refreshed(self, former: TokenSet) -> TokenSet:
        await self._load_client_secret()
        try:
            new = await self._request(former)
        except SignInRequired:
            # Another build without this lock may have refreshed in between.
            former = await self._newer_than(former)
            new = await self._request(former)
        await self.store(new)
        return new

    async def _request(self, former: TokenSet) -> TokenSet:
        refresh_token = former.refresh_token
        if refresh_token is None or refresh_token == self._rejected_token:
            raise SignInRequired("sign_in_needed")
        form = refresh_form(self._oauth_client, refresh_token)
        try:
            async with self._connect() as client:
                response = await post_form(client, self._oauth_client.token_url, form)
        except (SignInRequired, Refused) as error:
            if not _ends_the_session(error):
                raise
            self._rejected_token = refresh_token
            raise SignInRequired("sign_in_needed") from None
        return read_token_response(response, self._now()).completed_from(former)

    async def _load_client_secret(self) -> None:
        """The client secret is read from the keyring once, when it is first needed."""
        if self._load_secret is not None:
            self._oauth_client = replace(self._oauth_client, client_secret=await self._load_secret())
            self._load_secret = None

    async def _newer_than(self, former: TokenSet) -> TokenSet:
        stored = await self._load(former)
        if stored is None or stored.refresh_token in {None, former.refresh_token}:
            raise SignInRequired("sign_in_needed")
        return stored

    async def store(self, tokens: TokenSet) -> None:
        """A keyring that fails now must not end a valid session: memory holds the tokens for this run."""
        self._unstored = tokens
        try:
            await self._token_store.store(tokens)
        except KeyringUnavailable as error:
            log.warning("The renewed session could not be kept: %s", error.key)
        else:
            self._unstored = None

    async def store_again(self) -> None:
        """Stores what the keyring rejected the first time."""
        if self._unstored is not None:
            await self.store(self._unstored)

    async def _load(self, in_memory: TokenSet | None) -> TokenSet | None:
        """A locked keyring is not a missing session: without tokens in memory its error is raised."""
        try:
            return await self._token_store.load()
        except KeyringUnavailable as error:
            if in_memory is None:
                raise
            log.warning("The kept session could not be read: %s", error.key)
            return None

    def _across_processes(self) -> "_FileGuard":
        return _FileGuard(self._lock_file)


def _ends_the_session(error: SignInRequired | Refused) -> bool:
    """`invalid_grant`, or the 401 `invalid_request` of Laravel Passport's engine before its version 9 [G]."""
    if isinstance(error, SignInRequired):
        return True
    return error.status == 401 and error.parameters.get("reason") == "invalid_request"


class _FileGuard:
    """The lock between processes, as an async context; polled, so that no thread is left waiting."""

    def __init__(self, path: Path) -> None:
        from filelock import AsyncFileLock  # noqa: PLC0415  1.5 MiB, needed once an hour at most

        self._lock = AsyncFileLock(
            path, timeout=LOCK_SECONDS, poll_interval=0.05, run_in_executor=False, mode=0o600
        )

    async def __aenter__(self) -> None:
        try:
            await self._lock.acquire()
        except TimeoutError:  # filelock's own `Timeout` is one
            raise TransientError("timeout") from None

    async def __aexit__(self, *_: object) -> None:
        await asyncio.shield(self._lock.release())


def _newer(one: TokenSet | None, other: TokenSet | None) -> TokenSet | None:
    known = [tokens for tokens in (one, other) if tokens is not None]
    return max(known, key=lambda tokens: tokens.received_at, default=None)


async def revoke_tokens(client: HttpClient, oauth_client: OAuthClient, tokens: TokenSet) -> bool:
    """Best effort within a few seconds; True if the server accepted it. Kanbert documents no such endpoint."""
    token = (
        (tokens.refresh_token, "refresh_token")
        if tokens.refresh_token
        else (tokens.access_token, "access_token")
    )
    try:
        async with asyncio.timeout(REVOKE_TIMEOUT_SECONDS):
            await send_form(client, oauth_client.revoke_url, revoke_form(oauth_client, *token))
    except (KanbertError, TimeoutError) as error:
        log.info("The session was not revoked: %s", type(error).__name__)
        return False
    return True
