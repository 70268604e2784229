"""The loopback listener against browsers, other programs and nonsense over raw sockets (T5)."""

import asyncio
import socket
from collections.abc import Callable, Coroutine
from itertools import chain, repeat
from typing import Any

import pytest

from kanbert_desktop.domain.errors import Refused
from kanbert_desktop.identity import loopback_server as connections_module
from kanbert_desktop.identity.callback_request import MAX_REQUEST_BYTES, Callback
from kanbert_desktop.identity.loopback_server import MAX_CONNECTIONS, MAX_INVALID_CALLBACKS, LoopbackServer
from kanbert_desktop.identity.result_page import ResultPageKind
from support.raw_browser import RawBrowserTab, visit

Run = Callable[[Coroutine[Any, Any, Any]], Any]
GOOD = "/callback?code=the-code-1&state=good"
SILENT = 10


def status(answer: str) -> int:
    return int(answer.split()[1]) if answer else 0


async def completes(loopback: LoopbackServer) -> Callback:
    """The sign-in can still be completed: every disturbance must leave that possible."""
    waiting = asyncio.ensure_future(loopback.wait_for_callback())
    tab = await RawBrowserTab(loopback.redirect_uri).connect()
    await tab.send(tab.request(GOOD))
    callback = await waiting
    loopback.show_result(ResultPageKind.SIGNED_IN)
    assert "You are signed in" in await tab.read_response()
    return callback


async def quiet(loopback: LoopbackServer) -> None:
    """Every socket is closed."""
    async with asyncio.timeout(60):
        while loopback._connections or connections_module._closing:  # noqa: ASYNC110  # Qt sets these, no event tells
            await asyncio.sleep(0)


def test_it_listens_on_127_0_0_1_alone_at_a_port_the_system_chose(qt_loop: Run) -> None:
    async def scenario() -> None:
        async with LoopbackServer("good") as loopback, LoopbackServer("other") as second:
            assert loopback.redirect_uri.startswith("http://127.0.0.1:")
            assert loopback.redirect_uri.endswith("/callback")
            assert second.redirect_uri != loopback.redirect_uri
            assert [server.serverAddress().toString() for server in loopback._servers] == ["127.0.0.1"]

    qt_loop(scenario())


def test_the_page_waits_for_the_truth(qt_loop: Run) -> None:
    async def scenario() -> None:
        async with LoopbackServer("good") as loopback:
            tab = await RawBrowserTab(loopback.redirect_uri).connect()
            await tab.send(tab.request(GOOD))
            assert await loopback.wait_for_callback() == Callback(code="the-code-1")
            answer = asyncio.ensure_future(tab.read_response())
            await asyncio.sleep(0)
            assert not answer.done()
            loopback.show_result(ResultPageKind.FAILED)
            text = await answer
        assert "The sign-in failed" in text
        assert "the-code-1" not in text
        assert "good" not in text.replace("kind", "").split("<main")[1].split("<footer")[0].replace(
            'class="good"', ""
        )

    qt_loop(scenario())


@pytest.mark.parametrize(
    ("language", "text"), [("de-DE,de;q=0.9,en;q=0.8", "Sie sind angemeldet"), ("fr", "You are signed in")]
)
def test_the_page_speaks_the_browsers_language_and_loads_nothing(
    qt_loop: Run, language: str, text: str
) -> None:
    async def scenario() -> str:
        async with LoopbackServer("good") as loopback:
            loopback.show_result(ResultPageKind.SIGNED_IN)
            return await visit(loopback.redirect_uri, GOOD, more=f"Accept-Language: {language}\r\n")

    head, _, body = qt_loop(scenario()).partition("\r\n\r\n")
    assert text in body
    assert "default-src 'none'" in head
    assert "Cache-Control: no-store" in head
    assert "Referrer-Policy: no-referrer" in head
    assert "Connection: close" in head
    assert int(head.split("Content-Length: ")[1].split("\r\n")[0]) == len(body.encode())
    assert "src=" not in body
    assert "http" not in body
    assert "history.replaceState" in body


