"""The end of a desktop session, announced by a session manager in another process on a real bus."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest

from devtools.child_processes import ChildProcesses
from kanbert_desktop.app.system.desktop_session import STARTUP_ID_VARIABLE, DesktopSession
from support.gnome_session import FakeGnomeSession, start_gnome_session
from support.real_window import wait_until
from support.session_bus import private_bus

AGREED = ["EndSessionResponse", True, ""]


@dataclass
class Done:
    """What the signals led to, in order."""

    actions: list[str] = field(default_factory=list)

    def keep(self) -> None:
        self.actions.append("kept")

    def leave(self) -> None:
        self.actions.append("left")


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[ChildProcesses]:
    with private_bus(monkeypatch) as children:
        yield children


@asynccontextmanager
async def watched(host: FakeGnomeSession, startup_id: str = "") -> AsyncIterator[Done]:
    done = Done()
    session = DesktopSession(done.keep, done.leave)
    watching = asyncio.get_running_loop().create_task(session.watch())
    assert await asyncio.to_thread(host.received) == ["RegisterClient", "kanbert-desktop", startup_id]
    yield done
    watching.cancel()
    await session.close()


def test_a_query_is_answered_after_saving_and_nothing_ends(bus: ChildProcesses) -> None:
    host = start_gnome_session(bus)

    async def life() -> None:
        async with watched(host) as done:
            host.say("QueryEndSession")
            assert await asyncio.to_thread(host.received) == AGREED
            host.say("CancelEndSession")
            host.say("QueryEndSession")
            assert await asyncio.to_thread(host.received) == AGREED
            assert done.actions == ["kept", "kept"]

    asyncio.run(life())


def test_the_end_is_answered_and_followed(bus: ChildProcesses) -> None:
    host = start_gnome_session(bus)

    async def life() -> None:
        async with watched(host) as done:
            host.say("EndSession")
            assert await asyncio.to_thread(host.received) == AGREED
            await wait_until(lambda: "left" in done.actions, "the leaving")
            assert done.actions == ["kept", "left"]

    asyncio.run(life())


def test_a_session_that_wants_this_program_gone_gets_it(bus: ChildProcesses) -> None:
    host = start_gnome_session(bus)

    async def life() -> None:
        async with watched(host) as done:
            host.say("/org/gnome/SessionManager/Client8 Stop")
            host.say("QueryEndSession")
            await asyncio.to_thread(host.received)
            assert done.actions == ["kept"], "the first word was for somebody else"
            host.say("Stop")
            await wait_until(lambda: "left" in done.actions, "the leaving")

    asyncio.run(life())


def test_a_program_that_the_session_started_says_which_it_is(
    bus: ChildProcesses, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(STARTUP_ID_VARIABLE, "10a7")
    host = start_gnome_session(bus)

    async def life() -> None:
        async with watched(host, "10a7") as done:
            assert done.actions == []

    asyncio.run(life())


def test_without_anybody_who_runs_it_there_is_nothing_to_watch(bus: ChildProcesses) -> None:
    asyncio.run(watch_alone())


def test_without_a_bus_nothing_breaks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/bus")
    asyncio.run(watch_alone())


async def watch_alone() -> None:
    """Ends without being stopped."""
    done = Done()
    session = DesktopSession(done.keep, done.leave)
    await asyncio.wait_for(session.watch(), 30)
    await session.close()
    assert done.actions == []
