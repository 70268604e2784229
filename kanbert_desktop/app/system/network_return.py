"""Tells when the network is back: by the kernel's routes on Linux, elsewhere by Qt, whose library takes 6 MiB there."""

import os
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSocketNotifier

if TYPE_CHECKING:
    from PySide6.QtNetwork import QNetworkInformation

_ROUTE_CHANGES = 0x40 | 0x400
"""The kernel's groups of IPv4 and IPv6 routes (`RTMGRP_IPV4_ROUTE`, `RTMGRP_IPV6_ROUTE`, rtnetlink(7))."""
_RECEIVED_AT_ONCE = 65_536
_ROUTES, _ROUTES_6 = Path("/proc/net/route"), Path("/proc/net/ipv6_route")
_ANYWHERE, _ANYWHERE_6 = "0" * 8, "0" * 32
_IS_UP = 0x1


def watch_network(returned: Callable[[], object], parent: QObject) -> None:
    """Calls `returned` when the network is back, as long as `parent` lives; never where the system does not tell."""
    if sys.platform != "linux":
        _watch_by_qt(returned)
        return
    # A sandbox may forbid these sockets.
    with suppress(OSError):
        RouteMonitor(_socket_of_routes(), has_default_route, returned, parent)


class RouteMonitor(QObject):
    """Calls `returned` when news arrive and there is a way to the internet where there was none.

    `news` is the descriptor of a socket, which is closed with this object.
    """

    def __init__(
        self,
        news: int,
        is_connected: Callable[[], bool],
        returned: Callable[[], object],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._news, self._is_connected, self._returned = news, is_connected, returned
        self._was_connected = is_connected()
        self._notifier = QSocketNotifier(news, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_news)
        self.destroyed.connect(partial(_close, news))

    def _on_news(self) -> None:
        # What the messages say is read from the table; the kernel drops messages that nobody takes in time.
        with suppress(OSError):
            while os.read(self._news, _RECEIVED_AT_ONCE):
                pass
        before, self._was_connected = self._was_connected, self._is_connected()
        if self._was_connected and not before:
            self._returned()


def _close(descriptor: int, *_: object) -> None:
    os.close(descriptor)


def has_default_route(routes: Path = _ROUTES, routes_6: Path = _ROUTES_6) -> bool:
    """True if packets to anywhere have a way out, as in the kernel's tables (proc(5))."""
    return any(map(_is_default, _rows(routes))) or any(map(_is_default_6, _rows(routes_6)))


def _rows(table: Path) -> list[list[str]]:
    try:
        return [line.split() for line in table.read_text("ascii", "replace").splitlines()]
    except OSError:
        return []


def _is_default(row: list[str]) -> bool:
    """Columns: interface, destination, gateway, flags, three counters, mask."""
    return len(row) > 7 and row[1] == row[7] == _ANYWHERE and bool(int(row[3], 16) & _IS_UP)


def _is_default_6(row: list[str]) -> bool:
    """Columns: destination and the length of its prefix first, the interface last; `lo` rejects packets."""
    return len(row) > 9 and row[0] == _ANYWHERE_6 and row[1] == "00" and row[-1] != "lo"


if sys.platform == "linux":

    def _socket_of_routes() -> int:
        """The descriptor of a new socket."""
        kind = socket.SOCK_RAW | socket.SOCK_NONBLOCK | socket.SOCK_CLOEXEC
        news = socket.socket(socket.AF_NETLINK, kind, socket.NETLINK_ROUTE)
        try:
            news.bind((0, _ROUTE_CHANGES))
        except OSError:
            news.close()
            raise
        return news.detach()


def _watch_by_qt(returned: Callable[[], object]) -> None:
    from PySide6.QtNetwork import QNetworkInformation  # noqa: PLC0415  not on Linux

    if QNetworkInformation.loadBackendByFeatures(QNetworkInformation.Feature.Reachability):
        network = QNetworkInformation.instance()
        network.reachabilityChanged.connect(partial(on_reachability, returned))


def on_reachability(returned: Callable[[], object], reachability: "QNetworkInformation.Reachability") -> None:
    if reachability.name in {"Online", "Unknown"}:
        returned()
