"""Activation tokens of a Wayland compositor, by which a program that this one starts may come to the front (S48).

PySide has no call for them: Qt asks for one only where it starts the browser itself (`opens_urls_without_qt` says why
it does not). So the request goes over Qt's connection, in a queue of its own, by the protocol xdg-activation-v1.
"""

import ctypes
import logging
import select
import time
from collections.abc import Callable, Sequence
from ctypes import c_char_p, c_int, c_uint32, c_void_p
from functools import cache
from typing import Any, NamedTuple, cast

from PySide6.QtGui import QGuiApplication

WAIT_SECONDS = 0.25
"""A compositor answers within a millisecond or two. One that hangs must not take the window with it."""
_GLOBAL, _TOKEN = b"xdg_activation_v1", b"xdg_activation_token_v1"
_GET_REGISTRY, _SYNC, _BIND = 1, 0, 0
_DESTROY, _GET_TOKEN = 0, 1
_SET_SERIAL, _SET_SURFACE, _COMMIT, _DESTROY_TOKEN = 0, 2, 3, 4
"""Numbers of requests: of the display, the registry, the global, and the token."""
log = logging.getLogger(__name__)


class LastInput(NamedTuple):
    """Pointers to objects of libwayland, and the serial of the key or button that the user pressed last.

    The compositor gives a token that activates only to the surface with the focus, for a serial of these input devices
    (`wl_seat`).
    """

    display: int
    surface: int
    devices: int
    serial: int


def make_token() -> str:
    """Blocks for a round trip or two. Returns "" on X11, and where the compositor has no tokens."""
    try:
        found = _last_input()
        return request_token(found) if found is not None else ""
    except (OSError, AttributeError, RuntimeError) as error:
        log.info("The compositor was not asked for an activation token: %s", error)
        return ""


def _last_input() -> LastInput | None:
    application, window = cast("Any", QGuiApplication.instance()), QGuiApplication.focusWindow()
    native = application.nativeInterface() if application is not None else None
    if window is None or native is None or not hasattr(native, "lastInputSerial"):
        return None
    found = LastInput(native.display(), int(window.winId()), native.lastInputSeat(), native.lastInputSerial())
    return found if all(found) else None


def request_token(given: LastInput) -> str:
    """Returns "" if the compositor has no tokens, or does not answer in time. Raises `OSError` without a connection."""
    queue = _Queue(given.display)
    try:
        activation = _bound_global(queue)
        return _token_of(queue, activation, given) if activation else ""
    finally:
        queue.close()


def _bound_global(queue: "_Queue") -> int:
    """Returns 0 if there is no such global."""
    names: list[int] = []
    finished: list[bool] = []

    def on_global(_data: int, _registry: int, name: int, interface: bytes, _version: int) -> None:
        if interface == _GLOBAL:
            names.append(name)

    registry = queue.create(queue.display, _GET_REGISTRY, _core_interface("wl_registry"), _new())
    queue.listen(registry, _OnGlobal(on_global), _OnGlobalRemoved(lambda *_: None))
    done = queue.create(queue.display, _SYNC, _core_interface("wl_callback"), _new())
    queue.listen(done, _OnSync(lambda *_: finished.append(True)))
    if not queue.wait(lambda: bool(finished)) or not names:
        return 0
    interface = _protocol().activation
    words = (_number(names[0]), _text(_GLOBAL), _number(1), _new())
    return queue.create(registry, _BIND, interface, *words, destroy=_DESTROY)


def _token_of(queue: "_Queue", activation: int, given: LastInput) -> str:
    tokens: list[bytes] = []
    token = queue.create(activation, _GET_TOKEN, _protocol().token, _new(), destroy=_DESTROY_TOKEN)
    queue.listen(token, _OnDone(lambda _data, _token, text: tokens.append(text)))
    queue.send(token, _SET_SERIAL, _number(given.serial), _object(given.devices))
    queue.send(token, _SET_SURFACE, _object(given.surface))
    queue.send(token, _COMMIT)
    return tokens[0].decode("ascii", "replace") if queue.wait(lambda: bool(tokens)) else ""


class _Queue:
    """Events for us alone: Qt dispatches its own, and never sees these. Everything created in it ends with it."""

    def __init__(self, display: int) -> None:
        self._library, self._connection = _library(), display
        self._queue = self._library.wl_display_create_queue(display)
        self.display: int = self._library.wl_proxy_create_wrapper(display)
        self._library.wl_proxy_set_queue(self.display, self._queue)
        self._created: list[tuple[int, int | None]] = []
        self._kept: list[object] = []
        """What libwayland points to."""
        self._deadline = time.monotonic() + WAIT_SECONDS

    def create(
        self, of: int, request: int, interface: int, *arguments: "_Argument", destroy: int | None = None
    ) -> int:
        """Returns the object that the request makes; `destroy` is the request that ends it."""
        words = (_Argument * len(arguments))(*arguments)
        made = self._library.wl_proxy_marshal_array_constructor_versioned(of, request, words, interface, 1)
        if not made:
            raise OSError("no object")
        self._created.append((made, destroy))
        return int(made)

    def send(self, to: int, request: int, *arguments: "_Argument") -> None:
        self._library.wl_proxy_marshal_array(to, request, (_Argument * len(arguments))(*arguments))

    def listen(self, to: int, *functions: object) -> None:
        pointers = [ctypes.cast(cast("Any", function), c_void_p) for function in functions]
        table = (c_void_p * len(pointers))(*pointers)
        self._kept += [*functions, table]
        self._library.wl_proxy_add_listener(to, table, None)

    def wait(self, is_done: Callable[[], bool]) -> bool:
        """Returns False at the deadline. Raises `OSError` if the connection is lost."""
        library, connection = self._library, self._connection
        readable = select.poll()
        readable.register(library.wl_display_get_fd(connection), select.POLLIN)
        while not is_done():
            if library.wl_display_prepare_read_queue(connection, self._queue) == 0:
                library.wl_display_flush(connection)
                if not readable.poll(max(0.0, self._deadline - time.monotonic()) * 1000):
                    library.wl_display_cancel_read(connection)
                    return False
                if library.wl_display_read_events(connection) < 0:
                    raise OSError("the connection is lost")
            if library.wl_display_dispatch_queue_pending(connection, self._queue) < 0:
                raise OSError("the connection is lost")
        return True

    def close(self) -> None:
        for made, destroy in reversed(self._created):
            if destroy is not None:
                self.send(made, destroy)
            self._library.wl_proxy_destroy(made)
        self._library.wl_display_flush(self._connection)
        self._library.wl_proxy_wrapper_destroy(self.display)
        self._library.wl_event_queue_destroy(self._queue)


