"""qasync's loop, but a cancelled delay leaves no timer behind, a delay never ends early, and calls share one timer.

Every timeout of a request is such a delay: each would wake the program up once more, long after its response.
Import after `QT_API` is set (`event_loop`).
"""

import asyncio
import math
from collections import deque
from collections.abc import Callable
from contextvars import Context
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimerEvent
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
        # Any other timer may end up to a twentieth early: the sync would wait for the rest, and wake up twice.
        timer = self.startTimer(math.ceil(seconds * 1000), Qt.TimerType.PreciseTimer)
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


class ReadyCalls(QObject):
    """The calls of one loop that are due at once, in their order.

    qasync starts a timer for each of them, which takes longer than most of them do. One timer runs here what was due when it
    ended: what becomes due meanwhile waits for the next one, so that Qt handles its own events in between.
    """

    def __init__(self) -> None:
        super().__init__()
        self._calls: deque[asyncio.Handle] = deque()
        self._timer = 0

    def add(self, call: asyncio.Handle) -> None:
        self._calls.append(call)
        if not self._timer:
            self._timer = self.startTimer(0)

    def stop(self) -> None:
        self._calls.clear()
        self._stop_timer()

    def timerEvent(self, _event: QTimerEvent) -> None:
        self._stop_timer()
        for _ in range(len(self._calls)):
            # A loop that ran inside of the last call may have run all others.
            if not self._calls:
                break
            call = self._calls.popleft()
            # For such a loop, a dialog or a drag: Qt sends no event of a timer while it handles one of the same timer.
            if self._calls and not self._timer:
                self._timer = self.startTimer(0)
            if not call.cancelled():
                call._run()  # noqa: SLF001  as asyncio's own loop does
        if not self._calls:
            self._stop_timer()

    def _stop_timer(self) -> None:
        if self._timer:
            self.killTimer(self._timer)
            self._timer = 0


# qasync ships no types.
class QtEventLoop(QEventLoop):  # type: ignore[misc]
    """`call_at`, `asyncio.sleep` and all timeouts come through `call_later`."""

    def __init__(self, *arguments: Any, **named: Any) -> None:  # noqa: ANN401  qasync's own
        self._delays, self._ready_calls = Delays(), ReadyCalls()
        super().__init__(*arguments, **named)

    @property
    def delay_count(self) -> int:
        return self._delays.count

    def call_soon(
        self,
        callback: Callable[..., object],
        *args: Any,  # noqa: ANN401  whatever the callback takes
        context: Context | None = None,
    ) -> asyncio.Handle:
        if self.get_debug():
            # qasync's own way measures each call.
            measured: asyncio.Handle = super().call_later(0, callback, *args, context=context)
            return measured
        call = asyncio.Handle(callback, args, self, context)
        self._ready_calls.add(call)
        return call

    def call_later(
        self,
        delay: float,
        callback: Callable[..., object],
        *args: Any,  # noqa: ANN401  whatever the callback takes
        context: Context | None = None,
    ) -> asyncio.Handle:
        if delay <= 0:
            return self.call_soon(callback, *args, context=context)
        call = DelayedCall(callback, args, self, self._delays, context)
        call.start(delay)
        return call

    def close(self) -> None:
        self._delays.stop_all()
        self._ready_calls.stop()
        super().close()
