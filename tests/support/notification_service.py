"""A desktop's notification service, as small as the specification allows, on a bus of its own.

Run as a program it owns org.freedesktop.Notifications on the session bus: every notice becomes a line of JSON on its
output, and each line of its input that is a number presses that notice.
"""

import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

import pytest
from jeepney import HeaderFields, MessageType, message_bus, new_error, new_method_return, new_signal
from jeepney.io.threading import DBusConnection, Proxy, open_dbus_connection
from jeepney.wrappers import DBusAddress

from devtools.children import Children

NAME, PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"
NOTIFY = "susssasa{sv}i"


@dataclass
class Shown:
    """One notice as the desktop got it."""

    number: int
    title: str
    text: str
    actions: list[str]


class Service:
    """The process beside the test."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        self._lines: SimpleQueue[str] = SimpleQueue()
        threading.Thread(target=self._read, daemon=True).start()
        assert self.wait_for_line() == "ready"

    def wait_for_line(self) -> str:
        return self._lines.get(timeout=30)

    def shown(self) -> Shown:
        """The next notice; waits for it."""
        return Shown(**json.loads(self.wait_for_line()))

    def is_quiet(self) -> bool:
        try:
            self._lines.get_nowait()
        except Empty:
            return True
        return False

    def press(self, number: int) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{number}\n")
        self._process.stdin.flush()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._lines.put(line.strip())


@contextmanager
def own_bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[Children]:
    """A session bus on which nobody shows notices yet; the variable leads there."""
    with Children() as children, tempfile.TemporaryDirectory(prefix="kd-") as place:
        address = f"unix:path={place}/bus"
        bus = children.start(
            [
                "dbus-daemon",
                "--session",
                "--nofork",
                "--nopidfile",
                f"--address={address}",
                "--print-address",
            ],
            dict(os.environ),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        assert bus.stdout is not None
        assert bus.stdout.readline()
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        yield children


def start_service(children: Children, *capabilities: str) -> Service:
    process = children.start(
        [sys.executable, Path(__file__), *capabilities],
        {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    return Service(process)


def serve(capabilities: list[str]) -> None:
    connection = open_dbus_connection(bus="SESSION")
    Proxy(message_bus, _Answering(connection)).RequestName(NAME)
    threading.Thread(target=_press, args=(connection,), daemon=True).start()
    print("ready", flush=True)  # noqa: T201
    number = 0
    while True:
        call = connection.receive()
        if call.header.message_type is not MessageType.method_call:
            continue
        member = call.header.fields[HeaderFields.member]
        if member == "GetCapabilities":
            connection.send(new_method_return(call, "as", (capabilities,)))
        elif member != "Notify" or call.header.fields[HeaderFields.signature] != NOTIFY:
            connection.send(new_error(call, "org.freedesktop.DBus.Error.InvalidArgs"))
        else:
            number += 1
            connection.send(new_method_return(call, "u", (number,)))
            _app, _replaced, _icon, title, text, actions, _hints, _stays = call.body
            print(json.dumps(vars(Shown(number, title, text, actions))), flush=True)  # noqa: T201


class _Answering:
    """Enough of a router to ask the bus for a name before anybody else is heard."""

    def __init__(self, connection: DBusConnection) -> None:
        self._connection = connection

    def send_and_get_reply(self, message: Any, **_how: object) -> Any:  # noqa: ANN401
        self._connection.send(message)
        while True:
            reply = self._connection.receive()
            if reply.header.message_type in (MessageType.method_return, MessageType.error):
                return reply


def _press(connection: DBusConnection) -> None:
    sender = DBusAddress(PATH, interface=NAME)
    for line in sys.stdin:
        number = int(line)
        connection.send(new_signal(sender, "ActionInvoked", "us", (number, "default")))
        connection.send(new_signal(sender, "NotificationClosed", "uu", (number, 2)))


if __name__ == "__main__":
    serve(sys.argv[1:])
