"""Hands a verb to the process that holds the profile: messages, client, server, and the check of the peer.

The messages are JSON lines and contain no secret.
"""

import asyncio
import json
import logging
import os
import socket
import struct
import sys
import time
from collections.abc import Awaitable, Callable
from typing import Any

from PySide6.QtNetwork import QLocalServer, QLocalSocket

from kanbert_desktop.domain.value_classes import asdict, dataclass

log = logging.getLogger(__name__)
PROTOCOL_VERSION = 1
_LINUX_CREDENTIALS = struct.Struct("3i")
_MACOS_LOCAL_PEERCRED = 0x001
_MACOS_XUCRED = struct.Struct("2Ih16I")
CONNECT_MS = 500
LISTEN_MS = 200
ACCEPT_SECONDS = 5.0
MAX_REQUEST_BYTES = 1 << 20
WriteOutput = Callable[[str, str], None]
"""`write("out" | "err" | "progress", text)`"""


@dataclass(frozen=True, slots=True)
class HandoverRequest:
    """`words` is the verb with its arguments. `id` is the same for every attempt of one request.

    `account` and `server` name the account. `needs_own_secrets`: only the sender's own access token will do.
    """

    words: tuple[str, ...]
    id: str
    account: str | None = None
    server: str | None = None
    needs_own_secrets: bool = False

    def to_line(self) -> bytes:
        return json.dumps({"version": PROTOCOL_VERSION, **asdict(self)}).encode() + b"\n"


@dataclass(frozen=True, slots=True)
class HandoverMessage:
    """One line of the reply: `accepted`, then `out`, `err` and `progress` lines, then `exit`; or only `refused`.

    `back` replaces `exit` if the holder releases the profile: the sender runs the verb itself.
    """

    kind: str
    value: str | int = ""

    def to_line(self) -> bytes:
        return json.dumps({self.kind: self.value}).encode() + b"\n"


def read_request(line: bytes) -> HandoverRequest | None:
    """Returns None for anything but a complete request of this version with correct types."""
    data = _json_object(line)
    if data.pop("version", None) != PROTOCOL_VERSION:
        return None
    words = data.get("words")
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        return None
    try:
        request = HandoverRequest(**{**data, "words": tuple(words)})
    except TypeError:
        return None
    is_typed = (
        isinstance(request.id, str)
        and isinstance(request.account, str | None)
        and isinstance(request.server, str | None)
        and isinstance(request.needs_own_secrets, bool)
    )
    return request if is_typed else None


def read_message(line: bytes) -> HandoverMessage | None:
    data = _json_object(line)
    if len(data) != 1:
        return None
    ((kind, value),) = data.items()
    return HandoverMessage(kind, value) if isinstance(value, str | int) else None


def _json_object(line: bytes) -> dict[str, Any]:
    """Returns an empty object for anything else."""
    try:
        data = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}


def is_same_user(peer: QLocalSocket) -> bool:
    """Asks the kernel. On Windows the pipe's access list has already decided."""
    if sys.platform == "win32":
        return True
    return _user_of(int(peer.socketDescriptor())) == os.getuid()


def _user_of(descriptor: int) -> int | None:
    """The peer's user id. None if the system does not tell."""
    if descriptor < 0:
        return None
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM, fileno=os.dup(descriptor)) as copy:
            return _read_peer_credentials(copy)
    except OSError:
        return None


def _read_peer_credentials(peer: socket.socket) -> int | None:
    if hasattr(socket, "SO_PEERCRED"):
        credentials = peer.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _LINUX_CREDENTIALS.size)
        return int(_LINUX_CREDENTIALS.unpack(credentials)[1])
    if sys.platform == "darwin":
        credentials = peer.getsockopt(0, _MACOS_LOCAL_PEERCRED, _MACOS_XUCRED.size)
        return int(_MACOS_XUCRED.unpack(credentials)[1])
    return None


@dataclass(frozen=True, slots=True)
class HandoverResult:
    """`exit_code` is the verb's. None: no process completed it (refused, gone, or no answer before the end).

    `was_accepted`: a process accepted the verb but did not complete it, so the profile is free or soon will be.
    """

    exit_code: int | None = None
    is_refused: bool = False
    was_accepted: bool = False


def hand_over(socket: str, request: HandoverRequest, write: Callable[[str, str], None]) -> HandoverResult:
    """Asks the holder once. Its output is passed on as it arrives."""
    if not socket:
        return HandoverResult()
    peer = QLocalSocket()
    peer.connectToServer(socket)
    if not peer.waitForConnected(CONNECT_MS):
        return HandoverResult()
    if not is_same_user(peer):
        peer.abort()
        return HandoverResult(is_refused=True)
    peer.write(request.to_line())
    peer.flush()
    try:
        return _listen(peer, write)
    finally:
        peer.abort()


def _listen(peer: QLocalSocket, write: Callable[[str, str], None]) -> HandoverResult:
    give_up = time.monotonic() + ACCEPT_SECONDS
    received, accepted = b"", False
    while True:
        connected = peer.waitForReadyRead(LISTEN_MS) or _is_connected(peer)
        received += peer.readAll().data()
        *lines, received = received.split(b"\n")
        for message in map(read_message, lines):
            give_up = float("inf")
            accepted = accepted or message == HandoverMessage("accepted")
            result = _result_of(message, write)
            if result is not None:
                return result
        if not connected or time.monotonic() > give_up:
            return HandoverResult(was_accepted=accepted)


