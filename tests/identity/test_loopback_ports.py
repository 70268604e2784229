"""The listener's ports when the server knows only certain redirect URLs (S6, S7)."""

import asyncio
import socket
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from PySide6.QtNetwork import QAbstractSocket, QHostAddress, QTcpServer

from kanbert_desktop.domain.errors import NotReady
from kanbert_desktop.identity import loopback_ports
from kanbert_desktop.identity.loopback_ports import ATTEMPTS, LoopbackPorts
from kanbert_desktop.identity.loopback_server import LoopbackServer
from kanbert_desktop.identity.oauth_client import OAuthClient
from kanbert_desktop.identity.result_page import ResultPageKind
from kanbert_desktop.identity.sign_in_flow import AuthorizationFlow

Run = Callable[[Coroutine[Any, Any, Any]], Any]
FAMILIES = ["127.0.0.1", "::1"] if loopback_ports._has_ipv6() else ["127.0.0.1"]


@contextmanager
def taken() -> Iterator[int]:
    """A port another program listens on."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        yield other.getsockname()[1]


def free() -> int:
    with taken() as port:
        return port


async def output(address: str, port: int, host: str) -> str:
    reader, writer = await asyncio.open_connection(address, port)
    writer.write(f"GET /callback?code=c&state=good HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
    answer = await asyncio.wait_for(reader.read(), 60)
    writer.close()
    await writer.wait_closed()
    return answer.decode()


def test_the_first_free_one_of_the_registered_ports_is_taken(qt_loop: Run) -> None:
    async def scenario() -> None:
        with taken() as busy:
            port = free()
            async with LoopbackServer("good", ports=LoopbackPorts(ports=(busy, port))) as loopback:
                assert loopback.redirect_uri == f"http://127.0.0.1:{port}/callback"

    qt_loop(scenario())


def test_the_link_names_the_bound_port(qt_loop: Run) -> None:
    async def scenario() -> None:
        port = free()
        trying = AuthorizationFlow(
            OAuthClient("https://kanbert.test", "c"),
            open_url=lambda _: None,
            now=lambda: datetime.now(UTC),
            ports=LoopbackPorts(ports=(port,), use_localhost=True),
        )
        assert parse_qs(urlsplit(trying.authorization_url).query)["redirect_uri"] == [
            f"http://localhost:{port}/callback"
        ]
        trying.cancel()

    qt_loop(scenario())


def test_ports_in_use_are_named(qt_loop: Run) -> None:
    async def scenario() -> None:
        with taken() as one, taken() as other:
            with pytest.raises(NotReady) as caught:
                LoopbackServer("good", ports=LoopbackPorts(ports=(one, other)))
            assert caught.value.key == "no_local_port"
            assert caught.value.parameters["reason"] == f"{one}: in use; {other}: in use"

    qt_loop(scenario())


class Forbidden(QTcpServer):
    """As on Windows for a port in a reserved range."""

    asked: list[int]

    def listen(self, _address: QHostAddress, port: int) -> bool:
        self.asked.append(port)
        return False

    def serverError(self) -> QAbstractSocket.SocketError:
        return QAbstractSocket.SocketError.SocketAccessError


@pytest.fixture
def forbidden(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    asked: list[int] = []
    monkeypatch.setattr(Forbidden, "asked", asked, raising=False)
    monkeypatch.setattr(loopback_ports, "QTcpServer", Forbidden)
    return asked


def test_a_forbidden_port_is_distinguished_from_one_in_use(qt_loop: Run, forbidden: list[int]) -> None:
    async def scenario() -> None:
        with pytest.raises(NotReady) as caught:
            LoopbackServer("good", ports=LoopbackPorts(ports=(50_000, 50_001)))
        assert caught.value.parameters["reason"] == "50000: forbidden; 50001: forbidden"

    qt_loop(scenario())
    assert forbidden == [50_000, 50_001]


def test_even_the_systems_own_choice_is_asked_for_more_than_once(qt_loop: Run, forbidden: list[int]) -> None:
    async def scenario() -> None:
        with pytest.raises(NotReady) as caught:
            LoopbackServer("good")
        assert caught.value.parameters["reason"] == "forbidden"

    qt_loop(scenario())
    assert forbidden == [0] * ATTEMPTS


@pytest.mark.parametrize("address", FAMILIES)
def test_localhost_is_answered_on_both_families_at_one_port(qt_loop: Run, address: str) -> None:
    async def scenario() -> str:
        async with LoopbackServer("good", ports=LoopbackPorts(use_localhost=True)) as loopback:
            host = urlsplit(loopback.redirect_uri).netloc
            assert host.startswith("localhost:")
            assert len(loopback._servers) == len(FAMILIES)
            answer = asyncio.ensure_future(output(address, int(host.rpartition(":")[2]), host))
            assert (await loopback.wait_for_callback()).code == "c"
            loopback.show_result(ResultPageKind.SIGNED_IN)
            return await answer

    assert "You are signed in" in qt_loop(scenario())


def test_localhost_works_without_a_missing_family(qt_loop: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loopback_ports, "_has_ipv6", lambda: False)

    async def scenario() -> None:
        async with LoopbackServer("good", ports=LoopbackPorts(use_localhost=True)) as loopback:
            assert [server.serverAddress().toString() for server in loopback._servers] == ["127.0.0.1"]

    qt_loop(scenario())


@pytest.mark.parametrize("address", FAMILIES)
def test_a_port_taken_on_one_family_is_left_on_both(qt_loop: Run, address: str) -> None:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET

    async def scenario() -> None:
        port = free()
        with socket.create_server((address, 0), family=family) as other:
            half = other.getsockname()[1]
            async with LoopbackServer(
                "good", ports=LoopbackPorts(ports=(half, port), use_localhost=True)
            ) as loopback:
                assert loopback.redirect_uri == f"http://localhost:{port}/callback"
                for left in set(FAMILIES) - {address}:
                    with pytest.raises(ConnectionRefusedError):
                        await asyncio.open_connection(left, half)

    qt_loop(scenario())
