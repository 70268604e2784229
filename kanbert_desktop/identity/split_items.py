"""Texts longer than a small keyring's items, in parts: a header names generation, count and hash (S44)."""

import hashlib
import logging
import re
from typing import Protocol

from kanbert_desktop.domain.errors import KeyringUnavailable

log = logging.getLogger(__name__)
# Windows keeps 2560 bytes an item, which are 1280 UTF-16 units; the rest is left for what it adds itself.
LIMIT = 1200
MOST_PARTS = 24
_HEADER = re.compile(r"kanbert-parts:1:([ab]):(\d{1,2}):([0-9a-f]{64})")
# A writer in another process may change the generation between our header and its parts.
_READINGS = 3


class Items(Protocol):
    """Where the parts go; the two of a `SecretStore` and its deleting, which forgives what is not there."""

    def get(self, service: str, item: str) -> str | None: ...
    def put(self, service: str, item: str, text: str) -> None: ...
    def delete(self, service: str, item: str) -> None: ...


class SplitItems:
    """A crash at any moment leaves the former text or the new one, and at worst parts the next write clears."""

    def __init__(self, items: Items) -> None:
        self._items = items

    def get(self, service: str, item: str) -> str | None:
        """None too where parts are missing or altered: half a secret is none."""
        for _ in range(_READINGS):
            text = self._items.get(service, item)
            header = _HEADER.fullmatch(text or "")
            if header is None:
                return text
            whole = self._joined(service, item, header[1], int(header[2]))
            if _hash(whole) == header[3]:
                return whole
        log.warning("A keyring item lacks some of its parts")
        return None

    def put(self, service: str, item: str, text: str) -> None:
        """First the parts of a new generation, then the header that names it, then the former one goes."""
        former = _HEADER.fullmatch(self._items.get(service, item) or "")
        generation = "b" if former and former[1] == "a" else "a"
        parts = [] if units(text) <= LIMIT else _split(text)
        if len(parts) > MOST_PARTS:
            raise KeyringUnavailable("keyring_too_small")
        self._clear(service, item, generation)
        for number, part in enumerate(parts):
            self._items.put(service, _name(item, generation, number), part)
        header = f"kanbert-parts:1:{generation}:{len(parts)}:{_hash(text)}"
        self._items.put(service, item, header if parts else text)
        if former:
            self._clear(service, item, former[1])

    def delete(self, service: str, item: str) -> None:
        self._items.delete(service, item)
        for generation in "ab":
            self._clear(service, item, generation)

    def _joined(self, service: str, item: str, generation: str, count: int) -> str:
        parts = (self._items.get(service, _name(item, generation, number)) for number in range(count))
        return "".join(part or "" for part in parts)

    def _clear(self, service: str, item: str, generation: str) -> None:
        """The last part first, so that what an interruption leaves still begins at the first and is found."""
        there = 0
        while self._items.get(service, _name(item, generation, there)) is not None:
            there += 1
        for number in reversed(range(there)):
            self._items.delete(service, _name(item, generation, number))


def units(text: str) -> int:
    """UTF-16 units, in which Windows counts."""
    return len(text.encode("utf-16-le")) // 2


def _split(text: str) -> list[str]:
    """Parts of at most LIMIT units; no character is cut into its two."""
    parts, size = [""], 0
    for character in text:
        width = 1 if ord(character) < 0x10000 else 2
        if size + width > LIMIT:
            parts.append("")
            size = 0
        parts[-1] += character
        size += width
    return parts


def _name(item: str, generation: str, number: int) -> str:
    return f"{item}.{generation}{number}"


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
