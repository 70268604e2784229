"""A small Wayland client in plain Python: the wire format, the registry and round trips."""

from __future__ import annotations

import os
import socket
import struct
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Self

DISPLAY, REGISTRY = 1, 2
SYNC, GET_REGISTRY, BIND = 0, 1, 0
"""Requests of the display and of its registry."""
ERROR, GLOBAL, GLOBAL_REMOVE, DONE = 0, 0, 1, 0
"""Events of the display, of its registry and of a callback."""
HEADER = struct.Struct("=IHH")
TIMEOUT_SECONDS = 30


class WaylandError(Exception):
    """The compositor refused a request, has gone, or lacks an interface."""


class WaylandClient:
    """A connection to the compositor that `environment` names."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._received = b""
        self._last_object = REGISTRY
        self._globals: dict[str, tuple[int, int]] = {}
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.settimeout(TIMEOUT_SECONDS)
        try:
            self._socket.connect(str(Path(environment["XDG_RUNTIME_DIR"], environment["WAYLAND_DISPLAY"])))
            self.request(DISPLAY, GET_REGISTRY, integers(REGISTRY))
            self.wait()
        except (OSError, WaylandError):
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """What the client made goes with it, a keyboard for example."""
        self._socket.close()

    def bind(self, interface: str, version: int) -> int:
        """A new object for what the compositor offers under that name, in this version or its newest below it."""
        if interface not in self._globals:
            raise WaylandError(f"The compositor offers no {interface}.")
        name, newest = self._globals[interface]
        made = self.new_object()
        self.request(
            REGISTRY, BIND, integers(name) + string(interface) + integers(min(version, newest), made)
        )
        return made

    def new_object(self) -> int:
        """The next free number. Numbers are not used again: a session makes few objects."""
        self._last_object += 1
        return self._last_object

    def request(
        self, target: int, opcode: int, arguments: bytes = b"", descriptors: Sequence[int] = ()
    ) -> None:
        """Sends one request. `descriptors` are open files that the compositor gets."""
        data = HEADER.pack(target, opcode, HEADER.size + len(arguments)) + arguments
        try:
            socket.send_fds(self._socket, [data], list(descriptors))
        except OSError as error:
            raise WaylandError(f"The compositor has gone: {error}.") from error

    def wait(self) -> None:
        """Returns when the compositor has handled all requests."""
        callback = self.new_object()
        self.request(DISPLAY, SYNC, integers(callback))
        for sender, opcode, arguments in self._events():
            if sender == callback and opcode == DONE:
                return
            self._notice(sender, opcode, arguments)

    def _notice(self, sender: int, opcode: int, arguments: bytes) -> None:
        if sender == DISPLAY and opcode == ERROR:
            target, code = struct.unpack_from("=II", arguments)
            raise WaylandError(f"Object {target}, error {code}: {read_string(arguments, 8)}")
        if sender == REGISTRY and opcode == GLOBAL:
            (name,) = struct.unpack_from("=I", arguments)
            interface = read_string(arguments, 4)
            self._globals[interface] = (name, struct.unpack_from("=I", arguments, len(arguments) - 4)[0])
        elif sender == REGISTRY and opcode == GLOBAL_REMOVE:
            (gone,) = struct.unpack_from("=I", arguments)
            self._globals = {face: named for face, named in self._globals.items() if named[0] != gone}

    def _events(self) -> Iterator[tuple[int, int, bytes]]:
        """Sender, opcode and arguments of each event as it comes. Descriptors are closed: nothing here needs one."""
        while True:
            while len(self._received) < HEADER.size:
                self._receive()
            sender, opcode, size = HEADER.unpack_from(self._received)
            while len(self._received) < size:
                self._receive()
            arguments = self._received[HEADER.size : size]
            self._received = self._received[size:]
            yield sender, opcode, arguments

    def _receive(self) -> None:
        try:
            data, descriptors, _flags, _address = socket.recv_fds(self._socket, 1 << 16, 8)
        except OSError as error:
            raise WaylandError(f"The compositor has gone: {error}.") from error
        for descriptor in descriptors:
            os.close(descriptor)
        if not data:
            raise WaylandError("The compositor has gone.")
        self._received += data


def integers(*values: int) -> bytes:
    """Arguments of the types int, uint, object and new_id."""
    return b"".join(struct.pack("=I", value & 0xFFFFFFFF) for value in values)


def fixed(value: float) -> bytes:
    """An argument with eight binary places."""
    return integers(round(value * 256))


def string(text: str) -> bytes:
    """An argument of text: its length with the final zero, then the text, filled up to four bytes."""
    data = text.encode() + b"\0"
    return integers(len(data)) + data + b"\0" * (-len(data) % 4)


def read_string(arguments: bytes, offset: int) -> str:
    """The text that begins at `offset` of an event's arguments."""
    (length,) = struct.unpack_from("=I", arguments, offset)
    return arguments[offset + 4 : offset + 4 + length - 1].decode()
