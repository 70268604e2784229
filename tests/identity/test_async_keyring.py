"""The keyring on its own thread: deadlines, locks, wrong results and small stores."""

import asyncio
import errno
import threading
from collections.abc import Coroutine
from typing import Any

import pytest
from keyring.errors import InitError, KeyringLocked, NoKeyringError, PasswordSetError

from kanbert_desktop.domain.errors import KeyringUnavailable
from kanbert_desktop.identity import async_keyring
from kanbert_desktop.identity.async_keyring import AsyncKeyring, InMemoryKeyring, KeyringThread
from kanbert_desktop.identity.keyring_backends import KeyringBackend, system_keyring


class FullKeyring(Exception):
    """As on Windows: an error without an errno, with the system's own code."""

    winerror = 1816


def run(scenario: Coroutine[Any, Any, Any]) -> Any:  # noqa: ANN401
    return asyncio.run(asyncio.wait_for(scenario, 100))


class Backend:
    """A keyring in memory that can fail, lose items or block its caller."""

    def __init__(self) -> None:
        self.items: dict[tuple[str, str], str] = {}
        self.failure: Exception | None = None
        self.forgetful = False
        self.hold: threading.Event | None = None
        self.threads: set[threading.Thread] = set()

    def _meet(self) -> None:
        self.threads.add(threading.current_thread())
        if self.hold:
            assert self.hold.wait(60)
        if self.failure:
            raise self.failure

    def get_password(self, service: str, username: str) -> str | None:
        self._meet()
        return self.items.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._meet()
        if not self.forgetful:
            self.items[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._meet()
        del self.items[service, username]


@pytest.fixture(autouse=True)
def _long_lock_check(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two seconds pass on a busy machine before a keyring that answers has answered."""
    monkeypatch.setattr(async_keyring, "LOCK_CHECK_SECONDS", 60.0)


@pytest.fixture
def backend() -> Backend:
    return Backend()


def make_keyring(backend: Backend, *, small: bool = False, **options: Any) -> AsyncKeyring:  # noqa: ANN401
    return AsyncKeyring(
        "kanbert-desktop:test",
        find_backend=lambda: KeyringBackend(backend, has_small_items=small),
        thread=KeyringThread(),
        **options,
    )


def failure(scenario: Coroutine[Any, Any, Any]) -> str:
    with pytest.raises(KeyringUnavailable) as caught:
        run(scenario)
    return caught.value.key


def test_items_come_back_until_they_are_deleted(backend: Backend) -> None:
    async def scenario() -> list[str | None]:
        keyring = make_keyring(backend)
        seen = [await keyring.get("refresh")]
        await keyring.put("refresh", "the text")
        seen.append(await keyring.get("refresh"))
        await keyring.delete("refresh")
        await keyring.delete("refresh")
        return [*seen, await keyring.get("refresh")]

    assert run(scenario()) == [None, "the text", None]


def test_every_call_is_made_on_one_daemon_thread(backend: Backend) -> None:
    async def scenario() -> None:
        keyring = make_keyring(backend)
        await asyncio.gather(*(keyring.put(f"item-{n}", "x") for n in range(20)))

    run(scenario())
    (thread,) = backend.threads
    assert thread.daemon
    assert thread is not threading.main_thread()


@pytest.mark.parametrize(
    ("failure_of_backend", "key"),
    [
        (KeyringLocked("dismissed"), "keyring_locked"),
        (NoKeyringError("none"), "keyring_absent"),
        (InitError("no bus"), "keyring_absent"),
        (RuntimeError("something else"), "keyring_silent"),
        (OSError(errno.ENOSPC, "No space left on device"), "keyring_full"),
        (PasswordSetError("Failed to write: No space left on device"), "keyring_full"),
        (FullKeyring("the vault takes no more"), "keyring_full"),
    ],
)
def test_what_a_failing_keyring_means(backend: Backend, failure_of_backend: Exception, key: str) -> None:
    backend.failure = failure_of_backend
    assert failure(make_keyring(backend).get("refresh")) == key
    assert failure(make_keyring(backend).put("refresh", "x")) == key
    assert failure(make_keyring(backend).delete("refresh")) == key


def test_a_keyring_that_loses_an_item_is_detected(backend: Backend) -> None:
    backend.forgetful = True
    assert failure(make_keyring(backend).put("refresh", "x")) == "keyring_silent"


def test_a_keyring_that_does_not_answer_times_out_and_the_loop_continues(backend: Backend) -> None:
    backend.hold = threading.Event()
    reminders: list[str] = []
    keyring = make_keyring(
        backend, timeout_seconds=0.2, slow_seconds=0.01, on_slow=lambda: reminders.append("slow")
    )

    async def scenario() -> str | None:
        with pytest.raises(KeyringUnavailable) as caught:
            await keyring.put("refresh", "late but kept")
        assert caught.value.key == "keyring_silent"
        assert backend.hold
        backend.hold.set()
        # The next call is neither given up nor slow, however busy this machine is.
        keyring._timeout_seconds = keyring._slow_seconds = 60
        return await keyring.get("refresh")

    assert run(scenario()) == "late but kept", "a write that was given up still takes place, in its turn"
    assert reminders == ["slow"]


@pytest.mark.parametrize(
    ("locked", "key"), [(True, "keyring_locked"), (False, "keyring_silent"), (None, "keyring_silent")]
)
def test_a_keyring_that_waits_for_its_prompt_is_distinguished_from_a_silent_one(
    backend: Backend, locked: bool | None, key: str
) -> None:
    hold = backend.hold = threading.Event()
    state = None if locked is None else (lambda: bool(locked))
    keyring = AsyncKeyring(
        "kanbert-desktop:test",
        find_backend=lambda: KeyringBackend(backend, is_locked=state),
        thread=KeyringThread(),
        timeout_seconds=0.05,
    )
    assert failure(keyring.get("refresh")) == key
    assert run(keyring.is_locked()) is locked
    hold.set()


def test_a_quick_keyring_brings_no_reminder(backend: Backend) -> None:
    reminders: list[str] = []
    run(make_keyring(backend, on_slow=lambda: reminders.append("slow")).put("refresh", "x"))
    assert reminders == []


def test_a_small_keyring_takes_a_long_text_in_parts(backend: Backend) -> None:
    keyring = make_keyring(backend, small=True)
    run(keyring.put("refresh", "x" * 5000))
    assert run(keyring.get("refresh")) == "x" * 5000
    assert max(map(len, backend.items.values())) <= 1200
    run(keyring.delete("refresh"))
    assert backend.items == {}


def test_a_text_too_long_for_all_chunks_is_a_clear_error(backend: Backend) -> None:
    keyring = make_keyring(backend, small=True)
    run(keyring.put("refresh", "before"))
    assert failure(keyring.put("refresh", "x" * 100_000)) == "keyring_too_small"
    assert run(keyring.get("refresh")) == "before"


def test_memory_has_the_same_face_and_does_not_last() -> None:
    async def scenario() -> list[str | None]:
        keyring = InMemoryKeyring()
        await keyring.put("refresh", "x")
        seen = [await keyring.get("refresh")]
        await keyring.delete("refresh")
        await keyring.delete("refresh")
        return [*seen, await keyring.get("refresh")]

    assert run(scenario()) == ["x", None]
    assert not InMemoryKeyring.is_persistent
    assert AsyncKeyring.is_persistent


@pytest.mark.usefixtures("keyring_session")
def test_the_real_keyring_stores_a_long_text_for_another_process() -> None:
    text = "grün " + "0123456789" * 400

    async def scenario() -> None:
        keyring, other = AsyncKeyring("kanbert-desktop:real"), AsyncKeyring("kanbert-desktop:real-2")
        assert "secret_service" in await keyring.backend_name()
        await keyring.put("refresh", text)
        await keyring.put("access", "short")
        await other.put("refresh", "of another account")
        assert await AsyncKeyring("kanbert-desktop:real", thread=KeyringThread()).get("refresh") == text
        await keyring.delete("refresh")
        assert await keyring.get("refresh") is None
        assert await keyring.get("access") == "short"
        assert await other.get("refresh") == "of another account"
        await keyring.delete("access")
        await other.delete("refresh")

    run(scenario())


def test_without_a_session_bus_the_keyring_is_absent(monkeypatch: pytest.MonkeyPatch) -> None:
    system_keyring.cache_clear()
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/at/all")
    assert (
        failure(AsyncKeyring("kanbert-desktop:none", thread=KeyringThread()).get("refresh"))
        == "keyring_absent"
    )
    # A keyring found earlier may disappear too.
    system_keyring.cache_clear()
