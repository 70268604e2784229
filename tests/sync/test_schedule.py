"""When a cycle runs: soon after an edit, once a minute when idle, never hastily after a failure."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import pytest

from kanbert_desktop.domain.changes import DeleteCard, Entry
from kanbert_desktop.domain.errors import KanbertError, SignInRequired, TransientError
from kanbert_desktop.sync.meta_names import THROTTLED
from kanbert_desktop.sync.schedule import MAX_BACKOFF, MIN_BACKOFF, Schedule, backoff
from support.sync_clients import START


class Time:
    """Advances only when every task waits: the next sleeper wakes at exactly its time."""

    def __init__(self) -> None:
        self.now_is = START
        self.sleepers: list[tuple[datetime, asyncio.Future[None]]] = []

    def now(self) -> datetime:
        return self.now_is

    async def sleep(self, seconds: float) -> None:
        wake_up: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.sleepers.append((self.now_is + timedelta(seconds=seconds), wake_up))
        await wake_up

    async def pass_by(self, seconds: float) -> None:
        end = self.now_is + timedelta(seconds=seconds)
        await run_ready_tasks()
        while due := [one for one in self.sleepers if one[0] <= end and not one[1].done()]:
            when, wake_up = min(due, key=lambda one: one[0])
            self.now_is = max(self.now_is, when)
            wake_up.set_result(None)
            self.sleepers = [one for one in self.sleepers if not one[1].done()]
            await run_ready_tasks()
        self.now_is = end


async def run_ready_tasks() -> None:
    for _ in range(20):
        await asyncio.sleep(0)


class FakeLocalCards:
    def __init__(self) -> None:
        self.held: list[Entry] = []
        self.pending = self

    def entries(self) -> list[Entry]:
        return self.held


class FakeEngine:
    """Records when each cycle ran; `outcomes` are raised one after the other."""

    def __init__(self, time: Time) -> None:
        self.now = time.now
        self.sleep = time.sleep
        self.rng = random.Random(3)  # noqa: S311
        self.replica = self
        self.local_cards = FakeLocalCards()
        self.meta: dict[str, str | None] = {}
        self.idle: list[bool] = []
        self.full: list[bool] = []
        self.is_economical = False
        self.cycles: list[tuple[float, bool]] = []
        self.outcomes: list[KanbertError | None] = []
        self.prefetches = 0

    def is_full_compare_due(self) -> bool:
        return False

    async def run_cycle(self, *, full: bool, release_holds: bool, idle: bool) -> None:
        self.idle.append(idle)
        self.full.append(full)
        assert self.is_full_compare_due() or not full
        self.cycles.append(((self.now() - START).total_seconds(), release_holds))
        outcome = self.outcomes.pop(0) if self.outcomes else None
        if outcome is not None:
            raise outcome

    async def prefetch_comments(self) -> None:
        assert self.cycles, "a cycle comes first"
        self.prefetches += 1

    def times(self) -> list[float]:
        return [when for when, _ in self.cycles]


Scenario = Callable[[Schedule, FakeEngine, Time], Awaitable[None]]


def run(scenario: Scenario) -> None:
    async def play_it() -> None:
        time = Time()
        engine = FakeEngine(time)
        schedule = Schedule(engine)
        schedule.start()
        try:
            await scenario(schedule, engine, time)
        finally:
            await schedule.stop()

    asyncio.run(play_it())


def test_it_starts_at_once_and_then_runs_once_a_minute() -> None:
    async def scenario(_schedule: Schedule, engine: FakeEngine, time: Time) -> None:
        await time.pass_by(185)
        assert engine.times() == [0, 60, 120, 180]

    run(scenario)


def test_it_prefetches_only_after_a_successful_cycle() -> None:
    async def scenario(_schedule: Schedule, engine: FakeEngine, time: Time) -> None:
        engine.outcomes = [TransientError("offline")]
        await time.pass_by(0)
        assert engine.prefetches == 0
        await time.pass_by(200)
        assert engine.prefetches == len(engine.cycles) - 1 > 0

    run(scenario)


def test_edits_in_quick_succession_are_one_cycle() -> None:
    async def scenario(schedule: Schedule, engine: FakeEngine, time: Time) -> None:
        await time.pass_by(10)
        for _ in range(3):
            schedule.wake("edit")
            await time.pass_by(0.1)
        await time.pass_by(5)
        assert len(engine.cycles) == 2
        assert 10 < engine.times()[1] < 11

    run(scenario)


def test_failures_back_off_and_an_edit_does_not_hurry_them() -> None:
    async def scenario(schedule: Schedule, engine: FakeEngine, time: Time) -> None:
        engine.outcomes = [TransientError("offline") for _ in range(6)]
        for _ in range(400):
            schedule.wake("edit")
            await time.pass_by(1)
        gaps = [after - before for before, after in zip(engine.times(), engine.times()[1:], strict=False)][:6]
        assert all(gap >= MIN_BACKOFF.total_seconds() for gap in gaps)
        assert max(gaps) > 4

    run(scenario)


def test_a_network_that_is_back_ends_the_pause() -> None:
    async def scenario(schedule: Schedule, engine: FakeEngine, time: Time) -> None:
        engine.outcomes = [TransientError("offline") for _ in range(8)]
        await time.pass_by(600)
        failures = len(engine.cycles)
        engine.outcomes = []
        schedule.wake("network")
        await time.pass_by(0)
        assert len(engine.cycles) == failures + 1

    run(scenario)


def test_the_servers_delay_holds_even_for_a_manual_sync() -> None:
    async def scenario(schedule: Schedule, engine: FakeEngine, time: Time) -> None:
        engine.outcomes = [TransientError("throttled", retry_after=timedelta(seconds=90))]
        await time.pass_by(1)
        schedule.wake("asked")
        await time.pass_by(80)
        assert len(engine.cycles) == 1
        await time.pass_by(20)
        assert engine.cycles[1] == (90, True)

    run(scenario)


def test_the_servers_delay_survives_a_restart() -> None:
    async def scenario() -> None:
        time = Time()
        engine = FakeEngine(time)
        engine.meta[THROTTLED] = (START + timedelta(seconds=90)).isoformat()
        schedule = Schedule(engine)  # type: ignore[arg-type]
        schedule.start()
        await time.pass_by(89)
        assert engine.cycles == []
        await time.pass_by(2)
        assert engine.times() == [90]
        await schedule.stop()

    asyncio.run(scenario())


@pytest.mark.parametrize("back", [timedelta(minutes=2), timedelta(days=400)])
def test_a_clock_that_is_set_back_lengthens_no_pause(back: timedelta) -> None:
    async def scenario(schedule: Schedule, engine: FakeEngine, time: Time) -> None:
        engine.outcomes = [TransientError("offline") for _ in range(60)]
        await time.pass_by(200)
        assert schedule._paused is not None
        before = len(engine.cycles)
        time.now_is -= back
        schedule.wake("edit")
        await time.pass_by(1)
        assert len(engine.cycles) > before
        assert 0 < (schedule._delay() or 0) <= MAX_BACKOFF.total_seconds()

    run(scenario)


def test_only_a_cycle_without_a_reason_is_idle() -> None:
    async def scenario(schedule: Schedule, engine: FakeEngine, time: Time) -> None:
        await time.pass_by(61)
        schedule.wake("edit")
        await time.pass_by(1)
        assert engine.idle == [False, True, False]

    run(scenario)


def test_an_ended_session_waits_for_the_next_sign_in() -> None:
    async def scenario(schedule: Schedule, engine: FakeEngine, time: Time) -> None:
        engine.outcomes = [SignInRequired("sign_in_needed")]
        await time.pass_by(3600)
        schedule.wake("edit")
        await time.pass_by(3600)
        assert len(engine.cycles) == 1
        schedule.wake("signed_in")
        await time.pass_by(0)
        assert len(engine.cycles) == 2

    run(scenario)


def test_a_held_change_is_sent_when_its_time_comes() -> None:
    async def scenario(_schedule: Schedule, engine: FakeEngine, time: Time) -> None:
        await time.pass_by(1)
        until = START + timedelta(seconds=8)
        engine.local_cards.held = [
            Entry(id="1", seq=1, change=DeleteCard("k"), made_at=START, not_before=until)
        ]
        _schedule.wake("edit")
        await time.pass_by(2)
        engine.cycles.clear()
        await time.pass_by(5.5)
        assert engine.times() == [8]

    run(scenario)


def test_the_window_in_front_asks_only_after_a_while() -> None:
    async def scenario(schedule: Schedule, engine: FakeEngine, time: Time) -> None:
        await time.pass_by(5)
        schedule.wake("focus")
        await time.pass_by(1)
        assert len(engine.cycles) == 1
        await time.pass_by(14)
        schedule.wake("focus")
        await time.pass_by(0)
        assert len(engine.cycles) == 2

    run(scenario)


def test_a_fault_of_ours_does_not_end_syncing(caplog: pytest.LogCaptureFixture) -> None:
    async def scenario(_schedule: Schedule, engine: FakeEngine, time: Time) -> None:
        engine.outcomes = [ZeroDivisionError()]
        await time.pass_by(120)
        assert len(engine.cycles) > 1

    run(scenario)
    assert "A sync cycle broke" in caplog.text


@pytest.mark.parametrize("failures", range(1, 40))
def test_pauses_stay_between_floor_and_cap(failures: int) -> None:
    pauses = [backoff(failures, random.Random(seed)) for seed in range(20)]  # noqa: S311
    assert all(MIN_BACKOFF <= pause <= MAX_BACKOFF for pause in pauses)
    assert len(set(pauses)) > 10


def test_on_battery_it_looks_every_five_minutes_and_reads_nothing_ahead() -> None:
    async def scenario(schedule: Schedule, engine: FakeEngine, time: Time) -> None:
        await time.pass_by(10)
        prefetches = engine.prefetches
        schedule.set_economical(True)
        await time.pass_by(900)
        assert engine.times() == [0, 300, 600, 900]
        assert engine.prefetches == prefetches
        assert engine.is_economical

    run(scenario)


def test_a_computer_that_is_plugged_in_again_catches_up_at_once() -> None:
    async def scenario(schedule: Schedule, engine: FakeEngine, time: Time) -> None:
        schedule.set_economical(True)
        await time.pass_by(200)
        assert engine.times() == [0]
        schedule.set_economical(False)
        await time.pass_by(65)
        assert engine.times() == [0, 200, 260]
        assert not engine.is_economical

    run(scenario)


@pytest.mark.parametrize("reason", ["edit", "asked", "focus", "network", "resumed"])
def test_on_battery_every_reason_still_counts_at_once(reason: str) -> None:
    async def scenario(schedule: Schedule, engine: FakeEngine, time: Time) -> None:
        schedule.set_economical(True)
        await time.pass_by(100)
        schedule.wake(reason)
        await time.pass_by(1)
        assert len(engine.cycles) == 2

    run(scenario)


def test_on_battery_only_a_manual_sync_compares_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FakeEngine, "is_full_compare_due", lambda _engine: True)

    async def scenario(schedule: Schedule, engine: FakeEngine, time: Time) -> None:
        await time.pass_by(1)
        schedule.set_economical(True)
        await time.pass_by(300)
        schedule.wake("asked")
        await time.pass_by(1)
        schedule.set_economical(False)
        await time.pass_by(60)
        assert engine.full == [True, False, True, True]

    run(scenario)


def test_power_that_changes_during_a_pause_does_not_shorten_it() -> None:
    async def scenario(schedule: Schedule, engine: FakeEngine, time: Time) -> None:
        engine.outcomes = [None, TransientError("throttled", retry_after=timedelta(seconds=90))]
        await time.pass_by(61)
        assert len(engine.cycles) == 2
        schedule.set_economical(True)
        schedule.set_economical(False)
        await time.pass_by(80)
        assert len(engine.cycles) == 2

    run(scenario)