def _result_of(message: HandoverMessage | None, write: Callable[[str, str], None]) -> HandoverResult | None:
    match message:
        case HandoverMessage("out" | "err" | "progress", str(text)):
            write(message.kind, text)
        case HandoverMessage("exit", int(code)):
            return HandoverResult(exit_code=code)
        case HandoverMessage("refused"):
            return HandoverResult(is_refused=True)
        case HandoverMessage("back"):
            return HandoverResult(was_accepted=True)
        case _:
            pass
    return None


def _is_connected(peer: QLocalSocket) -> bool:
    return peer.state() == QLocalSocket.LocalSocketState.ConnectedState


AcceptRequest = Callable[[HandoverRequest], bool]
"""Returns False if the request is for another account or cannot be served here."""

ServeRequest = Callable[[HandoverRequest, WriteOutput], Awaitable[int]]
"""Runs one request and returns its exit code."""

IsLongRequest = Callable[[HandoverRequest], bool]
"""Returns True if the request waits for the network or the user, so that a short-lived holder should not run it."""


class HandoverServer:
    """Listens while this process holds the profile. `socket` is empty if there is no safe place for the socket.

    `is_long_lived`: the process holds the profile for longer than a read or write. If False, long requests are
    handed back at once: the sender can take the profile in a moment.
    """

    def __init__(
        self,
        socket: str,
        accepts: AcceptRequest,
        serve: ServeRequest,
        takes_long: IsLongRequest = lambda _request: False,
        *,
        is_long_lived: bool = True,
    ) -> None:
        self._accepts = accepts
        self._serve = serve
        self._is_long_request = takes_long
        self._long_requests: set[asyncio.Task[int]] = set()
        self._hands_back = not is_long_lived
        self._server = QLocalServer()
        self._work: set[asyncio.Task[None]] = set()
        self._server.newConnection.connect(self._accept_connections)
        if not socket:
            log.warning("No hand-over: there is no folder for its socket that belongs to this user alone")
            return
        # An existing socket belonged to a dead process: this process holds the lock.
        QLocalServer.removeServer(socket)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        if not self._server.listen(socket):
            log.warning("No hand-over: %s", self._server.errorString())

    async def close(self) -> None:
        """Accepts no more requests. Finishes those accepted and hands long ones back."""
        self._accept_connections()
        self._server.close()
        self._hands_back = True
        for serving in self._long_requests:
            serving.cancel()
        while self._work:
            await asyncio.wait(set(self._work))

    def _accept_connections(self) -> None:
        while (peer := self._server.nextPendingConnection()) is not None:
            if not is_same_user(peer):
                log.warning("A stranger asked for this desk and was turned away")
                peer.abort()
                peer.deleteLater()
                continue
            task = asyncio.get_running_loop().create_task(self._handle(peer))
            self._work.add(task)
            task.add_done_callback(self._work.discard)

    async def _handle(self, peer: QLocalSocket) -> None:
        try:
            line = await _read_line(peer)
            request = read_request(line) if line else None
            if request is None or not self._accepts(request):
                _send(peer, HandoverMessage("refused"))
            elif not self._is_long_request(request):
                _send(peer, HandoverMessage("accepted"))
                code = await self._serve(request, lambda kind, text: _send(peer, HandoverMessage(kind, text)))
                _send(peer, HandoverMessage("exit", code))
            elif self._hands_back:
                _send(peer, HandoverMessage("back"))
            else:
                await self._serve_long(peer, request)
        finally:
            _disconnect(peer)

    async def _serve_long(self, peer: QLocalSocket, request: HandoverRequest) -> None:
        """Hands the request back if this process releases the profile first. The sender then runs it itself."""

        def write(kind: str, text: str) -> None:
            if not serving.cancelling():
                _send(peer, HandoverMessage(kind, text))

        _send(peer, HandoverMessage("accepted"))
        serving = asyncio.ensure_future(self._run(request, write))
        self._long_requests.add(serving)
        try:
            await asyncio.wait({serving})
        finally:
            self._long_requests.discard(serving)
        is_back = serving.cancelled() or serving.cancelling()
        _send(peer, HandoverMessage("back") if is_back else HandoverMessage("exit", serving.result()))

    async def _run(self, request: HandoverRequest, write: WriteOutput) -> int:
        return await self._serve(request, write)


async def _read_line(peer: QLocalSocket) -> bytes | None:
    """Reads the first line. Returns None if the peer disconnects, is too slow or sends too much."""
    arrived = asyncio.Event()
    peer.readyRead.connect(arrived.set)
    peer.disconnected.connect(arrived.set)
    received = b""
    try:
        async with asyncio.timeout(5):
            while b"\n" not in received and len(received) < MAX_REQUEST_BYTES:
                received += peer.readAll().data()
                if b"\n" in received or peer.state() != QLocalSocket.LocalSocketState.ConnectedState:
                    break
                arrived.clear()
                await arrived.wait()
    except TimeoutError:
        return None
    line, newline, _ = received.partition(b"\n")
    return line if newline else None


def _send(peer: QLocalSocket, message: HandoverMessage) -> None:
    if peer.state() == QLocalSocket.LocalSocketState.ConnectedState:
        peer.write(message.to_line())
        peer.flush()


def _disconnect(peer: QLocalSocket) -> None:
    peer.disconnected.connect(peer.deleteLater)
    peer.disconnectFromServer()
    if peer.state() == QLocalSocket.LocalSocketState.UnconnectedState:
        peer.deleteLater()
