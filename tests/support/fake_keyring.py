"""An in-memory keyring that can be locked, silent, absent, slow or full; replaces the keyring of every application in a test."""

import errno
import threading
from collections import Counter

import pytest
from keyring.errors import KeyringLocked

from kanbert_desktop.domain.errors import KeyringUnavailable
from kanbert_desktop.identity import async_keyring
from kanbert_desktop.identity.async_keyring import KeyringThread
from kanbert_desktop.identity.keyring_backends import KeyringBackend


class FakeKeyring:
    """`prompt_count` counts unlock prompts; each is dismissed."""

    def __init__(self) -> None:
        self.items: dict[tuple[str, str], str] = {}
        self.is_locked = False
        self.is_absent = False
        self.failure: Exception | None = None
        self.blocking_event: threading.Event | None = None
        self.max_items = 1000
        self.was_accessed = threading.Event()
        self.prompt_count = 0
        self.calls: Counter[str] = Counter()

    def backend(self) -> KeyringBackend:
        if self.is_absent:
            raise KeyringUnavailable("keyring_absent")
        return KeyringBackend(self, is_locked=lambda: self.is_locked)

    def all_text(self) -> str:
        """Everything stored, for a search."""
        return "\n".join(self.items.values())

    def names(self) -> set[str]:
        return {name for _service, name in self.items}

    def get_password(self, service: str, username: str) -> str | None:
        self._meet("get")
        return self.items.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._meet("set")
        if len(self.items) >= self.max_items and (service, username) not in self.items:
            raise OSError(errno.ENOSPC, "No space left on device")
        self.items[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._meet("delete")
        del self.items[service, username]

    def _meet(self, what: str) -> None:
        self.calls[what] += 1
        self.was_accessed.set()
        if self.blocking_event is not None:
            assert self.blocking_event.wait(60)
        if self.is_locked:
            self.prompt_count += 1
            raise KeyringLocked("the prompt was dismissed")
        if self.failure is not None:
            raise self.failure


def install_fake_keyring(monkeypatch: pytest.MonkeyPatch) -> FakeKeyring:
    """From now on every `AsyncKeyring` uses this keyring."""
    keyring = FakeKeyring()
    defaults = async_keyring.AsyncKeyring.__init__.__kwdefaults__
    chosen = defaults | {"find_backend": keyring.backend, "thread": KeyringThread()}
    monkeypatch.setattr(async_keyring.AsyncKeyring.__init__, "__kwdefaults__", chosen)
    return keyring
