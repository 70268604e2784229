"""Sessions over real sockets, against the sandbox, and between real processes."""

import asyncio
import subprocess
import sys
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from kanbert_desktop.domain.errors import SignInRequired, TransientError
from kanbert_desktop.identity.async_keyring import AsyncKeyring, InMemoryKeyring, SecretStorage
from kanbert_desktop.identity.credentials import SessionCredentials
from kanbert_desktop.identity.oauth_client import OAuthClient
from kanbert_desktop.identity.sign_in_flow import AuthorizationFlow
from kanbert_desktop.identity.token_store import TokenSet, TokenStore, keyring_service_name
from kanbert_desktop.net.client import make_client
from kanbert_desktop.net.errors import fetch
from kanbert_desktop.sandbox.faults import lose_response
from support.sandbox import RunningSandbox, sign_in_by_http

Run = Callable[[Coroutine[Any, Any, Any]], Any]

OTHER_PROCESS = """
import asyncio, sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from kanbert_desktop.identity.oauth_client import OAuthClient
from kanbert_desktop.identity.token_store import TokenStore
from kanbert_desktop.identity.credentials import SessionCredentials
from kanbert_desktop.identity.async_keyring import AsyncKeyring

server, client_id, service, lock = sys.argv[1:]
credentials = SessionCredentials(
    OAuthClient(server, client_id),
    TokenStore(AsyncKeyring(service), server, "1"),
    lock_file=Path(lock),
    now=lambda: datetime.now(UTC) + timedelta(minutes=59, seconds=30),
)
print("ready", flush=True)
sys.stdin.readline()
print(asyncio.run(credentials.access_token()), flush=True)
"""


def now() -> datetime:
    return datetime.now(UTC)


def soon() -> datetime:
    """When the first access token is due."""
    return now() + timedelta(minutes=59, seconds=30)


def public(sandbox: RunningSandbox) -> OAuthClient:
    return OAuthClient(sandbox.url, sandbox.credentials["client_id"])


async def sign_in(sandbox: RunningSandbox) -> TokenSet:
    trying = AuthorizationFlow(public(sandbox), open_url=lambda _: None, now=now)
    running = asyncio.ensure_future(trying.run())
    await asyncio.to_thread(sign_in_by_http, sandbox, trying.authorization_url)
    return await running


def credentials(
    sandbox: RunningSandbox,
    keyring: SecretStorage,
    folder: Path,
    tokens: TokenSet | None = None,
    clock: Callable[[], datetime] = now,
) -> SessionCredentials:
    token_store = TokenStore(keyring, sandbox.url, "1")
    return SessionCredentials(
        public(sandbox), token_store, lock_file=folder / "lock", now=clock, tokens=tokens
    )


def refreshes(sandbox: RunningSandbox) -> int:
    """Number of refreshes, without the exchange of the code."""
    return sandbox.faults.count_requests("POST", "/oauth/token") - 1


def test_an_expiry_under_many_requests_causes_one_refresh(
    qt_loop: Run, sandbox: RunningSandbox, tmp_path: Path
) -> None:
    async def scenario() -> None:
        tokens = await sign_in(sandbox)
        auth = credentials(sandbox, InMemoryKeyring(), tmp_path, tokens, soon)
        async with make_client(sandbox.url, auth=auth) as client:
            answers = await asyncio.gather(*(fetch(client, "/api/v1/whoami") for _ in range(20)))
        assert {answer.status_code for answer in answers} == {200}

    qt_loop(scenario())
    assert refreshes(sandbox) == 1


def test_each_refresh_rotates_and_the_next_start_continues(
    qt_loop: Run, sandbox: RunningSandbox, tmp_path: Path
) -> None:
    async def scenario() -> None:
        keyring = InMemoryKeyring()
        tokens = await sign_in(sandbox)
        await TokenStore(keyring, sandbox.url, "1").store(tokens)
        seen = {tokens.access_token}
        for _ in range(3):
            auth = credentials(sandbox, keyring, tmp_path)
            seen.add(await auth.access_token(failed=tokens.access_token))
            assert auth.tokens is not None
            tokens = auth.tokens
            async with make_client(sandbox.url, auth=credentials(sandbox, keyring, tmp_path)) as client:
                await fetch(client, "/api/v1/whoami")
        assert len(seen) == 4

    qt_loop(scenario())
    assert refreshes(sandbox) == 3


