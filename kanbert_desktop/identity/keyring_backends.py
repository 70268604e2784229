"""Chooses the OS keyring, translates its errors, splits long items into chunks."""

import errno
import hashlib
import logging
import os
import re
import sys
from collections.abc import Callable
from functools import cache
from typing import Protocol, TypeVar

from kanbert_desktop.domain.errors import KeyringUnavailable

log = logging.getLogger(__name__)
# Windows stores 2560 bytes an item, which are 1280 UTF-16 units; the rest is left for what it adds itself.
MAX_CHUNK_UNITS = 1200
MAX_CHUNKS = 24
_HEADER = re.compile(r"kanbert-parts:1:([ab]):(\d{1,2}):([0-9a-f]{64})")
# A writer in another process may change the generation between the header and its chunks.
_READ_ATTEMPTS = 3
T = TypeVar("T")
# Windows' codes: not enough quota, no more space, not enough memory in the vault.
_FULL_CODES = frozenset({8, 112, 1816})
_FULL_ERRORS = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})


class ItemStorage(Protocol):
    """Where chunks are stored. Deleting a missing item is no error."""

    def get(self, service: str, item: str) -> str | None: ...
    def put(self, service: str, item: str, text: str) -> None: ...
    def delete(self, service: str, item: str) -> None: ...


class ChunkedItems:
    """A crash at any moment leaves the old text or the new one, and at worst chunks that the next write deletes."""

    def __init__(self, items: ItemStorage) -> None:
        self._items = items

    def get(self, service: str, item: str) -> str | None:
        """None also if chunks are missing or altered: half a secret is none."""
        for _ in range(_READ_ATTEMPTS):
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
        """Writes the chunks of a new generation, then the header that names it, then deletes the old generation."""
        former = _HEADER.fullmatch(self._items.get(service, item) or "")
        generation = "b" if former and former[1] == "a" else "a"
        parts = [] if utf16_units(text) <= MAX_CHUNK_UNITS else _split(text)
        if len(parts) > MAX_CHUNKS:
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
        """The last chunk first, so that what an interruption leaves still begins at the first and is found."""
        count = 0
        while self._items.get(service, _name(item, generation, count)) is not None:
            count += 1
        for number in reversed(range(count)):
            self._items.delete(service, _name(item, generation, number))


def utf16_units(text: str) -> int:
    """UTF-16 units, in which Windows counts."""
    return len(text.encode("utf-16-le")) // 2


def _split(text: str) -> list[str]:
    """Chunks of at most MAX_CHUNK_UNITS; no surrogate pair is split."""
    parts, size = [""], 0
    for character in text:
        width = 1 if ord(character) < 0x10000 else 2
        if size + width > MAX_CHUNK_UNITS:
            parts.append("")
            size = 0
        parts[-1] += character
        size += width
    return parts


def _name(item: str, generation: str, number: int) -> str:
    return f"{item}.{generation}{number}"


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


class KeyringApi(Protocol):
    """The part of `keyring.backend.KeyringBackend` that is used here."""

    def get_password(self, service: str, username: str) -> str | None: ...
    def set_password(self, service: str, username: str, password: str) -> None: ...
    def delete_password(self, service: str, username: str) -> None: ...


class KeyringBackend:
    """A backend whose exceptions are `KeyringUnavailable`; called only on the keyring's thread.

    `has_small_items`: an item holds about a thousand characters, so longer texts are split. `is_locked` shows no
    prompt and may be called on another thread.
    """

    def __init__(
        self,
        backend: KeyringApi,
        *,
        has_small_items: bool = False,
        is_locked: Callable[[], bool] | None = None,
    ) -> None:
        self._is_locked = is_locked
        self.name = f"{type(backend).__module__}.{type(backend).__name__}"
        plain = _Plain(backend)
        self._items = ChunkedItems(plain) if has_small_items else plain

    def get(self, service: str, item: str) -> str | None:
        return self._items.get(service, item)

    def put(self, service: str, item: str, text: str) -> None:
        self._items.put(service, item, text)

    def delete(self, service: str, item: str) -> None:
        self._items.delete(service, item)

    def is_locked(self) -> bool | None:
        """None: this backend does not report it."""
        return None if self._is_locked is None else _translated(self._is_locked)


class _Plain:
    """The backend's items without chunks."""

    def __init__(self, backend: KeyringApi) -> None:
        self._backend = backend

    def get(self, service: str, item: str) -> str | None:
        return _translated(lambda: self._backend.get_password(service, item))

    def put(self, service: str, item: str, text: str) -> None:
        _translated(lambda: self._backend.set_password(service, item, text))

    def delete(self, service: str, item: str) -> None:
        if self.get(service, item) is not None:
            _translated(lambda: self._backend.delete_password(service, item))


@cache
def system_keyring() -> KeyringBackend:
    """The operating system's keyring; an absent one is looked for again at the next call.

    Chosen by name: keyring's own choice may be a null, a failing or a plain text backend. KWallet implements the
    Secret Service too.
    """
    if sys.platform == "win32":
        from keyring.backends import Windows  # noqa: PLC0415  # imported late, on the keyring's thread

        return _usable(Windows.WinVaultKeyring, has_small_items=True)
    if sys.platform == "darwin":
        from keyring.backends import macOS  # noqa: PLC0415

        return _usable(macOS.Keyring)
    from kanbert_desktop.identity import secret_service  # noqa: PLC0415

    return _usable(secret_service.DesktopKeyring, is_locked=secret_service.is_collection_locked)


def _usable(
    backend: Callable[[], KeyringApi],
    *,
    has_small_items: bool = False,
    is_locked: Callable[[], bool] | None = None,
) -> KeyringBackend:
    try:
        if backend.priority:  # type: ignore[attr-defined]  # a class property that raises where unusable
            return KeyringBackend(backend(), has_small_items=has_small_items, is_locked=is_locked)
    except Exception as error:
        raise KeyringUnavailable("keyring_absent") from error
    raise KeyringUnavailable("keyring_absent")


def _translated(call: Callable[[], T]) -> T:
    try:
        return call()
    except Exception as error:
        raise KeyringUnavailable(_key(error)) from error


def _is_full(error: Exception) -> bool:
    """A disk or a keyring without space; the Secret Service passes the system's own message on."""
    return (
        getattr(error, "winerror", None) in _FULL_CODES
        or getattr(error, "errno", None) in _FULL_ERRORS
        or os.strerror(errno.ENOSPC) in str(error)
    )


def _key(error: Exception) -> str:
    """By class names: each backend raises its library's own errors, which exist only where it runs."""
    if _is_full(error):
        log.warning("The keyring is full")
        return "keyring_full"
    names = {parent.__name__ for parent in type(error).__mro__}
    log.warning("The keyring failed with %s", type(error).__name__)
    if names & {"KeyringLocked", "LockedException", "PromptDismissedException"}:
        return "keyring_locked"
    if names & {"NoKeyringError", "InitError", "SecretServiceNotAvailableException", "OSError"}:
        return "keyring_absent"
    return "keyring_silent"
