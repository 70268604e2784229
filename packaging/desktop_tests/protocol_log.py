"""What the program and the compositor tell each other: with `WAYLAND_DEBUG=client` a program writes it to its standard error."""

import re
from pathlib import Path

VARIABLE = "WAYLAND_DEBUG=client"
NAME = "program"
"""Of the log, whatever starts the program."""
_BUFFER = re.compile(rb"\.create_buffer\(new id wl_buffer#\d+, \d+, (\d+), \d+, ")
_DRAG_MOVED = re.compile(rb" wl_data_device[#@]\d+\.motion\(\d+, ([-\d.]+), ([-\d.]+)\)")
_TARGET = re.compile(rb" wl_data_source[#@]\d+\.target\((nil|\")")
_STEP = 2
"""Two places that are no farther from each other, in units of windows, are the same one."""


class ProtocolLog:
    def __init__(self, file: Path) -> None:
        self._file = file
        self._begin = 0

    def forget(self) -> None:
        """Only what is written from now on counts."""
        self._begin = self._file.stat().st_size if self._file.exists() else 0

    def last_width(self, at_least: float) -> int:
        """The width in pixels of the last picture that is so wide; 0 if there is none. Pointers and popups are narrower."""
        widths = [int(width) for width in _BUFFER.findall(self._file.read_bytes()[self._begin :])]
        return next((width for width in reversed(widths) if width >= at_least), 0)

    def has_accepted_drag(self) -> bool:
        """Whether the drag was accepted at the place where it has rested for two moves, and the compositor knows that."""
        text = self._file.read_bytes()[self._begin :] if self._file.exists() else b""
        moves = list(_DRAG_MOVED.finditer(text))[-2:]
        if len(moves) < 2:
            return False
        (x, y), (last_x, last_y) = (tuple(map(float, move.groups())) for move in moves)
        answers = _TARGET.findall(text, moves[-1].end())
        return max(abs(last_x - x), abs(last_y - y)) <= _STEP and bool(answers) and answers[-1] != b"nil"
