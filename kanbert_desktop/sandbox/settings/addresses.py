"""Which redirect URLs may be registered."""

import re
from urllib.parse import urlsplit

MOST = 10
_LONGEST = 2000
_NAMES_OF_THIS_COMPUTER = {"127.0.0.1", "::1", "localhost"}
_WRITTEN = re.compile(r"[!#-;=?-\[\]_a-z~]+")  # RFC 3986 2: what may stand in a URL at all


def addresses_in(text: str) -> list[str]:
    """One a line, each once, in the order given."""
    lines = (line.strip() for line in text.splitlines())
    return list(dict.fromkeys(line for line in lines if line))


def is_fit(address: str) -> bool:
    """https, http on this computer, or an application's own scheme with a dot (RFC 8252 7.1); no fragment (RFC 6749 3.1.2)."""
    if len(address) > _LONGEST or not _WRITTEN.fullmatch(address) or "#" in address:
        return False
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return False
    if parts.scheme in {"http", "https"}:
        own = host in _NAMES_OF_THIS_COMPUTER
        return bool(host) and "@" not in parts.netloc and (parts.scheme == "https" or own)
    return "." in parts.scheme
