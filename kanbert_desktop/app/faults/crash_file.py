"""Where Python's own fault handler writes to when Qt or the system ends the process."""

import faulthandler
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

LAST_WORDS = "Qt: "


class CrashFile:
    """Open for as long as the program runs; gone when it ends well. Only the holder of a profile has one."""

    def __init__(self, folder: Path) -> None:
        """Raises `OSError`."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._path = folder / crash_name(os.getpid())
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND
        self._file = os.fdopen(os.open(self._path, flags, 0o600), "wb", buffering=0)
        faulthandler.enable(self._file)

    def last_words(self, text: str) -> None:
        """Why Qt is about to end the process."""
        with suppress(OSError):
            self._file.write(f"{LAST_WORDS}{' '.join(text.split())}\n".encode())

    def close(self) -> None:
        faulthandler.disable()
        self._file.close()
        with suppress(OSError):
            self._path.unlink()


def crash_name(process: int | str) -> str:
    """Of that process's file; "*" for a pattern of all."""
    return f"crash-{process}.trace"


@contextmanager
def crash_file(folder: Path) -> Iterator[CrashFile | None]:
    """None where the disk takes none: then a crash leaves nothing."""
    try:
        file = CrashFile(folder)
    except OSError:
        yield None
        return
    try:
        yield file
    finally:
        file.close()
