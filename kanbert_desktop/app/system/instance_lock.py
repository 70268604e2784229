"""One process per profile."""

import hashlib
import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Self

from PySide6.QtCore import QLockFile

from kanbert_desktop.domain.errors import StoreError
from kanbert_desktop.store.errors import has_disk_space


class FolderLock:
    """Where the system has no such lock (Windows, some network file systems) it is always free and never held."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._descriptor: int | None = None

    @property
    def is_held(self) -> bool:
        return self._descriptor is not None

    def try_acquire(self) -> bool:
        """False while another process, or another lock of this one, holds it."""
        if self.is_held:
            return True
        try:
            import fcntl  # noqa: PLC0415  not on Windows

            descriptor = os.open(self._folder, os.O_RDONLY)
        except (ImportError, OSError):
            return True
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            return False
        except OSError:
            os.close(descriptor)
            return True
        self._descriptor = descriptor
        return True

    def release(self) -> None:
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            os.close(descriptor)


# A Unix socket's path has at most 107 bytes, and Qt binds under a longer temporary name first.
_LONGEST_PATH = 80
_LINES = 3
"""At least, of a lock file that Qt takes for one: process, program, computer; newer ones tell the computer's ids too."""
WAIT_SECONDS = 5.0
_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH


class InstanceLock:
    """Held by the process that has the profile open.

    Two locks in one: the system's own on the profile's folder, which needs no room on the disk, and the file `lock`,
    which names the holder and keeps older versions of this program out. A dead holder's file is taken over, whatever
    its age, and so is one that is not written whole: a process was killed, or the disk failed, between making the file
    and writing into it.
    """

    def __init__(self, profile: Path) -> None:
        self._profile = profile
        self._folder = FolderLock(profile)
        self._lock = QLockFile(str(profile / "lock"))
        self._lock.setStaleLockTime(0)

    def try_acquire(self) -> bool:
        """False while another process holds it.

        A disk that is full or write-protected takes no file; reading goes on by the folder's lock alone. Raises
        `StoreBroken` (`disk_full`, `store_unwritable`) where the system has no such lock.
        """
        if not self._folder.try_acquire():
            return False
        if self._lock.tryLock(0):
            return self._is_ours()
        is_held_elsewhere = self._lock.error() == QLockFile.LockError.LockFailedError
        if is_held_elsewhere and self._take_from_nobody():
            return self._is_ours()
        if self._folder.is_held and not is_held_elsewhere:
            return True
        self._folder.release()
        if is_held_elsewhere:
            return False
        key = "store_unwritable" if has_disk_space(self._profile) else "disk_full"
        raise StoreError(key, path=str(self._profile))

    def _is_ours(self) -> bool:
        # Qt leaves its mode to the umask.
        with suppress(OSError):
            (self._profile / "lock").chmod(0o600)
        return True

    def _take_from_nobody(self) -> bool:
        # Qt asks who holds it by the file's content alone. It removes the file only where it gets the system's own lock
        # on it, which a living holder has from before it writes to its end.
        try:
            written = (self._profile / "lock").read_bytes()
        except OSError:
            # Let go meanwhile, or not to be read now: the caller tries again.
            return False
        is_whole = written.endswith(b"\n") and written.count(b"\n") >= _LINES
        return not is_whole and self._lock.removeStaleLockFile() and self._lock.tryLock(0)

    def release(self) -> None:
        self._lock.unlock()
        self._folder.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()


def holder_pid(profile: Path) -> int | None:
    """The living process that has the profile open, as its lock tells; the lock is not touched."""
    try:
        pid = int((profile / "lock").read_text("utf-8", "replace").split("\n")[0])
    except (OSError, ValueError):
        return None
    return pid if pid > 0 and _is_alive(pid) else None


def _is_alive(pid: int) -> bool:
    if os.name == "nt":
        # Asking there would end it; the file itself cannot outlive its holder.
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def socket_path(profile: Path) -> str:
    """The hand-over socket's path: in the profile, or in a folder of the user's own where that is too long.

    Empty where there is no such folder: in one that others can write to, anybody could put a socket of theirs in
    place of ours, or remove it.
    """
    inside = profile / "hand-over"
    if len(os.fsencode(inside)) <= _LONGEST_PATH:
        return str(inside)
    name = f"kanbert-{hashlib.sha256(os.fsencode(profile.resolve())).hexdigest()[:16]}"
    if os.name == "nt":
        # Not a path there but a pipe's name, which has an access list of its own.
        return name
    return next((str(folder / name) for folder in _folders() if _is_ours_alone(folder)), "")


def _folders() -> Iterator[Path]:
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    if runtime and Path(runtime).is_absolute():
        yield Path(runtime)
    own = Path(tempfile.gettempdir()) / f"kanbert-{os.getuid()}"
    with suppress(OSError):
        own.mkdir(mode=0o700)
    yield own


def _is_ours_alone(folder: Path) -> bool:
    """A folder, not a link to one; owned by this user, and writable by nobody else."""
    try:
        seen = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(seen.st_mode) and seen.st_uid == os.getuid() and not seen.st_mode & _OTHERS_WRITE
