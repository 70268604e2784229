"""A token endpoint with rotating refresh tokens, and an account that uses it, both in the test's process."""

import asyncio
from collections.abc import Coroutine
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import httpx

from kanbert_desktop.identity.async_keyring import InMemoryKeyring
from kanbert_desktop.identity.credentials import SessionCredentials
from kanbert_desktop.identity.oauth_client import OAuthClient
from kanbert_desktop.identity.token_store import TokenSet, TokenStore
from kanbert_desktop.net.client import HttpClient, make_client
from kanbert_desktop.net.errors import fetch
from support.fake_clock import FakeClock

SERVER = "https://kanbert.test"


class FakeTokenServer:
    """A token endpoint with rotation, and an API that knows the valid access tokens."""

    def __init__(self) -> None:
        self.valid_access_tokens = {"access-0"}
        self.refresh = "refresh-0"
        self.refresh_count = 0
        self.used_refresh_tokens: list[str] = []
        self.calls: list[tuple[str, str]] = []
        self.responses: list[httpx.Response | Exception] = []
        self.omitted_fields: set[str] = set()
        self.blocking_event: asyncio.Event | None = None

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.url.path == "/oauth/token":
            return await self._token(dict(parse_qsl(request.content.decode())))
        token = request.headers["Authorization"].removeprefix("Bearer ")
        self.calls.append((request.method, token))
        return httpx.Response(200 if token in self.valid_access_tokens else 401, json={"data": []})

    async def _token(self, form: dict[str, str]) -> httpx.Response:
        self.used_refresh_tokens.append(form["refresh_token"])
        if self.blocking_event:
            await self.blocking_event.wait()
        await asyncio.sleep(0)
        if self.responses:
            answer = self.responses.pop(0)
            if isinstance(answer, Exception):
                raise answer
            return answer
        if form["refresh_token"] != self.refresh:
            return httpx.Response(400, json={"error": "invalid_grant"})
        self.refresh_count += 1
        self.refresh = f"refresh-{self.refresh_count}"
        self.valid_access_tokens = {f"access-{self.refresh_count}"}
        answer = {
            "access_token": f"access-{self.refresh_count}",
            "token_type": "Bearer",
            "expires_in": 3600,
            "refresh_token": self.refresh,
        }
        return httpx.Response(
            200, json={name: answer[name] for name in answer if name not in self.omitted_fields}
        )

    def client(self, auth: httpx.Auth | None = None) -> HttpClient:
        return make_client(SERVER, auth=auth, transport=httpx.MockTransport(self))


def first_tokens(now: datetime, **changes: Any) -> TokenSet:  # noqa: ANN401
    return replace(TokenSet("access-0", "refresh-0", now + timedelta(hours=1), None, now), **changes)


class StoredAccount:
    """One account on this computer; its credentials can be created again as by another process or start."""

    def __init__(
        self, kanbert: FakeTokenServer, keyring: InMemoryKeyring, clock: FakeClock, folder: Path
    ) -> None:
        self.token_server, self.keyring, self.clock, self.folder = kanbert, keyring, clock, folder
        self.token_store = TokenStore(keyring, SERVER, "user-1")

    def credentials(self, tokens: TokenSet | None = None) -> SessionCredentials:
        return SessionCredentials(
            OAuthClient(SERVER, "client-1"),
            self.token_store,
            lock_file=self.folder / "refresh.lock",
            now=self.clock,
            tokens=tokens,
            connect=self.token_server.client,
        )


def run_coroutine(coroutine: Coroutine[Any, Any, Any]) -> Any:  # noqa: ANN401
    return asyncio.run(asyncio.wait_for(coroutine, 60))


async def read_with(home: StoredAccount, credentials: SessionCredentials) -> httpx.Response:
    async with home.token_server.client(credentials) as client:
        return await fetch(client, "/api/v1/tasks")
