"""Who is at the other end of a local socket: the same user, or nobody we talk to."""

import os
import socket
import struct
import sys

from PySide6.QtNetwork import QLocalSocket

_LINUX_CREDENTIALS = struct.Struct("3i")
_MACOS_LOCAL_PEERCRED = 0x001
_MACOS_XUCRED = struct.Struct("2Ih16I")


def is_same_user(peer: QLocalSocket) -> bool:
    """Asked of the kernel; on Windows the pipe's own access list has answered already."""
    if sys.platform == "win32":
        return True
    return _user_of(int(peer.socketDescriptor())) == os.getuid()


def _user_of(descriptor: int) -> int | None:
    """The peer's user id, None where the system does not tell."""
    if descriptor < 0:
        return None
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM, fileno=os.dup(descriptor)) as copy:
            return _ask(copy)
    except OSError:
        return None


def _ask(peer: socket.socket) -> int | None:
    if hasattr(socket, "SO_PEERCRED"):
        told = peer.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _LINUX_CREDENTIALS.size)
        return int(_LINUX_CREDENTIALS.unpack(told)[1])
    if sys.platform == "darwin":
        told = peer.getsockopt(0, _MACOS_LOCAL_PEERCRED, _MACOS_XUCRED.size)
        return int(_MACOS_XUCRED.unpack(told)[1])
    return None
