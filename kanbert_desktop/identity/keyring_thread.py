"""The daemon thread that talks to the keyring: a prompt nobody answers must not hold the program open."""

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T")


class KeyringThread:
    """Runs calls one after another in the order they came; started by the first."""

    def __init__(self, name: str = "keyring") -> None:
        self._name = name
        self._calls: queue.SimpleQueue[tuple[Callable[[], Any], Future[Any]]] = queue.SimpleQueue()
        self._start = threading.Lock()
        self._thread: threading.Thread | None = None

    def submit(self, call: Callable[[], T]) -> Future[T]:
        answer: Future[T] = Future()
        # From here on it cannot be cancelled: whoever stops waiting must not leave a write undone.
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
    """The process's own: keyring calls are serialised over all accounts."""
    return KeyringThread()


@cache
def looking_thread() -> KeyringThread:
    """Beside it: looks whether the keyring is locked while the other one waits for its prompt."""
    return KeyringThread("keyring state")
