"""Work that would hold the window up, on a thread of its own."""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

T = TypeVar("T")


async def aside(name: str, work: Callable[[], T]) -> T:
    """What `work` answers or raises. A daemon thread: whatever hangs in there does not keep the program from ending."""
    answer: Future[T] = Future()

    def run() -> None:
        # From now on whoever waits can give up, but no longer call it off: an answer given to nobody is no error.
        if not answer.set_running_or_notify_cancel():
            return
        try:
            answer.set_result(work())
        except BaseException as error:  # noqa: BLE001  it belongs to whoever waits
            answer.set_exception(error)

    threading.Thread(target=run, name=name, daemon=True).start()
    return await asyncio.wrap_future(answer)
