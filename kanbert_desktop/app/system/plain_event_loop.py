"""asyncio without Qt, for verbs."""

import asyncio
import signal
import sys
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from kanbert_desktop.app.crash_reports.reports import handle_loop_exception
from kanbert_desktop.app.system.signals import SIGNALS, is_ignored

T = TypeVar("T")
SHUTDOWN_SECONDS = 3.0
THREAD_SWITCH_SECONDS = 0.001
"""How long a busy thread (the store's, while indexing) may delay the main thread. Python's default of 5 ms is a third of
a frame.
"""


def run_on_asyncio(coroutine: Coroutine[Any, Any, T]) -> T:
    """Returns the coroutine's result. Remaining tasks are cancelled and get three seconds."""
    sys.setswitchinterval(THREAD_SWITCH_SECONDS)
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    loop.set_exception_handler(handle_loop_exception)
    try:
        return loop.run_until_complete(coroutine)
    finally:
        loop.run_until_complete(cancel_remaining_tasks())
        asyncio.set_event_loop(None)
        loop.close()


async def cancel_remaining_tasks() -> None:
    remaining = asyncio.all_tasks() - {asyncio.current_task()}
    for task in remaining:
        task.cancel()
    if remaining:
        await asyncio.wait(remaining, timeout=SHUTDOWN_SECONDS)
    await asyncio.get_running_loop().shutdown_asyncgens()


@contextmanager
def stop_on_signals(stop: Callable[[], object]) -> Iterator[None]:
    """Calls `stop` on the running loop for each of these signals. A signal that was ignored at the start stays ignored."""
    loop = asyncio.get_running_loop()
    numbers = [number for number in SIGNALS if not is_ignored(number)]
    # Waking the loop is what lets Python run a handler while nothing else happens.
    before = {number: signal.signal(number, lambda *_: loop.call_soon_threadsafe(stop)) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
