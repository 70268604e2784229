"""asyncio on the Qt loop, with garbage collection on the main thread only.

Collecting on another thread would destroy Qt objects there and crash.
"""

import asyncio
import gc
import os
import sys
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from PySide6.QtCore import QAbstractEventDispatcher, QCoreApplication, QTimer

from kanbert_desktop.app.crash_reports.reports import handle_loop_exception
from kanbert_desktop.app.system.plain_event_loop import THREAD_SWITCH_SECONDS, cancel_remaining_tasks

BUSY_INTERVAL_MS, IDLE_INTERVAL_MS = 100, 300
# CPython's own thresholds: the middle generation is collected after ten young collections.
YOUNG_THRESHOLD = 700
MIDDLE_THRESHOLD = 10
IDLE_ROUNDS = 15
"""After so many idle rounds one full collection disturbs nobody, and no further one is needed."""
os.environ["QT_API"] = "pyside6"  # qasync would choose PyQt if it is installed
T = TypeVar("T")


def run_on_qt(application: QCoreApplication, coroutine: Coroutine[Any, Any, T]) -> T:
    """Returns the coroutine's result. Remaining tasks are cancelled and get three seconds."""
    from qasync import QEventLoop  # noqa: PLC0415  after QT_API is set and the window is painted

    sys.setswitchinterval(THREAD_SWITCH_SECONDS)
    loop = QEventLoop(application)
    asyncio.set_event_loop(loop)
    loop.set_exception_handler(handle_loop_exception)
    hooks = sys.get_asyncgen_hooks()
    # qasync does not set these: an abandoned async generator would never be closed.
    sys.set_asyncgen_hooks(loop._asyncgen_firstiter_hook, loop._asyncgen_finalizer_hook)  # noqa: SLF001
    try:
        with collect_on_main_thread():
            result: T = loop.run_until_complete(coroutine)
            return result
    finally:
        loop.run_until_complete(cancel_remaining_tasks())
        sys.set_asyncgen_hooks(*hooks)
        loop.close()
        asyncio.set_event_loop(None)


@contextmanager
def collect_on_main_thread() -> Iterator[None]:
    """Collects garbage on this thread alone, while the body runs.

    Python's collector runs in whichever thread allocates. In the threads of the store and of the keyring it would
    destroy Qt objects, which crashes. This is no optimisation: it saves neither time nor
    memory, but the longest pause after the first paint is 90 instead of 150 ms (`dev.py bench startup_optimisations`).
    """
    was_enabled = gc.isenabled()
    gc.disable()
    collector = MainThreadCollector()
    collector.start()
    try:
        yield
    finally:
        collector.stop()
        if was_enabled:
            gc.enable()


class MainThreadCollector:
    """Collects often and briefly, so that no pause is noticeable. Surviving objects are frozen until the program is idle.

    Without that, ten thousand cards would be traversed in every collection, 30 ms each time.
    The timer stops while Qt has no events at all.
    """

    def __init__(self) -> None:
        self._timer = QTimer()
        self._timer.timeout.connect(self.collect_if_due)
        self._idle_rounds = 0
        self._is_all_collected = True
        self._is_asleep, self._skips_next_awake = False, False

    @property
    def is_active(self) -> bool:
        return self._timer.isActive()

    def start(self) -> None:
        self._timer.start(IDLE_INTERVAL_MS)

    def stop(self) -> None:
        if self._is_asleep:
            self._wake()
        self._timer.stop()
        gc.unfreeze()

    def collect_if_due(self) -> None:
        young, middle, _ = gc.get_count()
        if young <= YOUNG_THRESHOLD:
            self._rest()
            return
        self._set_interval(BUSY_INTERVAL_MS)
        self._idle_rounds = 0
        self._is_all_collected = False
        if middle > MIDDLE_THRESHOLD:
            gc.collect(1)
            gc.freeze()
        else:
            gc.collect(0)

    def _rest(self) -> None:
        self._set_interval(IDLE_INTERVAL_MS)
        self._idle_rounds += 1
        if self._idle_rounds < IDLE_ROUNDS:
            return
        if not self._is_all_collected:
            self._is_all_collected = True
            gc.unfreeze()
            gc.collect()
        self._sleep()

    def _sleep(self) -> None:
        dispatcher = QAbstractEventDispatcher.instance()
        if dispatcher is not None and not self._is_asleep:
            self._timer.stop()
            self._is_asleep, self._skips_next_awake = True, True
            dispatcher.awake.connect(self._on_awake)

    def _on_awake(self) -> None:
        """Qt emits this once before it goes to sleep itself."""
        if self._skips_next_awake:
            self._skips_next_awake = False
        else:
            self._wake()

    def _wake(self) -> None:
        self._is_asleep = False
        QAbstractEventDispatcher.instance().awake.disconnect(self._on_awake)
        self._idle_rounds = 0
        self.start()

    def _set_interval(self, milliseconds: int) -> None:
        if self._timer.interval() != milliseconds:
            self._timer.setInterval(milliseconds)
