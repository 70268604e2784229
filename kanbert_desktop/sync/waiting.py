"""Waiting that can be cut short, and how long to wait after failures."""

import asyncio
import random
from dataclasses import dataclass
from datetime import datetime, timedelta

from kanbert_desktop.sync.reader import Sleep

FLOOR = timedelta(seconds=1)
BASE = timedelta(seconds=2)
CAP = timedelta(minutes=5)


def backoff(failures: int, rng: random.Random) -> timedelta:
    """Exponential with full jitter (D12): many computers that lost the same server do not come back as one."""
    highest: timedelta = min(BASE * 2 ** min(failures, 12), CAP)
    return FLOOR + (highest - FLOOR) * rng.random()


@dataclass(frozen=True, slots=True)
class Pause:
    """Waiting until a moment of the wall clock, and never longer than `length`, whatever that clock does meanwhile."""

    until: datetime
    length: timedelta

    @classmethod
    def of(cls, length: timedelta, now: datetime) -> "Pause":
        return cls(now + length, length)

    def left(self, now: datetime) -> timedelta:
        left = self.until - now
        # More than was agreed upon: the clock was set back, and what it said then means nothing.
        return left if timedelta(0) < left <= self.length else timedelta(0)


class Bell:
    """Time comes from outside, so that tests and simulations own it."""

    def __init__(self, sleep: Sleep) -> None:
        self._sleep = sleep
        self._rung = asyncio.Event()

    def ring(self) -> None:
        self._rung.set()

    async def wait(self, seconds: float | None) -> None:
        """Until it rings, or so many seconds have passed."""
        ringing = asyncio.ensure_future(self._rung.wait())
        waits = {ringing} if seconds is None else {ringing, asyncio.ensure_future(self._slept(seconds))}
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for one in waits:
                one.cancel()
            await asyncio.gather(*waits, return_exceptions=True)
        self._rung.clear()

    async def pause(self, seconds: float) -> None:
        """Whether it rings or not."""
        await self._sleep(seconds)

    async def _slept(self, seconds: float) -> bool:
        await self._sleep(seconds)
        return True
