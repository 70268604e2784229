"""What a program that runs with `WAYLAND_DEBUG=client` draws: it writes each request to its standard error."""

import re
from pathlib import Path

VARIABLE = "WAYLAND_DEBUG=client"
_BUFFER = re.compile(r"\.create_buffer\(new id wl_buffer#\d+, \d+, (\d+), \d+, ")


def widest_buffer(log: Path, since: int) -> int:
    """The width in pixels of the widest picture drawn after the first `since` bytes of the log; 0 if there is none."""
    with log.open("rb") as file:
        file.seek(since)
        text = file.read().decode("utf-8", "replace")
    return max(map(int, _BUFFER.findall(text)), default=0)
