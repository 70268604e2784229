"""Asks the X server for a compositor, over the connection that Qt has. On its own: only X11 has libxcb."""

import ctypes
import logging
import os
from functools import cache
from typing import Any, cast

from PySide6.QtGui import QGuiApplication

log = logging.getLogger(__name__)


class _Cookie(ctypes.Structure):
    _fields_ = (("sequence", ctypes.c_uint),)


class _Reply(ctypes.Structure):
    """The answer to both requests: `value` is the atom, or the window that owns the selection."""

    _fields_ = (
        ("response_type", ctypes.c_uint8),
        ("pad", ctypes.c_uint8),
        ("sequence", ctypes.c_uint16),
        ("length", ctypes.c_uint32),
        ("value", ctypes.c_uint32),
    )


def has_compositor() -> bool:
    """A compositor owns the selection `_NET_WM_CM_Sn` of its screen."""
    connection = _connection()
    if not connection:
        return False
    try:
        return _ask("get_selection_owner", connection, _atom(connection)) != 0
    except (OSError, AttributeError) as error:
        log.info("The X server was not asked for a compositor: %s", error)
        return False


def _connection() -> int:
    application = cast("Any", QGuiApplication.instance())
    native = application.nativeInterface() if application is not None else None
    return int(native.connection()) if native is not None and hasattr(native, "connection") else 0


@cache
def _atom(connection: int) -> int:
    screen = os.environ.get("DISPLAY", "").rpartition(":")[2].partition(".")[2] or "0"
    name = f"_NET_WM_CM_S{screen}".encode()
    return _ask("intern_atom", connection, 0, len(name), name)


def _ask(request: str, connection: int, *arguments: object) -> int:
    library = _library()
    cookie = getattr(library, f"xcb_{request}")(connection, *arguments)
    reply = getattr(library, f"xcb_{request}_reply")(connection, cookie, None)
    if not reply:
        return 0
    value = int(reply.contents.value)
    ctypes.CDLL(None).free(reply)
    return value


@cache
def _library() -> ctypes.CDLL:
    """Declares the two requests; a cookie is passed by value."""
    library, connection = ctypes.CDLL("libxcb.so.1"), ctypes.c_void_p
    library.xcb_intern_atom.argtypes = (connection, ctypes.c_uint8, ctypes.c_uint16, ctypes.c_char_p)
    library.xcb_get_selection_owner.argtypes = (connection, ctypes.c_uint32)
    for name in ("intern_atom", "get_selection_owner"):
        request, reply = getattr(library, f"xcb_{name}"), getattr(library, f"xcb_{name}_reply")
        request.restype = _Cookie
        reply.argtypes, reply.restype = (connection, _Cookie, ctypes.c_void_p), ctypes.POINTER(_Reply)
    return library
