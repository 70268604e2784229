"""When to sync: debounce, idle interval, back-off, wake-up."""

import asyncio
import logging
import random
from collections.abc import Callable
from datetime import datetime, timedelta

from kanbert_desktop.domain.changes import State
from kanbert_desktop.domain.errors import KanbertError, SignInRequired, TransientError
from kanbert_desktop.domain.value_classes import dataclass
from kanbert_desktop.sync.engine import Engine
from kanbert_desktop.sync.meta_names import THROTTLED
from kanbert_desktop.sync.server_reader import Sleep

log = logging.getLogger(__name__)
MIN_BACKOFF = timedelta(seconds=1)
BACKOFF_BASE = timedelta(seconds=2)
MAX_BACKOFF = timedelta(minutes=5)
START = "start"
EDIT = "edit"
FOCUS = "focus"
MANUAL = "asked"
SIGNED_IN = "signed_in"
_WAITING_REASONS = frozenset({EDIT, FOCUS})
"""These do not shorten a pause after a failure: the network is no better for them. Every other reason does."""
IDLE_INTERVAL = timedelta(seconds=60)
"""The polling interval: one request a minute (KANBERT_API.md 2.7)."""
ECONOMY_INTERVAL = timedelta(minutes=5)
"""The same on battery or on a metered network."""
MAX_THROTTLE = timedelta(hours=1)
DEBOUNCE = timedelta(seconds=0.4)
RECENT_SYNC = timedelta(seconds=15)
"""A window that comes to the front so soon after a successful cycle triggers nothing."""


@dataclass(frozen=True, slots=True)
class WaitTimer:
    """Waits until a wall clock time, and never longer than `length`, whatever that clock does in the meantime."""

    until: datetime
    length: timedelta

    @classmethod
    def of(cls, length: timedelta, now: datetime) -> "WaitTimer":
        return cls(now + length, length)

    def remaining(self, now: datetime) -> timedelta:
        left = self.until - now
        # More than `length`: the clock was set back, and its earlier time means nothing.
        return left if timedelta(0) < left <= self.length else timedelta(0)


