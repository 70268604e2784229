"""The signed word of a newer version: read, and believed only where everything about it is right."""

import base64
import json
import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

PRODUCT = "kanbert-desktop"
PURPOSE = b"kanbert-desktop: a newer version\n"
"""Stands before the text that is signed, so that no other signature of the same key will do."""
MOST_BYTES = 4096
_VERSION = re.compile(r"\d{1,6}(\.\d{1,6}){0,3}")


class Why(StrEnum):
    """Why an announcement is not believed."""

    UNREADABLE = "unreadable"
    FORGED = "forged"
    OF_ANOTHER = "of another product"
    EXPIRED = "expired"


class NotBelieved(Exception):
    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True, slots=True)
class Announcement:
    """`about` is an https address that tells more, perhaps ""."""

    version: str
    expires: datetime
    about: str = ""

    def is_newer_than(self, version: str) -> bool:
        return _numbers(self.version) > _numbers(version)


def read_announcement(document: bytes, public_key: bytes, now: datetime) -> Announcement:
    """`document` is JSON: `signed`, a text that is JSON itself, and its `signature` in base64. Raises `NotBelieved`.

    Nothing of the text is looked at before its signature is known to be right. Loads `cryptography`, which takes
    its time: not for the window's thread.
    """
    text = _signed_text(document, public_key)
    try:
        told: dict[str, Any] = json.loads(text)
        product, version, about = (str(told.get(name, "")) for name in ("product", "version", "about"))
        expires = datetime.fromisoformat(told["expires"])
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise NotBelieved(Why.UNREADABLE) from error
    if product != PRODUCT:
        raise NotBelieved(Why.OF_ANOTHER)
    if expires.tzinfo is None or not _VERSION.fullmatch(version):
        raise NotBelieved(Why.UNREADABLE)
    if expires <= now:
        raise NotBelieved(Why.EXPIRED)
    return Announcement(version, expires, about if _is_address(about) else "")


def _signed_text(document: bytes, public_key: bytes) -> str:
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415  see above
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey  # noqa: PLC0415

    if len(document) > MOST_BYTES:
        raise NotBelieved(Why.UNREADABLE)
    try:
        outer = json.loads(document)
        text, signature = str(outer["signed"]), base64.b64decode(outer["signature"], validate=True)
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, PURPOSE + text.encode())
    except InvalidSignature as error:
        raise NotBelieved(Why.FORGED) from error
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise NotBelieved(Why.UNREADABLE) from error
    return text


def _numbers(version: str) -> tuple[int, ...]:
    """1.2 and 1.2.0 are the same."""
    found = [int(number) for number in version.split(".")] if _VERSION.fullmatch(version) else [0]
    return (*found, 0, 0, 0, 0)[:4]


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme == "https" and bool(parts.hostname) and not parts.username
