"""A locked or silent keyring is reported and polled without a prompt, and everything resumes afterwards (S45)."""

import asyncio
import threading
from collections.abc import Callable

import pytest

from kanbert_desktop.app.accounts import credentials
from kanbert_desktop.app.accounts.credentials import KeyringMonitor
from kanbert_desktop.app.tasks import Tasks
from kanbert_desktop.domain.errors import KeyringUnavailable
from kanbert_desktop.domain.events import (
    EventBus,
    KeyringBlocked,
    KeyringReady,
    SyncState,
    SyncStatusChanged,
)
from kanbert_desktop.identity.async_keyring import AsyncKeyring, GuardedKeyring, KeyringThread
from kanbert_desktop.sync.schedule import Schedule
from plugins.qt_loop import QtLoop
from support.app_user import AppUser, next_event
from support.fake_keyring import FakeKeyring


class Pauses:
    """Replaces sleeping: records every pause, which ends when the test says so."""

    def __init__(self) -> None:
        self.seconds: list[float] = []
        self._begun = asyncio.Condition()
        self._waiting: asyncio.Event | None = None

    async def __call__(self, seconds: float) -> None:
        async with self._begun:
            self.seconds.append(seconds)
            waiting = self._waiting = asyncio.Event()
            self._begun.notify_all()
        await waiting.wait()

    async def begun(self) -> None:
        """A pause has started."""
        async with asyncio.timeout(30), self._begun:
            await self._begun.wait_for(lambda: self._waiting is not None)

    async def pass_by(self) -> None:
        await self.begun()
        waiting, self._waiting = self._waiting, None
        assert waiting is not None
        waiting.set()


class MonitoredKeyring:
    """A monitor, a guarded keyring, and the published events."""

    def __init__(
        self, keyring: FakeKeyring, is_locked: Callable[[], bool | None], **keyring_options: float
    ) -> None:
        self.published: list[object] = []
        self.heard = asyncio.Event()
        self.went_on = asyncio.Event()
        self.pauses = Pauses()
        self.tasks = Tasks()
        bus = EventBus()
        for fact in (KeyringBlocked, KeyringReady):
            bus.subscribe(fact, self._hear)

        async def check() -> bool | None:
            return is_locked()

        self.monitor = KeyringMonitor(
            bus, self.tasks, self.went_on.set, check_locked=check, sleep=self.pauses
        )
        plain = AsyncKeyring(
            "x",
            find_backend=keyring.backend,
            thread=KeyringThread(),
            on_slow=self.monitor.on_slow_call,
            **keyring_options,
        )  # type: ignore[arg-type]
        self.keyring = GuardedKeyring(plain, self.monitor.circuit_breaker)

    def _hear(self, fact: object) -> None:
        self.published.append(fact)
        self.heard.set()

    async def fails(self) -> str:
        with pytest.raises(KeyringUnavailable) as caught:
            await self.keyring.get("refresh")
        return caught.value.key


def test_a_dismissed_prompt_is_polled_without_prompting_and_work_resumes_when_unlocked(
    qt_loop: QtLoop, keyring: FakeKeyring
) -> None:
    async def scenario() -> None:
        monitored = MonitoredKeyring(keyring, lambda: keyring.is_locked)
        keyring.is_locked = True
        assert await monitored.fails() == "keyring_locked"
        assert monitored.published == [KeyringBlocked("keyring_locked")]
        for _ in range(3):
            assert await monitored.fails() == "keyring_locked"
            await monitored.pauses.pass_by()
        await monitored.pauses.begun()
        assert keyring.prompt_count == 1, "nobody is asked again before acting"
        keyring.is_locked = False
        await monitored.pauses.pass_by()
        await monitored.went_on.wait()
        assert await monitored.keyring.get("refresh") is None
        assert monitored.published == [KeyringBlocked("keyring_locked"), KeyringReady()]
        assert monitored.pauses.seconds == [10, 30, 30, 30]
        await monitored.tasks.close()

    qt_loop(scenario())


def test_a_user_action_allows_another_prompt(qt_loop: QtLoop, keyring: FakeKeyring) -> None:
    async def scenario() -> None:
        monitored = MonitoredKeyring(keyring, lambda: keyring.is_locked)
        keyring.is_locked = True
        await monitored.fails()
        monitored.monitor.allow_prompt()
        await monitored.fails()
        await monitored.fails()
        assert keyring.prompt_count == 2
        await monitored.tasks.close()

    qt_loop(scenario())


def test_a_silent_keyring_is_tried_again_if_the_lock_state_is_unknown(
    qt_loop: QtLoop, keyring: FakeKeyring
) -> None:
    async def scenario() -> None:
        monitored = MonitoredKeyring(keyring, lambda: None)
        keyring.failure = RuntimeError("out of order")
        assert await monitored.fails() == "keyring_silent"
        await monitored.pauses.pass_by()
        await monitored.went_on.wait()
        assert monitored.published == [KeyringBlocked("keyring_silent")], "it is not known to be ready"
        keyring.failure = None
        await monitored.keyring.get("refresh")
        assert monitored.published == [KeyringBlocked("keyring_silent"), KeyringReady()]
        await monitored.tasks.close()

    qt_loop(scenario())


