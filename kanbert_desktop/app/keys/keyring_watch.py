"""Waits for a keyring that is locked or silent, says so, and lets everything go on once it opens (S45)."""

import asyncio
from collections.abc import Awaitable, Callable

from kanbert_desktop.app.tasks import Tasks
from kanbert_desktop.domain.events import Bus, KeyringReady, KeyringWaiting
from kanbert_desktop.identity.async_keyring import KeyringGate, Vault

FIRST_SECONDS = 10.0
THEN_SECONDS = 30.0
WATCH, HINT = "keyring", "keyring-hint"
Look = Callable[[], Awaitable[bool | None]]
Sleep = Callable[[float], Awaitable[None]]


def look_at_keyring() -> Awaitable[bool | None]:
    """Is it locked? Without a prompt; None where the system does not tell."""
    return Vault("kanbert-desktop").locked()


class KeyringWatch:
    """One for all accounts: there is one keyring. `go_on` is called each time it is worth asking again."""

    def __init__(
        self,
        bus: Bus,
        tasks: Tasks,
        go_on: Callable[[], None],
        *,
        look: Look = look_at_keyring,
        first: float = FIRST_SECONDS,
        then: float = THEN_SECONDS,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self.gate = KeyringGate(shut=self._shut, answered=self._answered)
        self._bus = bus
        self._tasks = tasks
        self._go_on = go_on
        self._look = look
        self._pause = self._first = first
        self._then = then
        self._sleep = sleep
        self._told: str | None = None

    def act(self) -> None:
        """The person does something that needs it: it may prompt again."""
        self.gate.open()

    async def give_up(self) -> None:
        """Somebody who waited for it waits no longer, so nobody does."""
        self.gate.give_up("keyring_locked" if await self._look() else "keyring_silent")

    def slow(self) -> None:
        """A call takes so long that most likely a prompt waits for the person somewhere."""
        self._tasks.start(HINT, self._hint())

    async def _hint(self) -> None:
        self._tell("keyring_locked" if await self._look() else "keyring_silent")

    def _shut(self, key: str) -> None:
        self._tasks.stop(HINT)
        self._tell(key)
        self._tasks.start(WATCH, self._until_it_opens(key))

    def _answered(self) -> None:
        self._tasks.stop(HINT)
        self._pause = self._first
        self._ready()

    async def _until_it_opens(self, key: str) -> None:
        """Looking prompts for nothing. What was silent is asked again; what was dismissed only once it is unlocked."""
        while True:
            await self._sleep(self._pause)
            self._pause = self._then
            locked = await self._look()
            if locked is False or (locked is None and key == "keyring_silent"):
                break
        self.gate.open()
        if locked is False:
            self._ready()
        self._go_on()

    def _tell(self, key: str) -> None:
        if key != self._told:
            self._told = key
            self._bus.publish(KeyringWaiting(key))

    def _ready(self) -> None:
        if self._told is not None:
            self._told = None
            self._bus.publish(KeyringReady())
