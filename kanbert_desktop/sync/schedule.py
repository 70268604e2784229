"""When to sync: soon after an edit, when something changes outside, now and then otherwise, and never in a hurry after a failure."""

import asyncio
import logging
import random
from collections.abc import Callable
from datetime import datetime, timedelta

from kanbert_desktop.domain.changes import State
from kanbert_desktop.domain.errors import KanbertError, Later, SignInNeeded
from kanbert_desktop.sync.engine import Engine
from kanbert_desktop.sync.reader import Sleep
from kanbert_desktop.sync.waiting import Bell, backoff

log = logging.getLogger(__name__)


START = "start"
EDIT = "edit"
FOCUS = "focus"
ASKED = "asked"
SIGNED_IN = "signed_in"
_PATIENT = frozenset({EDIT, FOCUS})
"""These do not cut a pause after a failure short: the network is no better for them. Every other reason does."""
IDLE = timedelta(seconds=60)
"""The pace of polling: one request a minute (kanbert-api.md 2.7)."""
DEBOUNCE = timedelta(seconds=0.4)
RECENTLY = timedelta(seconds=15)
"""A window that comes to the front so soon after a good cycle asks for nothing."""


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
        self._bell = Bell(sleep or engine.sleep)
        self._reasons: set[str] = set()
        self._failures = 0
        self._paused_until: datetime | None = None
        self._throttled_until: datetime | None = None
        self._needs_sign_in = False
        self._good_at: datetime | None = None
        self._next_at: datetime | None = None
        self._ended_at = self._now()
        self._task: asyncio.Task[None] | None = None
        self._stopping = False

    def start(self) -> None:
        """For whoever has no door into asyncio of their own; else `run` is the coroutine."""
        self.poke(START)
        self._task = asyncio.get_running_loop().create_task(self.run(), name="sync")

    async def stop(self, deadline: float = 2.0) -> None:
        """End between two steps if that takes no longer than `deadline` seconds; else what is on its way is unclear."""
        self._stopping = True
        self._bell.ring()
        if self._task is not None:
            await asyncio.wait({self._task}, timeout=deadline)
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    def poke(self, reason: str) -> None:
        """`network`, `resumed`, or one of the words above: why it is worth looking again."""
        if reason == FOCUS and self._is_recent():
            return
        self._reasons.add(reason)
        if reason in (SIGNED_IN, ASKED, START):
            self._needs_sign_in = False
        if reason not in _PATIENT:
            self._paused_until = None
        self._bell.ring()

    async def run(self) -> None:
        while not self._stopping:
            await self._wait()
            if not self._stopping:
                await self._once()

    async def _wait(self) -> None:
        """Until there is a reason, and no reason against it."""
        while not self._stopping:
            wait = self._delay()
            if wait is not None and wait <= 0:
                return
            await self._bell.wait(wait)
            if self._reasons == {EDIT} and self._delay() == 0:
                await self._bell.pause(DEBOUNCE.total_seconds())

    def _delay(self) -> float | None:
        """Seconds until the next cycle; None is until somebody pokes."""
        if self._needs_sign_in:
            return None
        now = self._now()
        due = now if self._reasons else self._next_due(now)
        for barrier in (self._paused_until, self._throttled_until):
            due = max(due, barrier) if barrier is not None else due
        return max(0.0, (due - now).total_seconds())

    def _next_due(self, now: datetime) -> datetime:
        """The next look, or sooner where a change's own waiting time ends; what outlived that waits like the rest."""
        entries = self._engine.ledger.mirror.entries()
        waits = [entry.not_before for entry in entries if entry.state is State.PENDING and entry.not_before]
        return min([self._next_at or now, *(moment for moment in waits if self._ended_at < moment)])

    async def _once(self) -> None:
        reasons, self._reasons = self._reasons, set()
        is_asked = ASKED in reasons
        try:
            await self._engine.cycle(full=self._engine.is_sweep_due(), release_holds=is_asked)
            if not self._reasons:
                await self._engine.read_ahead()
        except KanbertError as error:
            self._failed(error)
        except Exception:
            # A fault of ours must not end syncing for good; the outbox is untouched by it.
            log.exception("A sync cycle broke")
            self._pause(None)
        else:
            self._failures = 0
            self._paused_until = self._throttled_until = None
            self._good_at = self._now()
            self._next_at = self._good_at + IDLE
        self._ended_at = self._now()

    def _failed(self, error: KanbertError) -> None:
        if isinstance(error, SignInNeeded):
            self._needs_sign_in = True
            return
        self._pause(error.retry_after if isinstance(error, Later) else None)

    def _pause(self, retry_after: timedelta | None) -> None:
        self._failures += 1
        now = self._now()
        self._paused_until = self._next_at = now + backoff(self._failures, self._rng)
        self._throttled_until = now + retry_after if retry_after is not None else None

    def _is_recent(self) -> bool:
        return self._good_at is not None and timedelta(0) <= self._now() - self._good_at < RECENTLY
