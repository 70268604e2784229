"""Links that open this program: `kanbert-desktop://card/ID` and `kanbert-desktop://board/ID`.

They come from anywhere, a web page included. So they name one card or one board and nothing else: no server, no account,
no option, and nothing that would change anything.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import quote, unquote

from kanbert_desktop.domain.errors import InvalidInput

SCHEME = "kanbert-desktop"
CARD_LINK_PREFIX = f"{SCHEME}://card/"
MAX_LENGTH = 300
"""Characters. An id has forty; whatever is longer is none."""
_FORM = re.compile(rf"{SCHEME}://(card|board)/([A-Za-z0-9._~%-]+)/?", re.IGNORECASE | re.ASCII)


class LinkTarget(StrEnum):
    CARD = "card"
    BOARD = "board"


@dataclass(frozen=True, slots=True)
class Link:
    """`id`: of the server, or the local one of what is not sent yet."""

    target: LinkTarget
    id: str


def is_link(word: str) -> bool:
    """Does it claim to be one? Nobody has looked at it more closely."""
    return word[: len(SCHEME) + 1].casefold() == f"{SCHEME}:"


def parse_link(text: str) -> Link:
    """Raises `InvalidInput("link_malformed")` for everything but the two forms."""
    found = _FORM.fullmatch(text) if len(text) <= MAX_LENGTH else None
    name = unquote(found[2], errors="replace") if found else ""
    if found is None or not name.isprintable() or "\ufffd" in name or name != name.strip():
        raise InvalidInput("link_malformed")
    return Link(LinkTarget(found[1].lower()), name)


def card_link(card: str) -> str:
    return CARD_LINK_PREFIX + quote(card, safe="")
