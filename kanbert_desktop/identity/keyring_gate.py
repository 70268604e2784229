"""Between us and a keyring that is locked or silent: it is not asked again before there is a reason to (S45)."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from kanbert_desktop.domain.errors import KeyringUnavailable
from kanbert_desktop.identity.vault import AnyVault

T = TypeVar("T")
WAITABLE = frozenset({"keyring_locked", "keyring_silent"})
"""Trouble that a person can end; an absent keyring stays absent."""


class KeyringGate:
    """Shut by the first call that found the keyring locked or silent: a dismissed prompt would only come back.

    `shut` is told that trouble's key, `answered` of every call that went well. `asked` is set while calls are under
    way, `idle` while none is.
    """

    def __init__(self, *, shut: Callable[[str], None], answered: Callable[[], None]) -> None:
        self._shut = shut
        self._answered = answered
        self._trouble: str | None = None
        self._under_way: set[asyncio.Future[str]] = set()
        self.asked, self.idle = asyncio.Event(), asyncio.Event()
        self.idle.set()

    def open(self) -> None:
        """The person acts, or the keyring was seen unlocked."""
        self._trouble = None

    def give_up(self, key: str) -> None:
        """Somebody has waited long enough: the calls under way fail with this trouble. A write takes place later still."""
        for given_up in self._under_way:
            if not given_up.done():
                given_up.set_result(key)

    async def through(self, call: Callable[[], Awaitable[T]]) -> T:
        """Raises `KeyringUnavailable`, at once where the gate is shut."""
        if self._trouble is not None:
            raise KeyringUnavailable(self._trouble)
        try:
            result = await self._counted(call)
        except KeyringUnavailable as error:
            if error.key in WAITABLE:
                self._trouble = error.key
                self._shut(error.key)
            raise
        self._answered()
        return result

    async def _counted(self, call: Callable[[], Awaitable[T]]) -> T:
        given_up: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        calling = asyncio.ensure_future(call())
        self._under_way.add(given_up)
        self.asked.set()
        self.idle.clear()
        try:
            either: set[asyncio.Future[Any]] = {calling, given_up}
            await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
            if calling.done():
                return calling.result()
            raise KeyringUnavailable(given_up.result())
        finally:
            calling.cancel()
            self._under_way.discard(given_up)
            if not self._under_way:
                self.asked.clear()
                self.idle.set()


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
