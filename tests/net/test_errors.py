"""The table from network failures and status codes to the program's errors."""

import asyncio
import ssl
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanbert_desktop.domain.errors import (
    KanbertError,
    OutcomeUnknown,
    Refused,
    SignInRequired,
    TransientError,
)
from kanbert_desktop.net.errors import EARLIEST, LATEST, fetch, retry_after, send, server_date
from support.scripted_server import ScriptedServer

JSON = {"Content-Type": "application/json"}


def status(code: int, body: bytes = b"{}", **headers: str) -> httpx.Response:
    return httpx.Response(
        code, content=body, headers=JSON | {k.replace("_", "-"): v for k, v in headers.items()}
    )


def read(server: ScriptedServer) -> httpx.Response:
    async def scenario() -> httpx.Response:
        async with server.client() as client:
            return await fetch(client, "/tasks", {"page": "1"})

    return asyncio.run(scenario())


def write(server: ScriptedServer, method: str = "POST") -> httpx.Response:
    async def scenario() -> httpx.Response:
        async with server.client() as client:
            return await send(client, method, "/tasks", {"title": "x"})

    return asyncio.run(scenario())


def failure(call: Callable[..., object], *arguments: object) -> KanbertError:
    with pytest.raises(KanbertError) as caught:
        call(*arguments)
    return caught.value


@pytest.mark.parametrize(
    ("answer", "kind", "key"),
    [
        (status(401), SignInRequired, "sign_in_needed"),
        (status(403), Refused, "forbidden"),
        (status(403, WWW_Authenticate='Bearer error="insufficient_scope"'), SignInRequired, "scope_missing"),
        (status(404), Refused, "not_found"),
        (status(405), Refused, "method_missing"),
        (status(410), Refused, "not_found"),
        (status(400), Refused, "invalid"),
        (status(422), Refused, "invalid"),
        (status(408), TransientError, "server_error"),
        (status(409), TransientError, "server_error"),
        (status(425), TransientError, "throttled"),
        (status(429), TransientError, "throttled"),
        (status(500), TransientError, "server_error"),
        (status(503), TransientError, "server_error"),
        (status(302, Location="https://portal.test"), TransientError, "captive_portal"),
        (status(200, b'{"data": ['), TransientError, "unreadable_answer"),
        (status(200, b""), TransientError, "unreadable_answer"),
        (httpx.Response(200, html="<h1>Free Wi-Fi</h1>"), TransientError, "unreadable_answer"),
        (httpx.ConnectError("no route"), TransientError, "offline"),
        (httpx.RemoteProtocolError("cut"), TransientError, "offline"),
        (httpx.ReadTimeout("slow"), TransientError, "timeout"),
        (httpx.DecodingError("gzip"), TransientError, "unreadable_answer"),
    ],
)
def test_what_a_failed_read_means(
    answer: httpx.Response | Exception, kind: type[KanbertError], key: str
) -> None:
    error = failure(read, ScriptedServer(answer))
    assert (type(error), error.key) == (kind, key)


@pytest.mark.parametrize(
    ("method", "answer", "kind", "key"),
    [
        ("POST", httpx.ConnectError("no route"), TransientError, "offline"),
        ("POST", httpx.ConnectTimeout("slow"), TransientError, "timeout"),
        ("POST", httpx.PoolTimeout("busy"), TransientError, "timeout"),
        ("POST", httpx.ReadTimeout("slow"), OutcomeUnknown, "timeout"),
        ("POST", httpx.WriteTimeout("slow"), OutcomeUnknown, "timeout"),
        ("POST", httpx.RemoteProtocolError("cut"), OutcomeUnknown, "offline"),
        ("POST", httpx.ReadError("reset"), OutcomeUnknown, "offline"),
        ("POST", httpx.DecodingError("gzip"), OutcomeUnknown, "unreadable_answer"),
        ("POST", status(408), OutcomeUnknown, "server_error"),
        ("POST", status(503), OutcomeUnknown, "server_error"),
        ("PATCH", status(408), TransientError, "server_error"),
        ("PATCH", status(503), TransientError, "server_error"),
        ("DELETE", status(503), TransientError, "server_error"),
        ("PATCH", status(500), OutcomeUnknown, "server_error"),
        ("PATCH", status(502), OutcomeUnknown, "server_error"),
        ("PATCH", status(409), OutcomeUnknown, "conflict"),
        ("PATCH", status(412), OutcomeUnknown, "conflict"),
        ("POST", status(429), TransientError, "throttled"),
        ("POST", status(425), TransientError, "throttled"),
        ("POST", status(401), SignInRequired, "sign_in_needed"),
        ("POST", status(400), Refused, "invalid"),
        ("POST", status(403), Refused, "forbidden"),
        ("POST", status(404), Refused, "not_found"),
        ("POST", status(405), Refused, "method_missing"),
        ("POST", status(410), Refused, "not_found"),
        ("POST", status(413), Refused, "too_large"),
        ("POST", status(422), Refused, "invalid"),
        ("POST", status(302), OutcomeUnknown, "captive_portal"),
        ("POST", status(201, b"{"), OutcomeUnknown, "unreadable_answer"),
        ("PATCH", status(200, b""), OutcomeUnknown, "unreadable_answer"),
        ("POST", httpx.Response(200, html="<h1>Free Wi-Fi</h1>"), OutcomeUnknown, "unreadable_answer"),
    ],
)
def test_what_a_failed_write_means(
    method: str, answer: httpx.Response | Exception, kind: type[KanbertError], key: str
) -> None:
    server = ScriptedServer(answer)
    error = failure(write, server, method)
    assert (type(error), error.key) == (kind, key)
    assert len(server.requests) == 1, "a write is tried exactly once"


