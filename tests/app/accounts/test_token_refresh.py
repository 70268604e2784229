"""Tokens are refreshed ahead of their expiry by the wall clock, also after sleep (S39)."""

import asyncio
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kanbert_desktop.app.system import system_events
from kanbert_desktop.app.system.system_events import CHECK_INTERVAL_MS, COINCIDENCE_MS, WakeMonitor
from kanbert_desktop.domain.events import SignInExpired, SyncState
from kanbert_desktop.sandbox.context import ServerBehaviour
from kanbert_desktop.sandbox.faults import error_status
from plugins.qt_loop import QtLoop
from support.app_user import AppUser, make_app_user
from support.fake_clock import FakeClock
from support.fake_keyring import FakeKeyring
from support.in_process_sandbox import sandbox_clock
from support.sandbox import RunningSandbox, running_sandbox

TOKENS = "/oauth/token"


@pytest.fixture
def clock() -> FakeClock:
    return sandbox_clock()


@pytest.fixture
def person(
    clock: FakeClock, tmp_path: Path, keyring: FakeKeyring, profile: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[AppUser]:
    """A computer whose clock agrees with the server's until a test changes it."""
    with running_sandbox(tmp_path / "timed", tasks=5, behaviour=ServerBehaviour(), clock=clock) as running:
        person = make_app_user(running, keyring, profile, monkeypatch)
        person.now = clock
        yield person


def refresh_count(sandbox: RunningSandbox) -> int:
    """Refresh tokens issued after the first."""
    return len(sandbox.state.rows("SELECT * FROM tokens WHERE kind = 'refresh'")) - 1


async def renewed(person: AppUser, *jumps: timedelta) -> list[int]:
    """The number of refreshes after each jump of the clock."""
    seen: list[int] = []
    async with person.run_application() as application:
        await person.sign_in(application)
        assert application.session is not None
        for jump in jumps:
            person.now.time += jump  # type: ignore[attr-defined]  the test's clock
            await application.session.refresh_token_if_due()
            seen.append(refresh_count(person.sandbox))
    return seen


@pytest.mark.parametrize(
    ("jumps", "seen"),
    [
        ([timedelta(0)], [0]),
        ([timedelta(minutes=58)], [0]),
        ([timedelta(minutes=59)], [1]),
        ([timedelta(hours=8)], [1]),
        ([timedelta(hours=8), timedelta(seconds=30), timedelta(hours=8)], [1, 1, 2]),
        ([timedelta(minutes=10), timedelta(minutes=-20), timedelta(minutes=10)], [0, 0, 0]),
        ([timedelta(minutes=-10), timedelta(minutes=69)], [0, 1]),
    ],
    ids=str,
)
def test_a_token_is_refreshed_a_minute_early_by_the_wall_clock(
    qt_loop: QtLoop, person: AppUser, jumps: list[timedelta], seen: list[int]
) -> None:
    assert qt_loop(renewed(person, *jumps)) == seen


def test_a_transient_error_is_silent_and_the_next_tick_refreshes(
    qt_loop: QtLoop, person: AppUser, clock: FakeClock
) -> None:
    async def scenario() -> None:
        async with person.run_application() as application:
            await person.sign_in(application)
            reported: list[object] = []
            application.bus.subscribe(SignInExpired, reported.append)
            clock.advance(hours=2)
            person.sandbox.faults.inject("POST", TOKENS, error_status(503))
            assert application.session is not None
            await application.session.refresh_token_if_due()
            assert refresh_count(person.sandbox) == 0
            await application.session.refresh_token_if_due()
            assert refresh_count(person.sandbox) == 1
            assert reported == []

    qt_loop(scenario())


def test_an_ended_sign_in_is_reported_before_the_next_request(
    qt_loop: QtLoop, person: AppUser, clock: FakeClock
) -> None:
    async def scenario() -> None:
        async with person.run_application() as application:
            await person.sign_in(application)
            reported: list[object] = []
            application.bus.subscribe(SignInExpired, reported.append)
            person.revoke_all_tokens()
            clock.advance(hours=2)
            assert application.session is not None
            await application.session.refresh_token_if_due()
            assert reported == [SignInExpired("sign_in_needed")]
            assert application.require_service().sync.status().state is SyncState.NEEDS_SIGN_IN

    qt_loop(scenario())


def test_the_application_refreshes_once_at_a_time(qt_loop: QtLoop, person: AppUser, clock: FakeClock) -> None:
    async def scenario() -> None:
        async with person.run_application() as application:
            application.refresh_token_if_due()
            assert application.session is None, "nobody is here, so nothing happens"
            await person.sign_in(application)
            clock.advance(hours=2)
            application.refresh_token_if_due()
            application.refresh_token_if_due()
            renewing = [task for task in asyncio.all_tasks() if task.get_name() == "renew"]
            assert len(renewing) == 1
            await asyncio.wait(renewing, timeout=30)
            assert refresh_count(person.sandbox) == 1

    qt_loop(scenario())


def test_the_monitor_ticks_every_minute_and_after_sleep(qtbot: QtBot, clock: FakeClock) -> None:
    assert CHECK_INTERVAL_MS == 60_000
    moments: list[str] = []
    monitor = WakeMonitor(moments.append, clock, lambda: moments.append("renew"), tick_ms=1)
    qtbot.waitUntil(lambda: moments.count("renew") >= 2)
    assert set(moments) == {"renew"}
    moments.clear()
    clock.advance(hours=8)
    qtbot.waitUntil(lambda: "resumed" in moments)
    assert moments[moments.index("resumed") - 1] == "renew", "first the sign-in, then the sync that needs it"
    monitor.deleteLater()


def test_a_clock_set_back_is_no_wake_up(qtbot: QtBot, clock: FakeClock) -> None:
    moments: list[str] = []
    monitor = WakeMonitor(moments.append, clock, lambda: moments.append("renew"), tick_ms=1)
    clock.advance(minutes=-10)
    qtbot.waitUntil(lambda: moments.count("renew") >= 3)
    assert "resumed" not in moments
    monitor.deleteLater()


def test_the_end_of_a_sync_moves_the_tick_and_notices_a_sleep(qtbot: QtBot, clock: FakeClock) -> None:
    assert qtbot
    moments: list[str] = []
    monitor = WakeMonitor(moments.append, clock, lambda: moments.append("renew"))
    monitor._timer.stop()
    monitor.coincide()
    assert monitor._timer.isActive()
    assert moments == [], "no tick is due yet"
    clock.advance(hours=8)
    monitor.coincide()
    monitor.coincide()
    assert moments == ["renew", "resumed"]
    monitor.deleteLater()


def test_a_tick_that_is_due_happens_with_the_end_of_a_sync(qtbot: QtBot, clock: FakeClock) -> None:
    moments: list[str] = []
    monitor = WakeMonitor(moments.append, clock, lambda: moments.append("renew"), tick_ms=COINCIDENCE_MS // 2)
    monitor.coincide()
    monitor._timer.stop()
    assert moments == [], "only after all others were told of the sync"
    with qtbot.waitSignal(monitor.ticked):
        pass
    assert moments == ["renew"]
    monitor.deleteLater()


def test_a_computer_that_says_it_woke_up_is_believed(qtbot: QtBot, clock: FakeClock) -> None:
    assert qtbot
    moments: list[str] = []
    monitor = WakeMonitor(moments.append, clock, lambda: moments.append("renew"))
    clock.advance(hours=8)
    monitor.resume()
    monitor.coincide()
    assert moments == ["renew", "resumed"], "and not twice"
    monitor.deleteLater()


def test_a_network_that_is_back_refreshes_and_syncs(
    qtbot: QtBot, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    moments: list[str] = []
    watched: list[Callable[[], None]] = []
    monkeypatch.setattr(system_events, "watch_network", lambda returned, _parent: watched.append(returned))
    monitor = WakeMonitor(moments.append, clock, lambda: moments.append("renew"))
    assert moments == []
    watched[0]()
    assert moments == ["renew", "network"]
    monitor.deleteLater()
