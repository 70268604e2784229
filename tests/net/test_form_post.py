"""Posting to the token endpoint: what ends a session, and what is only a transient failure."""

import asyncio
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from kanbert_desktop.domain.errors import KanbertError, Refused, SignInRequired, TransientError
from kanbert_desktop.net.client import Auth
from kanbert_desktop.net.form_post import post_form
from support.scripted_server import ScriptedServer


def post(server: ScriptedServer, auth: Auth | None = None) -> dict[str, Any]:
    async def scenario() -> dict[str, Any]:
        async with server.client(auth) as client:
            return await post_form(client, "/oauth/token", {"grant_type": "refresh_token"})

    return asyncio.run(scenario())


def oauth_error(status: int, error: object) -> httpx.Response:
    return httpx.Response(status, json={"error": error, "error_description": "why"})


@pytest.mark.parametrize(
    ("answer", "kind", "key"),
    [
        (oauth_error(400, "invalid_grant"), SignInRequired, "sign_in_needed"),
        (oauth_error(401, "invalid_grant"), SignInRequired, "sign_in_needed"),
        (oauth_error(401, "invalid_client"), Refused, "client_rejected"),
        (oauth_error(400, "unauthorized_client"), Refused, "client_rejected"),
        (oauth_error(400, "invalid_scope"), Refused, "sign_in_refused"),
        (oauth_error(500, "invalid_grant"), TransientError, "server_error"),
        (oauth_error(429, "invalid_grant"), TransientError, "throttled"),
        (oauth_error(408, "invalid_grant"), TransientError, "server_error"),
        (httpx.Response(400, html="<p>invalid_grant</p>"), TransientError, "unreadable_answer"),
        (httpx.Response(401, text="no"), TransientError, "unreadable_answer"),
        (httpx.Response(404, html="<p>no such page</p>"), Refused, "not_found"),
        (
            httpx.Response(307, headers={"Location": "https://elsewhere.test"}),
            TransientError,
            "captive_portal",
        ),
        (httpx.Response(200, html="<p>Free Wi-Fi</p>"), TransientError, "unreadable_answer"),
        (httpx.Response(200, json=[]), TransientError, "unreadable_answer"),
        (httpx.ReadTimeout("slow"), TransientError, "timeout"),
        (httpx.ConnectError("no route"), TransientError, "offline"),
    ],
)
def test_only_the_endpoints_own_json_error_ends_a_session(
    answer: httpx.Response | Exception, kind: type[KanbertError], key: str
) -> None:
    server = ScriptedServer(answer)
    with pytest.raises(KanbertError) as caught:
        post(server)
    assert (type(caught.value), caught.value.key) == (kind, key)
    assert len(server.requests) == 1, "a code or refresh token is sent exactly once"


def test_it_posts_a_form_without_credentials() -> None:
    class Bearer(Auth):
        def auth_flow(self, request: httpx.Request) -> Iterator[httpx.Request]:
            request.headers["Authorization"] = "Bearer tok"
            yield request

    server = ScriptedServer(httpx.Response(200, json={"access_token": "a"}))
    assert post(server, auth=Bearer()) == {"access_token": "a"}
    request = server.requests[0]
    assert "Authorization" not in request.headers
    assert request.headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert request.content == b"grant_type=refresh_token"


def test_an_error_code_that_is_none_is_not_repeated() -> None:
    with pytest.raises(TransientError):
        post(ScriptedServer(oauth_error(400, "<script>tok-secret</script>")))
