"""A private session bus, and programs on it that exchange lines with the test."""

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

import pytest
from jeepney import MessageType, message_bus
from jeepney.io import blocking
from jeepney.io.threading import DBusConnection, Proxy, open_dbus_connection

from devtools.child_processes import ChildProcesses
from devtools.screen import start_bus

TIMEOUT_SECONDS = 60


class BusProgram:
    """The process, as the test sees it; its first line is "ready"."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        self._lines: SimpleQueue[str] = SimpleQueue()
        threading.Thread(target=self._read, daemon=True).start()
        assert self.wait_for_line() == "ready"

    def wait_for_line(self) -> str:
        return self._lines.get(timeout=TIMEOUT_SECONDS)

    def is_quiet(self) -> bool:
        try:
            self._lines.get_nowait()
        except Empty:
            return True
        return False

    def say(self, line: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._lines.put(line.strip())


@contextmanager
def private_bus(
    monkeypatch: pytest.MonkeyPatch,
    *,
    variable: str = "DBUS_SESSION_BUS_ADDRESS",
    services: Sequence[Path] = (),
) -> Iterator[ChildProcesses]:
    """A bus that starts the services of these files; sets the environment variable, by default that of the session bus."""
    with ChildProcesses() as children, tempfile.TemporaryDirectory(prefix="kd-") as place:
        monkeypatch.setenv(variable, start_bus(children, os.environ, Path(place), services))
        yield children


@contextmanager
def late_bus(seconds: float) -> Iterator[None]:
    """The session bus answers nothing before so many seconds have passed, as at a busy log-in."""
    with open_bus() as connection:
        proxy = blocking.Proxy(message_bus, connection)
        (bus,) = proxy.GetConnectionUnixProcessID("org.freedesktop.DBus")
    os.kill(bus, signal.SIGSTOP)
    start = time.monotonic()
    resume = threading.Timer(seconds, os.kill, (bus, signal.SIGCONT))
    resume.start()
    try:
        yield
        assert time.monotonic() - start >= seconds, "nothing waited for the bus"
    finally:
        resume.cancel()
        resume.join()
        os.kill(bus, signal.SIGCONT)


def open_bus() -> blocking.DBusConnection:
    """A connection to the session bus, on a busy machine too."""
    return blocking.open_dbus_connection(bus="SESSION", auth_timeout=TIMEOUT_SECONDS)


def start_program(children: ChildProcesses, program: Path, *words: str) -> "subprocess.Popen[str]":
    """Starts a Python file as a program with the test's import path."""
    return children.start(
        [sys.executable, str(program), *words],
        {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )


def owner_of(name: str, bus: str = "SESSION") -> DBusConnection:
    """For such a program: a connection that owns this name before it receives any call."""
    connection = open_dbus_connection(bus=bus, enable_fds=True, auth_timeout=TIMEOUT_SECONDS)
    Proxy(message_bus, _Answering(connection)).RequestName(name)
    return connection


class _Answering:
    """Just enough of a router to request a name from the bus."""

    def __init__(self, connection: DBusConnection) -> None:
        self._connection = connection

    def send_and_get_reply(self, message: Any, **_how: object) -> Any:  # noqa: ANN401
        self._connection.send(message)
        while True:
            reply = self._connection.receive()
            if reply.header.message_type in (MessageType.method_return, MessageType.error):
                return reply
