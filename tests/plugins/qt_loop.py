"""Runs coroutines on asyncio's Qt loop inside a test."""

import asyncio
import sys
from collections.abc import Coroutine, Iterator
from typing import Any, TypeVar

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

Result = TypeVar("Result")
DEADLINE_SECONDS = 240
"""Shorter than the `timeout` in pyproject.toml, which could not say which coroutine hangs."""


class QtLoop:
    """Runs a coroutine to its end; an unhandled error in the background fails the test."""

    def __init__(self, application: QApplication) -> None:
        # As in `main`. Otherwise the last window that an earlier test deletes would stop this loop.
        application.setQuitOnLastWindowClosed(False)
        self.loop = QEventLoop(application)
        self.unhandled_errors: list[dict[str, Any]] = []
        self.loop.set_exception_handler(lambda _loop, context: self.unhandled_errors.append(context))
        # qasync does not install these hooks: without them an abandoned async generator is never closed.
        self._hooks_before = sys.get_asyncgen_hooks()
        sys.set_asyncgen_hooks(self.loop._asyncgen_firstiter_hook, self.loop._asyncgen_finalizer_hook)

    def __call__(self, coroutine: Coroutine[Any, Any, Result], timeout: float = DEADLINE_SECONDS) -> Result:
        result: Result = self.loop.run_until_complete(asyncio.wait_for(coroutine, timeout))
        return result

    def close(self) -> None:
        self.loop.run_until_complete(self._wind_down())
        timer = self.loop._timer
        self.loop.close()
        # Timers of timeouts that were not needed are still active.
        shiboken6.delete(timer)
        sys.set_asyncgen_hooks(*self._hooks_before)

    async def _wind_down(self) -> None:
        left = asyncio.all_tasks() - {asyncio.current_task()}
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)
        await self.loop.shutdown_asyncgens()


@pytest.fixture
def qt_loop(qapp: QApplication) -> Iterator[QtLoop]:
    """`qt_loop(coroutine)` returns the coroutine's result; `qt_loop.loop` is the loop itself."""
    running = QtLoop(qapp)
    yield running
    running.close()
    assert not running.unhandled_errors, f"failed in the background: {running.unhandled_errors}"
