"""Loopback listener and its connections (RFC 8252)."""

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
# Those that still deliver their last page outlive the listener and the sign-in.
_closing: set["LoopbackConnection"] = set()


class LoopbackConnection:
    """Calls `arrived` once with a request, or with the status to refuse it by; `gone` when the peer left."""

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
        self._arrived = on_request
        self._gone = on_closed
        self._reader: RequestReader | None = RequestReader()
        self._patience_ms = timeout_ms
        # Qt owns both, never Python: its collector may run in any thread and would destroy them there. The
        # listener owns them no more, else they would go when it goes.
        socket.setParent(QCoreApplication.instance())
        self._patience = QTimer(socket)
        self._patience.setSingleShot(True)

    def start(self) -> None:
        self._socket.setReadBufferSize(MAX_REQUEST_BYTES * 2)
        self._patience.timeout.connect(self.abort)
        self._patience.start(self._patience_ms)
        self._socket.readyRead.connect(self._read)
        self._socket.disconnected.connect(self._left)
        # What came before the signals were connected is announced by no signal.
        self._read()
        if self._socket.state() is QAbstractSocket.SocketState.UnconnectedState:
            self._left()

    def respond(self, response: bytes) -> None:
        """Write, close, and let the socket deliver what it holds, with a bound."""
        self._reader = None
        if self._socket.state() is not QAbstractSocket.SocketState.ConnectedState:
            return
        _closing.add(self)
        self._patience.start(CLOSE_TIMEOUT_MS)
        self._socket.write(response)
        self._socket.flush()
        self._socket.disconnectFromHost()

    def abort(self) -> None:
        """Without an answer."""
        self._reader = None
        self._socket.abort()

    def _read(self) -> None:
        data = bytes(self._socket.readAll().data())
        if self._reader is None or not data:
            return
        try:
            self.request = self._reader.feed(data)
        except BadRequest as bad:
            self._heard(bad.status)
        else:
            if self.request is not None:
                self._heard(self.request)

    def _heard(self, what: Request | int) -> None:
        self._patience.stop()
        self._reader = None
        self._arrived(self, what)

    def _left(self) -> None:
        self._patience.stop()
        _closing.discard(self)
        self._socket.deleteLater()
        self._gone(self)


MAX_CONNECTIONS = 32
MAX_INVALID_CALLBACKS = 10
REQUEST_TIMEOUT_MS = 30_000


class LoopbackServer:
    """Bound from the start, so that the address to come back to is certain before any link is made.

    The first callback with the right `state` wins; its visitors are held until `finish` tells them the truth.
    """

    def __init__(
        self,
        state: str,
        path: str = "/callback",
        *,
        issuer: str = "",
        ports: LoopbackPorts = ANY_PORT,
        timeout_ms: int = REQUEST_TIMEOUT_MS,
    ) -> None:
        self._state = state
        self._path = path
        self._issuer = issuer
        self._patience_ms = timeout_ms
        self._connections: dict[LoopbackConnection, None] = {}
        self._awaiting_result: list[LoopbackConnection] = []
        self._wrong = 0
        self._ending: ResultPageKind | None = None
        self._caught: asyncio.Future[Callback] | None = None
        self._outcome: Callback | Refused | None = None
        self._open = True
        self._servers = bind_listeners(ports, MAX_CONNECTIONS)
        for server in self._servers:
            server.newConnection.connect(self._admit)
        self._host = f"{ports.host}:{self._servers[0].serverPort()}"

    @property
    def redirect_uri(self) -> str:
        return f"http://{self._host}{self._path}"

    @property
    def is_listening(self) -> bool:
        return self._open

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        self.close()

    async def wait_for_callback(self) -> Callback:
        """The browser's answer. Raises Refused after too many answers with a wrong state."""
        self._caught = asyncio.get_running_loop().create_future()
        if self._outcome is not None:
            self._resolve(self._outcome)
        return await self._caught

    def accept_callback(self, callback: Callback) -> None:
        """The first one counts; a code must never be redeemed twice (RFC 6749, 4.1.2)."""
        if self._outcome is None:
            self._resolve(callback)

    def show_result(self, kind: ResultPageKind) -> None:
        """Show how it ended to the browser that waits, and to those that come late."""
        self._ending = self._ending or kind
        # Emptied first: a visitor that is answered may leave at once, and with that this list.
        held, self._awaiting_result = self._awaiting_result, []
        for visitor in held:
            self._tell(visitor, 200, self._ending)

    def close(self) -> None:
        """Listen no more. Held visitors learn that it was cancelled, unless `finish` came first."""
        if not self._open:
            return
        self._open = False
        for server in self._servers:
            server.close()
            server.deleteLater()
        self.show_result(ResultPageKind.CANCELLED)
        for visitor in list(self._connections):
            if visitor.request is None:
                visitor.abort()

    def _admit(self) -> None:
        for server in self._servers:
            self._admit_from(server)

    def _admit_from(self, server: QTcpServer) -> None:
        while server.hasPendingConnections():
            socket = server.nextPendingConnection()
            if len(self._connections) >= MAX_CONNECTIONS:
                # The longest waiting one without a word: a browser's own first request comes at once.
                silent = [visitor for visitor in self._connections if visitor.request is None]
                (silent or list(self._connections))[0].abort()
            visitor = LoopbackConnection(
                socket, timeout_ms=self._patience_ms, on_request=self._answer, on_closed=self._forget
            )
            self._connections[visitor] = None
            visitor.start()

    def _forget(self, visitor: LoopbackConnection) -> None:
        self._connections.pop(visitor, None)
        if visitor in self._awaiting_result:
            self._awaiting_result.remove(visitor)

    def _answer(self, visitor: LoopbackConnection, request: Request | int) -> None:
        if isinstance(request, int):
            self._tell(visitor, request, ResultPageKind.INVALID_CALLBACK)
        elif request.header("host").lower() != self._host:
            self._tell(visitor, 400, ResultPageKind.INVALID_CALLBACK)
        elif request.path != self._path:
            self._tell(visitor, 404, ResultPageKind.NOT_FOUND)
        elif request.method == "HEAD":
            self._tell(visitor, 200, ResultPageKind.NOT_FOUND)
        elif request.method != "GET":
            self._tell(visitor, 405, ResultPageKind.NOT_FOUND)
        else:
            self._called_back(visitor, request)

    def _called_back(self, visitor: LoopbackConnection, request: Request) -> None:
        try:
            callback = read_callback(request.query, self._state, self._issuer)
        except InvalidCallback:
            self._tell(visitor, 400, ResultPageKind.INVALID_CALLBACK)
            self._count_wrong()
            return
        self._awaiting_result.append(visitor)
        if self._ending is not None:
            self.show_result(self._ending)
        self.accept_callback(callback)

    def _count_wrong(self) -> None:
        """A stale tab must not end a sign-in, a page that keeps guessing must."""
        self._wrong += 1
        if self._wrong > MAX_INVALID_CALLBACKS and self._outcome is None:
            self._resolve(Refused("sign_in_disturbed"))

    def _resolve(self, what: Callback | Refused) -> None:
        self._outcome = what
        if self._caught is None or self._caught.done():
            return
        if isinstance(what, Refused):
            self._caught.set_exception(what)
        else:
            self._caught.set_result(what)

    def _tell(self, visitor: LoopbackConnection, status: int, ending: ResultPageKind) -> None:
        request = visitor.request
        languages = request.header("accept-language") if request else ""
        visitor.respond(
            result_page(status, ending, languages, body=request is None or request.method != "HEAD")
        )