def test_a_rejection_has_status_and_validation_messages() -> None:
    body = b'{"message": "The title is missing.", "errors": {"title": ["Required."], "due": "Odd."}}'
    error = failure(write, ScriptedServer(status(422, body)))
    assert isinstance(error, Refused)
    assert error.status == 422
    assert error.fields == {"title": ["Required."], "due": ["Odd."]}
    assert error.parameters["message"] == "The title is missing."


@pytest.mark.parametrize("body", [b"[]", b"<html>", b'{"errors": 7}', b'{"message": {}}', b"[" * 5000])
def test_a_rejection_with_an_odd_body_is_still_a_rejection(body: bytes) -> None:
    error = failure(write, ScriptedServer(status(422, body)))
    assert isinstance(error, Refused)
    assert error.fields == {}


def test_an_unknown_certificate_is_not_called_offline() -> None:
    trouble = httpx.ConnectError("tls")
    trouble.__cause__ = ssl.SSLCertVerificationError("self-signed certificate")
    assert failure(read, ScriptedServer(trouble)).key == "certificate"
    error = failure(write, ScriptedServer(trouble))
    assert (type(error), error.key) == (TransientError, "certificate")


@pytest.mark.parametrize("trouble", [status(502), status(503), status(504), httpx.ConnectError("no route")])
def test_a_read_survives_a_short_failure(trouble: httpx.Response | Exception) -> None:
    server = ScriptedServer(trouble, trouble, status(200, b'{"data": []}'))
    assert read(server).content == b'{"data": []}'
    assert len(server.requests) == 3


@pytest.mark.parametrize(
    "trouble",
    [
        status(429),
        status(500),
        status(503, Retry_After="7"),
        status(401),
        status(404),
        httpx.ReadTimeout("slow"),
    ],
)
def test_other_failures_are_not_retried(trouble: httpx.Response | Exception) -> None:
    server = ScriptedServer(trouble)
    failure(read, server)
    assert len(server.requests) == 1


def test_a_read_gives_up_after_three_times() -> None:
    server = ScriptedServer(status(502))
    assert failure(read, server).parameters == {"status": 502}
    assert len(server.requests) == 3


@pytest.mark.parametrize("answer", [status(204, b""), status(200, b""), status(200, b"{}")])
def test_a_delete_may_answer_with_nothing(answer: httpx.Response) -> None:
    assert write(ScriptedServer(answer), "DELETE").is_success


def test_the_server_says_when_to_come_back() -> None:
    error = failure(write, ScriptedServer(status(429, Retry_After="30")))
    assert isinstance(error, TransientError)
    assert error.retry_after == timedelta(seconds=30)


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({}, None),
        ({"Retry-After": "soon"}, None),
        ({"Retry-After": "-5"}, None),
        ({"Retry-After": "999999999"}, timedelta(days=1)),
        (
            {"Retry-After": "Sun, 01 Nov 2026 10:02:00 GMT", "Date": "Sun, 01 Nov 2026 10:00:00 GMT"},
            timedelta(minutes=2),
        ),
        (
            {"Retry-After": "Sun, 01 Nov 2026 09:00:00 GMT", "Date": "Sun, 01 Nov 2026 10:00:00 GMT"},
            timedelta(0),
        ),
    ],
)
def test_retry_after_is_seconds_or_a_date_by_the_servers_clock(
    headers: dict[str, str], wait: timedelta | None
) -> None:
    assert retry_after(httpx.Response(429, headers=headers)) == wait


def test_the_servers_clock() -> None:
    dated = httpx.Response(200, headers={"Date": "Sun, 01 Nov 2026 10:00:00 GMT"})
    assert server_date(dated) == datetime(2026, 11, 1, 10, tzinfo=UTC)
    assert server_date(httpx.Response(200)) is None
    assert server_date(httpx.Response(200, headers={"Date": "yesterday"})) is None


@pytest.mark.parametrize(
    "text",
    [
        "Fri, 31 Dec 9999 23:59:59 -1200",
        "Sat, 01 Jan 1200 00:00:00 +1200",
        "Fri, 31 Dec 9999 23:59:59 GMT",
        "Mon, 01 Jan 1500 00:00:00 GMT",
        "Sun, 99 Nov 2026 10:00:00 GMT",
        "Sun, 01 Nov 2026 10:00:00 +99999999",
        "Sun, 01 Nov 99999999999999999999 10:00:00 GMT",
        "\x00",
        "-",
        ", , , :::",
        "1" * 20_000,
    ],
)
def test_a_date_that_no_clock_shows_is_none(text: str) -> None:
    headers = [(b"Date", text.encode()), (b"Retry-After", text.encode())]
    response = httpx.Response(429, headers=headers)
    assert server_date(response) is None
    assert retry_after(response) is None


@given(st.text(alphabet="MonSu, 0123456789:+-GMTZ\u00e9", max_size=40))
def test_no_date_of_a_server_is_a_failure(text: str) -> None:
    response = httpx.Response(429, headers=[(b"Date", text.encode()), (b"Retry-After", text.encode())])
    assert server_date(response) is None or EARLIEST <= server_date(response) <= LATEST  # type: ignore[operator]
    wait = retry_after(response)
    assert wait is None or timedelta(0) <= wait <= timedelta(days=1)