def test_a_request_split_byte_by_byte_is_understood(qt_loop: Run) -> None:
    async def scenario() -> Callback:
        async with LoopbackServer("good") as loopback:
            tab = await RawBrowserTab(loopback.redirect_uri).connect()
            tab.writer.transport.get_extra_info("socket").setsockopt(
                socket.IPPROTO_TCP, socket.TCP_NODELAY, 1
            )
            for byte in tab.request(GOOD):
                await tab.send(bytes([byte]))
                await asyncio.sleep(0)
            callback = await loopback.wait_for_callback()
            loopback.show_result(ResultPageKind.SIGNED_IN)
            assert status(await tab.read_response()) == 200
            return callback

    assert qt_loop(scenario()).code == "the-code-1"


class ShortTimeoutsFirst(LoopbackServer):
    """Drops the first connections soon; the browser that comes after them is not silent, however slow this machine is.

    A client is connected before the server has accepted it, so only the order of the connections says which one it is.
    """

    def __init__(self, state: str) -> None:
        self._timeouts = chain(repeat(200, SILENT), repeat(60_000))
        super().__init__(state)

    @property
    def _timeout_ms(self) -> int:  # type: ignore[override]
        return next(self._timeouts)

    @_timeout_ms.setter
    def _timeout_ms(self, _of_all: int) -> None:
        """Each connection has its own."""


def test_silent_sockets_delay_nothing_and_are_dropped(qt_loop: Run) -> None:
    async def scenario() -> None:
        async with ShortTimeoutsFirst("good") as loopback:
            silent = [await RawBrowserTab(loopback.redirect_uri).connect() for _ in range(SILENT)]
            await silent[0].send(b"GET /call")
            await completes(loopback)
            assert [await tab.read_response() for tab in silent] == [""] * SILENT
            await quiet(loopback)

    qt_loop(scenario())


def test_a_flood_of_silent_sockets_does_not_keep_the_browser_out(qt_loop: Run) -> None:
    async def scenario() -> None:
        async with LoopbackServer("good") as loopback:
            flood = [await RawBrowserTab(loopback.redirect_uri).connect() for _ in range(MAX_CONNECTIONS * 2)]
            await completes(loopback)
            assert len(loopback._connections) <= MAX_CONNECTIONS
            for tab in flood:
                await tab.close()

    qt_loop(scenario())


@pytest.mark.parametrize(
    ("target", "method", "expected"),
    [
        ("/favicon.ico", "GET", 404),
        ("/", "GET", 404),
        ("/callback/", "GET", 404),
        ("/%63allback?code=c&state=good", "GET", 404),
        (GOOD, "HEAD", 200),
        (GOOD, "POST", 405),
        (GOOD, "OPTIONS", 405),
        (GOOD, "PUT", 405),
        ("/callback", "GET", 400),
        ("/callback?code=c&state=wrong", "GET", 400),
        ("/callback?error=access_denied", "GET", 400),
        ("/callback?error=access_denied&state=wrong", "GET", 400),
        ("/callback?code=c&code=d&state=good", "GET", 400),
        ("/callback?code=%ff&state=good", "GET", 400),
        ("/callback?" + "a" * MAX_REQUEST_BYTES, "GET", 431),
    ],
)
def test_what_is_not_the_answer_changes_nothing(
    qt_loop: Run, target: str, method: str, expected: int
) -> None:
    async def scenario() -> None:
        async with LoopbackServer("good") as loopback:
            answer = await visit(loopback.redirect_uri, target, method)
            assert status(answer) == expected
            assert (answer.partition("\r\n\r\n")[2] == "") is (method == "HEAD")
            assert (await completes(loopback)).code == "the-code-1"

    qt_loop(scenario())


@pytest.mark.parametrize(
    "host", ["localhost:{port}", "evil.example", "127.0.0.1", "127.0.0.1:{port}\r\nHost: evil.example"]
)
def test_another_host_header_is_refused(qt_loop: Run, host: str) -> None:
    async def scenario() -> None:
        async with LoopbackServer("good") as loopback:
            port = RawBrowserTab(loopback.redirect_uri).port
            assert status(await visit(loopback.redirect_uri, GOOD, host=host.format(port=port))) == 400
            await completes(loopback)

    qt_loop(scenario())


