"""A minimal Wayland compositor for one client, with xdg-activation-v1 as its only extension."""

import contextlib
import ctypes
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import Self

TOKEN = "token-of-the-compositor"
_CORE, _ACTIVATION = "wl_compositor", "xdg_activation_v1"
_REQUESTS = {
    ("wl_display", 0): "sync",
    ("wl_display", 1): "get_registry",
    ("wl_registry", 0): "bind",
    (_ACTIVATION, 0): "destroy",
    (_ACTIVATION, 1): "get_activation_token",
    ("token", 0): "set_serial",
    ("token", 2): "set_surface",
    ("token", 3): "commit",
    ("token", 4): "destroy",
}


class Compositor:
    """`display` is the client's connection, a pointer of libwayland. `asked` lists what was asked of the token and the global.

    `has_tokens`: it knows the extension. It does not answer `silent_at`, and hangs up at `leaves_at`.
    """

    def __init__(self, *, has_tokens: bool = True, silent_at: str = "", leaves_at: str = "") -> None:
        self.asked: list[tuple[str, ...]] = []
        self._globals = [_CORE, *([_ACTIVATION] if has_tokens else [])]
        self._silent_at, self._leaves_at = silent_at, leaves_at
        self._kinds = {1: "wl_display"}
        self._socket, client = socket.socketpair()
        self._library = ctypes.CDLL("libwayland-client.so.0")
        self._library.wl_display_connect_to_fd.restype = ctypes.c_void_p
        self._library.wl_display_disconnect.argtypes = (ctypes.c_void_p,)
        self.display: int = self._library.wl_display_connect_to_fd(client.detach())
        self._thread = threading.Thread(target=self._serve, name="compositor")

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._library.wl_display_disconnect(self.display)
        self._thread.join()
        self._socket.close()

    def _serve(self) -> None:
        with contextlib.suppress(OSError):
            for sender, number, body in self._messages():
                name = _REQUESTS[self._kinds[sender], number]
                if name == self._leaves_at:
                    self._socket.shutdown(socket.SHUT_RDWR)
                    return
                self._note(name, sender, body)
                if name != self._silent_at:
                    self._answer(name, sender, body)

    def _messages(self) -> Iterator[tuple[int, int, bytes]]:
        buffered = b""
        while received := self._socket.recv(4096):
            buffered += received
            while len(buffered) >= 8:
                sender, word = struct.unpack_from("=II", buffered)
                if len(buffered) < word >> 16:
                    break
                yield sender, word & 0xFFFF, buffered[8 : word >> 16]
                buffered = buffered[word >> 16 :]

    def _note(self, name: str, sender: int, body: bytes) -> None:
        if self._kinds[sender] in (_ACTIVATION, "token"):
            words = struct.unpack(f"={len(body) // 4}I", body) if name.startswith("set_") else ()
            self.asked.append((self._kinds[sender], name, *map(str, words)))

    def _answer(self, name: str, sender: int, body: bytes) -> None:
        answers: dict[str, Callable[[], None]] = {
            "sync": lambda: self._end(new, _number(0)),
            "get_registry": lambda: self._list_globals(new),
            "bind": lambda: self._kinds.update({new: _ACTIVATION}),
            "get_activation_token": lambda: self._kinds.update({new: "token"}),
            "commit": lambda: self._send(sender, 0, _text(TOKEN)),
            "destroy": lambda: self._send(1, 1, _number(sender)),
        }
        # The new object is the last word.
        new = struct.unpack("=I", body[-4:])[0] if body else 0
        answers.get(name, lambda: None)()

    def _list_globals(self, registry: int) -> None:
        self._kinds[registry] = "wl_registry"
        for number, interface in enumerate(self._globals, 1):
            self._send(registry, 0, _number(number) + _text(interface) + _number(1))

    def _end(self, callback: int, body: bytes) -> None:
        self._send(callback, 0, body)
        self._send(1, 1, _number(callback))

    def _send(self, sender: int, event: int, body: bytes) -> None:
        # A client that has left has sent what is still to be read.
        with contextlib.suppress(OSError):
            self._socket.sendall(struct.pack("=II", sender, (8 + len(body)) << 16 | event) + body)


def _number(value: int) -> bytes:
    return struct.pack("=I", value)


def _text(value: str) -> bytes:
    data = value.encode() + b"\0"
    return _number(len(data)) + data + b"\0" * (-len(data) % 4)
