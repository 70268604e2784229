"""A direct token that was typed here: kept in the keyring, read before the first request, never renewed."""

import asyncio
from collections.abc import AsyncGenerator

from kanbert_desktop.domain.errors import KeyringUnavailable, SignInNeeded
from kanbert_desktop.identity.kept_tokens import KeptTokens
from kanbert_desktop.identity.tokens import TOKEN_ENDED, Credentials
from kanbert_desktop.net.client import Request, Response


class KeptToken(Credentials):
    """`token` "": not read yet. It lies where a session's access token would, without a refresh token."""

    def __init__(self, server: str, kept: KeptTokens, token: str = "") -> None:
        super().__init__(server)
        self._kept = kept
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
                raise SignInNeeded(TOKEN_ENDED)

    async def _current(self) -> str:
        """Everybody who needs it waits for the same reading, so that one prompt serves them all."""
        async with self._reading:
            if not self._token:
                self._token = await self._recall()
            if not self._token:
                raise SignInNeeded("token_gone")
            return self._token

    async def _newer_than(self, failed: str) -> str:
        """Another process may have been given a new one. The keyring's own trouble changes nothing about a refusal."""
        try:
            newer = await self._recall()
        except KeyringUnavailable:
            newer = ""
        if newer in {"", failed}:
            raise SignInNeeded(TOKEN_ENDED)
        self._token = newer
        return newer

    async def _recall(self) -> str:
        tokens = await self._kept.recall()
        return tokens.access_token if tokens else ""
