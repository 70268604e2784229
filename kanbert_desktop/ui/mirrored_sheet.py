"""A style sheet for reading from the right: Qt mirrors no edge, corner or padding of its own accord."""

import re

_SIDE = re.compile(r"(?<=-)(left|right)(?=[-:])")
_FOUR = re.compile(r"\b(padding|margin):\s*([^\s;]+)\s+([^\s;]+)\s+([^\s;]+)\s+([^\s;]+)\s*;")
_OTHER = {"left": "right", "right": "left"}


def mirrored_sheet(sheet: str) -> str:
    """What it says of left is said of right; words after a colon, such as `text-align: left`, Qt turns itself."""
    swapped = _SIDE.sub(lambda side: _OTHER[side[1]], sheet)
    return _FOUR.sub(r"\1: \2 \5 \4 \3;", swapped)
