"""Hand-over on a plain asyncio loop: the listener and the senders of a verb that holds the profile."""

import asyncio
import os
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from kanbert_desktop.app.system.handover import MAX_REQUEST_BYTES, HandoverMessage
from kanbert_desktop.app.system.handover_server import Listener, Peer

SEND_SECONDS = 5.0
"""How long a sender may take to read what was sent last."""
_BACKLOG = 50


def listen_by_asyncio(place: str, connected: Callable[[], None]) -> Listener:
    """Listens on the running loop. Raises `OSError`."""
    if sys.platform == "win32":
        return _PipeListener(place, connected)
    return _SocketListener(place, connected)


class _SocketListener:
    def __init__(self, place: str, connected: Callable[[], None]) -> None:
        self._path = Path(place)
        self._socket = _bound_socket(self._path)
        self._socket.setblocking(False)
        self._loop = asyncio.get_running_loop()
        self._loop.add_reader(self._socket.fileno(), connected)

    def pending(self) -> Iterator[Peer]:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                # Nobody is waiting, or the sender has gone already.
                return
            yield AsyncioPeer(connection)

    def close(self) -> None:
        self._loop.remove_reader(self._socket.fileno())
        with suppress(OSError):
            self._path.unlink()
        self._socket.close()


def _bound_socket(path: Path) -> socket.socket:
    """Binds under another name first: nobody else may connect before the mode is set. Replaces a dead process's socket."""
    unfinished = path.with_name(f"{path.name}.{os.getpid()}")
    listening = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        unfinished.unlink(missing_ok=True)
        listening.bind(str(unfinished))
        unfinished.chmod(0o600)
        listening.listen(_BACKLOG)
        unfinished.replace(path)
    except BaseException:
        listening.close()
        raise
    return listening


class AsyncioPeer:
    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._writer: asyncio.StreamWriter | None = None

    def descriptor(self) -> int:
        return self._connection.fileno()

    async def read_line(self) -> bytes | None:
        reader, self._writer = await asyncio.open_connection(sock=self._connection, limit=MAX_REQUEST_BYTES)
        return await _line_of(reader)

    def send(self, message: HandoverMessage) -> None:
        if self._writer is not None and not self._writer.is_closing():
            self._writer.write(message.to_line())

    async def disconnect(self) -> None:
        if self._writer is None:
            self.abort()
            return
        self._writer.close()
        with suppress(OSError, TimeoutError):
            async with asyncio.timeout(SEND_SECONDS):
                await self._writer.wait_closed()

    def abort(self) -> None:
        self._connection.close()


async def _line_of(reader: asyncio.StreamReader) -> bytes | None:
    try:
        return (await reader.readuntil(b"\n"))[:-1]
    except (asyncio.IncompleteReadError, asyncio.LimitOverrunError, OSError):
        return None


if sys.platform == "win32":

    class _PipeListener:
        """A named pipe under the name that Qt gives it."""

        def __init__(self, place: str, connected: Callable[[], None]) -> None:
            self._connected = connected
            self._peers: list[Peer] = []
            self._loop = asyncio.get_running_loop()
            assert isinstance(self._loop, asyncio.ProactorEventLoop)  # noqa: S101  narrows the type
            self._starting = self._loop.create_task(
                self._loop.start_serving_pipe(self._protocol, f"\\\\.\\pipe\\{place}")
            )

        def _protocol(self) -> asyncio.StreamReaderProtocol:
            reader = asyncio.StreamReader(limit=MAX_REQUEST_BYTES, loop=self._loop)
            return asyncio.StreamReaderProtocol(reader, self._accept, loop=self._loop)

        def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            self._peers.append(_PipePeer(reader, writer))
            self._connected()

        def pending(self) -> Iterator[Peer]:
            while self._peers:
                yield self._peers.pop(0)

        def close(self) -> None:
            if self._starting.done() and not self._starting.cancelled() and not self._starting.exception():
                for server in self._starting.result():
                    server.close()
            self._starting.cancel()

    class _PipePeer:
        def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            self._reader, self._writer = reader, writer

        def descriptor(self) -> int:
            return -1

        async def read_line(self) -> bytes | None:
            return await _line_of(self._reader)

        def send(self, message: HandoverMessage) -> None:
            if not self._writer.is_closing():
                self._writer.write(message.to_line())

        async def disconnect(self) -> None:
            self._writer.close()

        def abort(self) -> None:
            self._writer.close()
