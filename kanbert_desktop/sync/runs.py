"""The last few cycles in numbers, for whoever looks into trouble from far away: no text of a card is in them."""

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from kanbert_desktop.domain.errors import KanbertError, Refused

KEPT = 20
Kind = Literal["usual", "full", "idle"]


@dataclass
class Run:
    """`pulled` and `pushed` as in the cycle's report; `problem` is the key of what ended it, with its HTTP status."""

    began: datetime
    kind: Kind
    took: timedelta = timedelta(0)
    pulled: int = 0
    pushed: int = 0
    problem: str = ""


class Runs:
    """As long as the program runs; the oldest first."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._runs: deque[Run] = deque(maxlen=KEPT)

    def __iter__(self) -> Iterator[Run]:
        return iter(tuple(self._runs))

    @contextmanager
    def begun(self, kind: Kind) -> Iterator[Run]:
        """Around one cycle; what it raises is noted and raised."""
        run = Run(self._now(), kind)
        self._runs.append(run)
        try:
            yield run
        except Exception as error:
            run.problem = _named(error)
            raise
        finally:
            run.took = self._now() - run.began


def _named(error: Exception) -> str:
    if isinstance(error, Refused) and error.status:
        return f"{error.key} ({error.status})"
    return error.key if isinstance(error, KanbertError) else type(error).__name__
