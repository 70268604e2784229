"""One process per profile: the lock that comes before the database, and where the holder is reached."""

import hashlib
import os
from pathlib import Path
from typing import Self

from PySide6.QtCore import QLockFile

from kanbert_desktop.domain.errors import StoreBroken

# A Unix socket's path has at most 107 bytes, and Qt binds under a longer temporary name first.
_LONGEST_PATH = 80
WAIT_SECONDS = 5.0


class InstanceLock:
    """Held by the process that has the profile open. A dead holder's lock is taken over, whatever its age."""

    def __init__(self, profile: Path) -> None:
        self._profile = profile
        self._lock = QLockFile(str(profile / "lock"))
        self._lock.setStaleLockTime(0)

    def try_take(self) -> bool:
        """False while another process holds it; `StoreBroken` where no lock can be written at all."""
        if self._lock.tryLock(0):
            return True
        if self._lock.error() == QLockFile.LockError.LockFailedError:
            return False
        raise StoreBroken("store_unwritable", path=str(self._profile))

    def release(self) -> None:
        self._lock.unlock()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()


def holder(profile: Path) -> int | None:
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


def meeting_place(profile: Path) -> str:
    """The hand-over socket's path: in the profile, or in the user's runtime folder where that is too long."""
    inside = profile / "hand-over"
    if len(os.fsencode(inside)) <= _LONGEST_PATH:
        return str(inside)
    name = f"kanbert-{hashlib.sha256(os.fsencode(profile.resolve())).hexdigest()[:16]}"
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    return str(Path(runtime) / name) if runtime else name
