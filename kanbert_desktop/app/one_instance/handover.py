"""The holder's side of a hand-over: takes requests from the same user and answers them one by one."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from PySide6.QtNetwork import QLocalServer, QLocalSocket

from kanbert_desktop.app.one_instance.handover_message import Request, Said, read_request
from kanbert_desktop.app.one_instance.peer import is_same_user

log = logging.getLogger(__name__)
LONGEST_REQUEST = 1 << 20

Say = Callable[[str, str], None]
"""`say("out" | "err" | "progress", text)`"""


Accepts = Callable[[Request], bool]
"""False where the request is for another account, or this holder cannot serve it."""
Serve = Callable[[Request, Say], Awaitable[int]]
"""Runs one request and gives its exit code."""
TakesLong = Callable[[Request], bool]
"""Does it wait for the network or a person, so that no holder should stay for it?"""


class HandoverServer:
    """Listens while this process holds the profile.

    `stays`: for longer than it takes to read or write something here. Where it does not, what takes long is handed
    back at once: its turn comes in a moment.
    """

    def __init__(
        self,
        place: str,
        accepts: Accepts,
        serve: Serve,
        takes_long: TakesLong = lambda _request: False,
        *,
        stays: bool = True,
    ) -> None:
        self._accepts = accepts
        self._serve = serve
        self._takes_long = takes_long
        self._long: set[asyncio.Task[int]] = set()
        self._is_leaving = not stays
        self._server = QLocalServer()
        self._work: set[asyncio.Task[None]] = set()
        self._server.newConnection.connect(self._greet)
        # Whatever lies there belonged to a dead holder: the lock is ours.
        QLocalServer.removeServer(place)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        if not self._server.listen(place):
            log.warning("No hand-over: %s", self._server.errorString())

    async def close(self) -> None:
        """No new requests; those accepted are finished first, and those that take long are handed back."""
        self._greet()
        self._server.close()
        self._is_leaving = True
        for serving in self._long:
            serving.cancel()
        while self._work:
            await asyncio.wait(set(self._work))

    def _greet(self) -> None:
        while (peer := self._server.nextPendingConnection()) is not None:
            if not is_same_user(peer):
                log.warning("A stranger asked for this desk and was turned away")
                peer.abort()
                peer.deleteLater()
                continue
            task = asyncio.get_running_loop().create_task(self._attend(peer))
            self._work.add(task)
            task.add_done_callback(self._work.discard)

    async def _attend(self, peer: QLocalSocket) -> None:
        try:
            line = await _line(peer)
            request = read_request(line) if line else None
            if request is None or not self._accepts(request):
                _write(peer, Said("refused"))
            elif not self._takes_long(request):
                _write(peer, Said("accepted"))
                code = await self._serve(request, lambda kind, text: _write(peer, Said(kind, text)))
                _write(peer, Said("exit", code))
            elif self._is_leaving:
                _write(peer, Said("back"))
            else:
                await self._serve_long(peer, request)
        finally:
            _finish(peer)

    async def _serve_long(self, peer: QLocalSocket, request: Request) -> None:
        """Handed back where this process lets go of the profile first: whoever asked goes on by itself."""

        def say(kind: str, text: str) -> None:
            if not serving.cancelling():
                _write(peer, Said(kind, text))

        _write(peer, Said("accepted"))
        serving = asyncio.ensure_future(self._run(request, say))
        self._long.add(serving)
        try:
            await asyncio.wait({serving})
        finally:
            self._long.discard(serving)
        is_back = serving.cancelled() or serving.cancelling()
        _write(peer, Said("back") if is_back else Said("exit", serving.result()))

    async def _run(self, request: Request, say: Say) -> int:
        return await self._serve(request, say)


async def _line(peer: QLocalSocket) -> bytes | None:
    """The first line, or None where the peer leaves, dawdles or says too much."""
    arrived = asyncio.Event()
    peer.readyRead.connect(arrived.set)
    peer.disconnected.connect(arrived.set)
    heard = b""
    try:
        async with asyncio.timeout(5):
            while b"\n" not in heard and len(heard) < LONGEST_REQUEST:
                heard += peer.readAll().data()
                if b"\n" in heard or peer.state() != QLocalSocket.LocalSocketState.ConnectedState:
                    break
                arrived.clear()
                await arrived.wait()
    except TimeoutError:
        return None
    line, newline, _ = heard.partition(b"\n")
    return line if newline else None


def _write(peer: QLocalSocket, said: Said) -> None:
    if peer.state() == QLocalSocket.LocalSocketState.ConnectedState:
        peer.write(said.line())
        peer.flush()


def _finish(peer: QLocalSocket) -> None:
    peer.disconnected.connect(peer.deleteLater)
    peer.disconnectFromServer()
    if peer.state() == QLocalSocket.LocalSocketState.UnconnectedState:
        peer.deleteLater()
