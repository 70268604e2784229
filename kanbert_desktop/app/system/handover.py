"""Hands a verb to the process that holds the profile: messages, sender, and the check of the peer; without Qt.

The messages are JSON lines and contain no secret.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol

from kanbert_desktop.domain.value_classes import asdict, dataclass

if TYPE_CHECKING:
    import socket

PROTOCOL_VERSION = 1
_LINUX_CREDENTIALS = "3i"
_MACOS_LOCAL_PEERCRED = 0x001
_MACOS_XUCRED = "2Ih16I"
CONNECT_SECONDS = 0.5
LISTEN_SECONDS = 0.2
_RECEIVED_AT_ONCE = 1 << 16
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


def is_same_user(descriptor: int) -> bool:
    """Asks the kernel about the peer of a socket. On Windows the pipe's access list has already decided."""
    if sys.platform == "win32":
        return True
    return _user_of(descriptor) == os.getuid()


def _user_of(descriptor: int) -> int | None:
    """The peer's user id. None if the system does not tell."""
    import socket  # noqa: PLC0415  only where another process holds the profile

    if descriptor < 0:
        return None
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM, fileno=os.dup(descriptor)) as copy:
            return _read_peer_credentials(copy)
    except OSError:
        return None


def _read_peer_credentials(peer: "socket.socket") -> int | None:
    import socket  # noqa: PLC0415
    import struct  # noqa: PLC0415

    if hasattr(socket, "SO_PEERCRED"):
        size = struct.calcsize(_LINUX_CREDENTIALS)
        credentials = peer.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, size)
        return int(struct.unpack(_LINUX_CREDENTIALS, credentials)[1])
    if sys.platform == "darwin":
        credentials = peer.getsockopt(0, _MACOS_LOCAL_PEERCRED, struct.calcsize(_MACOS_XUCRED))
        return int(struct.unpack(_MACOS_XUCRED, credentials)[1])
    return None


@dataclass(frozen=True, slots=True)
class HandoverResult:
    """`exit_code` is the verb's. None: no process completed it (refused, gone, or no answer before the end).

    `was_accepted`: a process accepted the verb but did not complete it, so the profile is free or soon will be.
    """

    exit_code: int | None = None
    is_refused: bool = False
    was_accepted: bool = False


class _Channel(Protocol):
    """A connection to the holder. `receive` returns b"" at its end, and None if nothing came in time."""

    def descriptor(self) -> int: ...
    def send(self, data: bytes) -> None: ...
    def receive(self) -> bytes | None: ...
    def close(self) -> None: ...


class _SocketChannel:
    def __init__(self, path: str) -> None:
        """Raises `OSError` if nobody listens there."""
        import socket  # noqa: PLC0415

        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            self._socket.settimeout(CONNECT_SECONDS)
            self._socket.connect(path)
        except BaseException:
            self._socket.close()
            raise
        self._socket.settimeout(LISTEN_SECONDS)

    def descriptor(self) -> int:
        return self._socket.fileno()

    def send(self, data: bytes) -> None:
        self._socket.sendall(data)

    def receive(self) -> bytes | None:
        try:
            return self._socket.recv(_RECEIVED_AT_ONCE)
        except TimeoutError:
            return None

    def close(self) -> None:
        self._socket.close()


if sys.platform == "win32":
    import _winapi
    import msvcrt

    class _PipeChannel:
        """A named pipe under the name that Qt gives it. Reading would block, so its content is looked for first."""

        def __init__(self, name: str) -> None:
            self._file = os.open(f"\\\\.\\pipe\\{name}", os.O_RDWR | os.O_BINARY)

        def descriptor(self) -> int:
            return self._file

        def send(self, data: bytes) -> None:
            os.write(self._file, data)

        def receive(self) -> bytes | None:
            give_up = time.monotonic() + LISTEN_SECONDS
            while time.monotonic() < give_up:
                waiting = int(_winapi.PeekNamedPipe(msvcrt.get_osfhandle(self._file), 0)[0])
                if waiting:
                    return os.read(self._file, min(waiting, _RECEIVED_AT_ONCE))
                time.sleep(0.01)
            return None

        def close(self) -> None:
            os.close(self._file)


def _connect(place: str) -> _Channel:
    if sys.platform == "win32":
        return _PipeChannel(place)
    return _SocketChannel(place)


def hand_over(
    place: str,
    request: HandoverRequest,
    write: Callable[[str, str], None],
    *,
    accept_seconds: float = ACCEPT_SECONDS,
) -> HandoverResult:
    """Asks the holder once. Its output is passed on as it arrives. `place` is the socket's path, or "".

    `accept_seconds`: how long it may be silent before it accepts or refuses.
    """
    if not place or (sys.platform != "win32" and not os.path.exists(place)):  # noqa: PTH110  no holder: the usual case
        return HandoverResult()
    try:
        holder = _connect(place)
    except OSError:
        return HandoverResult()
    try:
        if not is_same_user(holder.descriptor()):
            return HandoverResult(is_refused=True)
        try:
            holder.send(request.to_line())
        except OSError:
            return HandoverResult()
        return _listen(holder, write, accept_seconds)
    finally:
        holder.close()


def _listen(holder: _Channel, write: Callable[[str, str], None], accept_seconds: float) -> HandoverResult:
    give_up = time.monotonic() + accept_seconds
    received, accepted = b"", False
    while True:
        data = _receive(holder)
        *lines, received = (received + (data or b"")).split(b"\n")
        for message in map(read_message, lines):
            give_up = float("inf")
            accepted = accepted or message == HandoverMessage("accepted")
            result = _result_of(message, write)
            if result is not None:
                return result
        if data == b"" or time.monotonic() > give_up:
            return HandoverResult(was_accepted=accepted)


def _receive(holder: _Channel) -> bytes | None:
    """A holder that died has ended the connection."""
    try:
        return holder.receive()
    except OSError:
        return b""


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
