"""The server's ids: opaque, yet they become part of a request's path, so not every text is taken for one."""

import re
from urllib.parse import quote, unquote

from kanbert_desktop.domain.errors import Refused

MAX_ID_LENGTH = 255
"""Characters; the documentation tells no form, and UUIDs, ULIDs, numbers and hashes are far shorter."""
_SEPARATORS = re.compile(r"[/\\]")
_NONE = frozenset(" \ufffd")
"""A blank, and what half a character became."""
_DOTS = frozenset({".", ".."})


def is_valid_id(server_id: str) -> bool:
    """Not empty, no blank and no control character, no half of a surrogate pair, and no step to another path.

    A segment `.` or `..` cannot be written so that it stays a segment (RFC 3986, 5.2.4), whatever is encoded.
    """
    if (
        not 0 < len(server_id) <= MAX_ID_LENGTH
        or not server_id.isprintable()
        or not _NONE.isdisjoint(server_id)
    ):
        return False
    if "." not in server_id and "%" not in server_id:
        # Nearly all of them: thousands are looked at in one first load.
        return True
    return _DOTS.isdisjoint(_SEPARATORS.split(unquote(unquote(server_id))))


def check_id(server_id: str) -> str:
    """The same, or ValueError: its row is unreadable."""
    if not is_valid_id(server_id):
        raise ValueError("An id of no plausible form")
    return server_id


def path_segment(server_id: str) -> str:
    """One segment of a path, whatever the id holds. Raises Refused (`id_unusable`) where there is no such segment."""
    if not is_valid_id(server_id):
        raise Refused("id_unusable")
    return quote(server_id, safe="")
