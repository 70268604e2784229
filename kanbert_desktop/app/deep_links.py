"""Links that open this program: `kanbert-desktop://card/ID`, `kanbert-desktop://board/ID` and `kanbert-desktop://window`.

Links may come from a web page. They name one card or board, or just the window, and nothing else: no server, no account,
no option, and nothing that changes data.
"""

import re
from enum import StrEnum
from urllib.parse import quote, unquote

from kanbert_desktop.domain.errors import InvalidInput
from kanbert_desktop.domain.value_classes import dataclass

SCHEME = "kanbert-desktop"
CARD_LINK_PREFIX = f"{SCHEME}://card/"
WINDOW_LINK = f"{SCHEME}://window"
MAX_LENGTH = 300
"""In characters. An id has forty."""
_FORM = rf"{SCHEME}://(?:window|(card|board)/([A-Za-z0-9._~%-]+))/?"


class LinkTarget(StrEnum):
    CARD = "card"
    BOARD = "board"
    WINDOW = "window"


@dataclass(frozen=True, slots=True)
class Link:
    """`id` is the server's id, or the local one of a card not sent yet; "" for the window."""

    target: LinkTarget
    id: str = ""


def is_link(word: str) -> bool:
    """True if the text starts like a link. It is not validated here."""
    return word[: len(SCHEME) + 1].casefold() == f"{SCHEME}:"


def parse_link(text: str) -> Link:
    """Raises `InvalidInput("link_malformed")` for everything except the three forms."""
    # Compiled here: every verb looks for links among its words, and hardly any has one.
    found = re.fullmatch(_FORM, text, re.IGNORECASE | re.ASCII) if len(text) <= MAX_LENGTH else None
    if found is not None and found[1] is None:
        return Link(LinkTarget.WINDOW)
    name = unquote(found[2], errors="replace") if found else ""
    if found is None or not name.isprintable() or "\ufffd" in name or name != name.strip():
        raise InvalidInput("link_malformed")
    return Link(LinkTarget(found[1].lower()), name)


def card_link(card: str) -> str:
    return CARD_LINK_PREFIX + quote(card, safe="")
