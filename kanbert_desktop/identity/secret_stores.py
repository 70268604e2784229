"""Which keyring holds our secrets: the operating system's own one, never a file, never a fallback."""

import errno
import logging
import os
import sys
from collections.abc import Callable
from functools import cache
from typing import Protocol, TypeVar

from kanbert_desktop.domain.errors import KeyringUnavailable
from kanbert_desktop.identity.split_items import SplitItems

T = TypeVar("T")
log = logging.getLogger(__name__)


class Backend(Protocol):
    """The part of `keyring.backend.KeyringBackend` that is used here."""

    def get_password(self, service: str, username: str) -> str | None: ...
    def set_password(self, service: str, username: str, password: str) -> None: ...
    def delete_password(self, service: str, username: str) -> None: ...


class SecretStore:
    """A backend whose exceptions are `KeyringUnavailable`; called on the keyring's thread alone.

    `small`: it takes about a thousand characters an item, so longer texts are split. `locked` asks without any
    prompt and may be called on another thread.
    """

    def __init__(
        self, backend: Backend, *, small: bool = False, locked: Callable[[], bool] | None = None
    ) -> None:
        self._locked = locked
        self.name = f"{type(backend).__module__}.{type(backend).__name__}"
        plain = _Plain(backend)
        self._items = SplitItems(plain) if small else plain

    def get(self, service: str, item: str) -> str | None:
        return self._items.get(service, item)

    def put(self, service: str, item: str, text: str) -> None:
        self._items.put(service, item, text)

    def delete(self, service: str, item: str) -> None:
        self._items.delete(service, item)

    def locked(self) -> bool | None:
        """None: this backend does not tell."""
        return None if self._locked is None else _translated(self._locked)


class _Plain:
    """The backend's items as they are."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    def get(self, service: str, item: str) -> str | None:
        return _translated(lambda: self._backend.get_password(service, item))

    def put(self, service: str, item: str, text: str) -> None:
        _translated(lambda: self._backend.set_password(service, item, text))

    def delete(self, service: str, item: str) -> None:
        if self.get(service, item) is not None:
            _translated(lambda: self._backend.delete_password(service, item))


@cache
def system_store() -> SecretStore:
    """The operating system's keyring; it is asked again next time where there is none now.

    Chosen by name: keyring's own choice may fall to a null, a failing or a plain text backend. KWallet speaks
    the Secret Service too.
    """
    if sys.platform == "win32":
        from keyring.backends import Windows  # noqa: PLC0415  # imported late, on the keyring's thread

        return _usable(Windows.WinVaultKeyring, small=True)
    if sys.platform == "darwin":
        from keyring.backends import macOS  # noqa: PLC0415

        return _usable(macOS.Keyring)
    from kanbert_desktop.identity import secret_service  # noqa: PLC0415

    return _usable(secret_service.DesktopKeyring, locked=secret_service.collection_locked)


def _usable(
    backend: Callable[[], Backend], *, small: bool = False, locked: Callable[[], bool] | None = None
) -> SecretStore:
    try:
        if backend.priority:  # type: ignore[attr-defined]  # a class property that raises where unusable
            return SecretStore(backend(), small=small, locked=locked)
    except Exception as error:
        raise KeyringUnavailable("keyring_absent") from error
    raise KeyringUnavailable("keyring_absent")


def _translated(call: Callable[[], T]) -> T:
    try:
        return call()
    except Exception as error:
        raise KeyringUnavailable(_key(error)) from error


# What Windows says: not enough quota, no more space, not enough memory in the vault.
_FULL_CODES = frozenset({8, 112, 1816})
_FULL_ERRORS = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})


def _is_full(error: Exception) -> bool:
    """A disk or a vault without space; the Secret Service passes the system's own sentence on."""
    return (
        getattr(error, "winerror", None) in _FULL_CODES
        or getattr(error, "errno", None) in _FULL_ERRORS
        or os.strerror(errno.ENOSPC) in str(error)
    )


def _key(error: Exception) -> str:
    """By the names of the classes: each backend raises its library's own, which only exists where it runs."""
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
