"""The reports of one profile: small files in a folder of their own, the last few kept."""

import logging
import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path

log = logging.getLogger(__name__)
MOST_KEPT = 10
LONGEST = 40_000
"""Characters of one."""


class Reports:
    """The folder is made when the first one is written. A disk that takes nothing is no second fault."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def paths(self) -> list[Path]:
        """The oldest first: their names begin with the time."""
        with suppress(OSError):
            return sorted(self.folder.glob("fault-*.txt"))
        return []

    def add(self, text: str, when: datetime) -> Path | None:
        """Where it was written; None where it could not be."""
        name = f"fault-{when:%Y%m%d-%H%M%S-%f}-{os.getpid()}.txt"
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            path = self.folder / name
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                file.write(text[:LONGEST])
        except OSError as error:
            log.warning("A report could not be written: %s", error.strerror)
            return None
        self._keep_the_last()
        return path

    def texts(self) -> list[str]:
        """Those that can be read."""
        found = []
        for path in self.paths():
            with suppress(OSError):
                found.append(path.read_text("utf-8", "replace"))
        return found

    def forget(self) -> None:
        for path in self.paths():
            with suppress(OSError):
                path.unlink()

    def _keep_the_last(self) -> None:
        for path in self.paths()[:-MOST_KEPT]:
            with suppress(OSError):
                path.unlink()
