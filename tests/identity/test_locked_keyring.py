"""A real Secret Service that is locked, and its real prompt on a screen: never answered, dismissed, answered (S45)."""

import asyncio
import os
import subprocess
import tempfile
import time
from collections.abc import Callable, Coroutine, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import secretstorage

from devtools.children import Children
from devtools.screen import start_session
from kanbert_desktop.domain.errors import KeyringUnavailable
from kanbert_desktop.identity.kept_tokens import KeptTokens
from kanbert_desktop.identity.keyring_thread import KeyringThread
from kanbert_desktop.identity.secret_service import DEFAULT_COLLECTION
from kanbert_desktop.identity.token_set import TokenSet
from kanbert_desktop.identity.vault import Vault

DEADLINE = 30
PASSWORD = "a throw-away password"
SERVICE = "kanbert-desktop:locked"


class Prompts:
    """The person before the screen."""

    def __init__(self, session: Children) -> None:
        self._session = session

    def lock(self) -> None:
        with closing(secretstorage.dbus_init()) as connection:
            secretstorage.Collection(connection, DEFAULT_COLLECTION).lock()

    def clear(self, item: str) -> None:
        """By the desktop's own tool."""
        command = ["secret-tool", "clear", "service", SERVICE, "username", item]
        subprocess.run(command, check=True, capture_output=True, timeout=DEADLINE)

    def leave(self) -> None:
        """The desktop's session ends under us: bus and daemon go."""
        self._session.stop()

    def appear(self) -> None:
        """A former prompt that closes while the windows are walked over ends the search with an error: once more."""
        search = ["xdotool", "search", "--sync", "--onlyvisible", "--class", "gcr-prompter"]
        deadline = time.monotonic() + DEADLINE
        while subprocess.run(search, check=False, capture_output=True, timeout=DEADLINE).returncode:
            assert time.monotonic() < deadline, "no prompt appears"

    def press(self, keys: Callable[[], None], until: Callable[[], bool]) -> None:
        """Again while the prompt is too young to listen."""
        deadline = time.monotonic() + DEADLINE
        while not until():
            assert time.monotonic() < deadline, "the prompt does not listen"
            keys()

    def dismiss(self) -> None:
        _xdotool("key", "Escape")

    def answer(self) -> None:
        _xdotool("key", "ctrl+a")
        _xdotool("type", PASSWORD)
        _xdotool("key", "Return")


def _xdotool(*words: str) -> None:
    subprocess.run(["xdotool", *words], check=True, capture_output=True, timeout=DEADLINE)


@pytest.fixture
def prompts(screen: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Prompts]:
    """On a bus of its own: the others' keyring stays open. A short path, because it names sockets."""
    with (
        Children() as children,
        tempfile.TemporaryDirectory(prefix="kd-", ignore_cleanup_errors=True) as place,
    ):
        monkeypatch.setenv("XDG_DATA_HOME", place)
        monkeypatch.setenv("DISPLAY", screen)
        for name, value in start_session(children, os.environ, Path(place)).items():
            monkeypatch.setenv(name, value)
        yield Prompts(children)


def vault(**options: Any) -> Vault:  # noqa: ANN401
    return Vault(SERVICE, thread=KeyringThread(), **options)


def run(journey: Coroutine[Any, Any, None]) -> None:
    asyncio.run(asyncio.wait_for(journey, 90))


async def locked_with_an_item(prompts: Prompts) -> None:
    await vault().put("refresh", "the text")
    assert await vault().locked() is False
    await asyncio.to_thread(prompts.lock)
    assert await vault().locked() is True


def test_an_unanswered_prompt_is_told_as_locked_and_counts_when_it_is_answered_late(prompts: Prompts) -> None:
    async def journey() -> None:
        await locked_with_an_item(prompts)
        impatient = vault(give_up=0.2)
        with pytest.raises(KeyringUnavailable) as caught:
            await impatient.put("access", "written late")
        assert caught.value.key == "keyring_locked"
        assert await impatient.locked() is True
        await asyncio.to_thread(prompts.appear)
        impatient._give_up = DEADLINE
        patient = asyncio.ensure_future(impatient.get("access"))
        await asyncio.to_thread(prompts.press, prompts.answer, patient.done)
        assert await patient == "written late", "the call that was given up has been carried out in its turn"
        assert await vault().get("refresh") == "the text"
        assert await vault().locked() is False

    run(journey())


def test_a_dismissed_prompt_is_no_missing_credential_and_asking_again_goes_on(prompts: Prompts) -> None:
    async def journey() -> None:
        await locked_with_an_item(prompts)
        first = asyncio.ensure_future(vault().get("refresh"))
        await asyncio.to_thread(prompts.appear)
        await asyncio.to_thread(prompts.press, prompts.dismiss, first.done)
        with pytest.raises(KeyringUnavailable) as caught:
            await first
        assert caught.value.key == "keyring_locked"
        second = asyncio.ensure_future(vault().get("refresh"))
        await asyncio.to_thread(prompts.appear)
        await asyncio.to_thread(prompts.press, prompts.answer, second.done)
        assert await second == "the text"

    run(journey())


def test_an_item_that_vanished_is_none_and_the_next_sign_in_writes_it_anew(prompts: Prompts) -> None:
    async def journey() -> None:
        kept = KeptTokens(vault(), "https://kanbert.test", "1")
        tokens = TokenSet("access-1", "refresh-1", received_at=datetime.now(UTC))
        await kept.keep(tokens)
        for item in ("refresh", "access"):
            await asyncio.to_thread(prompts.clear, item)
        assert await kept.recall() is None
        await kept.keep(tokens)
        assert await kept.recall() == tokens

    run(journey())


def test_a_keyring_that_vanished_is_absent_and_not_an_empty_one(prompts: Prompts) -> None:
    async def journey() -> None:
        await vault().put("refresh", "the text")
        await asyncio.to_thread(prompts.leave)
        with pytest.raises(KeyringUnavailable) as caught:
            await vault().get("refresh")
        assert caught.value.key == "keyring_absent"
        assert await vault().locked() is None

    run(journey())


def test_where_no_prompt_can_be_shown_it_is_locked_at_once(prompts: Prompts) -> None:
    async def journey() -> None:
        await locked_with_an_item(prompts)
        command = ["dbus-update-activation-environment", "DISPLAY=:nowhere"]
        await asyncio.to_thread(subprocess.run, command, check=True, capture_output=True)
        for _ in range(2):
            with pytest.raises(KeyringUnavailable) as caught:
                await vault().get("refresh")
            assert caught.value.key == "keyring_locked"

    run(journey())
