"""Measures the time from the package to the first card, without the test's own work in between."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from devtools.steps import require

MAX_SECONDS = 120.0


class Stopwatch:
    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """`clock` returns seconds."""
        self._clock = clock
        self._seconds = 0.0

    @contextmanager
    def running(self) -> Iterator[None]:
        begun = self._clock()
        yield
        self._seconds += self._clock() - begun

    def stop(self) -> None:
        """Prints the sum. Raises `StepError` if a user would have waited too long."""
        print(f"From the package to the first card: {self._seconds:.0f} s")
        require(self._seconds < MAX_SECONDS, "it takes less than two minutes")
