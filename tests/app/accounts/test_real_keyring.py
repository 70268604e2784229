"""Waiting for a real Secret Service: locked, prompt dismissed once, unlocked elsewhere, resumed (S45)."""

import asyncio
from collections.abc import Iterator

import pytest

from kanbert_desktop.app.accounts.credentials import KeyringMonitor
from kanbert_desktop.app.tasks import Tasks
from kanbert_desktop.domain.errors import KeyringUnavailable
from kanbert_desktop.domain.events import EventBus, KeyringBlocked, KeyringReady
from kanbert_desktop.identity import async_keyring
from kanbert_desktop.identity.async_keyring import AsyncKeyring, GuardedKeyring, KeyringThread
from plugins.qt_loop import QtLoop
from support.secret_service import TIMEOUT_SECONDS, KeyringPrompts, private_secret_service

SERVICE = "kanbert-desktop:waiting"


@pytest.fixture
def prompts(screen: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[KeyringPrompts]:
    # Two seconds pass on a busy machine before the service has said whether it is locked.
    monkeypatch.setattr(async_keyring, "LOCK_CHECK_SECONDS", 60.0)
    with private_secret_service(screen, monkeypatch) as session:
        yield session


def test_a_dismissed_prompt_is_not_repeated_and_unlocking_elsewhere_is_noticed(
    qt_loop: QtLoop, prompts: KeyringPrompts
) -> None:
    async def scenario() -> None:
        reported: list[object] = []
        bus, tasks, went_on = EventBus(), Tasks(), asyncio.Event()
        bus.subscribe(KeyringBlocked, reported.append)
        bus.subscribe(KeyringReady, reported.append)
        monitor = KeyringMonitor(bus, tasks, went_on.set, first_delay=0.05, next_delay=0.05)
        keyring = GuardedKeyring(AsyncKeyring(SERVICE, thread=KeyringThread()), monitor.circuit_breaker)
        await keyring.put("refresh", "the text")
        await asyncio.to_thread(prompts.lock)
        asking = asyncio.ensure_future(keyring.get("refresh"))
        await asyncio.to_thread(prompts.wait_for_prompt)
        await asyncio.to_thread(prompts.press, prompts.dismiss, asking.done)
        with pytest.raises(KeyringUnavailable):
            await asking
        with pytest.raises(KeyringUnavailable):
            await keyring.get("refresh")
        assert reported == [KeyringBlocked("keyring_locked")]
        assert not went_on.is_set()
        # Unlocked by another program: its prompt is the first one since ours was dismissed.
        elsewhere = asyncio.ensure_future(
            AsyncKeyring("another program", thread=KeyringThread()).put("x", "y")
        )
        await asyncio.to_thread(prompts.wait_for_prompt)
        await asyncio.to_thread(prompts.press, prompts.answer, elsewhere.done)
        await elsewhere
        async with asyncio.timeout(TIMEOUT_SECONDS):
            await went_on.wait()
        assert await keyring.get("refresh") == "the text"
        assert reported == [KeyringBlocked("keyring_locked"), KeyringReady()]
        await tasks.close()

    qt_loop(scenario())
