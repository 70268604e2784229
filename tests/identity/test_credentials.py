"""Credentials before the API: silent start, early refresh, one refresh for many, one repeat after a 401."""

import asyncio
import json

import httpx
import pytest

from kanbert_desktop.domain.errors import KanbertError, SignInRequired
from kanbert_desktop.identity.credentials import DirectToken
from kanbert_desktop.net.client import make_client
from kanbert_desktop.net.errors import fetch, send
from support.token_server import SERVER, StoredAccount, first_tokens, read_with, run_coroutine


def test_a_start_reads_nothing_before_the_first_request_and_then_continues_silently(
    stored_account: StoredAccount,
) -> None:
    async def scenario() -> None:
        await stored_account.token_store.store(first_tokens(stored_account.clock()))
        await read_with(stored_account, stored_account.credentials())

    run_coroutine(scenario())
    assert stored_account.token_server.calls == [("GET", "access-0")]
    assert stored_account.token_server.refresh_count == 0


def test_tokens_are_refreshed_a_minute_early(stored_account: StoredAccount) -> None:
    credentials = stored_account.credentials(first_tokens(stored_account.clock()))
    stored_account.clock.advance(minutes=59, seconds=1)
    run_coroutine(read_with(stored_account, credentials))
    assert stored_account.token_server.calls == [("GET", "access-1")]


def test_many_requests_at_once_cause_one_refresh(stored_account: StoredAccount) -> None:
    credentials = stored_account.credentials(first_tokens(stored_account.clock()))
    stored_account.clock.advance(hours=2)

    async def scenario() -> None:
        async with stored_account.token_server.client(credentials) as client:
            await asyncio.gather(*(fetch(client, "/api/v1/tasks") for _ in range(1000)))

    run_coroutine(scenario())
    assert stored_account.token_server.used_refresh_tokens == ["refresh-0"]
    assert {token for _, token in stored_account.token_server.calls} == {"access-1"}


def test_a_401_refreshes_once_and_repeats_even_a_write(stored_account: StoredAccount) -> None:
    """A 401 means that nothing was done, so the same POST may be sent again."""
    stored_account.token_server.valid_access_tokens.clear()
    credentials = stored_account.credentials(first_tokens(stored_account.clock()))

    async def scenario() -> None:
        async with stored_account.token_server.client(credentials) as client:
            await asyncio.gather(*(send(client, "POST", "/api/v1/tasks", {"title": "x"}) for _ in range(5)))

    run_coroutine(scenario())
    assert stored_account.token_server.used_refresh_tokens == ["refresh-0"]
    assert [token for _, token in stored_account.token_server.calls] == ["access-0"] * 5 + ["access-1"] * 5


def test_a_second_401_is_reported_not_repeated(stored_account: StoredAccount) -> None:
    stored_account.token_server.valid_access_tokens.clear()
    credentials = stored_account.credentials(first_tokens(stored_account.clock()))

    async def refuse(request: httpx.Request) -> httpx.Response:
        answer = await stored_account.token_server(request)
        return answer if request.url.path == "/oauth/token" else httpx.Response(401, json={})

    async def scenario() -> None:
        async with make_client(SERVER, auth=credentials, transport=httpx.MockTransport(refuse)) as client:
            await fetch(client, "/api/v1/tasks")

    with pytest.raises(SignInRequired):
        run_coroutine(scenario())
    assert len(stored_account.token_server.calls) == 2


def test_a_late_401_for_a_token_already_replaced_refreshes_nothing(stored_account: StoredAccount) -> None:
    credentials = stored_account.credentials(first_tokens(stored_account.clock()))

    async def scenario() -> None:
        assert await credentials.access_token(failed="access-0") == "access-1"
        assert await credentials.access_token(failed="access-0") == "access-1"

    run_coroutine(scenario())
    assert stored_account.token_server.refresh_count == 1


def test_without_a_refresh_token_the_access_token_serves_until_a_401(stored_account: StoredAccount) -> None:
    tokens = first_tokens(stored_account.clock(), refresh_token=None)
    run_coroutine(stored_account.token_store.store(tokens))
    stored_account.clock.advance(days=3)
    run_coroutine(read_with(stored_account, stored_account.credentials()))
    assert stored_account.token_server.calls == [("GET", "access-0")]
    stored_account.token_server.valid_access_tokens.clear()
    with pytest.raises(SignInRequired):
        run_coroutine(read_with(stored_account, stored_account.credentials()))
    assert stored_account.token_server.used_refresh_tokens == []


