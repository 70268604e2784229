"""Credentials before the API: silent start, early renewal, one renewal for many, one repeat after a 401."""

import asyncio
import json

import httpx
import pytest

from kanbert_desktop.domain.errors import KanbertError, SignInRequired
from kanbert_desktop.identity.credentials import DirectToken
from kanbert_desktop.net.client import make_client
from kanbert_desktop.net.errors import fetch, send
from support.token_server import SERVER, Home, first_tokens, read_with, run


def test_a_start_reads_nothing_before_the_first_request_and_then_goes_on_silently(home: Home) -> None:
    async def journey() -> None:
        await home.kept.store(first_tokens(home.clock()))
        await read_with(home, home.credentials())

    run(journey())
    assert home.kanbert.calls == [("GET", "access-0")]
    assert home.kanbert.renewals == 0


def test_tokens_are_renewed_a_minute_early(home: Home) -> None:
    credentials = home.credentials(first_tokens(home.clock()))
    home.clock.pass_by(minutes=59, seconds=1)
    run(read_with(home, credentials))
    assert home.kanbert.calls == [("GET", "access-1")]


def test_many_requests_at_once_are_one_renewal(home: Home) -> None:
    credentials = home.credentials(first_tokens(home.clock()))
    home.clock.pass_by(hours=2)

    async def journey() -> None:
        async with home.kanbert.client(credentials) as client:
            await asyncio.gather(*(fetch(client, "/api/v1/tasks") for _ in range(1000)))

    run(journey())
    assert home.kanbert.used == ["refresh-0"]
    assert {token for _, token in home.kanbert.calls} == {"access-1"}


def test_a_401_renews_once_and_repeats_even_a_write(home: Home) -> None:
    """A 401 means that nothing was done, so the same POST may go out again."""
    home.kanbert.alive.clear()
    credentials = home.credentials(first_tokens(home.clock()))

    async def journey() -> None:
        async with home.kanbert.client(credentials) as client:
            await asyncio.gather(*(send(client, "POST", "/api/v1/tasks", {"title": "x"}) for _ in range(5)))

    run(journey())
    assert home.kanbert.used == ["refresh-0"]
    assert [token for _, token in home.kanbert.calls] == ["access-0"] * 5 + ["access-1"] * 5


def test_a_second_401_is_reported_not_repeated(home: Home) -> None:
    home.kanbert.alive.clear()
    credentials = home.credentials(first_tokens(home.clock()))

    async def refuse(request: httpx.Request) -> httpx.Response:
        answer = await home.kanbert(request)
        return answer if request.url.path == "/oauth/token" else httpx.Response(401, json={})

    async def journey() -> None:
        async with make_client(SERVER, auth=credentials, transport=httpx.MockTransport(refuse)) as client:
            await fetch(client, "/api/v1/tasks")

    with pytest.raises(SignInRequired):
        run(journey())
    assert len(home.kanbert.calls) == 2


def test_a_late_401_for_a_token_already_replaced_renews_nothing(home: Home) -> None:
    credentials = home.credentials(first_tokens(home.clock()))

    async def journey() -> None:
        assert await credentials.access_token(failed="access-0") == "access-1"
        assert await credentials.access_token(failed="access-0") == "access-1"

    run(journey())
    assert home.kanbert.renewals == 1


def test_without_a_refresh_token_the_access_token_serves_until_a_401(home: Home) -> None:
    tokens = first_tokens(home.clock(), refresh_token=None)
    run(home.kept.store(tokens))
    home.clock.pass_by(days=3)
    run(read_with(home, home.credentials()))
    assert home.kanbert.calls == [("GET", "access-0")]
    home.kanbert.alive.clear()
    with pytest.raises(SignInRequired):
        run(read_with(home, home.credentials()))
    assert home.kanbert.used == []


def test_the_clock_may_jump(home: Home) -> None:
    credentials = home.credentials(first_tokens(home.clock()))
    home.clock.pass_by(days=-400)
    run(read_with(home, credentials))
    home.clock.pass_by(days=800)
    run(read_with(home, credentials))
    assert home.kanbert.renewals == 1


def test_a_credential_goes_to_no_other_server(home: Home) -> None:
    async def journey(auth: httpx.Auth) -> None:
        async with make_client(
            "https://elsewhere.test", auth=auth, transport=httpx.MockTransport(home.kanbert)
        ) as client:
            await client.get("/")

    for auth in (home.credentials(first_tokens(home.clock())), DirectToken(SERVER, "direct-token-1")):
        with pytest.raises(RuntimeError):
            run(journey(auth))
    assert home.kanbert.calls == []


def test_a_direct_token_is_sent_and_never_renewed(home: Home) -> None:
    async def journey(token: str) -> httpx.Response:
        async with home.kanbert.client(DirectToken(SERVER, token)) as client:
            return await fetch(client, "/api/v1/tasks")

    assert run(journey("access-0")).status_code == 200
    with pytest.raises(SignInRequired):
        run(journey("revoked-token"))
    assert len(home.kanbert.calls) == 2
    assert home.kanbert.used == []


@pytest.mark.parametrize(
    ("scope", "may"),
    [(None, True), ("task-management:read task-management:write", True), ("task-management:read", False)],
)
def test_the_granted_scope_says_whether_writing_is_allowed(home: Home, scope: str | None, may: bool) -> None:
    assert home.credentials(first_tokens(home.clock(), scope=scope)).can_write() is may
    assert DirectToken(SERVER, "direct-token-1").can_write()


def test_secrets_are_in_no_repr_and_no_error(home: Home) -> None:
    home.kanbert.refresh = "another"
    credentials = home.credentials(first_tokens(home.clock()))
    with pytest.raises(KanbertError) as caught:
        run(credentials.access_token(failed="access-0"))
    texts = [
        repr(credentials),
        repr(credentials.tokens),
        str(caught.value),
        repr(caught.value),
        json.dumps(caught.value.parameters),
    ]
    assert not any("refresh-0" in text or "access-0" in text for text in texts)


def test_after_a_sleep_the_wall_clock_tells_that_the_tokens_are_due(home: Home) -> None:
    """Only the wall clock goes on while the computer sleeps: asked again, it is looked at again."""
    credentials = home.credentials(first_tokens(home.clock()))

    async def journey() -> list[bool]:
        asked = [await credentials.refresh_if_due()]
        home.clock.pass_by(hours=9)
        asked += await asyncio.gather(credentials.refresh_if_due(), credentials.refresh_if_due())
        return [*asked, await credentials.refresh_if_due()]

    assert run(journey()) == [False, True, True, False]
    assert home.kanbert.used == ["refresh-0"]
    assert not home.kanbert.calls, "no request had to find out"


def test_a_clock_that_was_wrong_and_is_put_right_renews_by_the_401(home: Home) -> None:
    home.clock.pass_by(days=400)
    credentials = home.credentials(first_tokens(home.clock()))
    home.clock.pass_by(days=-400)
    home.kanbert.alive.clear()

    async def journey() -> None:
        assert not await credentials.refresh_if_due()
        await read_with(home, credentials)

    run(journey())
    assert home.kanbert.used == ["refresh-0"]


def test_a_direct_token_is_never_due() -> None:
    assert not run(DirectToken(SERVER, "direct").refresh_if_due())
