"""Between us and a keyring that is locked or silent: it is not asked again before there is a reason to (S45)."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from kanbert_desktop.domain.errors import KeyringUnavailable
from kanbert_desktop.identity.vault import AnyVault

T = TypeVar("T")
WAITABLE = frozenset({"keyring_locked", "keyring_silent"})
"""Trouble that a person can end; an absent keyring stays absent."""


class KeyringGate:
    """Shut by the first call that found the keyring locked or silent: a dismissed prompt would only come back.

    `shut` is told that trouble's key, `answered` of every call that went well.
    """

    def __init__(self, *, shut: Callable[[str], None], answered: Callable[[], None]) -> None:
        self._shut = shut
        self._answered = answered
        self._trouble: str | None = None

    def open(self) -> None:
        """The person acts, or the keyring was seen unlocked."""
        self._trouble = None

    async def through(self, call: Callable[[], Awaitable[T]]) -> T:
        """Raises `KeyringUnavailable`, at once where the gate is shut."""
        if self._trouble is not None:
            raise KeyringUnavailable(self._trouble)
        try:
            result = await call()
        except KeyringUnavailable as error:
            if error.key in WAITABLE:
                self._trouble = error.key
                self._shut(error.key)
            raise
        self._answered()
        return result


class GatedVault:
    """A vault behind the gate."""

    def __init__(self, vault: AnyVault, gate: KeyringGate) -> None:
        self._vault = vault
        self._gate = gate
        self.lasting = vault.lasting

    async def get(self, item: str) -> str | None:
        return await self._gate.through(lambda: self._vault.get(item))

    async def put(self, item: str, text: str) -> None:
        await self._gate.through(lambda: self._vault.put(item, text))

    async def delete(self, item: str) -> None:
        await self._gate.through(lambda: self._vault.delete(item))
