"""Background tasks by name, blocking calls in a thread, and the preloading of the network modules."""

import asyncio
import importlib
import logging
import threading
from collections.abc import Callable, Coroutine, Sequence
from concurrent.futures import Future
from functools import partial
from typing import Any, TypeVar

from kanbert_desktop.domain.errors import KanbertError

log = logging.getLogger(__name__)
FailureHandler = Callable[[str, Exception], None]
T = TypeVar("T")
PRELOADED_MODULES = (
    "kanbert_desktop.app.accounts.credentials",
    "kanbert_desktop.sync.engine",
    "kanbert_desktop.sync.schedule",
)
"""The modules that `Session` imports to go online."""
SIGN_IN_MODULES = ("kanbert_desktop.app.accounts.sign_in", "kanbert_desktop.identity.sign_in_flow")
"""The modules that `Application` imports for a sign-in. With QtNetwork they take 4 MiB."""


class Tasks:
    """Keeps a reference to every background task and logs every failure."""

    def __init__(self, failed: FailureHandler | None = None) -> None:
        self._running: dict[str, asyncio.Task[object]] = {}
        self._ending: set[asyncio.Task[object]] = set()
        self._on_failed = failed
        self._closed = False

    def start(self, name: str, coroutine: Coroutine[Any, Any, object]) -> None:
        """Starts a task and cancels a task of the same name. Has no effect after `close`."""
        if self._closed:
            coroutine.close()
            return
        self.stop(name)
        task: asyncio.Task[object] = asyncio.get_event_loop().create_task(
            self._run(name, coroutine), name=name
        )
        self._running[name] = task
        task.add_done_callback(lambda done: self._remove(name, done))
        # A task cancelled before its first step would never have been awaited.
        task.add_done_callback(lambda _done: coroutine.close())

    def stop(self, name: str) -> None:
        task = self._running.pop(name, None)
        if task is not None:
            self._ending.add(task)
            task.cancel()

    def is_running(self, name: str) -> bool:
        return name in self._running

    async def close(self, deadline: float = 3.0) -> None:
        """Cancels all tasks and waits at most `deadline` seconds for them."""
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
            if self._on_failed is not None:
                self._on_failed(name, error)

    def _remove(self, name: str, task: "asyncio.Task[object]") -> None:
        self._ending.discard(task)
        if self._running.get(name) is task:
            del self._running[name]


async def run_in_thread(name: str, work: Callable[[], T]) -> T:
    """Returns or raises what `work` does. The thread is a daemon: a call that hangs does not keep the program alive."""
    result: Future[T] = Future()

    def run() -> None:
        # The caller may stop waiting but cannot cancel the call: a result nobody waits for is no error.
        if not result.set_running_or_notify_cancel():
            return
        try:
            result.set_result(work())
        except BaseException as error:  # noqa: BLE001  raised again in the caller
            result.set_exception(error)

    threading.Thread(target=run, name=name, daemon=True).start()
    return await asyncio.wrap_future(result)


async def preload(*, signing_in: bool = False) -> None:
    """Imports the network modules in a thread, so that the window does not freeze meanwhile.

    `signing_in`: nobody is signed in, so that a sign-in is likely.

    Shortens the longest pause of the event loop after the first paint from 330 to 90 ms on a busy machine
    (`dev.py bench startup_optimisations`). A module that cannot be imported raises where it is used.
    """
    modules = (*PRELOADED_MODULES, *SIGN_IN_MODULES) if signing_in else PRELOADED_MODULES
    await run_in_thread("imports", partial(_import_all, modules))


def _import_all(modules: Sequence[str]) -> None:
    from kanbert_desktop.net.preloading import preload_httpx  # noqa: PLC0415  after the first paint

    preload_httpx()
    for module in modules:
        try:
            importlib.import_module(module)
        except ImportError as error:
            log.warning("%s cannot be imported: %s", module, error)
