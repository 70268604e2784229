"""Loopback listener for the browser's redirect, and its connections (RFC 8252, 7.3)."""

import asyncio
from collections.abc import Callable
from typing import Self

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtNetwork import QAbstractSocket, QTcpServer, QTcpSocket

from kanbert_desktop.domain.errors import Refused
from kanbert_desktop.identity.callback_request import (
    MAX_REQUEST_BYTES,
    BadRequest,
    Callback,
    InvalidCallback,
    Request,
    RequestReader,
    read_callback,
)
from kanbert_desktop.identity.loopback_ports import ANY_PORT, LoopbackPorts, bind_listeners
from kanbert_desktop.identity.result_page import ResultPageKind, result_page

CLOSE_TIMEOUT_MS = 5000
# Connections that still deliver their last page outlive the listener and the sign-in.
_closing: set["LoopbackConnection"] = set()
MAX_CONNECTIONS = 32
MAX_INVALID_CALLBACKS = 10
REQUEST_TIMEOUT_MS = 30_000


class LoopbackConnection:
    """One connection: reads a request, waits for its response, closes.

    Calls `on_request` once with a request, or with the status to reject it with; `on_closed` when the peer left.
    """

    def __init__(
        self,
        socket: QTcpSocket,
        *,
        timeout_ms: int,
        on_request: Callable[["LoopbackConnection", Request | int], None],
        on_closed: Callable[["LoopbackConnection"], None],
    ) -> None:
        self.request: Request | None = None
        self._socket = socket
        self._on_request = on_request
        self._on_closed = on_closed
        self._reader: RequestReader | None = RequestReader()
        self._timeout_ms = timeout_ms
        # Qt owns both, never Python: its garbage collector may run in any thread and would destroy them there. The
        # listener no longer owns them, or they would end with it.
        socket.setParent(QCoreApplication.instance())
        self._timer = QTimer(socket)
        self._timer.setSingleShot(True)

    def start(self) -> None:
        self._socket.setReadBufferSize(MAX_REQUEST_BYTES * 2)
        self._timer.timeout.connect(self.abort)
        self._timer.start(self._timeout_ms)
        self._socket.readyRead.connect(self._read)
        self._socket.disconnected.connect(self._closed)
        # Data that arrived before the signals were connected is announced by no signal.
        self._read()
        if self._socket.state() is QAbstractSocket.SocketState.UnconnectedState:
            self._closed()

    def respond(self, response: bytes) -> None:
        """Writes, closes, and lets the socket deliver its buffer, within a time limit."""
        self._reader = None
        if self._socket.state() is not QAbstractSocket.SocketState.ConnectedState:
            return
        _closing.add(self)
        self._timer.start(CLOSE_TIMEOUT_MS)
        self._socket.write(response)
        self._socket.flush()
        self._socket.disconnectFromHost()

    def abort(self) -> None:
        """Closes without a response."""
        self._reader = None
        self._socket.abort()

    def _read(self) -> None:
        data = bytes(self._socket.readAll().data())
        if self._reader is None or not data:
            return
        try:
            self.request = self._reader.feed(data)
        except BadRequest as bad:
            self._finish_reading(bad.status)
        else:
            if self.request is not None:
                self._finish_reading(self.request)

    def _finish_reading(self, outcome: Request | int) -> None:
        self._timer.stop()
        self._reader = None
        self._on_request(self, outcome)

    def _closed(self) -> None:
        self._timer.stop()
        _closing.discard(self)
        self._socket.deleteLater()
        self._on_closed(self)


