"""Loopback listener and its connections (RFC 8252)."""

import asyncio
from collections.abc import Callable
from typing import Self

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtNetwork import QAbstractSocket, QTcpServer, QTcpSocket

from kanbert_desktop.domain.errors import Refused
from kanbert_desktop.identity.callback_request import (
    LIMIT,
    BadRequest,
    Callback,
    Request,
    RequestReader,
    WrongCallback,
    read_callback,
)
from kanbert_desktop.identity.loopback_ports import ANY_DOOR, Doors, open_doors
from kanbert_desktop.identity.result_page import Ending, answer

FAREWELL_MS = 5000
# Those that still deliver their last page outlive the listener and the sign-in.
_leaving: set["Visitor"] = set()


class Visitor:
    """Calls `arrived` once with a request, or with the status to refuse it by; `gone` when the peer left."""

    def __init__(
        self,
        socket: QTcpSocket,
        *,
        patience_ms: int,
        arrived: Callable[["Visitor", Request | int], None],
        gone: Callable[["Visitor"], None],
    ) -> None:
        self.request: Request | None = None
        self._socket = socket
        self._arrived = arrived
        self._gone = gone
        self._reader: RequestReader | None = RequestReader()
        self._patience_ms = patience_ms
        # Qt owns both, never Python: its collector may run in any thread and would destroy them there. The
        # listener owns them no more, else they would go when it goes.
        socket.setParent(QCoreApplication.instance())
        self._patience = QTimer(socket)
        self._patience.setSingleShot(True)

    def listen(self) -> None:
        self._socket.setReadBufferSize(LIMIT * 2)
        self._patience.timeout.connect(self.leave)
        self._patience.start(self._patience_ms)
        self._socket.readyRead.connect(self._read)
        self._socket.disconnected.connect(self._left)
        # What came before the signals were connected is announced by no signal.
        self._read()
        if self._socket.state() is QAbstractSocket.SocketState.UnconnectedState:
            self._left()

    def answer(self, answer: bytes) -> None:
        """Write, close, and let the socket deliver what it holds, with a bound."""
        self._reader = None
        if self._socket.state() is not QAbstractSocket.SocketState.ConnectedState:
            return
        _leaving.add(self)
        self._patience.start(FAREWELL_MS)
        self._socket.write(answer)
        self._socket.flush()
        self._socket.disconnectFromHost()

    def leave(self) -> None:
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
        _leaving.discard(self)
        self._socket.deleteLater()
        self._gone(self)


MOST_VISITORS = 32
MOST_WRONG_CALLBACKS = 10
PATIENCE_MS = 30_000


class Loopback:
    """Bound from the start, so that the address to come back to is certain before any link is made.

    The first callback with the right `state` wins; its visitors are held until `finish` tells them the truth.
    """

    def __init__(
        self,
        state: str,
        path: str = "/callback",
        *,
        issuer: str = "",
        doors: Doors = ANY_DOOR,
        patience_ms: int = PATIENCE_MS,
    ) -> None:
        self._state = state
        self._path = path
        self._issuer = issuer
        self._patience_ms = patience_ms
        self._visitors: dict[Visitor, None] = {}
        self._held: list[Visitor] = []
        self._wrong = 0
        self._ending: Ending | None = None
        self._caught: asyncio.Future[Callback] | None = None
        self._outcome: Callback | Refused | None = None
        self._open = True
        self._servers = open_doors(doors, MOST_VISITORS)
        for server in self._servers:
            server.newConnection.connect(self._admit)
        self._host = f"{doors.host}:{self._servers[0].serverPort()}"

    @property
    def redirect_uri(self) -> str:
        return f"http://{self._host}{self._path}"

    @property
    def listening(self) -> bool:
        return self._open

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        self.close()

    async def wait(self) -> Callback:
        """The browser's answer. Raises Refused after too many answers with a wrong state."""
        self._caught = asyncio.get_running_loop().create_future()
        if self._outcome is not None:
            self._resolve(self._outcome)
        return await self._caught

    def catch(self, callback: Callback) -> None:
        """The first one counts; a code must never be redeemed twice (RFC 6749, 4.1.2)."""
        if self._outcome is None:
            self._resolve(callback)

    def finish(self, ending: Ending) -> None:
        """Show how it ended to the browser that waits, and to those that come late."""
        self._ending = self._ending or ending
        # Emptied first: a visitor that is answered may leave at once, and with that this list.
        held, self._held = self._held, []
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
        self.finish(Ending.CANCELLED)
        for visitor in list(self._visitors):
            if visitor.request is None:
                visitor.leave()

    def _admit(self) -> None:
        for server in self._servers:
            self._admit_from(server)

    def _admit_from(self, server: QTcpServer) -> None:
        while server.hasPendingConnections():
            socket = server.nextPendingConnection()
            if len(self._visitors) >= MOST_VISITORS:
                # The longest waiting one without a word: a browser's own first request comes at once.
                silent = [visitor for visitor in self._visitors if visitor.request is None]
                (silent or list(self._visitors))[0].leave()
            visitor = Visitor(socket, patience_ms=self._patience_ms, arrived=self._answer, gone=self._forget)
            self._visitors[visitor] = None
            visitor.listen()

    def _forget(self, visitor: Visitor) -> None:
        self._visitors.pop(visitor, None)
        if visitor in self._held:
            self._held.remove(visitor)

    def _answer(self, visitor: Visitor, request: Request | int) -> None:
        if isinstance(request, int):
            self._tell(visitor, request, Ending.NOT_THIS_ONE)
        elif request.header("host").lower() != self._host:
            self._tell(visitor, 400, Ending.NOT_THIS_ONE)
        elif request.path != self._path:
            self._tell(visitor, 404, Ending.NOTHING_HERE)
        elif request.method == "HEAD":
            self._tell(visitor, 200, Ending.NOTHING_HERE)
        elif request.method != "GET":
            self._tell(visitor, 405, Ending.NOTHING_HERE)
        else:
            self._called_back(visitor, request)

    def _called_back(self, visitor: Visitor, request: Request) -> None:
        try:
            callback = read_callback(request.query, self._state, self._issuer)
        except WrongCallback:
            self._tell(visitor, 400, Ending.NOT_THIS_ONE)
            self._count_wrong()
            return
        self._held.append(visitor)
        if self._ending is not None:
            self.finish(self._ending)
        self.catch(callback)

    def _count_wrong(self) -> None:
        """A stale tab must not end a sign-in, a page that keeps guessing must."""
        self._wrong += 1
        if self._wrong > MOST_WRONG_CALLBACKS and self._outcome is None:
            self._resolve(Refused("sign_in_disturbed"))

    def _resolve(self, what: Callback | Refused) -> None:
        self._outcome = what
        if self._caught is None or self._caught.done():
            return
        if isinstance(what, Refused):
            self._caught.set_exception(what)
        else:
            self._caught.set_result(what)

    def _tell(self, visitor: Visitor, status: int, ending: Ending) -> None:
        request = visitor.request
        languages = request.header("accept-language") if request else ""
        visitor.answer(answer(status, ending, languages, body=request is None or request.method != "HEAD"))
