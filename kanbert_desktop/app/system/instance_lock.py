"""One process per profile: the lock that is taken before the database is opened."""

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Self

from kanbert_desktop.app.system.lock_file import LockAttempt, LockFile
from kanbert_desktop.domain.errors import StoreError
from kanbert_desktop.store.errors import has_disk_space

# The path of a Unix socket has at most 107 bytes, and Qt first binds under a longer temporary name.
_LONGEST_PATH = 80
WAIT_SECONDS = 5.0
_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH


class InstanceLock:
    """Held by the process that has the profile open.

    Consists of two locks: the system's lock on the profile's folder, which needs no disk space, and the file `lock`,
    which names the holder and keeps older versions of this program out. The file of a dead holder is taken over.
    """

    def __init__(self, profile: Path) -> None:
        self._profile = profile
        self._folder = FolderLock(profile)
        self._file = LockFile(profile / "lock")

    def try_acquire(self) -> bool:
        """Returns False while another process holds it.

        On a full or write-protected disk the folder's lock alone is used. Raises `StoreError` (`disk_full`,
        `store_unwritable`) if the system has no such lock.
        """
        if not self._folder.try_acquire():
            return False
        attempt = self._file.try_acquire()
        if attempt is LockAttempt.TAKEN or (attempt is LockAttempt.UNUSABLE and self._folder.is_held):
            return True
        self._folder.release()
        if attempt is LockAttempt.HELD_ELSEWHERE:
            return False
        key = "store_unwritable" if has_disk_space(self._profile) else "disk_full"
        raise StoreError(key, path=str(self._profile))

    def release(self) -> None:
        self._file.release()
        self._folder.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()


class FolderLock:
    """Always free and never held if the system has no such lock (Windows, some network file systems)."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._descriptor: int | None = None

    @property
    def is_held(self) -> bool:
        return self._descriptor is not None

    def try_acquire(self) -> bool:
        """Returns False while another process, or another lock of this one, holds it."""
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


def holder_pid(profile: Path) -> int | None:
    """Returns the living process that has the profile open, as the lock file says. Does not touch the lock."""
    try:
        pid = int((profile / "lock").read_text("utf-8", "replace").split("\n")[0])
    except (OSError, ValueError):
        return None
    return pid if pid > 0 and _is_alive(pid) else None


def _is_alive(pid: int) -> bool:
    if os.name == "nt":
        # Signal 0 would end the process on Windows. The file cannot outlive its holder there.
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def socket_path(profile: Path) -> str:
    """Returns the path of the handover socket: in the profile, or in a private folder if that path is too long.

    Returns "" if there is no such folder. In a folder that others can write to, they could replace or remove the
    socket.
    """
    inside = profile / "hand-over"
    if len(os.fsencode(inside)) <= _LONGEST_PATH:
        return str(inside)
    import hashlib  # noqa: PLC0415  for long paths only

    name = f"kanbert-{hashlib.sha256(os.fsencode(profile.resolve())).hexdigest()[:16]}"
    if os.name == "nt":
        # On Windows this is the name of a pipe, which has its own access list.
        return name
    return next((str(folder / name) for folder in _folders() if _is_private(folder)), "")


def _folders() -> Iterator[Path]:
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    if runtime and Path(runtime).is_absolute():
        yield Path(runtime)
    import tempfile  # noqa: PLC0415  slow, and for long paths only

    private = Path(tempfile.gettempdir()) / f"kanbert-{os.getuid()}"
    with suppress(OSError):
        private.mkdir(mode=0o700)
    yield private


def _is_private(folder: Path) -> bool:
    """True for a folder (not a link) owned by this user that nobody else can write to."""
    try:
        seen = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(seen.st_mode) and seen.st_uid == os.getuid() and not seen.st_mode & _OTHERS_WRITE
