"""The system's advisory lock on a folder (flock(2)): it writes nothing, and ends with the process that holds it."""

import os
from pathlib import Path


class FolderLock:
    """Where the system has no such lock (Windows, some network file systems) it is always free and never held."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._descriptor: int | None = None

    @property
    def is_held(self) -> bool:
        return self._descriptor is not None

    def try_take(self) -> bool:
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