class LoopbackServer:
    """Bound from the start, so that the redirect URL is certain before any link is made.

    The first callback with the right `state` wins; its connections are kept open until `show_result`.
    """

    def __init__(
        self,
        state: str,
        path: str = "/callback",
        *,
        issuer: str = "",
        ports: LoopbackPorts = ANY_PORT,
        timeout_ms: int = REQUEST_TIMEOUT_MS,
        leads_back: bool = False,
    ) -> None:
        """`leads_back`: see `result_page`."""
        self._state = state
        self._leads_back = leads_back
        self._path = path
        self._issuer = issuer
        self._timeout_ms = timeout_ms
        self._connections: dict[LoopbackConnection, None] = {}
        self._awaiting_result: list[LoopbackConnection] = []
        self._invalid_count = 0
        self._result: ResultPageKind | None = None
        self._waiting_callback: asyncio.Future[Callback] | None = None
        self._outcome: Callback | Refused | None = None
        self._is_open = True
        self._servers = bind_listeners(ports, MAX_CONNECTIONS)
        for server in self._servers:
            server.newConnection.connect(self._accept)
        self._host = f"{ports.host}:{self._servers[0].serverPort()}"

    @property
    def redirect_uri(self) -> str:
        return f"http://{self._host}{self._path}"

    @property
    def is_listening(self) -> bool:
        return self._is_open

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        self.close()

    async def wait_for_callback(self) -> Callback:
        """Returns the browser's callback. Raises Refused after too many callbacks with a wrong state."""
        self._waiting_callback = asyncio.get_running_loop().create_future()
        if self._outcome is not None:
            self._resolve(self._outcome)
        return await self._waiting_callback

    def accept_callback(self, callback: Callback) -> None:
        """The first one counts; a code must never be redeemed twice (RFC 6749, 4.1.2)."""
        if self._outcome is None:
            self._resolve(callback)

    def show_result(self, kind: ResultPageKind) -> None:
        """Shows the result in the browser that waits, and to later requests."""
        self._result = self._result or kind
        # Emptied first: a connection may close at once when it gets its response, which changes the list.
        waiting, self._awaiting_result = self._awaiting_result, []
        for connection in waiting:
            self._send_page(connection, 200, self._result)

    def close(self) -> None:
        """Stops listening. Waiting connections show that the sign-in was cancelled, unless `show_result` came first."""
        if not self._is_open:
            return
        self._is_open = False
        for server in self._servers:
            server.close()
            server.deleteLater()
        self.show_result(ResultPageKind.CANCELLED)
        for connection in list(self._connections):
            if connection.request is None:
                connection.abort()

    def _accept(self) -> None:
        for server in self._servers:
            self._accept_from(server)

    def _accept_from(self, server: QTcpServer) -> None:
        while server.hasPendingConnections():
            socket = server.nextPendingConnection()
            if len(self._connections) >= MAX_CONNECTIONS:
                # The oldest one without a request: a browser sends its first request at once.
                idle = [connection for connection in self._connections if connection.request is None]
                (idle or list(self._connections))[0].abort()
            connection = LoopbackConnection(
                socket, timeout_ms=self._timeout_ms, on_request=self._handle, on_closed=self._remove
            )
            self._connections[connection] = None
            connection.start()

    def _remove(self, connection: LoopbackConnection) -> None:
        self._connections.pop(connection, None)
        if connection in self._awaiting_result:
            self._awaiting_result.remove(connection)

    def _handle(self, connection: LoopbackConnection, request: Request | int) -> None:
        if isinstance(request, int):
            self._send_page(connection, request, ResultPageKind.INVALID_CALLBACK)
        elif request.header("host").lower() != self._host:
            self._send_page(connection, 400, ResultPageKind.INVALID_CALLBACK)
        elif request.path != self._path:
            self._send_page(connection, 404, ResultPageKind.NOT_FOUND)
        elif request.method == "HEAD":
            self._send_page(connection, 200, ResultPageKind.NOT_FOUND)
        elif request.method != "GET":
            self._send_page(connection, 405, ResultPageKind.NOT_FOUND)
        else:
            self._handle_callback(connection, request)

    def _handle_callback(self, connection: LoopbackConnection, request: Request) -> None:
        try:
            callback = read_callback(request.query, self._state, self._issuer)
        except InvalidCallback:
            self._send_page(connection, 400, ResultPageKind.INVALID_CALLBACK)
            self._count_wrong()
            return
        self._awaiting_result.append(connection)
        if self._result is not None:
            self.show_result(self._result)
        self.accept_callback(callback)

    def _count_wrong(self) -> None:
        """A stale tab must not end a sign-in, but a page that keeps guessing must."""
        self._invalid_count += 1
        if self._invalid_count > MAX_INVALID_CALLBACKS and self._outcome is None:
            self._resolve(Refused("sign_in_disturbed"))

    def _resolve(self, outcome: Callback | Refused) -> None:
        self._outcome = outcome
        if self._waiting_callback is None or self._waiting_callback.done():
            return
        if isinstance(outcome, Refused):
            self._waiting_callback.set_exception(outcome)
        else:
            self._waiting_callback.set_result(outcome)

    def _send_page(self, connection: LoopbackConnection, status: int, ending: ResultPageKind) -> None:
        request = connection.request
        languages = request.header("accept-language") if request else ""
        body = request is None or request.method != "HEAD"
        connection.respond(result_page(status, ending, languages, body=body, leads_back=self._leads_back))
