"""Cycles are collected on the main thread alone: any other would destroy Qt objects where Qt forbids it, and crash."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QTimer

LOOK_MS = 1000
# CPython's own measure for the youngest generation; each older one is looked at after ten of the younger.
YOUNG = 700
OLDER = 10


@contextmanager
def collecting_here() -> Iterator[None]:
    """Python's collector runs in whichever thread allocates; the store's and the keyring's must never be that."""
    was_enabled = gc.isenabled()
    gc.disable()
    timer = QTimer()
    timer.setInterval(LOOK_MS)
    timer.timeout.connect(collect_what_is_due)
    timer.start()
    try:
        yield
    finally:
        timer.stop()
        if was_enabled:
            gc.enable()


def collect_what_is_due() -> None:
    """The oldest generation that has grown enough, as the collector itself would choose it."""
    young, middle, old = gc.get_count()
    if young <= YOUNG:
        return
    generation = 0
    if middle > OLDER:
        generation = 2 if old > OLDER else 1
    gc.collect(generation)
