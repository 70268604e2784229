"""Keyring calls on a daemon thread with deadlines; circuit breaker while it is locked or silent; in-memory variant."""

import asyncio
import queue
import threading
from collections.abc import Awaitable, Callable
from concurrent.futures import Future
from functools import cache
from typing import Any, Protocol, TypeVar

from kanbert_desktop.domain.errors import KeyringUnavailable
from kanbert_desktop.identity.keyring_backends import KeyringBackend, system_keyring

T = TypeVar("T")
SLOW_SECONDS = 10.0
TIMEOUT_SECONDS = 60.0
LOCK_CHECK_SECONDS = 2.0
RECOVERABLE_ERRORS = frozenset({"keyring_locked", "keyring_silent"})
"""Errors that the user can resolve; an absent keyring stays absent."""


class KeyringThread:
    """Runs calls one after another in the order given; the first call starts the thread."""

    def __init__(self, name: str = "keyring") -> None:
        self._name = name
        self._calls: queue.SimpleQueue[tuple[Callable[[], Any], Future[Any]]] = queue.SimpleQueue()
        self._start = threading.Lock()
        self._thread: threading.Thread | None = None

    def submit(self, call: Callable[[], T]) -> Future[T]:
        answer: Future[T] = Future()
        # From here on it cannot be cancelled: a caller that stops waiting must not leave a write undone.
        answer.set_running_or_notify_cancel()
        self._calls.put((call, answer))
        with self._start:
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name=self._name, daemon=True)
                self._thread.start()
        return answer

    def _run(self) -> None:
        while True:
            call, answer = self._calls.get()
            try:
                answer.set_result(call())
            except BaseException as error:  # noqa: BLE001  # it belongs to the waiting coroutine
                answer.set_exception(error)
            del call, answer


@cache
def keyring_thread() -> KeyringThread:
    """The process-wide thread: keyring calls are serialised over all accounts."""
    return KeyringThread()


@cache
def lock_check_thread() -> KeyringThread:
    """A second thread: checks whether the keyring is locked while the other one waits for a prompt."""
    return KeyringThread("keyring state")


class SecretStorage(Protocol):
    """Stores secrets by name. `is_persistent`: they survive this run."""

    is_persistent: bool

    async def get(self, item: str) -> str | None: ...
    async def put(self, item: str, text: str) -> None: ...
    async def delete(self, item: str) -> None: ...


class AsyncKeyring:
    """The items of one account in the system's keyring. Every method may raise `KeyringUnavailable`.

    Reads each item back after a write. `on_slow` is called once for a call that takes ten seconds: usually an unlock
    prompt is waiting somewhere.
    """

    is_persistent = True

    def __init__(
        self,
        service: str,
        *,
        on_slow: Callable[[], None] = lambda: None,
        find_backend: Callable[[], KeyringBackend] = system_keyring,
        thread: KeyringThread | None = None,
        slow_seconds: float = SLOW_SECONDS,
        timeout_seconds: float = TIMEOUT_SECONDS,
    ) -> None:
        self._service = service
        self._on_slow = on_slow
        self._find_backend = find_backend
        self._thread = thread or keyring_thread()
        self._slow_seconds = slow_seconds
        self._timeout_seconds = timeout_seconds

    async def get(self, item: str) -> str | None:
        return await self._run_with_deadline(lambda: self._find_backend().get(self._service, item))

    async def put(self, item: str, text: str) -> None:
        await self._run_with_deadline(lambda: self._write(item, text))

    async def delete(self, item: str) -> None:
        await self._run_with_deadline(lambda: self._find_backend().delete(self._service, item))

    async def backend_name(self) -> str:
        """The name of the keyring in use."""
        return await self._run_with_deadline(lambda: self._find_backend().name)

    async def is_locked(self) -> bool | None:
        """Without a prompt, within two seconds; None if the backend does not report it (Windows, macOS)."""
        answer = asyncio.wrap_future(lock_check_thread().submit(lambda: self._find_backend().is_locked()))
        try:
            return await _within(LOCK_CHECK_SECONDS, answer)
        except (TimeoutError, KeyringUnavailable):
            return None

    def _write(self, item: str, text: str) -> None:
        store = self._find_backend()
        store.put(self._service, item, text)
        if store.get(self._service, item) != text:
            raise KeyringUnavailable("keyring_silent")

    async def _run_with_deadline(self, call: Callable[[], T]) -> T:
        answer = asyncio.wrap_future(self._thread.submit(call))
        reminder = asyncio.get_running_loop().call_later(self._slow_seconds, self._on_slow)
        try:
            return await _within(self._timeout_seconds, answer)
        except TimeoutError:
            # An unanswered prompt; the call itself continues to wait for it.
            raise KeyringUnavailable(
                "keyring_locked" if await self.is_locked() else "keyring_silent"
            ) from None
        finally:
            reminder.cancel()


