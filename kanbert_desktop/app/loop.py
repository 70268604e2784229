"""asyncio on the Qt loop: made once, run to the end of one coroutine, left without loose ends."""

import asyncio
import os
import sys
from collections.abc import Coroutine
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication

from kanbert_desktop.app.collecting import collecting_here
from kanbert_desktop.app.faults.watching import in_the_loop

os.environ["QT_API"] = "pyside6"  # qasync would take PyQt where it finds one

T = TypeVar("T")
SHUTDOWN_SECONDS = 3.0
SWITCH_SECONDS = 0.001
"""How long a busy thread (the store's, indexing a page) keeps the interpreter from the one that paints: Python's own five
milliseconds are a third of a frame."""


def run_on_qt(application: QCoreApplication, coroutine: Coroutine[Any, Any, T]) -> T:
    """The coroutine's result. Tasks left over are cancelled and given three seconds."""
    from qasync import QEventLoop  # noqa: PLC0415  only now is QT_API set for certain, and the window is painted

    sys.setswitchinterval(SWITCH_SECONDS)
    loop = QEventLoop(application)
    asyncio.set_event_loop(loop)
    loop.set_exception_handler(in_the_loop)
    hooks = sys.get_asyncgen_hooks()
    # qasync leaves them out: an abandoned async generator would never be closed.
    sys.set_asyncgen_hooks(loop._asyncgen_firstiter_hook, loop._asyncgen_finalizer_hook)  # noqa: SLF001
    try:
        with collecting_here():
            result: T = loop.run_until_complete(coroutine)
            return result
    finally:
        loop.run_until_complete(_wind_down())
        sys.set_asyncgen_hooks(*hooks)
        loop.close()
        asyncio.set_event_loop(None)


async def _wind_down() -> None:
    left = asyncio.all_tasks() - {asyncio.current_task()}
    for task in left:
        task.cancel()
    if left:
        await asyncio.wait(left, timeout=SHUTDOWN_SECONDS)
    await asyncio.get_running_loop().shutdown_asyncgens()
