"""qasync's loop, but a cancelled delay leaves no timer behind.

Every timeout of a request is such a delay: each would wake the program up once more, long after its response.
Import after `QT_API` is set (`event_loop`).
"""

import asyncio
from collections.abc import Callable
from contextvars import Context
from typing import Any

from PySide6.QtCore import QObject, QTimerEvent
from qasync import QEventLoop


class DelayedCall(asyncio.Handle):
    """Cancelling it stops its timer."""

    __slots__ = ("_delays", "_timer")

    def __init__(
        self,
        callback: Callable[..., object],
        args: tuple[Any, ...],
        loop: "QtEventLoop",
        delays: "Delays",
        context: Context | None,
    ) -> None:
        super().__init__(callback, args, loop, context)
        self._delays: Delays | None = delays
        self._timer = 0

    def start(self, seconds: float) -> None:
        if self._delays is not None:
            self._timer = self._delays.start(self, seconds)

    def run(self) -> None:
        self._delays = None
        self._run()

    def cancel(self) -> None:
        delays, self._delays = self._delays, None
        if delays is not None:
            delays.stop(self._timer)
        super().cancel()


class Delays(QObject):
    """The timers of one loop, each with its call."""

    def __init__(self) -> None:
        super().__init__()
        self._calls: dict[int, DelayedCall] = {}

    @property
    def count(self) -> int:
        return len(self._calls)

    def start(self, call: DelayedCall, seconds: float) -> int:
        timer = self.startTimer(int(seconds * 1000))
        self._calls[timer] = call
        return timer

    def stop(self, timer: int) -> None:
        if self._calls.pop(timer, None) is not None:
            self.killTimer(timer)

    def stop_all(self) -> None:
        for timer in list(self._calls):
            self.stop(timer)

    def timerEvent(self, event: QTimerEvent) -> None:
        call = self._calls.get(event.timerId())
        self.stop(event.timerId())
        if call is not None:
            call.run()


# qasync ships no types.
class QtEventLoop(QEventLoop):  # type: ignore[misc]
    """`call_at`, `asyncio.sleep` and all timeouts come through `call_later`."""

    def __init__(self, *arguments: Any, **named: Any) -> None:  # noqa: ANN401  qasync's own
        self._delays = Delays()
        super().__init__(*arguments, **named)

    @property
    def delay_count(self) -> int:
        return self._delays.count

    def call_later(
        self,
        delay: float,
        callback: Callable[..., object],
        *args: Any,  # noqa: ANN401  whatever the callback takes
        context: Context | None = None,
    ) -> asyncio.Handle:
        if delay <= 0:
            soon: asyncio.Handle = super().call_later(delay, callback, *args, context=context)
            return soon
        call = DelayedCall(callback, args, self, self._delays, context)
        call.start(delay)
        return call

    def close(self) -> None:
        self._delays.stop_all()
        super().close()
