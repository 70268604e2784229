"""The key for a new card: asked for once, resumed at every start, given up."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from kanbert_desktop.app.settings import GLOBAL_CAPTURE, Settings
from kanbert_desktop.app.system import capture_key
from kanbert_desktop.app.system.capture_key import CaptureKey, KeyState
from kanbert_desktop.app.system.global_shortcut import PortalUnavailable, ShortcutDeclined
from kanbert_desktop.app.tasks import Tasks

Portal = Callable[[Callable[[str], object], Callable[[str], object]], Awaitable[None]]


class FakeShortcut:
    """Stands for `GlobalShortcut`; `answer` is what the desktop does."""

    answer: Portal
    asked = 0

    def __init__(self, *_: str) -> None:
        type(self).asked += 1

    async def run(self, bound: Callable[[str], object], pressed: Callable[[str], object]) -> None:
        await type(self).answer(bound, pressed)


async def gives_a_key(bound: Callable[[str], object], pressed: Callable[[str], object]) -> None:
    bound("Ctrl+Shift+N")
    pressed("token-1")
    await asyncio.Event().wait()


async def declines(_bound: object, _pressed: object) -> None:
    raise ShortcutDeclined


async def is_missing(_bound: object, _pressed: object) -> None:
    raise PortalUnavailable("no portal")


@pytest.fixture
def settings(profile: Path) -> Settings:
    return Settings(profile / "settings.json")


def states(
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    answer: Portal,
    *actions: Callable[[CaptureKey], object],
) -> tuple[list[KeyState], list[str]]:
    """The states after these actions, and the tokens of the presses."""
    monkeypatch.setattr(FakeShortcut, "answer", staticmethod(answer), raising=False)
    monkeypatch.setattr(FakeShortcut, "asked", 0)
    monkeypatch.setattr(capture_key, "GlobalShortcut", FakeShortcut)
    heard: list[KeyState] = []
    tokens: list[str] = []

    async def run() -> None:
        tasks = Tasks()
        key = CaptureKey(settings, tasks)
        key.pressed = tokens.append
        key.subscribe(lambda: heard.append(key.state))
        for action in actions:
            action(key)
            for _ in range(5):
                await asyncio.sleep(0)
        await tasks.close()

    asyncio.run(run())
    return heard, tokens


def test_a_key_that_the_desktop_gives_is_kept_and_pressed(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = states(settings, monkeypatch, gives_a_key, CaptureKey.ask)
    assert found == ([KeyState.ASKING, KeyState.ON], ["token-1"])
    assert settings.get(GLOBAL_CAPTURE)


async def waits(_bound: object, _pressed: object) -> None:
    await asyncio.Event().wait()


def test_while_the_desktop_asks_it_is_not_asked_again(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert states(settings, monkeypatch, waits, CaptureKey.ask, CaptureKey.ask) == ([KeyState.ASKING], [])
    assert FakeShortcut.asked == 1


def test_the_desktop_is_not_asked_before_the_user_wants_a_key(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert states(settings, monkeypatch, gives_a_key, CaptureKey.resume) == ([], [])
    assert FakeShortcut.asked == 0


def test_a_later_start_resumes_it_once(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.put(GLOBAL_CAPTURE, True)
    found = states(settings, monkeypatch, gives_a_key, CaptureKey.resume, CaptureKey.resume)
    assert found == ([KeyState.ON], ["token-1"])
    assert FakeShortcut.asked == 1


def test_a_user_who_chose_no_key_is_not_asked_at_the_next_start(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.put(GLOBAL_CAPTURE, True)
    found = states(settings, monkeypatch, declines, CaptureKey.resume, CaptureKey.resume)
    assert found == ([KeyState.DECLINED], [])
    assert not settings.get(GLOBAL_CAPTURE)


def test_a_portal_that_is_missing_for_a_while_is_tried_again(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.put(GLOBAL_CAPTURE, True)
    found = states(settings, monkeypatch, is_missing, CaptureKey.resume, CaptureKey.resume)
    assert found == ([KeyState.UNAVAILABLE, KeyState.UNAVAILABLE], [])
    assert settings.get(GLOBAL_CAPTURE)


def test_switched_off_it_is_not_resumed(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    found = states(
        settings, monkeypatch, gives_a_key, CaptureKey.ask, CaptureKey.switch_off, CaptureKey.resume
    )
    assert found[0] == [KeyState.ASKING, KeyState.ON, KeyState.OFF]
    assert not settings.get(GLOBAL_CAPTURE)