async def _within(seconds: float, answer: Awaitable[T]) -> T:
    # Shielded: a write that timed out still takes place once the keyring answers, in its turn.
    waiting = asyncio.ensure_future(answer)
    waiting.add_done_callback(lambda done: done.cancelled() or done.exception())
    return await asyncio.wait_for(asyncio.shield(waiting), seconds)


class InMemoryKeyring:
    """The same interface without a keyring: signed in for this run only, nothing on disk."""

    is_persistent = False

    def __init__(self) -> None:
        self._items: dict[str, str] = {}

    async def get(self, item: str) -> str | None:
        return self._items.get(item)

    async def put(self, item: str, text: str) -> None:
        self._items[item] = text

    async def delete(self, item: str) -> None:
        self._items.pop(item, None)

    def items(self) -> list[tuple[str, str]]:
        """Names and texts, to be stored elsewhere."""
        return list(self._items.items())


class KeyringCircuitBreaker:
    """Opened by the first call that found the keyring locked or silent: a dismissed prompt would only reappear (S45).

    `on_blocked` gets that error's key; `on_success` is called after each successful call. `busy` is set while calls
    are running, `idle` while none is.
    """

    def __init__(self, *, on_blocked: Callable[[str], None], on_success: Callable[[], None]) -> None:
        self._on_blocked = on_blocked
        self._on_success = on_success
        self._blocked_by: str | None = None
        self._pending_calls: set[asyncio.Future[str]] = set()
        self.busy, self.idle = asyncio.Event(), asyncio.Event()
        self.idle.set()

    def reset(self) -> None:
        """Lets calls through again: the user acted, or the keyring was seen unlocked."""
        self._blocked_by = None

    def fail_pending(self, key: str) -> None:
        """Fails the running calls with this error, after waiting long enough. A write may still take place later."""
        for given_up in self._pending_calls:
            if not given_up.done():
                given_up.set_result(key)

    async def call(self, call: Callable[[], Awaitable[T]]) -> T:
        """Raises `KeyringUnavailable`, at once while the circuit is open."""
        if self._blocked_by is not None:
            raise KeyringUnavailable(self._blocked_by)
        try:
            result = await self._run(call)
        except KeyringUnavailable as error:
            if error.key in RECOVERABLE_ERRORS:
                self._blocked_by = error.key
                self._on_blocked(error.key)
            raise
        self._on_success()
        return result

    async def _run(self, call: Callable[[], Awaitable[T]]) -> T:
        given_up: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        calling = asyncio.ensure_future(call())
        self._pending_calls.add(given_up)
        self.busy.set()
        self.idle.clear()
        try:
            either: set[asyncio.Future[Any]] = {calling, given_up}
            await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
            if calling.done():
                return calling.result()
            raise KeyringUnavailable(given_up.result())
        finally:
            calling.cancel()
            self._pending_calls.discard(given_up)
            if not self._pending_calls:
                self.busy.clear()
                self.idle.set()


class GuardedKeyring:
    """A secret storage behind the circuit breaker."""

    def __init__(self, keyring: SecretStorage, circuit_breaker: KeyringCircuitBreaker) -> None:
        self._keyring = keyring
        self._circuit_breaker = circuit_breaker
        self.is_persistent = keyring.is_persistent

    async def get(self, item: str) -> str | None:
        return await self._circuit_breaker.call(lambda: self._keyring.get(item))

    async def put(self, item: str, text: str) -> None:
        await self._circuit_breaker.call(lambda: self._keyring.put(item, text))

    async def delete(self, item: str) -> None:
        await self._circuit_breaker.call(lambda: self._keyring.delete(item))
