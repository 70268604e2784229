"""A key of the desktop over a portal in another process: given, refused, old, silent, restarted."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator

import pytest

from devtools.child_processes import ChildProcesses
from kanbert_desktop.app.system import global_shortcut
from kanbert_desktop.app.system.global_shortcut import (
    GlobalShortcut,
    PortalUnavailable,
    ShortcutDeclined,
    key_text,
)
from support.session_bus import private_bus
from support.shortcut_portal import start_shortcut_portal

TIMEOUT_SECONDS = 60
Heard = asyncio.Queue[tuple[str, str]]


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[ChildProcesses]:
    with private_bus(monkeypatch) as children:
        yield children


def run(scenario: Callable[[Heard], Awaitable[object]]) -> Exception | None:
    """Runs the scenario beside a program that asks for the key, until the scenario or the program ends."""

    async def both() -> Exception | None:
        heard: Heard = asyncio.Queue()
        shortcut = GlobalShortcut("new-card", "New card", "CTRL+SHIFT+n")
        asking = asyncio.ensure_future(
            shortcut.run(
                lambda key: heard.put_nowait(("bound", key)),
                lambda token: heard.put_nowait(("pressed", token)),
            )
        )
        playing = asyncio.ensure_future(scenario(heard))
        try:
            await asyncio.wait(
                {asking, playing}, timeout=TIMEOUT_SECONDS, return_when=asyncio.FIRST_COMPLETED
            )
            if playing.done():
                playing.result()
            return asking.exception() if asking.done() else None
        finally:
            for task in (asking, playing):
                task.cancel()
            await asyncio.gather(asking, playing, return_exceptions=True)

    return asyncio.run(both())


async def forever(_heard: Heard) -> None:
    await asyncio.Event().wait()


async def next_of(heard: Heard) -> tuple[str, str]:
    return await asyncio.wait_for(heard.get(), TIMEOUT_SECONDS)


def test_the_key_is_bound_and_pressing_it_brings_the_token(bus: ChildProcesses) -> None:
    portal = start_shortcut_portal(bus, "binds")

    async def scenario(heard: Heard) -> None:
        assert await next_of(heard) == ("bound", "Ctrl+Shift+N")
        portal.say("press token-1")
        assert await next_of(heard) == ("pressed", "token-1")
        portal.say("press")
        assert await next_of(heard) == ("pressed", "")
        portal.say("change Super+K")
        assert await next_of(heard) == ("bound", "Super+K")

    assert run(scenario) is None
    assert [portal.wait_for_line() for _ in range(3)] == ["Register", "CreateSession", "BindShortcuts"]


def test_a_key_that_is_bound_counts_although_a_failure_is_reported(bus: ChildProcesses) -> None:
    start_shortcut_portal(bus, "gnome-48")

    async def scenario(heard: Heard) -> None:
        assert await next_of(heard) == ("bound", "Ctrl+Shift+N")

    assert run(scenario) is None


@pytest.mark.parametrize(
    ("trigger", "key"),
    [
        ("Press <Shift><Control>n", "Ctrl+Shift+N"),
        ("<Super>F5", "Super+F5"),
        ("Strg+Umschalt+N", "Strg+Umschalt+N"),
        ("", ""),
    ],
)
def test_a_key_is_written_as_in_menus(trigger: str, key: str) -> None:
    assert key_text(trigger) == key


@pytest.mark.parametrize("behaviour", ["fails", "old"])
def test_a_portal_without_keys_is_unavailable(bus: ChildProcesses, behaviour: str) -> None:
    start_shortcut_portal(bus, behaviour)
    assert isinstance(run(forever), PortalUnavailable)


def test_a_user_who_chooses_no_key_has_declined(bus: ChildProcesses) -> None:
    start_shortcut_portal(bus, "declines")
    assert isinstance(run(forever), ShortcutDeclined)


def test_a_portal_that_never_answers_is_given_up(
    bus: ChildProcesses, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(global_shortcut, "ANSWER_SECONDS", 0.2)
    start_shortcut_portal(bus, "silent")
    assert isinstance(run(forever), PortalUnavailable)


def test_a_user_who_never_chooses_is_not_waited_for_without_end(
    bus: ChildProcesses, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(global_shortcut, "CHOICE_SECONDS", 0.2)
    start_shortcut_portal(bus, "undecided")
    assert isinstance(run(forever), PortalUnavailable)


def test_without_a_portal_or_a_bus_it_is_unavailable(
    bus: ChildProcesses, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert bus
    assert isinstance(run(forever), PortalUnavailable)
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS")
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    assert isinstance(run(forever), PortalUnavailable)


@pytest.mark.parametrize(
    ("line", "error"), [("close", PortalUnavailable), ("remove", ShortcutDeclined)], ids=["closed", "removed"]
)
def test_it_ends_when_the_desktop_takes_the_key_away(
    bus: ChildProcesses, line: str, error: type[Exception]
) -> None:
    portal = start_shortcut_portal(bus, "binds")

    async def scenario(heard: Heard) -> None:
        await next_of(heard)
        portal.say(line)
        await forever(heard)

    assert isinstance(run(scenario), error)


def test_it_ends_with_the_portal(bus: ChildProcesses) -> None:
    with ChildProcesses() as children:
        start_shortcut_portal(children, "binds")

        async def scenario(heard: Heard) -> None:
            await next_of(heard)
            await asyncio.to_thread(children.stop)
            await forever(heard)

        assert isinstance(run(scenario), PortalUnavailable)
