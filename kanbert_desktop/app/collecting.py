"""Cycles are collected on the main thread alone: any other would destroy Qt objects where Qt forbids it, and crash."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QAbstractEventDispatcher, QTimer

BUSY_MS, QUIET_MS = 100, 300
# CPython's own measure for the youngest generation; the middle one is looked at after ten of the younger.
YOUNG = 700
OLDER = 10
QUIET_LOOKS = 15
"""After so many looks in a row without work in between a longer one disturbs nobody, and none is needed after that."""


@contextmanager
def collecting_here() -> Iterator[None]:
    """Python's collector runs in whichever thread allocates; the store's and the keyring's must never be that."""
    was_enabled = gc.isenabled()
    gc.disable()
    collector = Collector()
    collector.begin()
    try:
        yield
    finally:
        collector.end()
        if was_enabled:
            gc.enable()


class Collector:
    """Looks often and briefly, so that no pause is felt; what has lasted is set aside until nothing goes on.

    Ten thousand cards that stay would otherwise be walked over again and again, thirty milliseconds each time.
    Where nothing goes on at all it sleeps until Qt comes to anything.
    """

    def __init__(self) -> None:
        self._timer = QTimer()
        self._timer.timeout.connect(self.look)
        self._quiet = 0
        self._is_everything_seen = True
        self._is_asleep, self._is_dozing = False, False

    @property
    def is_looking(self) -> bool:
        return self._timer.isActive()

    def begin(self) -> None:
        self._timer.start(QUIET_MS)

    def end(self) -> None:
        if self._is_asleep:
            self._wake()
        self._timer.stop()
        gc.unfreeze()

    def look(self) -> None:
        young, middle, _ = gc.get_count()
        if young <= YOUNG:
            self._rest()
            return
        self._pace(BUSY_MS)
        self._quiet = 0
        self._is_everything_seen = False
        if middle > OLDER:
            gc.collect(1)
            gc.freeze()
        else:
            gc.collect(0)

    def _rest(self) -> None:
        self._pace(QUIET_MS)
        self._quiet += 1
        if self._quiet < QUIET_LOOKS:
            return
        if not self._is_everything_seen:
            self._is_everything_seen = True
            gc.unfreeze()
            gc.collect()
        self._sleep()

    def _sleep(self) -> None:
        dispatcher = QAbstractEventDispatcher.instance()
        if dispatcher is not None and not self._is_asleep:
            self._timer.stop()
            self._is_asleep, self._is_dozing = True, True
            dispatcher.awake.connect(self._on_awake)

    def _on_awake(self) -> None:
        """Qt says so the first time before it goes to sleep itself."""
        if self._is_dozing:
            self._is_dozing = False
        else:
            self._wake()

    def _wake(self) -> None:
        self._is_asleep = False
        QAbstractEventDispatcher.instance().awake.disconnect(self._on_awake)
        self._quiet = 0
        self.begin()

    def _pace(self, milliseconds: int) -> None:
        if self._timer.interval() != milliseconds:
            self._timer.setInterval(milliseconds)