class Schedule:
    """Runs the engine's cycles one after the other until it is stopped."""

    def __init__(
        self,
        engine: Engine,
        now: Callable[[], datetime] | None = None,
        sleep: Sleep | None = None,
        rng: random.Random | None = None,
    ) -> None:
        self._engine = engine
        self._now = now or engine.now
        self._rng = rng or engine.rng
        self._wake_signal = WakeSignal(sleep or engine.sleep)
        self._reasons: set[str] = set()
        self._failures = 0
        self._paused: WaitTimer | None = None
        self._throttled = self._stored_throttle()
        self._needs_sign_in = False
        self._succeeded_at: datetime | None = None
        self._next: WaitTimer | None = None
        self._ended_at = self._now()
        self._task: asyncio.Task[None] | None = None
        self._stopping = False

    def start(self) -> None:
        """Starts a task; a caller with a task of its own awaits `run` instead."""
        self.wake(START)
        self._task = asyncio.get_running_loop().create_task(self.run(), name="sync")

    async def stop(self, deadline: float = 2.0) -> None:
        """Ends between two steps within `deadline` seconds; else the outcome of the running request is unknown."""
        self._stopping = True
        self._wake_signal.set()
        if self._task is not None:
            await asyncio.wait({self._task}, timeout=deadline)
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    def wake(self, reason: str) -> None:
        """`network`, `resumed`, or one of the constants above: why to sync now."""
        if reason == FOCUS and self._is_recent():
            return
        self._reasons.add(reason)
        if reason in (SIGNED_IN, MANUAL, START):
            self._needs_sign_in = False
        if reason not in _WAITING_REASONS:
            self._paused = None
        self._wake_signal.set()

    def set_economical(self, is_economical: bool) -> None:
        """Looks for changes less often, reads nothing ahead and compares nothing unless the user asks to sync."""
        if is_economical is self._engine.is_economical:
            return
        self._engine.is_economical = is_economical
        if self._succeeded_at is not None and not self._failures:
            self._next = WaitTimer.of(self._idle_interval, self._succeeded_at)
        self._wake_signal.set()

    @property
    def _idle_interval(self) -> timedelta:
        return ECONOMY_INTERVAL if self._engine.is_economical else IDLE_INTERVAL

    async def run(self) -> None:
        while not self._stopping:
            await self._wait()
            if not self._stopping:
                await self._once()

    async def _wait(self) -> None:
        """Waits until there is a reason, and no reason against it."""
        while not self._stopping:
            wait = self._delay()
            if wait is not None and wait <= 0:
                return
            await self._wake_signal.wait(wait)
            if self._reasons == {EDIT} and self._delay() == 0:
                await self._wake_signal.pause(DEBOUNCE.total_seconds())

    def _delay(self) -> float | None:
        """Seconds until the next cycle; None waits for a wake-up."""
        if self._needs_sign_in:
            return None
        now = self._now()
        left = timedelta(0) if self._reasons else self._until_next(now)
        for barrier in (self._paused, self._throttled):
            left = max(left, barrier.remaining(now)) if barrier is not None else left
        return left.total_seconds()

    def _until_next(self, now: datetime) -> timedelta:
        """The next idle cycle, or earlier if the delay of a change ends.

        A delay that outlived its time waits for that cycle.
        """
        left = self._next.remaining(now) if self._next is not None else timedelta(0)
        entries = self._engine.replica.local_cards.pending.entries()
        waits = [entry.not_before for entry in entries if entry.state is State.PENDING and entry.not_before]
        return min([left, *(max(moment - now, timedelta(0)) for moment in waits if self._ended_at < moment)])

    def _stored_throttle(self) -> WaitTimer | None:
        """The server's delay survives a restart; one that is far away came from a wrong clock."""
        until = self._engine.replica.meta.get(THROTTLED)
        return WaitTimer(datetime.fromisoformat(until), MAX_THROTTLE) if until else None

    async def _once(self) -> None:
        reasons, self._reasons = self._reasons, set()
        is_asked = MANUAL in reasons
        try:
            full = self._engine.is_full_compare_due() and (is_asked or not self._engine.is_economical)
            await self._engine.run_cycle(full=full, release_holds=is_asked, idle=not reasons)
            if not self._reasons and not self._engine.is_economical:
                await self._engine.prefetch_comments()
        except KanbertError as error:
            self._failed(error)
        except Exception:
            # A bug must not end syncing for good; the outbox is untouched by it.
            log.exception("A sync cycle broke")
            self._pause(None)
        else:
            self._failures = 0
            self._paused = self._throttled = None
            self._succeeded_at = self._now()
            self._next = WaitTimer.of(self._idle_interval, self._succeeded_at)
        self._ended_at = self._now()

    def _failed(self, error: KanbertError) -> None:
        if isinstance(error, SignInRequired):
            self._needs_sign_in = True
            return
        self._pause(error.retry_after if isinstance(error, TransientError) else None)

    def _pause(self, retry_after: timedelta | None) -> None:
        self._failures += 1
        now = self._now()
        self._paused = self._next = WaitTimer.of(backoff(self._failures, self._rng), now)
        self._throttled = WaitTimer.of(retry_after, now) if retry_after is not None else None

    def _is_recent(self) -> bool:
        return (
            self._succeeded_at is not None and timedelta(0) <= self._now() - self._succeeded_at < RECENT_SYNC
        )


class WakeSignal:
    """Sleeping is injected, so that tests and simulations control it."""

    def __init__(self, sleep: Sleep) -> None:
        self._sleep = sleep
        self._is_set = asyncio.Event()

    def set(self) -> None:
        self._is_set.set()

    async def wait(self, seconds: float | None) -> None:
        """Waits until it is set, or for so many seconds."""
        waiting = asyncio.ensure_future(self._is_set.wait())
        waits = {waiting} if seconds is None else {waiting, asyncio.ensure_future(self._slept(seconds))}
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for one in waits:
                one.cancel()
            await asyncio.gather(*waits, return_exceptions=True)
        self._is_set.clear()

    async def pause(self, seconds: float) -> None:
        """Waits whether it is set or not."""
        await self._sleep(seconds)

    async def _slept(self, seconds: float) -> bool:
        await self._sleep(seconds)
        return True


def backoff(failures: int, rng: random.Random) -> timedelta:
    """Exponential with full jitter (D12): many computers that lost the same server do not return at once."""
    highest: timedelta = min(BACKOFF_BASE * 2 ** min(failures, 12), MAX_BACKOFF)
    return MIN_BACKOFF + (highest - MIN_BACKOFF) * rng.random()
