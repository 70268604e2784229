"""No token, code, verifier, state or secret appears in anything that is logged or raised."""

import asyncio
import io
import logging
import traceback
from collections.abc import Callable, Coroutine, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from kanbert_desktop.domain.errors import KanbertError, SignInRequired
from kanbert_desktop.identity.async_keyring import InMemoryKeyring
from kanbert_desktop.identity.credentials import DirectToken, SessionCredentials
from kanbert_desktop.identity.oauth_client import OAuthClient
from kanbert_desktop.identity.sign_in_flow import AuthorizationFlow
from kanbert_desktop.identity.token_store import TokenSet, TokenStore
from kanbert_desktop.net.client import make_client
from kanbert_desktop.net.errors import fetch
from kanbert_desktop.net.redaction import install_redaction
from kanbert_desktop.sandbox.faults import error_status
from support.raw_browser import visit
from support.sandbox import RunningSandbox, sign_in_by_http, walk_to_redirect

Run = Callable[[Coroutine[Any, Any, Any]], Any]
OURS = (
    "httpx",
    "httpcore",
    "httpcore.connection",
    "httpcore.http11",
    "kanbert_desktop",
    "oauthlib",
    "keyring",
    "filelock",
)


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def logged() -> Iterator[io.StringIO]:
    """Everything at DEBUG, with the libraries' requests, through the redaction."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logging.Formatter("%(name)s %(message)s"))
    install_redaction(handler)
    loggers = [logging.getLogger(name) for name in OURS]
    levels = [logger.level for logger in loggers]
    root = logging.getLogger()
    root.addHandler(handler)
    for logger in loggers:
        logger.setLevel(logging.DEBUG)
    yield stream
    root.removeHandler(handler)
    for logger, level in zip(loggers, levels, strict=True):
        logger.setLevel(level)


async def everything(sandbox: RunningSandbox, folder: Path, secrets: list[str]) -> None:
    """Sign-in, use, refresh, errors and failures; what must stay secret is added to `secrets`."""
    keys = sandbox.credentials
    application = OAuthClient(sandbox.url, keys["confidential_client_id"], keys["client_secret"])
    trying = AuthorizationFlow(application, open_url=lambda _: None, now=now)
    secrets += [keys["client_secret"], keys["access_token"], trying._verifier, trying._state]
    running = asyncio.ensure_future(trying.run())
    await visit(trying.redirect_uri, f"/callback?code=stolen-code-1&state={trying._state}x")
    address = await asyncio.to_thread(walk_to_redirect, sandbox, trying.authorization_url)
    secrets += [*parse_qs(urlsplit(address).query)["code"], "stolen-code-1"]
    await visit(trying.redirect_uri, address.removeprefix(trying.redirect_uri.removesuffix("/callback")))
    tokens = await running
    note(secrets, tokens)
    await refreshes(sandbox, application, tokens, folder, secrets)
    await failed_sign_in(sandbox, application, secrets)


async def refreshes(
    sandbox: RunningSandbox, application: OAuthClient, tokens: TokenSet, folder: Path, secrets: list[str]
) -> None:
    token_store = TokenStore(InMemoryKeyring(), sandbox.url, "1")
    credentials = SessionCredentials(
        application, token_store, lock_file=folder / "lock", now=now, tokens=tokens
    )
    async with make_client(sandbox.url, auth=credentials) as client:
        await fetch(client, "/api/v1/whoami")
        await credentials.access_token(failed=tokens.access_token)
        note(secrets, credentials.tokens)
        await fetch(client, "/api/v1/tasks", {"page[size]": "5"})
    reused = SessionCredentials(
        application,
        TokenStore(InMemoryKeyring(), "x", "1"),
        lock_file=folder / "lock",
        now=now,
        tokens=tokens,
    )
    with pytest.raises(SignInRequired) as caught:
        await reused.access_token(failed=tokens.access_token)
    log_chain(caught.value)
    async with make_client(
        sandbox.url, auth=DirectToken(sandbox.url, sandbox.credentials["access_token"])
    ) as client:
        await fetch(client, "/api/v1/whoami")
    note(secrets, tokens)


async def failed_sign_in(sandbox: RunningSandbox, application: OAuthClient, secrets: list[str]) -> None:
    sandbox.faults.inject("POST", "/oauth/token", error_status(500))
    trying = AuthorizationFlow(application, open_url=lambda _: None, now=now)
    secrets += [trying._verifier, trying._state]
    running = asyncio.ensure_future(trying.run())
    await asyncio.to_thread(sign_in_by_http, sandbox, trying.authorization_url)
    with pytest.raises(KanbertError) as caught:
        await running
    log_chain(caught.value)


def note(secrets: list[str], tokens: TokenSet | None) -> None:
    assert tokens is not None
    assert tokens.refresh_token
    secrets += [tokens.access_token, tokens.refresh_token]


def log_chain(error: Exception) -> None:
    """As careless code would: logs the whole chain."""
    logging.getLogger("kanbert_desktop.test").error("failed: %r", error, exc_info=error)


def test_nothing_secret_is_logged(
    qt_loop: Run, sandbox: RunningSandbox, tmp_path: Path, logged: io.StringIO
) -> None:
    secrets: list[str] = []
    qt_loop(everything(sandbox, tmp_path, secrets))
    text = logged.getvalue()
    assert "httpcore" in text, "the libraries did log"
    assert "Traceback" in text
    assert len(set(secrets)) >= 11
    assert [secret for secret in secrets if secret in text] == []


def test_nothing_secret_is_in_an_error(qt_loop: Run, sandbox: RunningSandbox, tmp_path: Path) -> None:
    """Without any redaction: the errors and the frames' reprs contain none."""
    secrets: list[str] = []
    texts: list[str] = []

    class Collecting(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            texts.append(record.getMessage())
            if record.exc_info:
                texts.extend(traceback.format_exception(record.exc_info[1]))

    handler = Collecting(logging.INFO)
    logger = logging.getLogger("kanbert_desktop")
    logger.addHandler(handler)
    try:
        qt_loop(everything(sandbox, tmp_path, secrets))
    finally:
        logger.removeHandler(handler)
    assert texts
    assert [secret for secret in secrets if any(secret in text for text in texts)] == []


def test_nothing_secret_is_in_a_repr(sandbox: RunningSandbox, qt_loop: Run) -> None:
    async def scenario() -> list[str]:
        keys = sandbox.credentials
        application = OAuthClient(sandbox.url, keys["confidential_client_id"], keys["client_secret"])
        trying = AuthorizationFlow(application, open_url=lambda _: None, now=now)
        secrets = [keys["client_secret"], keys["access_token"], trying._verifier, trying._state]
        shown = repr([application, trying, DirectToken(sandbox.url, keys["access_token"])])
        trying.cancel()
        return [secret for secret in secrets if secret in shown]

    assert qt_loop(scenario()) == []
