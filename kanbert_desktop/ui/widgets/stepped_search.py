"""A search that runs between frames, so that no key waits for it."""

from collections.abc import Generator
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

SearchSteps = Generator[None, None, object]
"""Each step takes a part of a frame. The value is the result."""
_FRAME_SECONDS = 0.003
"""Time that a search may block the event loop at once: a frame has a key, what follows it, and a turn of the search."""


class SteppedSearch(QObject):
    """Runs one search at a time. `found` carries its result.

    The result of at most `few` steps is reported in the same turn of the event loop. Others are reported in a turn of
    their own, as showing them takes most of a frame.
    """

    found = Signal(object)

    def __init__(self, parent: QObject, few: int = 1) -> None:
        super().__init__(parent)
        self._few = few
        self._steps: SearchSteps | None = None
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._advance)

    @property
    def is_running(self) -> bool:
        return self._steps is not None

    def start(self, steps: SearchSteps) -> None:
        """Replaces the search before."""
        self.stop()
        self._steps = steps
        self._advance(self._few)

    def stop(self) -> None:
        self._timer.stop()
        if self._steps is not None:
            self._steps.close()
            self._steps = None

    def finish(self) -> None:
        """Reports the result now: something is about to be done with it."""
        while self._steps is not None:
            self._advance()

    def _advance(self, few: int = 1) -> None:
        if self._steps is None:
            return
        until = perf_counter() + _FRAME_SECONDS
        try:
            for _ in range(few):
                next(self._steps)
        except StopIteration as done:
            self.stop()
            self.found.emit(done.value)
            return
        try:
            while perf_counter() < until:
                next(self._steps)
        except StopIteration as done:
            self._steps = _ended(done.value)
        self._timer.start()


def _ended(result: object) -> SearchSteps:
    """A search without further steps."""
    yield from ()
    return result
