"""The return of the network, by the kernel's routes and by Qt's reachability."""

import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtNetwork import QNetworkInformation
from pytestqt.qtbot import QtBot

from kanbert_desktop.app.system import network_return
from kanbert_desktop.app.system.network_return import RouteMonitor, has_default_route, on_reachability

HEADER = "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n"
DEFAULT = "wlan0\t00000000\t0101A8C0\t0003\t0\t0\t600\t00000000\t0\t0\t0\n"
DEFAULT_DOWN = DEFAULT.replace("0003", "0002")
LOCAL = "wlan0\t0001A8C0\t00000000\t0001\t0\t0\t600\t00FFFFFF\t0\t0\t0\n"
ZERO, GATEWAY = "0" * 32, "fe800000000000000000000000000001"
DEFAULT_6 = f"{ZERO} 00 {ZERO} 00 {GATEWAY} 00000400 00000001 00000000 00000003    wlan0\n"
REJECTED_6 = f"{ZERO} 00 {ZERO} 00 {ZERO} ffffffff 00000001 00000000 00200200       lo\n"


@pytest.mark.parametrize(
    ("routes", "routes_6", "expected"),
    [
        (HEADER + DEFAULT + LOCAL, "", True),
        (HEADER + LOCAL, REJECTED_6, False),
        (HEADER + DEFAULT_DOWN, "", False),
        (HEADER, DEFAULT_6 + REJECTED_6, True),
        (None, None, False),
    ],
)
def test_a_default_route_is_found_in_the_tables_of_the_kernel(
    tmp_path: Path, routes: str | None, routes_6: str | None, expected: bool
) -> None:
    tables = (tmp_path / "route", tmp_path / "ipv6_route")
    for path, text in zip(tables, (routes, routes_6), strict=True):
        if text is not None:
            path.write_text(text, "ascii")
    assert has_default_route(*tables) is expected


@pytest.fixture
def kernel() -> Iterator[tuple[int, socket.socket]]:
    """The descriptor to read, and the other end, which stands for the kernel."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
    ours.setblocking(False)
    with theirs:
        yield ours.detach(), theirs


def test_only_the_way_that_was_not_there_before_counts(
    kernel: tuple[int, socket.socket], qtbot: QtBot
) -> None:
    ours, theirs = kernel
    asked: list[bool] = []
    returned: list[int] = []
    states = iter([True, True, False, False, True, True])

    def is_connected() -> bool:
        asked.append(next(states))
        return asked[-1]

    def have_been_asked(times: int) -> Callable[[], bool]:
        return lambda: len(asked) == times

    parent = QObject()
    monitor = RouteMonitor(ours, is_connected, lambda: returned.append(len(asked)), parent)
    for count in range(2, 7):
        theirs.send(b"a route")
        qtbot.waitUntil(have_been_asked(count))
    assert returned == [5]
    with qtbot.waitSignal(monitor.destroyed):
        monitor.deleteLater()
    with pytest.raises(ConnectionError):
        theirs.send(b"to nobody")


def test_a_computer_that_forbids_the_socket_tells_nothing(
    monkeypatch: pytest.MonkeyPatch, qapp: object
) -> None:
    def forbidden() -> int:
        raise PermissionError

    monkeypatch.setattr(network_return, "_socket_of_routes", forbidden)
    network_return.watch_network(lambda: None, QObject())


def test_the_kernel_lets_its_routes_be_watched(qapp: object) -> None:
    parent = QObject()
    network_return.watch_network(lambda: None, parent)
    assert parent.findChildren(RouteMonitor)


def test_qt_tells_by_its_reachability() -> None:
    returned: list[bool] = []
    for state in QNetworkInformation.Reachability:
        on_reachability(lambda: returned.append(True), state)
    assert returned == [True, True]
