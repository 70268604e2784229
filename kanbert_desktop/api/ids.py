"""Validates the server's ids: opaque, but part of a request's path, so not every text is accepted."""

import re
from urllib.parse import quote, unquote

from kanbert_desktop.domain.errors import Refused

MAX_ID_LENGTH = 255
"""Characters. The documentation gives no form; UUIDs, ULIDs, numbers and hashes are far shorter."""
_SEPARATORS = re.compile(r"[/\\]")
_FORBIDDEN = frozenset(" \ufffd")
"""A space, and what half a character became."""
_DOTS = frozenset({".", ".."})


def is_valid_id(server_id: str) -> bool:
    """Not empty, no space, control character or lone surrogate, and no step to another path.

    A segment `.` or `..` cannot be encoded so that it stays a segment (RFC 3986, 5.2.4).
    """
    if (
        not 0 < len(server_id) <= MAX_ID_LENGTH
        or not server_id.isprintable()
        or not _FORBIDDEN.isdisjoint(server_id)
    ):
        return False
    if "." not in server_id and "%" not in server_id:
        # Nearly all ids: an initial load checks thousands of them.
        return True
    return _DOTS.isdisjoint(_SEPARATORS.split(unquote(unquote(server_id))))


def check_id(server_id: str) -> str:
    """Returns the id, or raises ValueError: its row is unreadable."""
    if not is_valid_id(server_id):
        raise ValueError("An id of no plausible form")
    return server_id


def path_segment(server_id: str) -> str:
    """Returns one segment of a path, whatever the id contains. Raises Refused (`id_unusable`) if there is none."""
    if not is_valid_id(server_id):
        raise Refused("id_unusable")
    return quote(server_id, safe="")
