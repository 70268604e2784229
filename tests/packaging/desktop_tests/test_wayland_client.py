"""The wire format of Wayland, against a compositor that is a thread of the test."""

import os
import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from desktop_tests.wayland_client import WaylandClient, WaylandError, fixed, integers, read_string, string

DISPLAY, REGISTRY = 1, 2
GLOBAL, GLOBAL_REMOVE, DONE, ERROR = 0, 1, 0, 0
OFFERED = integers(7) + string("wl_seat") + integers(9)


def event(sender: int, opcode: int, arguments: bytes) -> bytes:
    return struct.pack("=IHH", sender, opcode, 8 + len(arguments)) + arguments


class Compositor:
    """Answers each `sync` with `events` of the next one, then with its end; keeps all other requests."""

    def __init__(self, listener: socket.socket, *events: bytes) -> None:
        self._listener, self._events = listener, [*events]
        self.requests: list[tuple[int, int, bytes]] = []
        self.files: list[bytes] = []
        self.thread = threading.Thread(target=self._serve)

    def _serve(self) -> None:
        connection, _address = self._listener.accept()
        with connection:
            received = b""
            while True:
                data, descriptors, _flags, _from = socket.recv_fds(connection, 4096, 4)
                if not data:
                    return
                for descriptor in descriptors:
                    with os.fdopen(descriptor, "rb") as file:
                        self.files.append(file.read())
                received = self._handle(connection, received + data)

    def _handle(self, connection: socket.socket, received: bytes) -> bytes:
        while len(received) >= 8:
            target, opcode, size = struct.unpack_from("=IHH", received)
            arguments, received = received[8:size], received[size:]
            if (target, opcode) == (DISPLAY, 0):
                news = self._events.pop(0) if self._events else b""
                connection.sendall(news + event(struct.unpack("=I", arguments)[0], DONE, integers(0)))
            else:
                self.requests.append((target, opcode, arguments))
        return received


@contextmanager
def client_of(tmp_path: Path, *events: bytes) -> Iterator[tuple[WaylandClient, Compositor]]:
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "w"))
        listener.listen()
        compositor = Compositor(listener, *events)
        compositor.thread.start()
        try:
            with WaylandClient({"XDG_RUNTIME_DIR": str(tmp_path), "WAYLAND_DISPLAY": "w"}) as client:
                yield client, compositor
        finally:
            compositor.thread.join()


def test_an_object_is_bound_in_the_newest_version_that_both_know(tmp_path: Path) -> None:
    with client_of(tmp_path, event(REGISTRY, GLOBAL, OFFERED)) as (client, compositor):
        old, new = client.bind("wl_seat", 5), client.bind("wl_seat", 20)
        client.wait()
    bound = [arguments for target, _opcode, arguments in compositor.requests if target == REGISTRY]
    assert bound == [
        integers(7) + string("wl_seat") + integers(version, made) for version, made in ((5, old), (9, new))
    ]
    assert old != new


def test_what_is_not_offered_or_was_removed_cannot_be_bound(tmp_path: Path) -> None:
    news = event(REGISTRY, GLOBAL, OFFERED), event(REGISTRY, GLOBAL_REMOVE, integers(7))
    with client_of(tmp_path, *news) as (client, _compositor):
        with pytest.raises(WaylandError, match="wl_shm"):
            client.bind("wl_shm", 1)
        client.wait()
        with pytest.raises(WaylandError, match="wl_seat"):
            client.bind("wl_seat", 1)


def test_events_that_come_in_pieces_are_put_together(tmp_path: Path) -> None:
    many = b"".join(
        event(REGISTRY, GLOBAL, integers(number) + string(f"face_{number}") + integers(1))
        for number in range(4000)
    )
    with client_of(tmp_path, many) as (client, _compositor):
        assert client.bind("face_3999", 1)


def test_an_error_of_the_compositor_is_raised(tmp_path: Path) -> None:
    refused = event(DISPLAY, ERROR, integers(3, 1) + string("no such method"))
    with (
        client_of(tmp_path, b"", refused) as (client, _compositor),
        pytest.raises(WaylandError, match="Object 3, error 1: no such method"),
    ):
        client.wait()


def test_a_compositor_that_has_gone_is_an_error(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "w"))
        listener.listen()

        def leave() -> None:
            listener.accept()[0].close()

        gone = threading.Thread(target=leave)
        gone.start()
        with pytest.raises(WaylandError, match="has gone"):
            WaylandClient({"XDG_RUNTIME_DIR": str(tmp_path), "WAYLAND_DISPLAY": "w"})
        gone.join()


def test_open_files_are_handed_over(tmp_path: Path) -> None:
    (tmp_path / "keymap").write_bytes(b"xkb")
    with client_of(tmp_path) as (client, compositor), (tmp_path / "keymap").open("rb") as file:
        client.request(9, 0, integers(1, 3), [file.fileno()])
        client.wait()
    assert compositor.files == [b"xkb"]
    assert (9, 0, integers(1, 3)) in compositor.requests


@pytest.mark.parametrize("text", ["", "abc", "abcd", "wörld"])
def test_texts_are_filled_up_to_four_bytes_and_read_again(text: str) -> None:
    data = string(text)
    assert len(data) % 4 == 0
    assert read_string(integers(1) + data, 4) == text


def test_numbers_with_a_fraction_have_eight_binary_places() -> None:
    assert fixed(1.5) == integers(384)
    assert fixed(-0.5) == integers(-128) == b"\x80\xff\xff\xff"