def test_a_dismissed_prompt_is_never_repeated_if_the_lock_state_is_unknown(
    qt_loop: QtLoop, keyring: FakeKeyring
) -> None:
    async def scenario() -> None:
        monitored = MonitoredKeyring(keyring, lambda: None)
        keyring.is_locked = True
        await monitored.fails()
        for _ in range(3):
            await monitored.pauses.pass_by()
        assert not monitored.went_on.is_set()
        assert keyring.prompt_count == 1
        await monitored.tasks.close()

    qt_loop(scenario())


def test_an_absent_keyring_does_not_open_the_circuit_breaker(qt_loop: QtLoop, keyring: FakeKeyring) -> None:
    async def scenario() -> None:
        monitored = MonitoredKeyring(keyring, lambda: None)
        keyring.is_absent = True
        assert await monitored.fails() == "keyring_absent"
        keyring.is_absent = False
        assert await monitored.keyring.get("refresh") is None
        assert monitored.published == []
        await monitored.tasks.close()

    qt_loop(scenario())


def test_a_slow_call_is_reported_while_it_waits(qt_loop: QtLoop, keyring: FakeKeyring) -> None:
    async def scenario() -> None:
        monitored = MonitoredKeyring(keyring, lambda: True, slow_seconds=0.01)
        keyring.blocking_event = threading.Event()
        asking = asyncio.ensure_future(monitored.keyring.get("refresh"))
        async with asyncio.timeout(30):
            await monitored.heard.wait()
        assert monitored.published == [KeyringBlocked("keyring_locked")]
        keyring.blocking_event.set()
        await asking
        assert monitored.published == [KeyringBlocked("keyring_locked"), KeyringReady()]
        await monitored.tasks.close()

    qt_loop(scenario())


def test_a_timeout_ends_the_wait_of_every_call(qt_loop: QtLoop, keyring: FakeKeyring) -> None:
    """A pending write is completed once the keyring answers."""

    async def scenario() -> None:
        monitored = MonitoredKeyring(keyring, lambda: True)
        circuit_breaker = monitored.monitor.circuit_breaker
        keyring.blocking_event = threading.Event()
        assert circuit_breaker.idle.is_set()
        waiting = [asyncio.ensure_future(monitored.keyring.put("refresh", "the text")) for _ in range(2)]
        async with asyncio.timeout(30):
            await circuit_breaker.busy.wait()
            assert not circuit_breaker.idle.is_set()
            await monitored.monitor.stop_waiting()
            ended = await asyncio.gather(*waiting, return_exceptions=True)
        assert [one.key for one in ended if isinstance(one, KeyringUnavailable)] == ["keyring_locked"] * 2
        assert circuit_breaker.idle.is_set()
        assert monitored.published == [KeyringBlocked("keyring_locked")]
        assert await monitored.fails() == "keyring_locked", "it is not asked again by itself"
        keyring.blocking_event.set()
        await monitored.pauses.pass_by()
        monitored.monitor.allow_prompt()
        assert await monitored.keyring.get("refresh") == "the text"
        await monitored.tasks.close()

    qt_loop(scenario())


def test_sync_starts_once_the_keyring_opens(
    qt_loop: QtLoop, app_user: AppUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def first() -> None:
        async with app_user.run_application() as application:
            await app_user.sign_in(application)

    async def later() -> None:
        app_user.keyring.is_locked = True
        async with app_user.run_application() as application:
            waiting = asyncio.ensure_future(next_event(application, KeyringBlocked))
            await asyncio.sleep(0)
            await application.go_live()
            assert await waiting == KeyringBlocked("keyring_locked")
            monitored = application.require_service()
            assert application.account is not None
            assert application.account.kept
            ready = asyncio.ensure_future(next_event(application, KeyringReady))
            await asyncio.sleep(0)
            app_user.keyring.is_locked = False
            assert await ready == KeyringReady()
            async with asyncio.timeout(30):
                while (
                    monitored.sync.status().state is not SyncState.UP_TO_DATE
                    or monitored.sync.status().last_sync is None
                ):
                    await next_event(application, SyncStatusChanged)
        assert app_user.keyring.prompt_count == 1
        assert "keyring" in reasons, "not by the next turn of the schedule"

    reasons: list[str] = []
    poke = Schedule.wake

    def noted(schedule: Schedule, reason: str) -> None:
        reasons.append(reason)
        poke(schedule, reason)

    monkeypatch.setattr(Schedule, "wake", noted)
    defaults = KeyringMonitor.__init__.__kwdefaults__
    monkeypatch.setattr(KeyringMonitor.__init__, "__kwdefaults__", defaults | {"first": 0.05, "then": 0.05})
    assert credentials.FIRST_CHECK_SECONDS == 10
    assert credentials.CHECK_SECONDS == 30
    qt_loop(first())
    qt_loop(later())
