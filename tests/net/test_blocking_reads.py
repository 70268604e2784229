"""Reads on another thread: like a request that succeeded, within the same limits; all else is left to the client."""

import asyncio
import gzip
from collections.abc import Iterable

import httpx
import pytest

from kanbert_desktop.net import response_limits
from kanbert_desktop.net.blocking_reads import NotPlain, SameServer, blocking_read
from kanbert_desktop.net.client import make_client
from net.test_response_limits import MB, PACKED, bomb
from support.bearer_auth import BearerAuth
from support.hostile_server import HostileServer, ReceivedRequest, ResponseWriter, hostile_server, http

PLAIN = http(b'{"data": []}', "Date: Tue, 24 Nov 2026 09:00:00 GMT", "Content-Type: application/json")


def read_again(answer: ResponseWriter) -> tuple[httpx.Response, HostileServer]:
    """The second response, of the path `/again`, read on another thread."""

    def first_plain(request: ReceivedRequest) -> Iterable[bytes]:
        return answer(request) if request.target == "/again" else PLAIN

    async def scenario(server: HostileServer) -> httpx.Response:
        async with make_client(server.origin, auth=BearerAuth("secret")) as client:
            response = await client.get("/first")
            read = blocking_read(client, response.request)
            assert read is not None
            return await asyncio.to_thread(read, "/again")

    with hostile_server(first_plain) as server:
        return asyncio.run(scenario(server)), server


def test_it_sends_what_succeeded_before() -> None:
    response, server = read_again(lambda _request: PLAIN)
    assert response.content == b'{"data": []}'
    assert response.headers["Date"] == "Tue, 24 Nov 2026 09:00:00 GMT"
    first, second = server.requests
    assert (second.method, second.target) == ("GET", "/again")
    assert sorted(second.head.lower().split("\r\n")[1:]) == sorted(first.head.lower().split("\r\n")[1:])
    assert "authorization: bearer secret" in second.head.lower()


@pytest.mark.parametrize(
    "address", ["/again", "/api/v1/tasks?sort=-title%2Cname&page%5Bcursor%5D=ey%3D", "/?a"]
)
def test_another_address_of_the_same_server_is_what_httpx_would_parse(address: str) -> None:
    url = SameServer(httpx.URL("http://127.0.0.1:8080/first?x=1#part"), address)
    parsed = httpx.URL(f"http://127.0.0.1:8080{address}")
    assert (str(url), url.raw_path, url.params) == (str(parsed), parsed.raw_path, parsed.params)
    assert (url.raw_scheme, url.raw_host, url.port) == (parsed.raw_scheme, parsed.raw_host, parsed.port)


def test_packed_bodies_are_unpacked() -> None:
    response, _ = read_again(lambda _request: http(gzip.compress(b'{"data": []}'), *PACKED))
    assert response.content == b'{"data": []}'


@pytest.mark.parametrize(
    "answer",
    [
        http(b"{}", status="401 Unauthorized"),
        http(b"{}", status="429 Too Many Requests"),
        http(b"", "Location: http://192.0.2.1/", status="302 Found"),
        http(b"{}", status="204 No Content"),
        http(bomb(64), *PACKED),
        http(b"no gzip", *PACKED),
        http(b"{}", "Content-Encoding: br"),
        http(b"{}", f"X-Long: {'x' * response_limits.MAX_HEADER_BYTES}"),
        [b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n{}"],
        [b"no response\r\n\r\n"],
        [],
    ],
    ids=[
        "401",
        "429",
        "redirect",
        "204",
        "bomb",
        "not packed",
        "br",
        "long headers",
        "cut off",
        "none",
        "closed",
    ],
)
def test_anything_but_a_plain_response_is_left_to_the_client(answer: list[bytes]) -> None:
    with pytest.raises(NotPlain):
        read_again(lambda _request: answer)


def test_a_body_of_any_length_ends_at_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(response_limits, "MAX_BODY_BYTES", MB)
    sent: list[int] = []

    def endless(_request: ReceivedRequest) -> Iterable[bytes]:
        yield b"HTTP/1.1 200 OK\r\n\r\n"
        for number in range(1000):
            sent.append(number)
            yield b" " * MB

    with pytest.raises(NotPlain):
        read_again(endless)
    assert len(sent) < 100


def test_a_body_that_comes_in_drops_ends_at_the_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kanbert_desktop.net.blocking_reads.TOTAL_SECONDS", 0.0)
    with pytest.raises(NotPlain):
        read_again(lambda _request: PLAIN)


def test_closing_the_client_closes_the_connection_of_the_thread() -> None:
    async def scenario(server: HostileServer) -> None:
        client = make_client(server.origin)
        response = await client.get("/first")
        read = blocking_read(client, response.request)
        assert read is not None
        await client.aclose()
        assert client.blocking_twin().is_closed  # type: ignore[attr-defined]
        with pytest.raises(NotPlain):
            read("/again")

    with hostile_server(lambda _request: PLAIN) as server:
        asyncio.run(scenario(server))


def test_a_client_with_a_transport_of_its_own_reads_on_no_other_thread() -> None:
    async def scenario() -> None:
        transport = httpx.MockTransport(lambda _request: httpx.Response(200, json={}))
        async with make_client("https://kanbert.test", transport=transport) as client:
            response = await client.get("/first")
            assert blocking_read(client, response.request) is None

    asyncio.run(scenario())
