"""Runs the server in the foreground; uvicorn with connections that a request can cut."""

import asyncio
import os
import secrets
import signal
import socket
import sys
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import NamedTuple

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from kanbert_desktop.sandbox.app import create_app
from kanbert_desktop.sandbox.context import BEHAVIOURS, ServerBehaviour
from kanbert_desktop.sandbox.control.app import create_control_app
from kanbert_desktop.sandbox.demo_credentials import store_identity, stored_identity
from kanbert_desktop.sandbox.faults import CUT_EXTENSION, FaultMiddleware
from kanbert_desktop.sandbox.host_check import allowed_hosts
from kanbert_desktop.sandbox.sample_data import open_state
from kanbert_desktop.sandbox.state import SandboxState


class CuttableProtocol(H11Protocol):
    """Gives every request a function that ends its connection without a response."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # uvicorn narrows it, too
        super().connection_made(transport)
        inner: ASGIApp = self.app

        async def with_scissors(scope: Scope, receive: Receive, send: Send) -> None:
            scope.setdefault("extensions", {})[CUT_EXTENSION] = transport.abort
            await inner(scope, receive, send)

        self.app = with_scissors


class Server(uvicorn.Server):
    """Does not install signal handlers: the caller sets `should_exit`."""

    def __init__(self, app: ASGIApp, started: Callable[[], None]) -> None:
        config = uvicorn.Config(
            app,
            http=CuttableProtocol,
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            date_header=False,
            server_header=False,
            timeout_graceful_shutdown=2,
        )
        super().__init__(config)
        self._on_started = started

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._on_started()

    def capture_signals(self) -> AbstractContextManager[None]:  # type: ignore[override] # a generator there
        return nullcontext()


Announce = Callable[[dict[str, str]], None]
HOST = "127.0.0.1"


class PortBusy(Exception):
    """The requested port is in use; the message says what to do."""

    def __init__(self, port: int) -> None:
        super().__init__(f"Port {port} is in use. Choose another one with --port, or leave it out.")


def serve(
    folder: Path,
    port: int = 0,
    tasks: int | None = None,
    announce: Announce = lambda _: None,
    *,
    watch_parent: bool = False,
    control: bool = False,
    like: str = "kanbert",
    language: str | None = None,
) -> None:
    """Returns after SIGINT, SIGTERM or, with `watch_parent`, the end of standard input.

    A watching parent shows the user no output, so the login page is filled in; a sandbox started by a user never has a
    control port, whatever `control` says. `like` names a profile of switches, `language` that of the sample data. `announce` is called once, when connections are accepted.
    Port 0: the folder's previous port, else one that the system chooses.
    """
    state = open_state(folder, tasks=tasks, language=language)
    behaviour, faults = BEHAVIOURS[like](), FaultMiddleware()
    behaviour.prefilled_login = watch_parent
    listener = bind_listener(folder, port)
    address = f"http://{HOST}:{listener.getsockname()[1]}"
    store_identity(folder, listener.getsockname()[1])
    line = {"url": address, **state.secrets.credentials()}
    bench = _bench(state, behaviour, faults) if control and not watch_parent else None
    line |= bench.line if bench else {}
    app = create_app(state, behaviour, faults, hosts=allowed_hosts(listener.getsockname()[1]))
    server = Server(app, lambda: announce(line))
    _stop_on_signals(server)
    if watch_parent:
        threading.Thread(target=_stop_with_parent, args=(server,), daemon=True).start()
    with listener:
        asyncio.run(_run(server, listener, bench))
    state.close()


class _Bench(NamedTuple):
    server: Server
    listener: socket.socket
    ready: asyncio.Event
    line: dict[str, str]


def _bench(state: SandboxState, behaviour: ServerBehaviour, faults: FaultMiddleware) -> _Bench:
    """A port chosen by the system, and a token valid for this run only."""
    listener, token, ready = _bound(0), secrets.token_urlsafe(32), asyncio.Event()
    port = listener.getsockname()[1]
    server = Server(create_control_app(state, behaviour, faults, token, allowed_hosts(port)), ready.set)
    line = {"control_url": f"http://{HOST}:{port}", "control_token": token}
    return _Bench(server, listener, ready, line)


async def _run(server: Server, listener: socket.socket, bench: _Bench | None) -> None:
    """The control API starts before its address is printed and stops with the server."""
    if bench is None:
        await server.serve([listener])
        return
    with bench.listener:
        standing = asyncio.create_task(bench.server.serve([bench.listener]))
        await bench.ready.wait()
        await server.serve([listener])
        bench.server.should_exit = True
        await standing


def bind_listener(folder: Path, port: int) -> socket.socket:
    """A bound socket on the requested port, the stored one, or any."""
    if port:
        try:
            return _bound(port)
        except OSError as failure:
            raise PortBusy(port) from failure
    try:
        return _bound(int(stored_identity(folder).get("port", 0)))
    except (OSError, ValueError, OverflowError):
        return _bound(0)


def _bound(port: int) -> socket.socket:
    # asyncio turns Nagle's algorithm off only for explicit TCP sockets; otherwise every second response would wait 40 ms.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if os.name == "posix":
        # Lets a restart reuse its port at once; on other systems the flag would share the port with other programs.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
        # Two processes may bind a free port at the same moment; only one of them can listen.
        listener.listen(100)
    except BaseException:
        listener.close()
        raise
    return listener


def _stop_on_signals(server: Server) -> None:
    def stop(*_: object) -> None:
        server.should_exit = True

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)


def _stop_with_parent(server: Server) -> None:
    """The parent holds the other end of standard input: when it ends, however suddenly, so does this process."""
    while sys.stdin.buffer.read(4096):
        pass
    server.should_exit = True
