"""Server origins: parsing, the https rule, and the test for this computer. Imported without httpx."""

import ipaddress
from urllib.parse import SplitResult, urlsplit

from kanbert_desktop.domain.errors import InvalidInput

DEFAULT_PORTS = {"https": 443, "http": 80}


def is_loopback(host: str) -> bool:
    """Whether `host` is this computer: 127.0.0.0/8, ::1 with or without brackets, `localhost`.

    Names below `localhost` are not: the resolver decides where they lead (RFC 6761, 6.3).
    """
    name = host.lower().removesuffix(".")
    if name == "localhost":
        return True
    try:
        address = ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return False
    # An IPv4 address in IPv6 notation; Python recognises it as loopback only since 3.13.
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return (mapped or address).is_loopback


def host_of(origin: str) -> str:
    """The host without port and brackets."""
    return urlsplit(origin).hostname or ""


def parse_origin(text: str) -> str:
    """Returns the origin in `text` as `scheme://host[:port]`. Plain http is accepted only for this computer."""
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
