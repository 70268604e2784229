"""Which servers may be talked to at all, and which of them are this computer."""

import ipaddress
from urllib.parse import SplitResult, urlsplit

from kanbert_desktop.domain.errors import InvalidInput

DEFAULT_PORTS = {"https": 443, "http": 80}


def is_loopback(host: str) -> bool:
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def read_origin(text: str) -> str:
    """The origin in `text` as `scheme://host[:port]`; plain http is accepted for this computer alone."""
    parts = _split(text.strip())
    if parts.scheme == "http" and not is_loopback(parts.hostname or ""):
        raise InvalidInput("server_not_https", server=_without_login(parts))
    if parts.username or parts.query or parts.fragment or parts.path not in {"", "/"}:
        raise InvalidInput("server_address", server=_without_login(parts))
    host = parts.hostname or ""
    shown = f"[{host}]" if ":" in host else host
    port = parts.port or DEFAULT_PORTS[parts.scheme]
    return f"{parts.scheme}://{shown}" + ("" if port == DEFAULT_PORTS[parts.scheme] else f":{port}")


def _split(text: str) -> SplitResult:
    try:
        parts = urlsplit(text if "://" in text else f"https://{text}")
        readable = parts.scheme in DEFAULT_PORTS and bool(parts.hostname) and parts.port != 0
    except ValueError:
        readable = False
    if not readable or any(character.isspace() for character in text):
        raise InvalidInput("server_address", server=text.rpartition("@")[2])
    return parts


def _without_login(parts: SplitResult) -> str:
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"
