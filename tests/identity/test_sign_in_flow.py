"""A whole sign-in against the sandbox over real sockets, and every other way it can end."""

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from kanbert_desktop.domain.errors import Cancelled, InvalidInput, KanbertError, Refused, TransientError
from kanbert_desktop.identity.credentials import DirectToken
from kanbert_desktop.identity.oauth_client import OAuthClient
from kanbert_desktop.identity.sign_in_flow import AuthorizationFlow
from kanbert_desktop.identity.token_store import TokenSet
from kanbert_desktop.net.client import make_client
from kanbert_desktop.net.errors import fetch
from kanbert_desktop.sandbox.faults import (
    Fault,
    HeldRequest,
    captive_portal,
    error_status,
    hold_request,
    lose_response,
)
from support.raw_browser import RawBrowserTab, visit
from support.sandbox import RunningSandbox, sign_in_by_http, walk_to_redirect

Run = Callable[[Coroutine[Any, Any, Any]], Any]


def now() -> datetime:
    return datetime.now(UTC)


def attempt(sandbox: RunningSandbox, *, secret: bool = False, **options: Any) -> AuthorizationFlow:  # noqa: ANN401
    keys = sandbox.credentials
    application = (
        OAuthClient(sandbox.url, keys["confidential_client_id"], keys["client_secret"])
        if secret
        else OAuthClient(sandbox.url, keys["client_id"])
    )
    return AuthorizationFlow(application, **({"open_url": lambda _: None, "now": now} | options))


async def signed_in(
    sandbox: RunningSandbox, trying: AuthorizationFlow, decision: str = "allow"
) -> tuple[TokenSet | KanbertError, str]:
    """Returns the outcome, and what the browser shows at the end."""
    running = asyncio.ensure_future(trying.run())
    page = await asyncio.to_thread(sign_in_by_http, sandbox, trying.authorization_url, decision)
    try:
        return await running, page.text
    except KanbertError as error:
        return error, page.text


@pytest.mark.parametrize("secret", [False, True])
def test_a_whole_sign_in_gives_tokens_the_api_accepts(
    qt_loop: Run, sandbox: RunningSandbox, secret: bool
) -> None:
    opened: list[str] = []

    async def scenario() -> dict[str, Any]:
        trying = attempt(sandbox, secret=secret, open_url=opened.append)
        tokens, page = await signed_in(sandbox, trying)
        assert isinstance(tokens, TokenSet)
        assert tokens.refresh_token
        assert tokens.expires_at is not None
        assert timedelta(minutes=59) < tokens.expires_at - now() <= timedelta(hours=1)
        assert "You are signed in" in page
        assert not trying.is_listening
        assert opened == [trying.authorization_url]
        async with make_client(sandbox.url, auth=DirectToken(sandbox.url, tokens.access_token)) as client:
            user: dict[str, Any] = (await fetch(client, "/api/v1/whoami")).json()
            return user

    assert qt_loop(scenario())["email"] == sandbox.credentials["email"]


def test_the_link_is_there_before_anything_is_opened(qt_loop: Run, sandbox: RunningSandbox) -> None:
    async def scenario() -> None:
        trying = attempt(sandbox, open_url=pytest.fail)
        assert trying.is_listening
        asked = parse_qs(urlsplit(trying.authorization_url).query)
        assert asked["redirect_uri"] == [trying.redirect_uri]
        assert trying.deadline - now() > timedelta(minutes=9)
        trying.cancel()
        assert not trying.is_listening
        with pytest.raises(Cancelled) as caught:
            await trying.run()
        assert caught.value.key == "cancelled"

    qt_loop(scenario())


def test_it_is_reported_at_once_if_no_browser_opened(qt_loop: Run, sandbox: RunningSandbox) -> None:
    async def scenario() -> None:
        opened: Future[bool] = Future()
        trying = attempt(sandbox, open_url=lambda _link: opened)
        record = asyncio.Event()
        trying.on_no_browser = record.set
        running = asyncio.ensure_future(trying.run())
        await asyncio.sleep(0)
        await asyncio.to_thread(opened.set_result, False)
        await record.wait()
        assert trying.is_listening
        trying.cancel()
        with pytest.raises(Cancelled):
            await running

    qt_loop(scenario())


def test_a_new_attempt_has_nothing_of_the_old_one(qt_loop: Run, sandbox: RunningSandbox) -> None:
    async def scenario() -> None:
        first, second = attempt(sandbox), attempt(sandbox)
        one, other = (parse_qs(urlsplit(trying.authorization_url).query) for trying in (first, second))
        assert all(one[name] != other[name] for name in ("state", "code_challenge", "redirect_uri"))
        first.cancel()
        second.cancel()

    qt_loop(scenario())


def test_a_denial_is_shown_in_the_browser_and_raised(qt_loop: Run, sandbox: RunningSandbox) -> None:
    outcome, page = qt_loop(signed_in_new(sandbox, "deny"))
    assert isinstance(outcome, Cancelled)
    assert outcome.key == "denied"
    assert "You did not allow access" in page


async def signed_in_new(
    sandbox: RunningSandbox, decision: str = "allow"
) -> tuple[TokenSet | KanbertError, str]:
    return await signed_in(sandbox, attempt(sandbox), decision)


