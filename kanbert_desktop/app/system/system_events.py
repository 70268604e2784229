"""Signals of the operating system, resume from sleep, and the return of the network."""

import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from PySide6.QtCore import QElapsedTimer, QObject, QSocketNotifier, Qt, QTimer, Signal

from kanbert_desktop.app.system.network_return import watch_network
from kanbert_desktop.app.system.signals import SIGNALS, is_ignored

CHECK_INTERVAL_MS = 60_000
SLEEP_GAP_SECONDS = 90.0
COINCIDENCE_MS = 1000
"""A tick that is due so soon happens with a sync that ends now."""
LATER_SHARE = 30
"""So small a part of its interval a tick waits longer for such a sync, so that both are one wake-up."""
WakeSync = Callable[[str], None]


@contextmanager
def stop_on_signals(stop: Callable[[], object]) -> Iterator[None]:
    """Calls `stop` for each of these signals. A socket wakes Python, which runs handlers only between its own steps.

    A signal that was ignored at the start, as with `nohup`, stays ignored.
    """
    reading, writing = socket.socketpair()
    writing.setblocking(False)
    reading.setblocking(False)
    notifier = QSocketNotifier(reading.fileno(), QSocketNotifier.Type.Read)
    notifier.activated.connect(lambda *_: reading.recv(64))
    numbers = [number for number in SIGNALS if not is_ignored(number)]
    before = {number: signal.signal(number, lambda *_: stop()) for number in numbers}
    wakeup = signal.set_wakeup_fd(writing.fileno(), warn_on_full_buffer=False)
    try:
        yield
    finally:
        signal.set_wakeup_fd(wakeup)
        for number, handler in before.items():
            signal.signal(number, handler)
        notifier.setEnabled(False)
        reading.close()
        writing.close()


class WakeMonitor(QObject):
    """Detects sleep by the wall clock: timers stop while the computer sleeps (S39).

    `refresh_token` is called at each tick and before `wake_sync`. That one is called when the network is back or the
    computer woke up. A program at rest wakes up once a minute: `coincide` moves the tick to the end of the sync.
    """

    ticked = Signal()

    def __init__(
        self,
        wake_sync: WakeSync,
        now: Callable[[], datetime],
        refresh_token: Callable[[], None] = lambda: None,
        *,
        tick_ms: int = CHECK_INTERVAL_MS,
    ) -> None:
        super().__init__()
        self._wake_sync = wake_sync
        self._refresh_token = refresh_token
        self._now = now
        self._seen = now()
        self._tick_ms = tick_ms
        self._since_tick = QElapsedTimer()
        self._since_tick.start()
        self._timer = QTimer(self, timerType=Qt.TimerType.VeryCoarseTimer)
        self._timer.timeout.connect(self._check)
        self._timer.start(tick_ms + tick_ms // LATER_SHARE)
        watch_network(self._on_network, self)

    def coincide(self) -> None:
        """Call at the end of a sync: a tick that is due happens with it, and the next one with the next sync."""
        if self._has_slept():
            self.resume()
        elif self._since_tick.elapsed() > self._tick_ms - COINCIDENCE_MS:
            self._since_tick.restart()
            # After all others have been told of the sync.
            QTimer.singleShot(0, self, self._check)
        self._timer.start()

    def resume(self) -> None:
        """Call when the computer woke up; a tick notices it too, but up to a minute later."""
        self._seen = self._now()
        self._refresh_token()
        self._wake_sync("resumed")

    def _check(self) -> None:
        self._since_tick.restart()
        self.ticked.emit()
        if self._has_slept():
            self.resume()
        else:
            self._refresh_token()

    def _has_slept(self) -> bool:
        now, before = self._now(), self._seen
        self._seen = now
        return (now - before).total_seconds() > SLEEP_GAP_SECONDS

    def _on_network(self) -> None:
        self._refresh_token()
        self._wake_sync("network")
