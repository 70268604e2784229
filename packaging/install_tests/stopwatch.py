"""Measures the time from the package to the first card, without the test's own work in between."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from devtools.steps import require

MAX_SECONDS = 120.0


def is_busy() -> bool:
    """More programs want to run than there are processors."""
    return os.getloadavg()[0] > (os.cpu_count() or 1)


class Stopwatch:
    def __init__(
        self, clock: Callable[[], float] = time.monotonic, is_busy: Callable[[], bool] = is_busy
    ) -> None:
        """`clock` returns seconds."""
        self._clock, self._is_busy = clock, is_busy
        self._seconds = 0.0

    @contextmanager
    def running(self) -> Iterator[None]:
        begun = self._clock()
        yield
        self._seconds += self._clock() - begun

    def stop(self) -> None:
        """Prints the sum. Raises `StepError` if a user would have waited too long, other programs aside."""
        print(f"From the package to the first card: {self._seconds:.0f} s")
        require(self._seconds < MAX_SECONDS or self._is_busy(), "it takes less than two minutes")