@pytest.mark.parametrize(
    ("action", "kind", "key"),
    [
        (error_status(500), TransientError, "server_error"),
        (error_status(429), TransientError, "throttled"),
        (captive_portal(), TransientError, "unreadable_answer"),
        (lose_response(), TransientError, "offline"),
    ],
)
def test_the_browser_shows_that_the_exchange_failed(
    qt_loop: Run,
    sandbox: RunningSandbox,
    action: Fault,
    kind: type[KanbertError],
    key: str,
) -> None:
    sandbox.faults.inject("POST", "/oauth/token", action)
    outcome, page = qt_loop(signed_in_new(sandbox))
    assert isinstance(outcome, kind)
    assert outcome.key == key
    assert "The sign-in failed" in page
    assert "You are signed in" not in page


def test_a_wrong_secret_is_an_answer_about_the_application(qt_loop: Run, sandbox: RunningSandbox) -> None:
    async def scenario() -> TokenSet | KanbertError:
        application = OAuthClient(
            sandbox.url, sandbox.credentials["confidential_client_id"], "not-the-secret"
        )
        return (await signed_in(sandbox, AuthorizationFlow(application, open_url=lambda _: None, now=now)))[0]

    outcome = qt_loop(scenario())
    assert isinstance(outcome, Refused)
    assert outcome.key == "client_rejected"


def test_the_sign_in_times_out(qt_loop: Run, sandbox: RunningSandbox) -> None:
    async def scenario() -> AuthorizationFlow:
        trying = attempt(sandbox, seconds=0.2)
        with pytest.raises(Cancelled) as caught:
            await trying.run()
        assert caught.value.key == "timed_out"
        return trying

    assert not qt_loop(scenario()).is_listening


def test_cancelling_while_waiting(qt_loop: Run, sandbox: RunningSandbox) -> None:
    async def scenario() -> None:
        trying = attempt(sandbox)
        running = asyncio.ensure_future(trying.run())
        asyncio.get_running_loop().call_soon(trying.cancel)
        with pytest.raises(Cancelled) as caught:
            await running
        assert caught.value.key == "cancelled"
        assert not trying.is_listening

    qt_loop(scenario())


def held_exchange(sandbox: RunningSandbox) -> HeldRequest:
    held_request = HeldRequest()
    sandbox.faults.inject("POST", "/oauth/token", hold_request(held_request))
    return held_request


def test_cancelling_while_exchanging_shows_no_success(qt_loop: Run, sandbox: RunningSandbox) -> None:
    async def scenario() -> str:
        held_request = held_exchange(sandbox)
        trying = attempt(sandbox)
        running = asyncio.ensure_future(trying.run())
        browser = asyncio.ensure_future(asyncio.to_thread(sign_in_by_http, sandbox, trying.authorization_url))
        assert await asyncio.to_thread(held_request.has_arrived.wait, 60)
        trying.cancel()
        with pytest.raises(Cancelled):
            await running
        page = (await browser).text
        held_request.release()
        return page

    assert "The sign-in was cancelled" in qt_loop(scenario())


def test_cancelling_the_task_is_not_mistaken_for_the_persons_cancel(
    qt_loop: Run, sandbox: RunningSandbox
) -> None:
    async def scenario() -> AuthorizationFlow:
        trying = attempt(sandbox)
        running = asyncio.ensure_future(trying.run())
        asyncio.get_running_loop().call_soon(running.cancel)
        with pytest.raises(asyncio.CancelledError):
            await running
        return trying

    assert not qt_loop(scenario()).is_listening


def test_the_browser_may_be_closed_during_the_exchange(qt_loop: Run, sandbox: RunningSandbox) -> None:
    async def scenario() -> TokenSet:
        held_request = held_exchange(sandbox)
        trying = attempt(sandbox)
        running = asyncio.ensure_future(trying.run())
        address = await asyncio.to_thread(walk_to_redirect, sandbox, trying.authorization_url)
        tab = await RawBrowserTab(trying.redirect_uri).connect()
        await tab.send(tab.request(address.removeprefix(f"http://{tab.host}")))
        assert await asyncio.to_thread(held_request.has_arrived.wait, 60)
        await tab.reset()
        held_request.release()
        return await running

    assert qt_loop(scenario()).access_token


def test_a_callback_twice_is_one_exchange(qt_loop: Run, sandbox: RunningSandbox) -> None:
    async def scenario() -> None:
        held_request = held_exchange(sandbox)
        trying = attempt(sandbox)
        running = asyncio.ensure_future(trying.run())
        address = await asyncio.to_thread(walk_to_redirect, sandbox, trying.authorization_url)
        target = address.removeprefix(trying.redirect_uri.removesuffix("/callback"))
        first = asyncio.ensure_future(visit(trying.redirect_uri, target))
        assert await asyncio.to_thread(held_request.has_arrived.wait, 60)
        second = asyncio.ensure_future(visit(trying.redirect_uri, target))
        while len(trying._loopback._awaiting_result) < 2:  # noqa: ASYNC110  # Qt appends, no event tells
            await asyncio.sleep(0)
        held_request.release()
        await running
        assert "You are signed in" in await first
        assert await first == await second

    qt_loop(scenario())
    assert [seen.path for seen in sandbox.faults.requests].count("/oauth/token") == 1


def test_the_final_address_can_be_pasted(qt_loop: Run, sandbox: RunningSandbox) -> None:
    async def scenario() -> TokenSet:
        trying = attempt(sandbox)
        running = asyncio.ensure_future(trying.run())
        address = await asyncio.to_thread(walk_to_redirect, sandbox, trying.authorization_url)
        for wrong in ("", "hello", "http://[", f"{trying.redirect_uri}?code=c&state=wrong"):
            with pytest.raises(InvalidInput):
                trying.submit_url(wrong)
        trying.submit_url(f"  {address}\n")
        return await running

    assert qt_loop(scenario()).access_token
