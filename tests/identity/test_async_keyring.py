"""The keyring on its own thread: deadlines, locks, lies and small stores."""

import asyncio
import errno
import threading
from collections.abc import Coroutine
from typing import Any

import pytest
from keyring.errors import InitError, KeyringLocked, NoKeyringError, PasswordSetError

from kanbert_desktop.domain.errors import KeyringUnavailable
from kanbert_desktop.identity.async_keyring import AsyncKeyring, InMemoryKeyring, KeyringThread
from kanbert_desktop.identity.keyring_backends import KeyringBackend, system_keyring


class FullVault(Exception):
    """As Windows raises it: without an errno, with the system's own code."""

    winerror = 1816


def run(journey: Coroutine[Any, Any, Any]) -> Any:  # noqa: ANN401
    return asyncio.run(asyncio.wait_for(journey, 30))


class Backend:
    """A keyring in memory that can fail, forget or make a caller wait."""

    def __init__(self) -> None:
        self.items: dict[tuple[str, str], str] = {}
        self.failure: Exception | None = None
        self.forgetful = False
        self.gate: threading.Event | None = None
        self.threads: set[threading.Thread] = set()

    def _meet(self) -> None:
        self.threads.add(threading.current_thread())
        if self.gate:
            assert self.gate.wait(30)
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


@pytest.fixture
def backend() -> Backend:
    return Backend()


def vault(backend: Backend, *, small: bool = False, **options: Any) -> AsyncKeyring:  # noqa: ANN401
    return AsyncKeyring(
        "kanbert-desktop:test",
        find_backend=lambda: KeyringBackend(backend, has_small_items=small),
        thread=KeyringThread(),
        **options,
    )


def failure(journey: Coroutine[Any, Any, Any]) -> str:
    with pytest.raises(KeyringUnavailable) as caught:
        run(journey)
    return caught.value.key


def test_items_come_back_until_they_are_deleted(backend: Backend) -> None:
    async def journey() -> list[str | None]:
        kept = vault(backend)
        seen = [await kept.get("refresh")]
        await kept.put("refresh", "the text")
        seen.append(await kept.get("refresh"))
        await kept.delete("refresh")
        await kept.delete("refresh")
        return [*seen, await kept.get("refresh")]

    assert run(journey()) == [None, "the text", None]


def test_every_call_is_made_on_one_daemon_thread(backend: Backend) -> None:
    async def journey() -> None:
        kept = vault(backend)
        await asyncio.gather(*(kept.put(f"item-{n}", "x") for n in range(20)))

    run(journey())
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
        (FullVault("the vault takes no more"), "keyring_full"),
    ],
)
def test_what_a_failing_keyring_means(backend: Backend, failure_of_backend: Exception, key: str) -> None:
    backend.failure = failure_of_backend
    assert failure(vault(backend).get("refresh")) == key
    assert failure(vault(backend).put("refresh", "x")) == key
    assert failure(vault(backend).delete("refresh")) == key


def test_a_keyring_that_loses_an_item_is_detected(backend: Backend) -> None:
    backend.forgetful = True
    assert failure(vault(backend).put("refresh", "x")) == "keyring_silent"


def test_a_keyring_that_does_not_answer_times_out_and_the_loop_continues(backend: Backend) -> None:
    backend.gate = threading.Event()
    reminders: list[str] = []
    kept = vault(backend, timeout_seconds=0.2, slow_seconds=0.01, on_slow=lambda: reminders.append("slow"))

    async def journey() -> str | None:
        with pytest.raises(KeyringUnavailable) as caught:
            await kept.put("refresh", "late but kept")
        assert caught.value.key == "keyring_silent"
        assert backend.gate
        backend.gate.set()
        return await kept.get("refresh")

    assert run(journey()) == "late but kept", "a write that was given up still takes place, in its turn"
    assert reminders == ["slow"]


@pytest.mark.parametrize(
    ("locked", "key"), [(True, "keyring_locked"), (False, "keyring_silent"), (None, "keyring_silent")]
)
def test_a_keyring_that_waits_for_its_prompt_is_distinguished_from_a_silent_one(
    backend: Backend, locked: bool | None, key: str
) -> None:
    gate = backend.gate = threading.Event()
    state = None if locked is None else (lambda: bool(locked))
    kept = AsyncKeyring(
        "kanbert-desktop:test",
        find_backend=lambda: KeyringBackend(backend, is_locked=state),
        thread=KeyringThread(),
        timeout_seconds=0.05,
    )
    assert failure(kept.get("refresh")) == key
    assert run(kept.is_locked()) is locked
    gate.set()


def test_a_quick_keyring_brings_no_reminder(backend: Backend) -> None:
    reminders: list[str] = []
    run(vault(backend, on_slow=lambda: reminders.append("slow")).put("refresh", "x"))
    assert reminders == []


def test_a_small_keyring_takes_a_long_text_in_parts(backend: Backend) -> None:
    kept = vault(backend, small=True)
    run(kept.put("refresh", "x" * 5000))
    assert run(kept.get("refresh")) == "x" * 5000
    assert max(map(len, backend.items.values())) <= 1200
    run(kept.delete("refresh"))
    assert backend.items == {}


def test_a_text_too_long_for_all_chunks_is_a_clear_error(backend: Backend) -> None:
    kept = vault(backend, small=True)
    run(kept.put("refresh", "before"))
    assert failure(kept.put("refresh", "x" * 100_000)) == "keyring_too_small"
    assert run(kept.get("refresh")) == "before"


def test_memory_has_the_same_face_and_does_not_last() -> None:
    async def journey() -> list[str | None]:
        kept = InMemoryKeyring()
        await kept.put("refresh", "x")
        seen = [await kept.get("refresh")]
        await kept.delete("refresh")
        await kept.delete("refresh")
        return [*seen, await kept.get("refresh")]

    assert run(journey()) == ["x", None]
    assert not InMemoryKeyring.is_persistent
    assert AsyncKeyring.is_persistent


@pytest.mark.usefixtures("keyring_session")
def test_the_real_keyring_stores_a_long_text_for_another_process() -> None:
    text = "grün " + "0123456789" * 400

    async def journey() -> None:
        kept, other = AsyncKeyring("kanbert-desktop:real"), AsyncKeyring("kanbert-desktop:real-2")
        assert "secret_service" in await kept.backend_name()
        await kept.put("refresh", text)
        await kept.put("access", "short")
        await other.put("refresh", "of another account")
        assert await AsyncKeyring("kanbert-desktop:real", thread=KeyringThread()).get("refresh") == text
        await kept.delete("refresh")
        assert await kept.get("refresh") is None
        assert await kept.get("access") == "short"
        assert await other.get("refresh") == "of another account"
        await kept.delete("access")
        await other.delete("refresh")

    run(journey())


def test_without_a_session_bus_the_keyring_is_absent(monkeypatch: pytest.MonkeyPatch) -> None:
    system_keyring.cache_clear()
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/at/all")
    assert (
        failure(AsyncKeyring("kanbert-desktop:none", thread=KeyringThread()).get("refresh"))
        == "keyring_absent"
    )
    # A keyring found earlier may vanish as well.
    system_keyring.cache_clear()