class _Message(ctypes.Structure):
    _fields_ = (("name", c_char_p), ("signature", c_char_p), ("types", ctypes.POINTER(c_void_p)))


class _Interface(ctypes.Structure):
    _fields_ = (
        ("name", c_char_p),
        ("version", c_int),
        ("request_count", c_int),
        ("requests", ctypes.POINTER(_Message)),
        ("event_count", c_int),
        ("events", ctypes.POINTER(_Message)),
    )


class _Argument(ctypes.Union):
    _fields_ = (("number", c_uint32), ("text", c_char_p), ("object", c_void_p))


def _number(value: int) -> _Argument:
    return _Argument(number=value)


def _text(value: bytes) -> _Argument:
    return _Argument(text=value)


def _object(value: int) -> _Argument:
    return _Argument(object=value)


def _new() -> _Argument:
    """The place of the object that a request makes."""
    return _Argument(object=None)


_OnGlobal = ctypes.CFUNCTYPE(None, c_void_p, c_void_p, c_uint32, c_char_p, c_uint32)
_OnGlobalRemoved = ctypes.CFUNCTYPE(None, c_void_p, c_void_p, c_uint32)
_OnSync = ctypes.CFUNCTYPE(None, c_void_p, c_void_p, c_uint32)
_OnDone = ctypes.CFUNCTYPE(None, c_void_p, c_void_p, c_char_p)


class _Protocol(NamedTuple):
    """Addresses of the interfaces, and what they point to."""

    activation: int
    token: int
    kept: tuple[object, ...]


@cache
def _protocol() -> _Protocol:
    """The two interfaces in the order of xdg-activation-v1.xml: a request is known by its place."""
    devices, surface = _core_interface("wl_seat"), _core_interface("wl_surface")
    token = _interface(
        _TOKEN,
        [
            (b"set_serial", b"uo", (None, devices)),
            (b"set_app_id", b"s", (None,)),
            (b"set_surface", b"o", (surface,)),
            (b"commit", b"", ()),
            (b"destroy", b"", ()),
        ],
        [(b"done", b"s", (None,))],
    )
    activation = _interface(
        _GLOBAL,
        [
            (b"destroy", b"", ()),
            (b"get_activation_token", b"n", (ctypes.addressof(token),)),
            (b"activate", b"so", (None, surface)),
        ],
        [],
    )
    return _Protocol(ctypes.addressof(activation), ctypes.addressof(token), (activation, token))


_Form = tuple[bytes, bytes, tuple[int | None, ...]]
"""A message's name and signature, and the address of the interface of each argument that is an object."""


def _interface(name: bytes, requests: Sequence[_Form], events: Sequence[_Form]) -> _Interface:
    return _Interface(name, 1, len(requests), _messages(requests), len(events), _messages(events))


def _messages(forms: Sequence[_Form]) -> "ctypes.Array[_Message]":
    return (_Message * len(forms))(
        *(_Message(name, signature, (c_void_p * len(types))(*types)) for name, signature, types in forms)
    )


def _core_interface(name: str) -> int:
    """The address of an interface that libwayland itself has."""
    return ctypes.addressof(c_void_p.in_dll(_library(), f"{name}_interface"))


@cache
def _library() -> ctypes.CDLL:
    """The library that Qt has loaded. Its interface is stable."""
    library, pointer, words = ctypes.CDLL("libwayland-client.so.0"), c_void_p, ctypes.POINTER(_Argument)
    for name, result, *arguments in (
        ("display_create_queue", pointer, pointer),
        ("display_prepare_read_queue", c_int, pointer, pointer),
        ("display_dispatch_queue_pending", c_int, pointer, pointer),
        ("display_read_events", c_int, pointer),
        ("display_cancel_read", None, pointer),
        ("display_flush", c_int, pointer),
        ("display_get_fd", c_int, pointer),
        ("event_queue_destroy", None, pointer),
        ("proxy_create_wrapper", pointer, pointer),
        ("proxy_wrapper_destroy", None, pointer),
        ("proxy_set_queue", None, pointer, pointer),
        ("proxy_add_listener", c_int, pointer, ctypes.POINTER(pointer), pointer),
        ("proxy_marshal_array", None, pointer, c_uint32, words),
        ("proxy_marshal_array_constructor_versioned", pointer, pointer, c_uint32, words, pointer, c_uint32),
        ("proxy_destroy", None, pointer),
    ):
        function = getattr(library, f"wl_{name}")
        function.restype, function.argtypes = result, arguments
    return library
