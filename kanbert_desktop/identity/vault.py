"""The system's keyring: every call on one daemon thread, with deadlines, in order, read back after a write."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Protocol, TypeVar

from kanbert_desktop.domain.errors import KeyringUnavailable
from kanbert_desktop.identity.keyring_thread import KeyringThread, keyring_thread, looking_thread
from kanbert_desktop.identity.secret_stores import SecretStore, system_store

T = TypeVar("T")
SLOW_SECONDS = 10.0
GIVE_UP_SECONDS = 60.0
LOOKING_SECONDS = 2.0


class AnyVault(Protocol):
    """Where secrets are kept, by name. `lasting`: still there after this run."""

    lasting: bool

    async def get(self, item: str) -> str | None: ...
    async def put(self, item: str, text: str) -> None: ...
    async def delete(self, item: str) -> None: ...


class Vault:
    """One account's items in the system's keyring. Every method may raise `KeyringUnavailable`.

    `on_slow` is called once for a call that takes ten seconds: usually a prompt to unlock is waiting somewhere.
    """

    lasting = True

    def __init__(
        self,
        service: str,
        *,
        on_slow: Callable[[], None] = lambda: None,
        find_store: Callable[[], SecretStore] = system_store,
        thread: KeyringThread | None = None,
        slow: float = SLOW_SECONDS,
        give_up: float = GIVE_UP_SECONDS,
    ) -> None:
        self._service = service
        self._on_slow = on_slow
        self._find_store = find_store
        self._thread = thread or keyring_thread()
        self._slow = slow
        self._give_up = give_up

    async def get(self, item: str) -> str | None:
        return await self._ask(lambda: self._find_store().get(self._service, item))

    async def put(self, item: str, text: str) -> None:
        await self._ask(lambda: self._write(item, text))

    async def delete(self, item: str) -> None:
        await self._ask(lambda: self._find_store().delete(self._service, item))

    async def backend(self) -> str:
        """The name of the keyring in use."""
        return await self._ask(lambda: self._find_store().name)

    async def locked(self) -> bool | None:
        """Without any prompt, within two seconds; None where the backend does not tell (Windows, macOS)."""
        answer = asyncio.wrap_future(looking_thread().submit(lambda: self._find_store().locked()))
        try:
            return await _within(LOOKING_SECONDS, answer)
        except (TimeoutError, KeyringUnavailable):
            return None

    def _write(self, item: str, text: str) -> None:
        store = self._find_store()
        store.put(self._service, item, text)
        if store.get(self._service, item) != text:
            raise KeyringUnavailable("keyring_silent")

    async def _ask(self, call: Callable[[], T]) -> T:
        answer = asyncio.wrap_future(self._thread.submit(call))
        reminder = asyncio.get_running_loop().call_later(self._slow, self._on_slow)
        try:
            return await _within(self._give_up, answer)
        except TimeoutError:
            # A prompt that nobody answers; the call itself goes on waiting for it.
            raise KeyringUnavailable("keyring_locked" if await self.locked() else "keyring_silent") from None
        finally:
            reminder.cancel()


async def _within(seconds: float, answer: Awaitable[T]) -> T:
    # Shielded: a write that was given up still takes place once the keyring wakes up, in its turn.
    waiting = asyncio.ensure_future(answer)
    waiting.add_done_callback(lambda done: done.cancelled() or done.exception())
    return await asyncio.wait_for(asyncio.shield(waiting), seconds)


class MemoryVault:
    """The same face without a keyring: signed in for this run only, nothing on disk."""

    lasting = False

    def __init__(self) -> None:
        self._items: dict[str, str] = {}

    async def get(self, item: str) -> str | None:
        return self._items.get(item)

    async def put(self, item: str, text: str) -> None:
        self._items[item] = text

    async def delete(self, item: str) -> None:
        self._items.pop(item, None)

    def items(self) -> list[tuple[str, str]]:
        """Names and texts, to be kept elsewhere."""
        return list(self._items.items())
