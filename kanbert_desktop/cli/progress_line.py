"""How far long work has come: on a terminal one line that is written over, elsewhere a line every few seconds."""

import os
import time
from collections.abc import Callable
from typing import TextIO

EVERY_SECONDS = 5.0
_UNKNOWN = 80


class ProgressLine:
    """Whatever else is said must be preceded by `clear`."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._said_at = now()
        self._shown = 0

    def show(self, stream: TextIO, text: str) -> None:
        """May raise `OSError` as any writing."""
        line = text.strip()
        width = _width(stream)
        if width is not None:
            line = line[: width - 1]
            stream.write(f"\r{line.ljust(self._shown)}")
            self._shown = len(line)
        elif self._now() - self._said_at >= EVERY_SECONDS:
            self._said_at = self._now()
            stream.write(f"{line}\n")
        stream.flush()

    def clear(self, stream: TextIO) -> None:
        if self._shown:
            blank, self._shown = " " * self._shown, 0
            stream.write(f"\r{blank}\r")
            stream.flush()


def _width(stream: TextIO) -> int | None:
    """Columns of a terminal that can go back to the line's start; None for anything else."""
    try:
        if not stream.isatty() or os.environ.get("TERM") == "dumb":
            return None
        return os.get_terminal_size(stream.fileno()).columns or _UNKNOWN
    except (OSError, ValueError):
        return None
