"""A server on a real socket that sends arbitrary bytes, on each of this computer's loopback addresses."""

import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

_DEADLINE = 60


@dataclass(frozen=True)
class ReceivedRequest:
    """One request; `head` is everything before the body, unchanged."""

    method: str
    target: str
    head: str
    body: bytes


ResponseWriter = Callable[[ReceivedRequest], Iterable[bytes]]


@dataclass
class HostileServer:
    """Sends the pieces of `respond` one by one, then closes the connection."""

    origin: str
    respond: ResponseWriter
    requests: list[ReceivedRequest] = field(default_factory=list)
    is_closing: threading.Event = field(default_factory=threading.Event)

    def send_slowly(self, chunks: Iterable[bytes], seconds: float) -> Iterator[bytes]:
        """Sends one piece after another with a pause, as long as the test lasts."""
        for chunk in chunks:
            if self.is_closing.wait(seconds):
                return
            yield chunk


def http(body: bytes = b"{}", *headers: str, status: str = "200 OK", length: bool = True) -> list[bytes]:
    """A response in one piece."""
    lines = [f"HTTP/1.1 {status}", *headers, "Connection: close"]
    if length:
        lines.append(f"Content-Length: {len(body)}")
    return ["\r\n".join((*lines, "", "")).encode("utf-8", "surrogateescape") + body]


@contextmanager
def hostile_server(answer: ResponseWriter, host: str = "127.0.0.1") -> Iterator[HostileServer]:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.create_server((host, 0), family=family) as listener:
        shown = f"[{host}]" if ":" in host else host
        server = HostileServer(f"http://{shown}:{listener.getsockname()[1]}", answer)
        workers: list[threading.Thread] = []

        def serve() -> None:
            while True:
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return
                workers.append(threading.Thread(target=_attend, args=(server, connection), daemon=True))
                workers[-1].start()

        accepting = threading.Thread(target=serve, daemon=True)
        accepting.start()
        try:
            yield server
        finally:
            server.is_closing.set()
            listener.shutdown(socket.SHUT_RDWR)
            end = time.monotonic() + _DEADLINE
            for thread in (accepting, *workers):
                thread.join(max(0.1, end - time.monotonic()))


def _attend(server: HostileServer, connection: socket.socket) -> None:
    connection.settimeout(_DEADLINE)
    # The client may leave before the end.
    with connection, suppress(OSError):
        requested = _read(connection)
        if requested is None:
            return
        server.requests.append(requested)
        for chunk in server.respond(requested):
            connection.sendall(chunk)
        connection.shutdown(socket.SHUT_WR)
        connection.recv(1)


def _read(connection: socket.socket) -> ReceivedRequest | None:
    data = b""
    while b"\r\n\r\n" not in data:
        chunk = connection.recv(65536)
        if not chunk:
            return None
        data += chunk
    head, _, body = data.partition(b"\r\n\r\n")
    text = head.decode("latin-1")
    length = next(
        (
            int(line.partition(":")[2])
            for line in text.split("\r\n")
            if line.lower().startswith("content-length:")
        ),
        0,
    )
    while len(body) < length:
        body += connection.recv(65536)
    method, target, _ = text.split("\r\n")[0].split(" ", 2)
    return ReceivedRequest(method, target, text, body)
