"""A web server on a real socket that serves one file, or any error a test needs."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

_DEADLINE = 60


@dataclass
class StaticSite:
    """`content` is sent byte for byte; `requests` are the received heads. None: accepts requests and never responds."""

    port: int
    content: bytes | None = b""
    requests: list[str] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/releases/update.json"

    def serve(self, body: bytes, status: str = "200 OK", *headers: str) -> None:
        lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *headers]
        self.content = "\r\n".join((*lines, "", "")).encode() + body


@contextmanager
def running_site() -> Iterator[StaticSite]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        site = StaticSite(listener.getsockname()[1])
        open_ones: list[socket.socket] = []

        def serve() -> None:
            while True:
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return
                open_ones.append(connection)
                _answer(site, connection)

        thread = threading.Thread(target=serve, name="static site")
        thread.start()
        try:
            yield site
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            thread.join(_DEADLINE)
            for connection in open_ones:
                connection.close()


def _answer(site: StaticSite, connection: socket.socket) -> None:
    connection.settimeout(_DEADLINE)
    head = b""
    while b"\r\n\r\n" not in head:
        piece = connection.recv(4096)
        if not piece:
            return
        head += piece
    site.requests.append(head.decode("latin-1"))
    if site.content is not None:
        # The client may leave before the end.
        with suppress(ConnectionError):
            connection.sendall(site.content)
        connection.close()
