"""Private files that save work at the next start; standard library only, and nothing of it that is slow to import.

They hold nothing of the user's, can be removed at any time, and are read only where no other user could have written them.
On Windows, where file modes do not tell that, there are none.
"""

import os
import stat
import sys

from kanbert_desktop import __version__

_FOLDER = "kanbert-desktop"
IS_FROZEN = bool(getattr(sys, "frozen", False))
"""Whether this is a program made by PyInstaller, which never lets Python write bytecode."""
_PREFIX = "frozen-" if IS_FROZEN else ""
"""Paths are part of most files' keys: a frozen and another program would take turns in replacing each other's."""
_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH


def cache_folder() -> str | None:
    """Returns the path of the folder, whether it exists or not; None where there can be none."""
    if os.name != "posix":
        return None
    if sys.platform == "darwin":
        base = os.path.expanduser("~/Library/Caches")  # noqa: PTH111  likewise
    else:
        # The specification ignores a relative path.
        named = os.environ.get("XDG_CACHE_HOME", "")
        base = named if named.startswith("/") else os.path.expanduser("~/.cache")  # noqa: PTH111  `pathlib` is slow
    return f"{base}/{_FOLDER}" if base.startswith("/") else None


def file_state(path: str) -> tuple[int, int]:
    """Returns modification time and size: a cached file is stale if they differ. Raises `OSError`."""
    found = os.stat(path)  # noqa: PTH116  likewise
    return found.st_mtime_ns, found.st_size


def open_private(name: str) -> int | None:
    """Returns a descriptor of a cached file; None if there is none, or if others could have written it."""
    folder = cache_folder()
    if folder is None or not _is_private(folder):
        return None
    try:
        descriptor = os.open(f"{folder}/{_PREFIX}{name}", os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError:
        return None
    found = os.fstat(descriptor)
    if stat.S_ISREG(found.st_mode) and found.st_uid == os.geteuid() and not found.st_mode & _OTHERS_WRITE:
        return descriptor
    os.close(descriptor)
    return None


def read_private(name: str) -> bytes | None:
    """Returns the content of a cached file, or None as `open_private` does."""
    descriptor = open_private(name)
    if descriptor is None:
        return None
    with os.fdopen(descriptor, "rb") as file:
        return file.read()


def write_private(name: str, *parts: bytes) -> bool:
    """Replaces a cached file by these parts in a row; after a power cut it is the old one or the new one. Returns whether it was written."""
    folder = cache_folder()
    if folder is None or (sys.dont_write_bytecode and not IS_FROZEN):
        return False
    draft = f"{folder}/.{name}.{os.getpid()}"
    try:
        os.makedirs(os.path.dirname(folder), exist_ok=True)  # noqa: PTH103, PTH120  likewise
        if not os.path.lexists(folder):
            os.mkdir(folder, 0o700)  # noqa: PTH102  likewise
        if not _is_private(folder):
            return False
        descriptor = os.open(
            draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600
        )
        with os.fdopen(descriptor, "wb") as file:
            file.writelines(parts)
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, f"{folder}/{_PREFIX}{name}")  # noqa: PTH105  likewise
    except OSError:
        return False
    return True


def _is_private(folder: str) -> bool:
    """True for a folder (not a link) of this user that nobody else can write to."""
    try:
        found = os.lstat(folder)
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid() and not found.st_mode & _OTHERS_WRITE


def stamp() -> tuple[str, str]:
    """Returns what every cached file depends on: the versions of the program and of Python."""
    return __version__, sys.version
