"""asyncio on the Qt loop, with garbage collection on the main thread only.

Collecting on another thread would destroy Qt objects there and crash.
"""

import asyncio
import gc
import os
import sys
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from PySide6.QtCore import QAbstractEventDispatcher, QCoreApplication, QTimer

from kanbert_desktop.app.crash_reports.reports import handle_loop_exception
from kanbert_desktop.app.system.plain_event_loop import THREAD_SWITCH_SECONDS, cancel_remaining_tasks

BUSY_INTERVAL_MS = 100
IDLE_MS = 4500
"""After so long without many new objects one full collection disturbs nobody, and no further one is needed."""
# CPython's own thresholds: the middle generation is collected after ten young collections.
YOUNG_THRESHOLD = 700
MIDDLE_THRESHOLD = 10
WORTH_A_FULL_ONE = 20
"""Collections after which a full one finds enough: the idle cycle of the sync needs one or two, once a minute."""
os.environ["QT_API"] = "pyside6"  # qasync would choose PyQt if it is installed
T = TypeVar("T")


def run_on_qt(
    application: QCoreApplication,
    coroutine: Coroutine[Any, Any, T],
    at_rest: Callable[[], object] = lambda: None,
) -> T:
    """Returns the coroutine's result. Remaining tasks are cancelled and get three seconds.

    `at_rest` is called when activity has ended.
    """
    from kanbert_desktop.app.system.qt_loop import QtEventLoop  # noqa: PLC0415  after QT_API is set and the window is painted

    sys.setswitchinterval(THREAD_SWITCH_SECONDS)
    loop = QtEventLoop(application)
    asyncio.set_event_loop(loop)
    loop.set_exception_handler(handle_loop_exception)
    hooks = sys.get_asyncgen_hooks()
    # qasync does not set these: an abandoned async generator would never be closed.
    sys.set_asyncgen_hooks(loop._asyncgen_firstiter_hook, loop._asyncgen_finalizer_hook)  # noqa: SLF001
    try:
        with collect_on_main_thread(at_rest):
            result: T = loop.run_until_complete(coroutine)
            return result
    finally:
        loop.run_until_complete(cancel_remaining_tasks())
        sys.set_asyncgen_hooks(*hooks)
        loop.close()
        asyncio.set_event_loop(None)


@contextmanager
def collect_on_main_thread(at_rest: Callable[[], object] = lambda: None) -> Iterator[None]:
    """Collects garbage on this thread alone, while the body runs.

    Python's collector runs in whichever thread allocates. In the threads of the store and of the keyring it would
    destroy Qt objects, which crashes. This is no optimisation: it saves neither time nor
    memory, but the longest pause after the first paint is 90 instead of 150 ms (`dev.py bench startup_optimisations`).
    """
    was_enabled = gc.isenabled()
    gc.disable()
    collector = MainThreadCollector(at_rest)
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
    At rest no timer runs: only when the loop wakes up for another reason are the new objects counted.
    `at_rest` is called whenever activity has ended, whether a full collection was worth its time or not.
    """

    def __init__(self, at_rest: Callable[[], object] = lambda: None) -> None:
        self._at_rest = at_rest
        self._timer = QTimer()
        self._timer.timeout.connect(self.collect_if_due)
        self._since_full = 0
        """Collections since the last full one."""
        self._is_idle = False
        self._dispatcher: QAbstractEventDispatcher | None = None
        """Watched for its waking up, while the next look is far away or never."""

    @property
    def is_active(self) -> bool:
        return self._timer.isActive()

    def start(self) -> None:
        self._timer.start(BUSY_INTERVAL_MS)

    def stop(self) -> None:
        self._unwatch()
        self._timer.stop()
        gc.unfreeze()

    def collect_if_due(self) -> None:
        young, middle, _ = gc.get_count()
        if young <= YOUNG_THRESHOLD:
            self._rest()
            return
        self._is_idle = False
        self._since_full += 1
        self._unwatch()
        self._timer.start(BUSY_INTERVAL_MS)
        if middle > MIDDLE_THRESHOLD:
            gc.collect(1)
            gc.freeze()
        else:
            gc.collect(0)

    def _rest(self) -> None:
        """Waits once for the end of all activity, then collects everything if that is worth its time, and stops."""
        self._watch()
        if not self._is_idle and self._since_full >= WORTH_A_FULL_ONE:
            self._is_idle = True
            self._timer.start(IDLE_MS)
            return
        self._timer.stop()
        if self._since_full >= WORTH_A_FULL_ONE:
            self._since_full = 0
            gc.unfreeze()
            gc.collect()
        self._at_rest()

    def _watch(self) -> None:
        dispatcher = QAbstractEventDispatcher.instance()
        if self._dispatcher is None and dispatcher is not None:
            dispatcher.awake.connect(self._on_awake)
            self._dispatcher = dispatcher

    def _unwatch(self) -> None:
        if self._dispatcher is not None:
            self._dispatcher.awake.disconnect(self._on_awake)
            self._dispatcher = None

    def _on_awake(self) -> None:
        """Something happened: a collection is due only if it made many objects."""
        if gc.get_count()[0] > YOUNG_THRESHOLD:
            self._is_idle = False
            self._unwatch()
            self._timer.start(BUSY_INTERVAL_MS)