def test_a_refresh_token_used_twice_ends_the_session_for_all_processes(
    qt_loop: Run, sandbox: RunningSandbox, tmp_path: Path
) -> None:
    async def scenario() -> None:
        tokens = await sign_in(sandbox)
        honest = credentials(sandbox, InMemoryKeyring(), tmp_path, tokens)
        thief = credentials(sandbox, InMemoryKeyring(), tmp_path, tokens)
        await honest.access_token(failed=tokens.access_token)
        with pytest.raises(SignInRequired):
            await thief.access_token(failed=tokens.access_token)
        async with make_client(sandbox.url, auth=honest) as client:
            with pytest.raises(SignInRequired):
                await fetch(client, "/api/v1/whoami")

    qt_loop(scenario())


@pytest.mark.parametrize("grace", [60, 0])
def test_a_lost_refresh_response_is_recovered_within_the_servers_grace_period(
    qt_loop: Run, sandbox: RunningSandbox, tmp_path: Path, grace: int
) -> None:
    """Without a grace period the server must treat the second use as theft: then a new sign-in is the right result."""
    sandbox.behaviour.refresh_grace_seconds = grace

    async def scenario() -> None:
        tokens = await sign_in(sandbox)
        auth = credentials(sandbox, InMemoryKeyring(), tmp_path, tokens)
        sandbox.faults.inject("POST", "/oauth/token", lose_response())
        with pytest.raises(TransientError):
            await auth.access_token(failed=tokens.access_token)
        assert auth.tokens == tokens, "nothing is dropped for a lost answer"
        if grace:
            assert await auth.access_token(failed=tokens.access_token) != tokens.access_token
        else:
            with pytest.raises(SignInRequired):
                await auth.access_token(failed=tokens.access_token)

    qt_loop(scenario())


def test_without_a_refresh_token_a_restart_continues_with_the_access_token(
    qt_loop: Run, sandbox: RunningSandbox, tmp_path: Path
) -> None:
    sandbox.behaviour.issue_refresh_token = False

    async def scenario() -> None:
        keyring = InMemoryKeyring()
        tokens = await sign_in(sandbox)
        assert tokens.refresh_token is None
        await TokenStore(keyring, sandbox.url, "1").store(tokens)
        async with make_client(sandbox.url, auth=credentials(sandbox, keyring, tmp_path)) as client:
            assert (await fetch(client, "/api/v1/whoami")).status_code == 200
        late = credentials(sandbox, keyring, tmp_path, clock=lambda: now() + timedelta(days=1))
        assert await late.access_token() == tokens.access_token, "used until the server says no"
        with pytest.raises(SignInRequired):
            await late.access_token(failed=tokens.access_token)

    qt_loop(scenario())
    assert refreshes(sandbox) == 0


def test_the_granted_scope_is_known(qt_loop: Run, sandbox: RunningSandbox, tmp_path: Path) -> None:
    tokens = qt_loop(sign_in(sandbox))
    assert credentials(sandbox, InMemoryKeyring(), tmp_path, tokens).can_write()


@pytest.mark.usefixtures("keyring_session")
def test_several_processes_share_one_refresh(qt_loop: Run, sandbox: RunningSandbox, tmp_path: Path) -> None:
    """The real keyring stores the tokens, a file lock keeps the order."""
    service = keyring_service_name(f"shared-{tmp_path.name}")
    keyring = AsyncKeyring(service)

    async def prepare() -> None:
        await TokenStore(keyring, sandbox.url, "1").store(await sign_in(sandbox))

    qt_loop(prepare())
    command = [
        sys.executable,
        "-c",
        OTHER_PROCESS,
        sandbox.url,
        sandbox.credentials["client_id"],
        service,
        str(tmp_path / "lock"),
    ]
    others = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(3)
    ]
    assert [other.stdout.readline() for other in others if other.stdout] == ["ready\n"] * 3
    tokens = {other.communicate("go\n", timeout=60)[0] for other in others}
    assert [other.returncode for other in others] == [0, 0, 0]
    assert len(tokens) == 1
    assert refreshes(sandbox) == 1

    async def clean() -> None:
        await TokenStore(keyring, sandbox.url, "1").delete()

    qt_loop(clean())