@pytest.mark.parametrize(
    "garbage", [b"\x00" * 50, b"\x16\x03\x01\x02\x00\x01\x00", b"nonsense\r\n\r\n", b"\r\n\r\n", b"GET", b""]
)
def test_garbage_is_harmless(qt_loop: Run, garbage: bytes) -> None:
    async def scenario() -> None:
        async with LoopbackServer("good") as loopback:
            tab = await RawBrowserTab(loopback.redirect_uri).connect()
            await tab.send(garbage)
            await completes(loopback)
            await tab.reset()

    qt_loop(scenario())


def test_an_error_counts_with_the_right_state_only(qt_loop: Run) -> None:
    async def scenario() -> None:
        async with LoopbackServer("good") as loopback:
            assert (
                status(await visit(loopback.redirect_uri, "/callback?error=access_denied&state=bad")) == 400
            )
            tab = await RawBrowserTab(loopback.redirect_uri).connect()
            await tab.send(tab.request("/callback?error=access_denied&state=good"))
            assert await loopback.wait_for_callback() == Callback(error="access_denied")
            loopback.show_result(ResultPageKind.DENIED)
            assert "You did not allow access" in await tab.read_response()

    qt_loop(scenario())


def test_the_first_callback_wins_and_all_get_the_same_page(qt_loop: Run) -> None:
    async def scenario() -> None:
        async with LoopbackServer("good") as loopback:
            first, second = [await RawBrowserTab(loopback.redirect_uri).connect() for _ in range(2)]
            await first.send(first.request(GOOD))
            assert (await loopback.wait_for_callback()).code == "the-code-1"
            await second.send(second.request("/callback?code=the-code-2&state=good"))
            while len(loopback._awaiting_result) < 2:  # noqa: ASYNC110  # Qt appends, no event tells
                await asyncio.sleep(0)
            loopback.show_result(ResultPageKind.SIGNED_IN)
            late = await visit(loopback.redirect_uri, GOOD)
            assert await first.read_response() == await second.read_response() == late
            assert (await loopback.wait_for_callback()).code == "the-code-1"

    qt_loop(scenario())


def test_a_page_that_keeps_guessing_ends_the_sign_in(qt_loop: Run) -> None:
    async def scenario() -> None:
        async with LoopbackServer("good") as loopback:
            for number in range(MAX_INVALID_CALLBACKS + 1):
                assert status(await visit(loopback.redirect_uri, f"/callback?code=c&state={number}")) == 400
            with pytest.raises(Refused) as caught:
                await loopback.wait_for_callback()
            assert caught.value.key == "sign_in_disturbed"

    qt_loop(scenario())


def test_the_browser_may_leave_before_the_page_is_ready(qt_loop: Run) -> None:
    async def scenario() -> None:
        async with LoopbackServer("good") as loopback:
            tab = await RawBrowserTab(loopback.redirect_uri).connect()
            await tab.send(tab.request(GOOD))
            assert (await loopback.wait_for_callback()).code == "the-code-1"
            await tab.reset()
            await quiet(loopback)
            loopback.show_result(ResultPageKind.SIGNED_IN)
            assert "You are signed in" in await visit(loopback.redirect_uri, GOOD)

    qt_loop(scenario())


def test_the_page_outlives_the_listener(qt_loop: Run) -> None:
    async def scenario() -> str:
        async with LoopbackServer("good") as loopback:
            tab = await RawBrowserTab(loopback.redirect_uri).connect()
            await tab.send(tab.request(GOOD))
            await loopback.wait_for_callback()
            loopback.show_result(ResultPageKind.SIGNED_IN)
        del loopback
        return await tab.read_response()

    assert "You are signed in" in qt_loop(scenario())


def test_closing_frees_the_port_and_answers_waiting_connections(qt_loop: Run) -> None:
    async def scenario() -> None:
        async with LoopbackServer("good") as loopback:
            silent, waiting = [await RawBrowserTab(loopback.redirect_uri).connect() for _ in range(2)]
            await waiting.send(waiting.request(GOOD))
            await loopback.wait_for_callback()
        assert "The sign-in was cancelled" in await waiting.read_response()
        assert await silent.read_response() == ""
        with pytest.raises(ConnectionRefusedError):
            await RawBrowserTab(loopback.redirect_uri).connect()
        await quiet(loopback)

    qt_loop(scenario())
