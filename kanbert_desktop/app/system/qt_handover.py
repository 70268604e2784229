"""Hand-over on Qt's event loop: the listener and the senders of the window."""

import asyncio
from collections.abc import Callable, Iterator

from PySide6.QtNetwork import QLocalServer, QLocalSocket

from kanbert_desktop.app.system.handover import MAX_REQUEST_BYTES, HandoverMessage


class QtListener:
    def __init__(self, place: str, connected: Callable[[], None]) -> None:
        """Raises `OSError`."""
        self._server = QLocalServer()
        self._server.newConnection.connect(connected)
        # An existing socket belonged to a dead process: this process holds the lock.
        QLocalServer.removeServer(place)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        if not self._server.listen(place):
            raise OSError(self._server.errorString())

    def pending(self) -> Iterator["QtPeer"]:
        while (peer := self._server.nextPendingConnection()) is not None:
            yield QtPeer(peer)

    def close(self) -> None:
        self._server.close()


class QtPeer:
    def __init__(self, socket: QLocalSocket) -> None:
        self._socket = socket

    @property
    def _is_connected(self) -> bool:
        return self._socket.state() == QLocalSocket.LocalSocketState.ConnectedState

    def descriptor(self) -> int:
        return int(self._socket.socketDescriptor())

    async def read_line(self) -> bytes | None:
        arrived = asyncio.Event()
        self._socket.readyRead.connect(arrived.set)
        self._socket.disconnected.connect(arrived.set)
        received = b""
        while b"\n" not in received and len(received) < MAX_REQUEST_BYTES:
            received += self._socket.readAll().data()
            if b"\n" in received or not self._is_connected:
                break
            arrived.clear()
            await arrived.wait()
        line, newline, _ = received.partition(b"\n")
        return line if newline else None

    def send(self, message: HandoverMessage) -> None:
        if self._is_connected:
            self._socket.write(message.to_line())
            self._socket.flush()

    async def disconnect(self) -> None:
        """Returns at once: Qt sends the rest while its event loop runs."""
        self._socket.disconnected.connect(self._socket.deleteLater)
        self._socket.disconnectFromServer()
        if self._socket.state() == QLocalSocket.LocalSocketState.UnconnectedState:
            self._socket.deleteLater()

    def abort(self) -> None:
        self._socket.abort()
        self._socket.deleteLater()
