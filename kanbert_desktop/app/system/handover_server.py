"""Serves verbs of other processes while this one holds the profile."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from typing import Protocol

from kanbert_desktop.app.system.handover import (
    HandoverMessage,
    HandoverRequest,
    WriteOutput,
    is_same_user,
    read_request,
)

log = logging.getLogger(__name__)
READ_SECONDS = 5.0


class Peer(Protocol):
    """One connected sender."""

    def descriptor(self) -> int: ...
    async def read_line(self) -> bytes | None:
        """Reads the first line. Returns None if the sender disconnects or sends too much."""

    def send(self, message: HandoverMessage) -> None:
        """Does nothing if the sender is gone."""

    async def disconnect(self) -> None:
        """Disconnects after everything was sent."""

    def abort(self) -> None: ...


class Listener(Protocol):
    """Listens at one place."""

    def pending(self) -> Iterable[Peer]:
        """The senders that have connected since the last call."""

    def close(self) -> None: ...


Listen = Callable[[str, Callable[[], None]], Listener]
"""`listen(place, connected)` replaces what a dead process left there and calls `connected` for each sender.

Raises `OSError`.
"""


AcceptRequest = Callable[[HandoverRequest], bool]
"""Returns False if the request is for another account or cannot be served here."""

ServeRequest = Callable[[HandoverRequest, WriteOutput], Awaitable[int]]
"""Runs one request and returns its exit code."""

IsLongRequest = Callable[[HandoverRequest], bool]
"""Returns True if the request waits for the network or the user, so that a short-lived holder should not run it."""


class HandoverServer:
    """Listens while this process holds the profile. `place` is empty if there is no safe place for the socket.

    `is_long_lived`: the process holds the profile for longer than a read or write. If False, long requests are
    handed back at once: the sender can take the profile in a moment.
    """

    def __init__(
        self,
        place: str,
        accepts: AcceptRequest,
        serve: ServeRequest,
        takes_long: IsLongRequest = lambda _request: False,
        *,
        is_long_lived: bool = True,
        is_beyond: IsLongRequest = lambda _request: False,
        listen: Listen,
    ) -> None:
        """`is_beyond`: long requests that this process cannot run; they are handed back as well."""
        self._is_beyond = is_beyond
        self._accepts = accepts
        self._serve = serve
        self._is_long_request = takes_long
        self._long_requests: set[asyncio.Task[int]] = set()
        self._hands_back = not is_long_lived
        self._work: set[asyncio.Task[None]] = set()
        self._listener: Listener | None = None
        if not place:
            log.warning("No hand-over: there is no folder for its socket that belongs to this user alone")
            return
        try:
            self._listener = listen(place, self._accept_connections)
        except OSError as error:
            log.warning("No hand-over: %s", error.strerror or error)

    async def close(self) -> None:
        """Accepts no more requests. Finishes those accepted and hands long ones back."""
        self._accept_connections()
        if self._listener is not None:
            self._listener.close()
        self._hands_back = True
        for serving in self._long_requests:
            serving.cancel()
        while self._work:
            await asyncio.wait(set(self._work))

    def _accept_connections(self) -> None:
        for peer in self._listener.pending() if self._listener is not None else ():
            if not is_same_user(peer.descriptor()):
                log.warning("A connection of another user was closed")
                peer.abort()
                continue
            task = asyncio.get_running_loop().create_task(self._handle(peer))
            self._work.add(task)
            task.add_done_callback(self._work.discard)

    async def _handle(self, peer: Peer) -> None:
        try:
            line = await _first_line(peer)
            request = read_request(line) if line else None
            if request is None or not self._accepts(request):
                peer.send(HandoverMessage("refused"))
            elif not self._is_long_request(request):
                peer.send(HandoverMessage("accepted"))
                code = await self._serve(request, lambda kind, text: peer.send(HandoverMessage(kind, text)))
                peer.send(HandoverMessage("exit", code))
            elif self._hands_back or self._is_beyond(request):
                peer.send(HandoverMessage("back"))
            else:
                await self._serve_long(peer, request)
        finally:
            await peer.disconnect()

    async def _serve_long(self, peer: Peer, request: HandoverRequest) -> None:
        """Hands the request back if this process releases the profile first. The sender then runs it itself."""

        def write(kind: str, text: str) -> None:
            if not serving.cancelling():
                peer.send(HandoverMessage(kind, text))

        peer.send(HandoverMessage("accepted"))
        serving = asyncio.ensure_future(self._run(request, write))
        self._long_requests.add(serving)
        try:
            await asyncio.wait({serving})
        finally:
            self._long_requests.discard(serving)
        is_back = serving.cancelled() or serving.cancelling()
        peer.send(HandoverMessage("back") if is_back else HandoverMessage("exit", serving.result()))

    async def _run(self, request: HandoverRequest, write: WriteOutput) -> int:
        return await self._serve(request, write)


async def _first_line(peer: Peer) -> bytes | None:
    """Returns None also if the sender is too slow."""
    try:
        async with asyncio.timeout(READ_SECONDS):
            return await peer.read_line()
    except TimeoutError:
        return None
