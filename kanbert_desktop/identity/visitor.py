"""One connection to the loopback listener: reads a request, waits for its answer, goes."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtNetwork import QAbstractSocket, QTcpSocket

from kanbert_desktop.identity.http_request import LIMIT, BadRequest, Request, RequestReader

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
