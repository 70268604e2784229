"""What the command line and the environment said, checked."""

from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from kanbert_desktop.domain.errors import InvalidInput

DEFAULT_SERVER = "https://api.kanbert.com"


@dataclass(frozen=True, slots=True)
class Options:
    """`server` is an origin, None where nobody named one. The secrets never show in a repr."""

    server: str | None = None
    client_id: str | None = None
    profile: Path | None = None
    sandbox: bool = False
    access_token: str | None = field(default=None, repr=False)
    client_secret: str | None = field(default=None, repr=False)


def origin(url: str) -> str:
    """`scheme://host[:port]`; plain http only where the host is this computer."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        raise InvalidInput("server_invalid", server=url) from None
    host = parts.hostname
    if parts.scheme not in ("http", "https") or not host or parts.username or parts.query or parts.fragment:
        raise InvalidInput("server_invalid", server=url)
    if parts.path.strip("/"):
        raise InvalidInput("server_invalid", server=url)
    if parts.scheme == "http" and not is_loopback(host):
        raise InvalidInput("server_insecure", server=url)
    shown = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{shown}" + (f":{port}" if port else "")


def is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
