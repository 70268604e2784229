"""What a program that runs with `WAYLAND_DEBUG=client` draws: it writes each request to its standard error."""

import re
from pathlib import Path

VARIABLE = "WAYLAND_DEBUG=client"
_BUFFER = re.compile(r"\.create_buffer\(new id wl_buffer#\d+, \d+, (\d+), \d+, ")


def last_width(log: Path, at_least: float) -> int:
    """The width in pixels of the last picture that is so wide; 0 if there is none. Pointers and popups are narrower."""
    widths = [int(width) for width in _BUFFER.findall(log.read_text("utf-8", "replace"))]
    return next((width for width in reversed(widths) if width >= at_least), 0)
