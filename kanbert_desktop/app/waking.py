"""Tells of good moments: half a minute has passed, the network is back, the computer woke up."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, QTimer
from PySide6.QtNetwork import QNetworkInformation

TICK_MS = 30_000
ASLEEP_SECONDS = 90.0

Poke = Callable[[str], None]


class Waking(QObject):
    """Wakes by the wall clock: while a computer sleeps, timers stand still (S39).

    `renew` is called at each of these moments, and before `poke`, which is told of the network and of waking up.
    """

    def __init__(
        self,
        poke: Poke,
        now: Callable[[], datetime],
        renew: Callable[[], None] = lambda: None,
        *,
        tick_ms: int = TICK_MS,
    ) -> None:
        super().__init__()
        self._poke = poke
        self._renew = renew
        self._now = now
        self._seen = now()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(tick_ms)
        if QNetworkInformation.loadBackendByFeatures(QNetworkInformation.Feature.Reachability):
            QNetworkInformation.instance().reachabilityChanged.connect(self._reached)

    def _look(self) -> None:
        now = self._now()
        self._renew()
        if (now - self._seen).total_seconds() > ASLEEP_SECONDS:
            self._poke("resumed")
        self._seen = now

    def _reached(self, reachability: QNetworkInformation.Reachability) -> None:
        if reachability in (
            QNetworkInformation.Reachability.Online,
            QNetworkInformation.Reachability.Unknown,
        ):
            self._renew()
            self._poke("network")
