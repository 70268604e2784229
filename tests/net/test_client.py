"""How a client is built: trust, proxies, redirects."""

import asyncio
import ssl
from contextlib import suppress

import httpx
import pytest
import truststore

from kanbert_desktop.domain.errors import InvalidInput, NotReady
from kanbert_desktop.identity.credentials import DirectToken
from kanbert_desktop.net.client import make_client
from kanbert_desktop.net.response_limits import MAX_BODY_BYTES, ResponseTooLarge
from support.hostile_server import HostileServer, hostile_server, http


def transports(client: httpx.AsyncClient) -> list[object]:
    return [client._transport, *client._mounts.values()]


def test_a_loopback_host_never_goes_through_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Against a real listener: a proxy that would get the bearer token sees no connection."""
    seen: list[bytes] = []

    async def scenario() -> int:
        async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            seen.append(await reader.readuntil(b"\r\n\r\n"))
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}")
            await writer.drain()
            writer.close()

        server = await asyncio.start_server(serve, "127.0.0.1", 0)
        proxy = await asyncio.start_server(lambda *_: seen.append(b"PROXY"), "127.0.0.1", 0)
        proxy_port = proxy.sockets[0].getsockname()[1]
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy_port}")
        async with (
            server,
            proxy,
            make_client(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}") as client,
        ):
            return (await client.get("/api/v1/whoami")).status_code

    assert asyncio.run(scenario()) == 200
    assert len(seen) == 1
    assert seen[0].startswith(b"GET /api/v1/whoami HTTP/1.1")


@pytest.mark.parametrize(
    "host",
    [
        "[::1]",
        "[::1]:9",
        "127.0.0.1",
        "127.0.0.1:9",
        "127.5.6.7",
        "localhost",
        "LOCALHOST:9",
        "[::ffff:127.0.0.1]",
    ],
)
def test_no_form_of_this_computer_sends_a_token_to_a_proxy(
    host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a real proxy that records what it receives; whether a server runs here does not matter."""
    for name in ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)

    async def scenario(proxy: HostileServer) -> None:
        monkeypatch.setenv("http_proxy", proxy.origin)
        monkeypatch.setenv("all_proxy", proxy.origin)
        async with make_client(
            f"http://{host}", auth=DirectToken(f"http://{host}", "the-bearer-token")
        ) as client:
            with suppress(httpx.ConnectError):
                await client.get("/api/v1/whoami")

    with hostile_server(lambda _: http()) as proxy:
        asyncio.run(scenario(proxy))
        assert [asked.head for asked in proxy.requests] == []


def test_an_answer_through_a_proxy_is_bounded_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    async def scenario(proxy: HostileServer) -> None:
        monkeypatch.setenv("all_proxy", proxy.origin)
        # Only its scheme keeps a client from plain http to another computer.
        client = make_client("https://kanbert.test")
        client.base_url = httpx.URL("http://kanbert.test")
        async with client:
            with pytest.raises(ResponseTooLarge):
                await client.get("/")

    with hostile_server(lambda _: http(b" " * (MAX_BODY_BYTES + 1), length=False)) as proxy:
        asyncio.run(scenario(proxy))
        assert len(proxy.requests) == 1


def test_other_hosts_use_the_proxy_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.test:3128")
    client = make_client("https://api.kanbert.com")
    assert any(isinstance(one, httpx.AsyncHTTPTransport) for one in client._mounts.values())


def test_a_proxy_that_cannot_be_used_is_named_as_the_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", "carrier-pigeon://proxy.test")
    with pytest.raises(NotReady) as caught:
        make_client("https://api.kanbert.com")
    assert caught.value.key == "proxy_unusable"


def test_certificates_are_those_the_operating_system_trusts() -> None:
    context = make_client("https://api.kanbert.com")._transport._pool._ssl_context  # type: ignore[attr-defined]
    assert isinstance(context, truststore.SSLContext)
    assert context.verify_mode == ssl.CERT_REQUIRED


def test_it_introduces_itself_and_follows_no_redirect() -> None:
    requests: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        requests.append(request)
        return httpx.Response(302, headers={"Location": "https://elsewhere.test/"})

    async def scenario() -> int:
        async with make_client("https://api.kanbert.com", transport=httpx.MockTransport(answer)) as client:
            return (await client.get("/x")).status_code

    assert asyncio.run(scenario()) == 302
    assert len(requests) == 1
    assert requests[0].headers["User-Agent"].startswith("KanbertDesktop/")
    assert requests[0].headers["Accept"] == "application/json"


def test_plain_http_to_another_computer_is_refused() -> None:
    with pytest.raises(InvalidInput):
        make_client("http://api.kanbert.com")
