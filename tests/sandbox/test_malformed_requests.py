"""Malformed requests to every route: no server error, and no internals in the response."""

import asyncio
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.routing import Route
from starlette.types import Message

from kanbert_desktop.sandbox.app import create_app
from kanbert_desktop.sandbox.control.app import create_control_app
from support.in_process_sandbox import InProcessSandbox

FORM = (b"content-type", b"application/x-www-form-urlencoded")
TYPES = [FORM, (b"content-type", b"application/json"), (b"content-type", b"multipart/form-data; boundary=x")]
NAMES = [
    b"filter", b"filter[0][field]", b"filter[or][]", b"sort", b"include", b"page[size]", b"page[cursor]",
    b"client_id", b"redirect_uri", b"code", b"state", b"scope", b"prompt", b"lang", b"grant_type", b"form_token",
]  # fmt: skip


def _printable(query: bytes) -> bytes:
    """What h11 accepts on a socket; anything else never reaches the application."""
    return b"".join(bytes([each]) if 0x21 <= each <= 0x7E else b"%%%02x" % each for each in query)


PIECES = st.one_of(
    st.binary(max_size=30),
    st.sampled_from(
        [
            b"%00",
            b"%ff",
            b"%ed%a0%80",
            b"\xf0\x9f",
            b"9" * 30,
            b"title eq 'a'",
            b"[",
            b'{"and":[',
            b"e30",
            b"''",
        ]
    ),
)
QUERIES = st.lists(st.tuples(st.sampled_from(NAMES), PIECES), max_size=4).map(
    lambda pairs: _printable(b"&".join(b"%s=%s" % pair for pair in pairs))
)
BODIES = st.one_of(
    st.binary(max_size=60),
    QUERIES,
    st.sampled_from([b"null", b"[]", b"NaN", b'{"title": 1e999}', b"[" * 4000, b'{"watcher_ids": [[[]]]}']),
)
HEADERS = st.tuples(
    st.sampled_from(TYPES),
    st.one_of(st.none(), st.binary(max_size=30)),
    st.one_of(st.none(), st.binary(max_size=30)),
)


async def _send(app: Any, scope: dict[str, Any], body: bytes) -> tuple[int, bytes]:  # noqa: ANN401 — ASGI
    said, status = bytearray(), 0

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Message) -> None:
        nonlocal status
        status = message.get("status", status)
        said.extend(message.get("body", b""))

    await app(scope, receive, send)
    return status, bytes(said)


def _scope(method: str, path: str, query: bytes, headers: list[tuple[bytes, bytes]]) -> dict[str, Any]:
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode("utf-8", "surrogatepass"),
        "query_string": query,
        "headers": [(b"host", b"127.0.0.1:1"), *headers],
        "client": ("127.0.0.1", 2),
        "server": ("127.0.0.1", 1),
    }


def _routes(app: Any) -> list[tuple[str, str]]:  # noqa: ANN401 — Starlette
    routes = [route for route in app.routes if isinstance(route, Route)]
    return sorted({(method, route.path) for route in routes for method in route.methods or ()})


@pytest.fixture(params=["server", "bench"])
def tried(request: pytest.FixtureRequest, sandbox: InProcessSandbox) -> tuple[Any, bytes]:
    sandbox.behaviour.revocation_endpoint = True
    if request.param == "server":
        return create_app(
            sandbox.state, sandbox.behaviour
        ), f"Bearer {sandbox.credentials['access_token']}".encode()
    hosts = frozenset({"127.0.0.1:1"})
    return create_control_app(
        sandbox.state, sandbox.behaviour, sandbox.faults, "token", hosts
    ), b"Bearer token"


def test_no_bytes_cause_a_server_error(tried: tuple[Any, bytes]) -> None:
    app, bearer = tried
    routes = _routes(app)

    @settings(max_examples=400, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(st.sampled_from(routes), st.text(max_size=12), QUERIES, BODIES, HEADERS)
    def play(route: tuple[str, str], key: str, query: bytes, body: bytes, more: tuple[Any, ...]) -> None:
        kind, cookie, authorization = more
        headers = [kind, (b"authorization", bearer if authorization is None else authorization)]
        headers += [(b"cookie", cookie)] if cookie is not None else []
        method, path = route
        path = path.split("{")[0] + key if "{" in path else path
        status, said = asyncio.run(_send(app, _scope(method, path, query, headers), body))
        assert 200 <= status < 500, (status, said)
        assert not any(word in said for word in (b"Traceback", b"site-packages", b'File "', b"sqlite3"))

    play()


def test_every_route_is_covered(tried: tuple[Any, bytes]) -> None:
    app, _ = tried
    assert len(_routes(app)) >= 13
