"""Binds the loopback listener: any free port, one of the registered ports, or `localhost` on both families."""

import errno
import socket
from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication
from PySide6.QtNetwork import QAbstractSocket, QHostAddress, QTcpServer

from kanbert_desktop.domain.errors import NotReady
from kanbert_desktop.domain.value_classes import dataclass

SYSTEM_CHOICE = 0
# Even the system's own choice can be in Windows' reserved ranges, or in use on the other family.
ATTEMPTS = 5
_FORBIDDEN = QAbstractSocket.SocketError.SocketAccessError
_IN_USE = QAbstractSocket.SocketError.AddressInUseError


@dataclass(frozen=True, slots=True)
class LoopbackPorts:
    """`ports`: those of the registered redirect URLs, in order; empty: the system chooses.

    `use_localhost`: only this name is registered. A browser may resolve it to either family, so both are bound.
    """

    ports: tuple[int, ...] = ()
    use_localhost: bool = False

    @property
    def host(self) -> str:
        return "localhost" if self.use_localhost else "127.0.0.1"


ANY_PORT = LoopbackPorts()


class _PortUnavailable(Exception):
    """A port that could not be bound, because it is in use or forbidden."""

    def __init__(self, port: int, error: QAbstractSocket.SocketError, text: str) -> None:
        why = {_IN_USE: "in use", _FORBIDDEN: "forbidden"}.get(error, text)
        super().__init__(f"{port}: {why}" if port else why)


def bind_listeners(ports: LoopbackPorts, max_pending: int) -> list[QTcpServer]:
    """Returns one listening server or, for `localhost`, one for each family at the same port. Raises NotReady."""
    unavailable: list[str] = []
    for port in ports.ports or (SYSTEM_CHOICE,) * ATTEMPTS:
        try:
            return _open(port, max_pending, both_families=ports.use_localhost)
        except _PortUnavailable as error:
            unavailable.append(str(error))
    raise NotReady("no_local_port", reason="; ".join(dict.fromkeys(unavailable)))


def _open(port: int, most_waiting: int, *, both_families: bool) -> list[QTcpServer]:
    servers: list[QTcpServer] = []
    try:
        for address in _addresses(both_families=both_families):
            servers.append(_listen(address, port, most_waiting))
            port = servers[0].serverPort()
    except _PortUnavailable:
        for server in servers:
            server.close()
            server.deleteLater()
        raise
    return servers


def _addresses(*, both_families: bool) -> Iterator[QHostAddress.SpecialAddress]:
    yield QHostAddress.SpecialAddress.LocalHost
    if both_families and _has_ipv6():
        yield QHostAddress.SpecialAddress.LocalHostIPv6


def _has_ipv6() -> bool:
    """Whether [::1] exists here: containers and hardened systems lack it."""
    try:
        with socket.socket(socket.AF_INET6, socket.SOCK_STREAM) as probe:
            probe.bind(("::1", 0))
    except OSError as error:
        return error.errno == errno.EADDRINUSE
    return True


def _listen(address: QHostAddress.SpecialAddress, port: int, most_waiting: int) -> QTcpServer:
    # Qt owns it: Python's garbage collector may run in any thread and would destroy it there.
    server = QTcpServer(QCoreApplication.instance())
    server.setMaxPendingConnections(most_waiting)
    if server.listen(QHostAddress(address), port):
        return server
    unavailable = _PortUnavailable(port, server.serverError(), server.errorString())
    server.deleteLater()
    raise unavailable
