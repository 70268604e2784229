"""Notices that a server does not answer, long before the request times out."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from kanbert_desktop.sync.status import Status

PATIENCE_SECONDS = 5.0
"""Ordinary answers take well under a second; whoever looks at the window wonders after a few."""


class Silence:
    """Tells the status since when an answer has been missing, as long as one of the requests still waits for it."""

    def __init__(
        self, status: Status, now: Callable[[], datetime], seconds: float = PATIENCE_SECONDS
    ) -> None:
        self._status, self._now, self._seconds = status, now, seconds
        self._silent: dict[object, datetime] = {}

    @contextmanager
    def broken_by_answer(self) -> Iterator[None]:
        """Around one request and its repetitions."""
        request, began = object(), self._now()
        timer = asyncio.get_running_loop().call_later(self._seconds, self._notice, request, began)
        try:
            yield
        finally:
            timer.cancel()
            if self._silent.pop(request, None) is not None:
                self._tell()

    def _notice(self, request: object, began: datetime) -> None:
        self._silent[request] = began
        self._tell()

    def _tell(self) -> None:
        self._status.silent(min(self._silent.values(), default=None))
