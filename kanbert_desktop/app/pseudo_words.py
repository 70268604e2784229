"""A language nobody speaks, made of the English texts: shows developers what is not translated or does not fit."""

import re
from math import ceil

_PLAIN = "AaCcDdEeGgHhIiJjKkLlNnOoRrSsTtUuWwYyZz"
_ACCENTED = "ÅåÇçĐđÉéĜĝĤĥÎîĴĵĶķĻļÑñÖöŔŕŠšŢţÛûŴŵÝýŽž"
_ACCENTS = str.maketrans(_PLAIN, _ACCENTED)
# What a program reads stays as it is: gaps, counts, addresses, words of the search such as “due:”.
_KEPT = re.compile(r"(\{\w*\}|%n|https?://\S+|\b\w+:\S+)")
_LONGER = 0.4
_FILL = "~"


def pseudo(text: str, n: int = -1) -> str:
    """“Undo” becomes “[Ûñđö~~]”: accented, two fifths longer as German may be, and whole between its brackets."""
    counted = text.replace("(s)", "" if n == 1 else "s")
    pieces = _KEPT.split(counted)
    # Every second piece is one that is kept.
    said = "".join(piece if place % 2 else piece.translate(_ACCENTS) for place, piece in enumerate(pieces))
    return f"[{said}{_filling(counted)}]"


def _filling(text: str) -> str:
    """Words, so that a paragraph breaks between them as it would between others."""
    wanted = ceil(len(text) * _LONGER)
    words = [_FILL * 6] * (wanted // 7)
    rest = _FILL * (wanted % 7)
    return (" " if words else "") + " ".join([*words, rest]).rstrip()
