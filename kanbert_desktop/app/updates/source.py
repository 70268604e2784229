"""Where this build looks for news of a newer version, as it was set when it was built."""

import base64
import binascii
import logging
import tomllib
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from kanbert_desktop.assets import resource
from kanbert_desktop.net.origin import is_loopback

log = logging.getLogger(__name__)
FILE = "update.toml"
KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class Source:
    """`public_key` are the bytes of an ed25519 key."""

    address: str
    public_key: bytes


def read_source(path: Path | None = None) -> Source | None:
    """None where nothing is set, or nothing that can be used: then nobody is asked."""
    try:
        told = tomllib.loads((path or resource(FILE)).read_text("utf-8"))
        address, key = str(told["address"]), str(told["public_key"])
        if not address or not key:
            return None
        return _checked(address, base64.b64decode(key, validate=True))
    except (OSError, tomllib.TOMLDecodeError, KeyError, ValueError, binascii.Error) as error:
        log.warning("Newer versions are not looked for: %s", type(error).__name__)
        return None


def _checked(address: str, key: bytes) -> Source:
    """Raises `ValueError`. Plain http would tell everybody on the way which version runs here."""
    parts = urlsplit(address)
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and is_loopback(parts.hostname or ""))
    if not is_safe or not parts.hostname or parts.username or parts.fragment or len(key) != KEY_BYTES:
        raise ValueError(FILE)
    return Source(address, key)
