"""A lock file in the format of `QLockFile`, without Qt: older versions of the program and this one exclude each other.

The holder creates the file, keeps it open with the system's locks on it, and writes five lines: process id, program,
computer, computer's id, id of the boot. The content is a hint. Whoever takes over the file of a dead holder must get the
system's lock on it first; on Windows it must be able to delete it, which the open file of a living holder prevents.
"""

import errno
import os
import sys
from contextlib import suppress
from enum import Enum, auto
from pathlib import Path
from typing import NamedTuple

_FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_LEAST_LINES = 3
"""The fewest lines of a complete file. Newer versions of Qt add the two ids."""
_MACHINE_ID_FILES = ("/etc/machine-id", "/var/lib/dbus/machine-id")
_BOOT_ID_FILE = "/proc/sys/kernel/random/boot_id"
_BINARY = getattr(os, "O_BINARY", 0) | getattr(os, "O_NOINHERIT", 0)


class LockAttempt(Enum):
    """Why the lock was or was not taken. `UNUSABLE`: the disk does not take the file."""

    TAKEN = auto()
    HELD_ELSEWHERE = auto()
    UNUSABLE = auto()


class _Holder(NamedTuple):
    pid: int
    program: str
    computer: str
    computer_id: str
    boot_id: str


class LockFile:
    """Not reentrant."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None

    def try_acquire(self) -> LockAttempt:
        attempt = self._create()
        if attempt is LockAttempt.HELD_ELSEWHERE and self._is_stale() and self._remove_stale():
            return self._create()
        return attempt

    def release(self) -> None:
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is None:
            return
        # The file is removed while it is locked, except on Windows, where nobody can delete an open file.
        if os.name != "nt":
            self._unlink()
        os.close(descriptor)
        if os.name == "nt":
            self._unlink()

    def _unlink(self) -> None:
        with suppress(OSError):
            self._path.unlink()

    def _create(self) -> LockAttempt:
        try:
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_EXCL | _BINARY, 0o600)
        except FileExistsError:
            return LockAttempt.HELD_ELSEWHERE
        except OSError as error:
            # On Windows a file that was deleted but is still open elsewhere.
            is_going = os.name == "nt" and error.errno in _FORBIDDEN and self._path.exists()
            return LockAttempt.HELD_ELSEWHERE if is_going else LockAttempt.UNUSABLE
        _lock(descriptor)
        try:
            _write_completely(descriptor, _own_lines())
        except OSError:
            os.close(descriptor)
            self._unlink()
            return LockAttempt.UNUSABLE
        self._descriptor = descriptor
        return LockAttempt.TAKEN

    def _is_stale(self) -> bool:
        """True for the file of a dead process, whatever its age, and for an incomplete one.

        A process was killed, or the disk failed, while writing it.
        """
        try:
            content = self._path.read_bytes()
        except OSError:
            # Released in the meantime, or unreadable now: the caller tries again.
            return False
        holder = _read_holder(content)
        return holder is None or (_is_on_this_computer(holder) and not _is_running(holder))

    def _remove_stale(self) -> bool:
        """Removes the file only if nobody holds it. Returns False otherwise."""
        if os.name == "nt":
            try:
                self._path.unlink()
            except OSError:
                return False
            return True
        try:
            descriptor = os.open(self._path, os.O_WRONLY)
        except OSError:
            return False
        try:
            # Another process may have replaced the file between opening and locking it.
            if not _lock(descriptor) or not os.path.samestat(os.fstat(descriptor), self._path.stat()):
                return False
            self._path.unlink()
        except OSError:
            return False
        finally:
            os.close(descriptor)
        return True


def _lock(descriptor: int) -> bool:
    """Takes the two locks that Qt takes: one against other threads and processes, one that network file systems know."""
    try:
        import fcntl  # noqa: PLC0415  not on Windows, where an open file is protected by itself

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (ImportError, OSError):
        return False
    return True


def _write_completely(descriptor: int, content: bytes) -> None:
    written = 0
    while written < len(content):
        written += os.write(descriptor, content[written:])
    with suppress(OSError):
        getattr(os, "fdatasync", os.fsync)(descriptor)


def _own_lines() -> bytes:
    pid = os.getpid()
    lines = (str(pid), _program_of(pid) or "", _computer(), _computer_id(), _boot_id())
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")


def _read_holder(content: bytes) -> _Holder | None:
    """Returns None for an incomplete file."""
    text = content.decode("utf-8", "replace")
    if not text.endswith("\n") or text.count("\n") < _LEAST_LINES:
        return None
    lines = [*text.split("\n")[:-1], "", ""]
    try:
        pid = int(lines[0])
    except ValueError:
        return None
    return _Holder(pid, *lines[1:5]) if pid > 0 else None


def _is_on_this_computer(holder: _Holder) -> bool:
    """Computers can have the same name, so the ids decide where both are known."""
    if holder.computer_id and (own := _computer_id()):
        return holder.computer_id == own
    return holder.computer in ("", _computer())


def _is_running(holder: _Holder) -> bool:
    """False if the process is gone, or its number belongs to another program or an earlier boot."""
    if holder.boot_id and (own := _boot_id()) and holder.boot_id != own:
        return False
    if os.name == "nt":
        # Signal 0 would end the process on Windows, and a living holder's file cannot be deleted.
        return False
    try:
        os.kill(holder.pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        pass
    program = _program_of(holder.pid)
    return program is None or program == Path(holder.program).name


def _program_of(pid: int) -> str | None:
    """The name of a process's executable: "" for a process that has ended, None if the system does not tell."""
    if pid == os.getpid() and sys.platform != "linux":
        return Path(sys.executable or "").name
    if not Path("/proc/self/exe").exists():
        return None
    try:
        # A killed process that its parent has not waited for yet has a number, but no executable.
        return Path(os.readlink(f"/proc/{pid}/exe").removesuffix(" (deleted)")).name  # noqa: PTH115  may be gone
    except OSError:
        return ""


def _computer() -> str:
    if hasattr(os, "uname"):
        return os.uname().nodename
    import socket  # noqa: PLC0415  elsewhere only for a hand-over

    return socket.gethostname()


def _computer_id() -> str:
    return next((found for file in _MACHINE_ID_FILES if (found := _first_line(file))), "")


def _boot_id() -> str:
    return _first_line(_BOOT_ID_FILE)


def _first_line(file: str) -> str:
    """Returns "" if there is no such file, as on other systems than Linux."""
    try:
        return Path(file).read_text("ascii").split("\n")[0].strip()
    except (OSError, ValueError):
        return ""
