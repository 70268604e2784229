"""Over a real socket: no response exceeds its limits of memory and time, and each limit is a plain error."""

import asyncio
import json
import subprocess
import sys
import textwrap
import zlib
from collections.abc import Awaitable, Callable, Iterable

import pytest

from kanbert_desktop.domain.errors import (
    KanbertError,
    OutcomeUnknown,
    Refused,
    SignInRequired,
    TransientError,
)
from kanbert_desktop.net import response_limits
from kanbert_desktop.net.client import HttpClient, make_client
from kanbert_desktop.net.errors import fetch, json_body, send
from kanbert_desktop.net.form_post import post_form
from kanbert_desktop.net.public_get import probe
from support.hostile_server import HostileServer, ReceivedRequest, ResponseWriter, hostile_server, http

MB = 1024 * 1024
BOMB_MB = 1024
FAR_LESS_MB = 100
PACKED = ("Content-Encoding: gzip", "Content-Type: application/json")


def bomb(megabytes: int = BOMB_MB) -> bytes:
    """A gzip of so many MB: one block, compressed once and repeated."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    block = packer.compress(b" " * 16 * MB) + packer.flush(zlib.Z_FULL_FLUSH)
    head = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03"
    return head + block * (megabytes // 16) + zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS).flush()


def served(
    answer: ResponseWriter, call: Callable[[HttpClient], Awaitable[object]], host: str = "127.0.0.1"
) -> object:
    async def scenario(server: HostileServer) -> object:
        async with make_client(server.origin) as client:
            return await call(client)

    with hostile_server(answer, host) as server:
        return asyncio.run(scenario(server))


def read(client: HttpClient) -> Awaitable[object]:
    return fetch(client, "/api/v1/tasks")


def write(client: HttpClient) -> Awaitable[object]:
    return send(client, "POST", "/api/v1/tasks", {"title": "x"})


def exchange(client: HttpClient) -> Awaitable[object]:
    return post_form(client, "/oauth/token", {"code": "x"})


def failure(
    answer: ResponseWriter, call: Callable[[HttpClient], Awaitable[object]], host: str = "127.0.0.1"
) -> KanbertError:
    with pytest.raises(KanbertError) as caught:
        served(answer, call, host)
    return caught.value


CHILD = textwrap.dedent(
    """
    import asyncio, sys
    from kanbert_desktop.domain.errors import KanbertError
    from kanbert_desktop.net.client import make_client
    from kanbert_desktop.net.errors import fetch, send
    from kanbert_desktop.net.form_post import post_form
    from kanbert_desktop.net.public_get import probe
    from kanbert_desktop.net.public_get import get_static_file

    CALLS = {
        "read": lambda client: fetch(client, "/"),
        "write": lambda client: send(client, "POST", "/", {}),
        "token": lambda client: post_form(client, "/", {}),
        "probe": lambda client: probe(sys.argv[2], "/", 60),
        "file": lambda client: get_static_file(sys.argv[2] + "/x", max_bytes=1000, seconds=60),
    }

    def peak():
        return int(next(line for line in open("/proc/self/status") if line.startswith("VmHWM")).split()[1])

    async def scenario():
        async with make_client(sys.argv[2]) as client:
            try:
                print(await CALLS[sys.argv[1]](client))
            except KanbertError as error:
                print(error.key)

    import httpcore, anyio._backends._asyncio
    before = peak()
    asyncio.run(scenario())
    print((peak() - before) // 1024)
    """
)


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("read", "answer_too_large"),
        ("write", "answer_too_large"),
        ("token", "answer_too_large"),
        ("probe", "answer_too_large"),
        ("file", "unreadable_answer"),
    ],
)
def test_a_gzip_of_a_gigabyte_takes_a_few_megabytes_for_every_reader(call: str, expected: str) -> None:
    packed = bomb()
    assert len(packed) < 2 * MB
    with hostile_server(lambda _: http(packed, *PACKED)) as server:
        child = subprocess.run(
            [sys.executable, "-c", CHILD, call, server.origin],
            capture_output=True,
            text=True,
            check=True,
            timeout=120,
        )
    answered, grown = child.stdout.strip().splitlines()
    assert expected in answered
    assert int(grown) < FAR_LESS_MB


def chunked(pieces: Iterable[bytes], *headers: str) -> Iterable[bytes]:
    yield "\r\n".join(("HTTP/1.1 200 OK", "Transfer-Encoding: chunked", *headers, "", "")).encode()
    for piece in pieces:
        yield f"{len(piece):x}\r\n".encode() + piece + b"\r\n"
    yield b"0\r\n\r\n"


def without_end(_: ReceivedRequest) -> Iterable[bytes]:
    yield b"HTTP/1.1 200 OK\r\n\r\n["
    while True:
        yield b"1," * 32768


EMPTY_BLOCK = b"\x00\x00\x00\xff\xff"


def packed_without_content(_: ReceivedRequest) -> Iterable[bytes]:
    """Blocks without content: compressed bytes without end, not one decompressed."""
    yield b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03"
    while True:
        yield EMPTY_BLOCK * 10_000


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(without_end, id="a body without an end"),
        pytest.param(packed_without_content, id="packed bytes without an end"),
        pytest.param(lambda _: http(b"{}", "X-Long: " + "x" * 40_000), id="one long header"),
        pytest.param(lambda _: http(b"{}", "X-Long: " + "x" * 300_000), id="one endless header"),
        pytest.param(lambda _: http(b"{}", *(f"X-{n}: {n}" for n in range(4000))), id="many headers"),
        pytest.param(
            lambda _: [b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n"], id="an announced length"
        ),
    ],
)
@pytest.mark.parametrize(
    ("call", "kind"), [(read, TransientError), (write, OutcomeUnknown), (exchange, TransientError)]
)
def test_a_file_that_is_too_large_is_not_read_and_reported(
    answer: ResponseWriter, call: Callable[[HttpClient], Awaitable[object]], kind: type[KanbertError]
) -> None:
    error = failure(answer, call)
    assert (type(error), error.key) == (kind, "answer_too_large")


@pytest.mark.parametrize("coding", ["br", "zstd", "compress", "gzip, gzip", "gzip, br", "x" * 50])
def test_what_was_not_asked_for_is_not_unpacked(coding: str) -> None:
    error = failure(lambda _: http(b"\x28\xb5\x2f\xfd" * 10, f"Content-Encoding: {coding}"), read)
    assert (type(error), error.key) == (TransientError, "unreadable_answer")


def test_only_what_can_be_stopped_is_asked_for() -> None:
    with hostile_server(lambda _: http()) as server:

        async def scenario() -> None:
            async with make_client(server.origin) as client:
                await fetch(client, "/")

        asyncio.run(scenario())
    assert "accept-encoding: gzip, deflate\r\n" in server.requests[0].head.lower() + "\r\n"


RAW = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("gzip", zlib.compress(b'{"a": 1}', wbits=31)),
        ("x-gzip", zlib.compress(b'{"a": 1}', wbits=31)),
        ("GZIP", zlib.compress(b'{"a": 1}', wbits=31)),
        ("deflate", zlib.compress(b'{"a": 1}')),
        ("deflate", RAW.compress(b'{"a": 1}') + RAW.flush()),
        ("identity", b'{"a": 1}'),
    ],
)
def test_what_was_asked_for_is_unpacked(coding: str, body: bytes) -> None:
    response = served(lambda _: http(body, f"Content-Encoding: {coding}"), read)
    assert response.json() == {"a": 1}  # type: ignore[attr-defined]


@pytest.mark.parametrize("cut", [5, 25])
def test_a_packed_answer_that_breaks_off_is_none(cut: int) -> None:
    body = zlib.compress(b'{"a": 1}' * 50, wbits=31)[:cut]
    assert failure(lambda _: http(body, "Content-Encoding: gzip"), read).key == "unreadable_answer"


def test_a_page_of_five_megabytes_is_read() -> None:
    text = "word and word, " * 11_000
    rows = [{"id": f"t{n}", "title": "x", "description": text} for n in range(32)]
    body = json.dumps({"data": rows}).encode()
    assert len(body) > 5 * MB
    packed = zlib.compress(body, wbits=31)
    response = served(lambda _: http(packed, *PACKED), read)
    assert response.json() == {"data": rows}  # type: ignore[attr-defined]
    assert served(lambda _: chunked([body[at : at + 999] for at in range(0, len(body), 999)]), read)


def test_single_bytes_do_not_become_a_list_of_them() -> None:
    """Each piece costs forty bytes of overhead; a body of single bytes would take forty times its length."""
    response = served(lambda _: chunked(bytes([byte]) for byte in b"[" + b" " * 5000 + b"]"), read)
    assert response.content == b"[" + b" " * 5000 + b"]"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("status", "kind"),
    [("401 No", SignInRequired), ("403 No", Refused), ("422 No", Refused), ("503 No", TransientError)],
)
def test_an_error_without_an_end_is_still_that_error(status: str, kind: type[KanbertError]) -> None:
    def answer(_: ReceivedRequest) -> Iterable[bytes]:
        yield f"HTTP/1.1 {status}\r\n\r\n".encode()
        while True:
            yield b"x" * 65536

    assert type(failure(answer, read)) is kind


@pytest.fixture
def little_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Limits a response to a second: the slow ones of these tests would take a minute."""
    monkeypatch.setattr(response_limits, "TOTAL_SECONDS", 1.0)
    monkeypatch.setattr(response_limits, "_total_seconds", lambda _: response_limits.TOTAL_SECONDS)


@pytest.mark.usefixtures("little_time")
@pytest.mark.parametrize(
    ("call", "kind"), [(read, TransientError), (write, OutcomeUnknown), (exchange, TransientError)]
)
@pytest.mark.parametrize(
    "whole",
    [
        pytest.param(
            b"HTTP/1.1 200 OK\r\nContent-Length: 600\r\n\r\n" + b" " * 600, id="from the first byte"
        ),
        pytest.param(b"HTTP/1.1 100 Continue\r\n\r\n" * 100, id="interim answers"),
    ],
)
def test_an_answer_that_drips_for_ever_is_left(
    whole: bytes, call: Callable[[HttpClient], Awaitable[object]], kind: type[KanbertError]
) -> None:
    server_of: list[HostileServer] = []

    def answer(_: ReceivedRequest) -> Iterable[bytes]:
        return server_of[0].send_slowly((whole[at : at + 1] for at in range(len(whole))), 0.1)

    async def scenario(server: HostileServer) -> None:
        async with make_client(server.origin) as client:
            await call(client)

    with hostile_server(answer) as server:
        server_of.append(server)
        with pytest.raises(KanbertError) as caught:
            asyncio.run(scenario(server))
    assert (type(caught.value), caught.value.key) == (kind, "timeout")


@pytest.mark.usefixtures("little_time")
def test_a_body_that_drips_after_a_prompt_head_is_left() -> None:
    server_of: list[HostileServer] = []

    def answer(_: ReceivedRequest) -> Iterable[bytes]:
        yield b"HTTP/1.1 200 OK\r\nContent-Length: 600\r\n\r\n"
        yield from server_of[0].send_slowly([b" "] * 600, 0.1)

    async def scenario(server: HostileServer) -> None:
        async with make_client(server.origin) as client:
            await read(client)

    with hostile_server(answer) as server:
        server_of.append(server)
        with pytest.raises(TransientError, match="timeout"):
            asyncio.run(scenario(server))


def test_a_longer_read_timeout_allows_a_longer_total_time() -> None:
    seen: list[float] = []

    async def scenario(server: HostileServer) -> None:
        async with make_client(server.origin, read_timeout=600) as client:
            request = client.build_request("GET", "/")
            seen.append(response_limits._total_seconds(request))
            await client.send(request)

    with hostile_server(lambda _: http()) as server:
        asyncio.run(scenario(server))
    assert seen == [1200]


def test_a_probe_reports_what_was_wrong() -> None:
    with hostile_server(without_end) as server:
        assert asyncio.run(probe(server.origin, "/", 30)).problem == "answer_too_large"


def test_a_json_text_of_a_million_values_is_rejected() -> None:
    body = b"[" + b"0," * 1_000_000 + b"0]"
    assert failure(lambda _: http(body), read).key == "unreadable_answer"


@pytest.mark.parametrize(
    ("sent", "read_as"),
    [
        (rb'"\ud800"', "\ufffd"),
        (rb'"a\uDC00b"', "a\ufffdb"),
        (rb'"\ud83d\ude00"', "\U0001f600"),
        (rb'"\\ud800"', r"\ud800"),
        (rb'"\ud800\ud83d\ude00"', "\ufffd\U0001f600"),
    ],
)
def test_half_a_character_does_not_cost_the_page(sent: bytes, read_as: str) -> None:
    response = served(lambda _: http(b'{"title": ' + sent + b"}"), read)
    assert json.loads(json_body(response)) == {"title": read_as}  # type: ignore[arg-type]
