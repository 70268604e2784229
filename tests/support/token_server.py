"""A token endpoint with rotation, and one account that knows it: both in process."""

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
from kanbert_desktop.net.client import Client, make_client
from kanbert_desktop.net.errors import fetch
from support.fake_clock import Clock

SERVER = "https://kanbert.test"


class Kanbert:
    """A token endpoint with rotation and an API that knows which access tokens live."""

    def __init__(self) -> None:
        self.alive = {"access-0"}
        self.refresh = "refresh-0"
        self.renewals = 0
        self.used: list[str] = []
        self.calls: list[tuple[str, str]] = []
        self.trouble: list[httpx.Response | Exception] = []
        self.leave_out: set[str] = set()
        self.gate: asyncio.Event | None = None

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.url.path == "/oauth/token":
            return await self._token(dict(parse_qsl(request.content.decode())))
        token = request.headers["Authorization"].removeprefix("Bearer ")
        self.calls.append((request.method, token))
        return httpx.Response(200 if token in self.alive else 401, json={"data": []})

    async def _token(self, form: dict[str, str]) -> httpx.Response:
        self.used.append(form["refresh_token"])
        if self.gate:
            await self.gate.wait()
        await asyncio.sleep(0)
        if self.trouble:
            answer = self.trouble.pop(0)
            if isinstance(answer, Exception):
                raise answer
            return answer
        if form["refresh_token"] != self.refresh:
            return httpx.Response(400, json={"error": "invalid_grant"})
        self.renewals += 1
        self.refresh = f"refresh-{self.renewals}"
        self.alive = {f"access-{self.renewals}"}
        answer = {
            "access_token": f"access-{self.renewals}",
            "token_type": "Bearer",
            "expires_in": 3600,
            "refresh_token": self.refresh,
        }
        return httpx.Response(200, json={name: answer[name] for name in answer if name not in self.leave_out})

    def client(self, auth: httpx.Auth | None = None) -> Client:
        return make_client(SERVER, auth=auth, transport=httpx.MockTransport(self))


def first_tokens(now: datetime, **changes: Any) -> TokenSet:  # noqa: ANN401
    return replace(TokenSet("access-0", "refresh-0", now + timedelta(hours=1), None, now), **changes)


class Home:
    """One account on this computer: its credentials can be made anew as by another process or start."""

    def __init__(self, kanbert: Kanbert, vault: InMemoryKeyring, clock: Clock, folder: Path) -> None:
        self.kanbert, self.vault, self.clock, self.folder = kanbert, vault, clock, folder
        self.kept = TokenStore(vault, SERVER, "user-1")

    def credentials(self, tokens: TokenSet | None = None) -> SessionCredentials:
        return SessionCredentials(
            OAuthClient(SERVER, "client-1"),
            self.kept,
            lock_file=self.folder / "refresh.lock",
            now=self.clock,
            tokens=tokens,
            connect=self.kanbert.client,
        )


def run(journey: Coroutine[Any, Any, Any]) -> Any:  # noqa: ANN401
    return asyncio.run(asyncio.wait_for(journey, 30))


async def read_with(home: Home, credentials: SessionCredentials) -> httpx.Response:
    async with home.kanbert.client(credentials) as client:
        return await fetch(client, "/api/v1/tasks")
