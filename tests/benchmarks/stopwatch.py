"""Two clocks at once: wall-clock time and this thread's processor time."""

import resource
import time

from benchmarks.figures import Sample


class Stopwatch:
    """Milliseconds since it was created."""

    def __init__(self) -> None:
        self._wall, self._cpu = time.perf_counter(), time.thread_time()

    def read(self) -> Sample:
        return Sample((time.perf_counter() - self._wall) * 1000, (time.thread_time() - self._cpu) * 1000)


class ChildStopwatch:
    """The same for programs that were started and have ended since it was created."""

    def __init__(self) -> None:
        self._wall, self._cpu = time.perf_counter(), _children()

    def read(self) -> Sample:
        return Sample((time.perf_counter() - self._wall) * 1000, (_children() - self._cpu) * 1000)


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
