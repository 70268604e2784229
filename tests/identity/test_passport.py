"""A whole session against the sandbox with Laravel Passport's rules, Kanbert's likely engine."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from kanbert_desktop.domain.errors import Refused, SignInRequired
from kanbert_desktop.identity.async_keyring import AsyncKeyring
from kanbert_desktop.identity.credentials import SessionCredentials
from kanbert_desktop.identity.keyring_backends import MAX_CHUNK_UNITS, KeyringBackend, utf16_units
from kanbert_desktop.identity.oauth_client import OAuthClient
from kanbert_desktop.identity.sign_in_flow import AuthorizationFlow
from kanbert_desktop.identity.token_store import TokenSet, TokenStore
from kanbert_desktop.net.client import make_client
from kanbert_desktop.net.errors import fetch
from kanbert_desktop.sandbox.context import BEHAVIOURS
from support.oauth_steps import OAuthSteps
from support.sandbox import RunningSandbox, running_sandbox, sign_in_by_http, walk_to_redirect

Run = Callable[[Coroutine[Any, Any, Any]], Any]


class WindowsLike:
    """A keyring that rejects what Windows would reject."""

    def __init__(self) -> None:
        self.items: dict[str, str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.items.get(f"{service}/{username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        assert utf16_units(password) <= MAX_CHUNK_UNITS + 80
        self.items[f"{service}/{username}"] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.items[f"{service}/{username}"]


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def passport(tmp_path: Path) -> Iterator[RunningSandbox]:
    with running_sandbox(tmp_path / "sandbox", tasks=3, behaviour=BEHAVIOURS["passport"]()) as running:
        yield running


@pytest.fixture
def flow(passport: RunningSandbox) -> Iterator[OAuthSteps]:
    with httpx.Client(base_url=passport.url, trust_env=False, timeout=60) as client:
        yield OAuthSteps(client.request, passport.credentials)


def application(passport: RunningSandbox, *, secret: str | None = None) -> OAuthClient:
    keys = passport.credentials
    client_id = keys["confidential_client_id"] if secret else keys["client_id"]
    return OAuthClient(passport.url, client_id, secret)


async def sign_in(passport: RunningSandbox, registered: OAuthClient) -> TokenSet:
    trying = AuthorizationFlow(registered, open_url=lambda _: None, now=now)
    running = asyncio.ensure_future(trying.run())
    await asyncio.to_thread(sign_in_by_http, passport, trying.authorization_url)
    return await running


@pytest.mark.parametrize("confidential", [False, True], ids=["public", "confidential"])
def test_a_session_lives_in_a_keyring_with_small_items(
    qt_loop: Run, passport: RunningSandbox, tmp_path: Path, confidential: bool
) -> None:
    keyring = WindowsLike()
    secret = passport.credentials["client_secret"] if confidential else None
    registered = application(passport, secret=secret)

    def credentials(tokens: TokenSet | None) -> SessionCredentials:
        store = KeyringBackend(keyring, has_small_items=True)
        token_store = TokenStore(AsyncKeyring("kanbert", find_backend=lambda: store), passport.url, "1")
        return SessionCredentials(
            registered, token_store, lock_file=tmp_path / "lock", now=now, tokens=tokens
        )

    async def scenario() -> None:
        first = await sign_in(passport, registered)
        assert len(first.access_token) > 900
        assert first.expires_at is not None
        assert first.expires_at - now() > timedelta(days=360)
        here = credentials(first)
        await here.access_token(failed=first.access_token)
        after_a_restart = credentials(None)
        async with make_client(passport.url, auth=after_a_restart) as client:
            assert (await fetch(client, "/api/v1/whoami")).status_code == 200
        assert here.tokens is not None
        assert await after_a_restart.access_token() == here.tokens.access_token
        assert here.tokens.refresh_token != first.refresh_token

    qt_loop(scenario())


def test_a_used_refresh_token_ends_the_session_with_a_new_sign_in(
    qt_loop: Run, passport: RunningSandbox, tmp_path: Path
) -> None:
    registered = application(passport)

    async def scenario() -> None:
        tokens = await sign_in(passport, registered)
        honest, thief = (
            SessionCredentials(
                registered,
                TokenStore(
                    AsyncKeyring(
                        name, find_backend=lambda: KeyringBackend(WindowsLike(), has_small_items=True)
                    ),
                    passport.url,
                    "1",
                ),
                lock_file=tmp_path / name,
                now=now,
                tokens=tokens,
            )
            for name in ("honest", "thief")
        )
        await honest.access_token(failed=tokens.access_token)
        with pytest.raises(SignInRequired):
            await thief.access_token(failed=tokens.access_token)

    qt_loop(scenario())


def test_a_wrong_secret_is_the_applications_fault(qt_loop: Run, passport: RunningSandbox) -> None:
    async def scenario() -> None:
        with pytest.raises(Refused) as caught:
            await sign_in(passport, application(passport, secret="not-the-secret"))
        assert caught.value.key == "client_rejected"

    qt_loop(scenario())


def test_who_has_allowed_it_before_comes_straight_back(qt_loop: Run, passport: RunningSandbox) -> None:
    async def scenario() -> None:
        registered = application(passport)
        await sign_in(passport, registered)
        again = AuthorizationFlow(registered, open_url=lambda _: None, now=now)
        running = asyncio.ensure_future(again.run())
        again.submit_url(await asyncio.to_thread(walk_without_consent, passport, again.authorization_url))
        assert (await running).access_token

    qt_loop(scenario())


def walk_without_consent(passport: RunningSandbox, link: str) -> str:
    """A consent page would be answered with no, so a code proves that none was shown."""
    address = walk_to_redirect(passport, link, decision="deny")
    assert "code=" in address
    return address


def test_keyring_errors_have_four_keys(flow: OAuthSteps) -> None:
    refused = flow.refresh("nobody's")
    assert refused.status_code == 400
    record = refused.json()
    assert set(record) == {"error", "error_description", "hint", "message"}
    assert record["error"] == "invalid_grant"
    assert record["hint"] == "Token has been revoked"
    assert flow.exchange("nobody's").json()["error"] == "invalid_grant"
    assert flow.exchange("", grant_type="password").json()["error"] == "unsupported_grant_type"
