"""The token endpoint's errors as the program's errors."""

import asyncio
import logging
import re
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import httpx
import pytest

from kanbert_desktop.app.messages.status_texts import title_and_message
from kanbert_desktop.domain.errors import Cancelled, KanbertError, Refused, TransientError
from kanbert_desktop.identity.oauth_client import OAuthClient
from kanbert_desktop.identity.sign_in_flow import AuthorizationFlow
from kanbert_desktop.net.client import make_client
from support.raw_browser import visit

Run = Callable[[Coroutine[Any, Any, Any]], Any]


def now() -> datetime:
    return datetime.now(UTC)


@pytest.mark.parametrize(
    ("error", "kind", "key"),
    [
        ("access_denied", Cancelled, "denied"),
        ("server_error", TransientError, "sign_in_failed_there"),
        ("temporarily_unavailable", TransientError, "sign_in_overloaded"),
        ("unauthorized_client", Refused, "client_rejected"),
        ("invalid_scope", Refused, "sign_in_scope_refused"),
        ("unsupported_response_type", Refused, "sign_in_way_refused"),
        ("invalid_request", Refused, "sign_in_not_understood"),
        ("something_new", Refused, "sign_in_refused"),
    ],
)
def test_the_meaning_of_the_servers_errors(
    qt_loop: Run, error: str, kind: type[KanbertError], key: str
) -> None:
    async def scenario() -> None:
        trying = AuthorizationFlow(OAuthClient("http://127.0.0.1:1", "c"), open_url=lambda _: None, now=now)
        running = asyncio.ensure_future(trying.run())
        state = parse_qs(urlsplit(trying.authorization_url).query)["state"][0]
        await visit(trying.redirect_uri, f"/callback?error={error}&state={state}")
        with pytest.raises(kind) as caught:
            await running
        assert caught.value.key == key
        # The browser passes no HTTP status on, so none may be reported.
        assert "status" not in caught.value.parameters
        assert not re.search("[0-9]{3}", " ".join(title_and_message(caught.value)))

    qt_loop(scenario())


def test_server_text_besides_its_code_is_neither_shown_nor_logged(
    qt_loop: Run, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    hostile = quote("<script>alert('the-secret-words')</script>\r\nSet-Cookie: x")

    async def scenario() -> None:
        trying = AuthorizationFlow(OAuthClient("http://127.0.0.1:1", "c"), open_url=lambda _: None, now=now)
        running = asyncio.ensure_future(trying.run())
        state = parse_qs(urlsplit(trying.authorization_url).query)["state"][0]
        address = (
            f"/callback?error=server_error&error_description={hostile}&error_uri={hostile}&state={state}"
        )
        page = await visit(trying.redirect_uri, address)
        with pytest.raises(TransientError) as caught:
            await running
        record = (page, str(caught.value), *title_and_message(caught.value), caplog.text)
        assert [text for text in record if "the-secret-words" in text or "alert(" in text] == []

    qt_loop(scenario())


def test_a_code_of_another_server_is_never_sent_to_ours(qt_loop: Run) -> None:
    async def scenario() -> None:
        application = OAuthClient("http://127.0.0.1:1", "c")
        trying = AuthorizationFlow(application, open_url=lambda _: None, now=now, connect=pytest.fail)
        running = asyncio.ensure_future(trying.run())
        state = parse_qs(urlsplit(trying.authorization_url).query)["state"][0]
        page = await visit(trying.redirect_uri, f"/callback?code=c&state={state}&iss=https%3A%2F%2Fevil.test")
        assert "The sign-in failed" in page
        with pytest.raises(Refused) as caught:
            await running
        assert (caught.value.key, caught.value.parameters["reason"]) == ("sign_in_refused", "wrong_issuer")

    qt_loop(scenario())


def test_the_exchange_follows_no_redirect(qt_loop: Run) -> None:
    requests: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        requests.append(request)
        return httpx.Response(307, headers={"Location": "https://elsewhere.test/oauth/token"})

    async def scenario() -> None:
        transport = httpx.MockTransport(answer)
        trying = AuthorizationFlow(
            OAuthClient("https://kanbert.test", "c"),
            open_url=lambda _: None,
            now=now,
            connect=lambda: make_client("https://kanbert.test", transport=transport),
        )
        running = asyncio.ensure_future(trying.run())
        state = parse_qs(urlsplit(trying.authorization_url).query)["state"][0]
        page = await visit(trying.redirect_uri, f"/callback?code=c&state={state}")
        assert "The sign-in failed" in page
        with pytest.raises(TransientError):
            await running

    qt_loop(scenario())
    assert len(requests) == 1
