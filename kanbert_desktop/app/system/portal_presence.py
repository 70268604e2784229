"""Whether the desktop's portal answers, asked before Qt starts: Qt waits for it without a word, up to 25 seconds.

Speaks D-Bus over the plain socket: importing a library for it would cost ten times as much as the question.
"""

import os
import socket
import struct
from collections.abc import Callable, Mapping

SECONDS = 1.0
_HELLO = {1: "/org/freedesktop/DBus", 2: "org.freedesktop.DBus", 3: "Hello", 6: "org.freedesktop.DBus"}
_GET = {
    1: "/org/freedesktop/portal/desktop",
    2: "org.freedesktop.DBus.Properties",
    3: "Get",
    6: "org.freedesktop.portal.Desktop",
}
"""Path, interface, member and receiver of a call, by the numbers that D-Bus has for them."""
_PATH_FIELD, _SIGNATURE_FIELD = 1, 8
_QUESTIONS = 2
_CALL, _REPLIES = 1, (2, 3)
"""Types of messages; a reply is a return or an error."""
_NO_AUTO_START = 2
_FIXED = struct.Struct("<cBBBIII")
"""Byte order, type, flags, version, length of the body, serial, length of the fields."""


def portal_answers(variables: Mapping[str, str], seconds: float = SECONDS) -> bool:
    """Returns False if it is silent; True also if there is no bus or no portal, which Qt finds out at once."""
    address = _socket_address(variables.get("DBUS_SESSION_BUS_ADDRESS", ""))
    if address is None:
        return True
    try:
        with socket.socket(socket.AF_UNIX) as bus:
            bus.settimeout(seconds)
            bus.connect(address)
            _ask(bus)
    except TimeoutError:
        return False
    except (OSError, ValueError):
        return True
    return True


def _socket_address(text: str) -> bytes | None:
    """The first address that is a Unix socket; an abstract one begins with a zero byte."""
    for address in text.split(";"):
        kind, _, pairs = address.partition(":")
        values = dict(pair.partition("=")[::2] for pair in pairs.split(","))
        if kind == "unix" and "path" in values:
            return _unquoted(values["path"])
        if kind == "unix" and "abstract" in values:
            return b"\0" + _unquoted(values["abstract"])
    return None


def _unquoted(text: str) -> bytes:
    if "%" not in text:
        return text.encode()
    from urllib.parse import unquote_to_bytes  # noqa: PLC0415  seldom needed

    return unquote_to_bytes(text)


def _ask(bus: socket.socket) -> None:
    """Returns once the portal has replied. Raises `OSError` if the bus ends the connection."""
    name = str(os.getuid()).encode().hex()
    bus.sendall(f"\0AUTH EXTERNAL {name}\r\n".encode())
    with bus.makefile("rb") as incoming:
        if not incoming.readline().startswith(b"OK"):
            raise ConnectionError
        hello = _message(1, 0, _HELLO)
        # What Qt asks. A ping may be answered while the portal itself hangs.
        version = _message(2, _NO_AUTO_START, _GET, "org.freedesktop.portal.FileChooser", "version")
        bus.sendall(b"BEGIN\r\n" + hello + version)
        replies = 0
        while replies < _QUESTIONS:
            replies += _type_of_next(incoming.read) in _REPLIES


def _type_of_next(read: Callable[[int], bytes]) -> int:
    """Reads one message."""
    head = read(_FIXED.size)
    if len(head) < _FIXED.size or head[:1] != b"l":
        raise ConnectionError
    _order, kind, _flags, _version, body, _serial, fields = _FIXED.unpack(head)
    read(fields + -fields % 8 + body)
    return int(kind)


def _message(serial: int, flags: int, call: Mapping[int, str], *texts: str) -> bytes:
    """`texts` are the arguments."""
    body = fields = b""
    for text in texts:
        body += bytes(-len(body) % 4) + _text(text)
    for code, value in call.items():
        kind = b"o" if code == _PATH_FIELD else b"s"
        fields += bytes(-len(fields) % 8) + _field(code, kind, _text(value))
    if texts:
        signature = bytes([len(texts)]) + b"s" * len(texts) + b"\0"
        fields += bytes(-len(fields) % 8) + _field(_SIGNATURE_FIELD, b"g", signature)
    head = _FIXED.pack(b"l", _CALL, flags, 1, len(body), serial, len(fields))
    return head + fields + bytes(-len(fields) % 8) + body


def _field(code: int, signature: bytes, value: bytes) -> bytes:
    return bytes([code, len(signature)]) + signature + b"\0" + value


def _text(text: str) -> bytes:
    data = text.encode()
    return struct.pack("<I", len(data)) + data + b"\0"
