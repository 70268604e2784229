"""The single door into asyncio: start a coroutine, keep it, replace it by name, report how it ended."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any

from kanbert_desktop.domain.errors import KanbertError

log = logging.getLogger(__name__)
Failed = Callable[[str, Exception], None]


class Tasks:
    """Holds every background task, so that none is collected while it runs and none fails unseen."""

    def __init__(self, failed: Failed | None = None) -> None:
        self._running: dict[str, asyncio.Task[object]] = {}
        self._ending: set[asyncio.Task[object]] = set()
        self._failed = failed
        self._closed = False

    def start(self, name: str, coroutine: Coroutine[Any, Any, object]) -> None:
        """Start it; a task of the same name is cancelled first. After `close` nothing starts any more."""
        if self._closed:
            coroutine.close()
            return
        self.stop(name)
        task: asyncio.Task[object] = asyncio.get_event_loop().create_task(
            self._run(name, coroutine), name=name
        )
        self._running[name] = task
        task.add_done_callback(lambda done: self._forget(name, done))
        # One that is stopped before its first step would never have been awaited.
        task.add_done_callback(lambda _done: coroutine.close())

    def stop(self, name: str) -> None:
        task = self._running.pop(name, None)
        if task is not None:
            self._ending.add(task)
            task.cancel()

    def is_running(self, name: str) -> bool:
        return name in self._running

    async def close(self, deadline: float = 3.0) -> None:
        """Cancel all and wait for them, at most `deadline` seconds."""
        self._closed = True
        for name in list(self._running):
            self.stop(name)
        if self._ending:
            await asyncio.wait(list(self._ending), timeout=deadline)

    async def _run(self, name: str, coroutine: Coroutine[Any, Any, object]) -> None:
        try:
            await coroutine
        except Exception as error:
            if isinstance(error, KanbertError):
                log.info("Task %s ended: %s", name, error.key)
            else:
                log.exception("Task %s failed", name)
            if self._failed is not None:
                self._failed(name, error)

    def _forget(self, name: str, task: "asyncio.Task[object]") -> None:
        self._ending.discard(task)
        if self._running.get(name) is task:
            del self._running[name]
