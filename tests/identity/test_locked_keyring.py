"""A real Secret Service that is locked, and its real prompt on a screen: never answered, dismissed, answered; and a bus that is slow (S45)."""

import asyncio
import subprocess
from collections.abc import Coroutine, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from kanbert_desktop.domain.errors import KeyringUnavailable
from kanbert_desktop.identity import async_keyring
from kanbert_desktop.identity.async_keyring import AsyncKeyring, KeyringThread
from kanbert_desktop.identity.keyring_backends import system_keyring
from kanbert_desktop.identity.token_store import TokenSet, TokenStore
from support.secret_service import TIMEOUT_SECONDS, KeyringPrompts, private_secret_service
from support.session_bus import late_bus

SERVICE = "kanbert-desktop:locked"


@pytest.fixture
def prompts(screen: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[KeyringPrompts]:
    # Two seconds pass on a busy machine before the service has said whether it is locked.
    monkeypatch.setattr(async_keyring, "LOCK_CHECK_SECONDS", 60.0)
    with private_secret_service(screen, monkeypatch) as session:
        yield session


def make_keyring(**options: Any) -> AsyncKeyring:  # noqa: ANN401
    return AsyncKeyring(SERVICE, thread=KeyringThread(), **options)


def run(scenario: Coroutine[Any, Any, None]) -> None:
    asyncio.run(asyncio.wait_for(scenario, 200))


async def locked_with_an_item(prompts: KeyringPrompts) -> None:
    await make_keyring().put("refresh", "the text")
    assert await make_keyring().is_locked() is False
    await asyncio.to_thread(prompts.lock)
    assert await make_keyring().is_locked() is True


def test_an_unanswered_prompt_is_reported_as_locked_and_counts_when_answered_late(
    prompts: KeyringPrompts,
) -> None:
    async def scenario() -> None:
        await locked_with_an_item(prompts)
        keyring = make_keyring(timeout_seconds=0.2)
        with pytest.raises(KeyringUnavailable) as caught:
            await keyring.put("access", "written late")
        assert caught.value.key == "keyring_locked"
        assert await keyring.is_locked() is True
        await asyncio.to_thread(prompts.wait_for_prompt)
        keyring._timeout_seconds = TIMEOUT_SECONDS
        call = asyncio.ensure_future(keyring.get("access"))
        await asyncio.to_thread(prompts.press, prompts.answer, call.done)
        assert await call == "written late", "the call that was given up has been carried out in its turn"
        assert await make_keyring().get("refresh") == "the text"
        assert await make_keyring().is_locked() is False

    run(scenario())


def test_a_dismissed_prompt_is_not_a_missing_credential_and_asking_again_works(
    prompts: KeyringPrompts,
) -> None:
    async def scenario() -> None:
        await locked_with_an_item(prompts)
        first = asyncio.ensure_future(make_keyring().get("refresh"))
        await asyncio.to_thread(prompts.wait_for_prompt)
        await asyncio.to_thread(prompts.press, prompts.dismiss, first.done)
        with pytest.raises(KeyringUnavailable) as caught:
            await first
        assert caught.value.key == "keyring_locked"
        second = asyncio.ensure_future(make_keyring().get("refresh"))
        await asyncio.to_thread(prompts.wait_for_prompt)
        await asyncio.to_thread(prompts.press, prompts.answer, second.done)
        assert await second == "the text"

    run(scenario())


def test_a_deleted_item_is_none_and_the_next_sign_in_writes_it_again(prompts: KeyringPrompts) -> None:
    async def scenario() -> None:
        keyring = TokenStore(make_keyring(), "https://kanbert.test", "1")
        tokens = TokenSet("access-1", "refresh-1", received_at=datetime.now(UTC))
        await keyring.store(tokens)
        for item in ("refresh", "access"):
            await asyncio.to_thread(prompts.clear, SERVICE, item)
        assert await keyring.load() is None
        await keyring.store(tokens)
        assert await keyring.load() == tokens

    run(scenario())


def test_a_keyring_that_vanished_is_absent_and_not_an_empty_one(prompts: KeyringPrompts) -> None:
    async def scenario() -> None:
        await make_keyring().put("refresh", "the text")
        await asyncio.to_thread(prompts.close)
        with pytest.raises(KeyringUnavailable) as caught:
            await make_keyring().get("refresh")
        assert caught.value.key == "keyring_absent"
        assert await make_keyring().is_locked() is None

    run(scenario())


def test_a_bus_that_answers_late_is_waited_for(prompts: KeyringPrompts) -> None:
    async def scenario() -> None:
        assert prompts
        await make_keyring().put("refresh", "the text")
        # Whether there is a keyring is asked once, and first.
        system_keyring.cache_clear()
        with late_bus(2.0):
            assert await make_keyring().get("refresh") == "the text"
        with late_bus(2.0):
            assert await make_keyring().get("refresh") == "the text"
        with late_bus(2.0):
            assert await make_keyring().is_locked() is False

    run(scenario())


def test_where_no_prompt_can_be_shown_it_is_locked_at_once(prompts: KeyringPrompts) -> None:
    async def scenario() -> None:
        await locked_with_an_item(prompts)
        command = ["dbus-update-activation-environment", "DISPLAY=:nowhere"]
        await asyncio.to_thread(subprocess.run, command, check=True, capture_output=True)
        for _ in range(2):
            with pytest.raises(KeyringUnavailable) as caught:
                await make_keyring().get("refresh")
            assert caught.value.key == "keyring_locked"

    run(scenario())
