"""What a program that runs with `WAYLAND_DEBUG=client` draws: it writes each request to its standard error."""

import re
from pathlib import Path

VARIABLE = "WAYLAND_DEBUG=client"
_BUFFER = re.compile(rb"\.create_buffer\(new id wl_buffer#\d+, \d+, (\d+), \d+, ")


class ProtocolLog:
    def __init__(self, file: Path) -> None:
        self._file = file
        self._begin = 0

    def forget(self) -> None:
        """Only what is drawn from now on counts."""
        self._begin = self._file.stat().st_size if self._file.exists() else 0

    def last_width(self, at_least: float) -> int:
        """The width in pixels of the last picture that is so wide; 0 if there is none. Pointers and popups are narrower."""
        widths = [int(width) for width in _BUFFER.findall(self._file.read_bytes()[self._begin :])]
        return next((width for width in reversed(widths) if width >= at_least), 0)