def test_the_clock_may_jump(stored_account: StoredAccount) -> None:
    credentials = stored_account.credentials(first_tokens(stored_account.clock()))
    stored_account.clock.advance(days=-400)
    run_coroutine(read_with(stored_account, credentials))
    stored_account.clock.advance(days=800)
    run_coroutine(read_with(stored_account, credentials))
    assert stored_account.token_server.refresh_count == 1


def test_a_credential_goes_to_no_other_server(stored_account: StoredAccount) -> None:
    async def scenario(auth: httpx.Auth) -> None:
        async with make_client(
            "https://elsewhere.test", auth=auth, transport=httpx.MockTransport(stored_account.token_server)
        ) as client:
            await client.get("/")

    for auth in (
        stored_account.credentials(first_tokens(stored_account.clock())),
        DirectToken(SERVER, "direct-token-1"),
    ):
        with pytest.raises(RuntimeError):
            run_coroutine(scenario(auth))
    assert stored_account.token_server.calls == []


def test_a_direct_token_is_sent_and_never_refreshed(stored_account: StoredAccount) -> None:
    async def scenario(token: str) -> httpx.Response:
        async with stored_account.token_server.client(DirectToken(SERVER, token)) as client:
            return await fetch(client, "/api/v1/tasks")

    assert run_coroutine(scenario("access-0")).status_code == 200
    with pytest.raises(SignInRequired):
        run_coroutine(scenario("revoked-token"))
    assert len(stored_account.token_server.calls) == 2
    assert stored_account.token_server.used_refresh_tokens == []


@pytest.mark.parametrize(
    ("scope", "may"),
    [(None, True), ("task-management:read task-management:write", True), ("task-management:read", False)],
)
def test_the_granted_scope_says_whether_writing_is_allowed(
    stored_account: StoredAccount, scope: str | None, may: bool
) -> None:
    assert stored_account.credentials(first_tokens(stored_account.clock(), scope=scope)).can_write() is may
    assert DirectToken(SERVER, "direct-token-1").can_write()


def test_secrets_are_in_no_repr_and_no_error(stored_account: StoredAccount) -> None:
    stored_account.token_server.refresh = "another"
    credentials = stored_account.credentials(first_tokens(stored_account.clock()))
    with pytest.raises(KanbertError) as caught:
        run_coroutine(credentials.access_token(failed="access-0"))
    texts = [
        repr(credentials),
        repr(credentials.tokens),
        str(caught.value),
        repr(caught.value),
        json.dumps(caught.value.parameters),
    ]
    assert not any("refresh-0" in text or "access-0" in text for text in texts)


def test_after_a_sleep_the_wall_clock_shows_that_the_tokens_are_due(stored_account: StoredAccount) -> None:
    """Only the wall clock advances while the computer sleeps: every call reads it."""
    credentials = stored_account.credentials(first_tokens(stored_account.clock()))

    async def scenario() -> list[bool]:
        asked = [await credentials.refresh_if_due()]
        stored_account.clock.advance(hours=9)
        asked += await asyncio.gather(credentials.refresh_if_due(), credentials.refresh_if_due())
        return [*asked, await credentials.refresh_if_due()]

    assert run_coroutine(scenario()) == [False, True, True, False]
    assert stored_account.token_server.used_refresh_tokens == ["refresh-0"]
    assert not stored_account.token_server.calls, "no request had to find out"


def test_a_corrected_clock_refreshes_after_the_401(stored_account: StoredAccount) -> None:
    stored_account.clock.advance(days=400)
    credentials = stored_account.credentials(first_tokens(stored_account.clock()))
    stored_account.clock.advance(days=-400)
    stored_account.token_server.valid_access_tokens.clear()

    async def scenario() -> None:
        assert not await credentials.refresh_if_due()
        await read_with(stored_account, credentials)

    run_coroutine(scenario())
    assert stored_account.token_server.used_refresh_tokens == ["refresh-0"]


def test_a_direct_token_is_never_due() -> None:
    assert not run_coroutine(DirectToken(SERVER, "direct").refresh_if_due())
