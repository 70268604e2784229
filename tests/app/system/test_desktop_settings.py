"""The desktop's own settings over a portal in another process: told, changed, missing, old, silent, odd, restarted."""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from devtools.child_processes import ChildProcesses
from kanbert_desktop.app.settings import DesktopPreferences
from kanbert_desktop.app.system.desktop_settings import APPEARANCE, INTERFACE, DesktopSettings, preferences_in
from support.real_window import wait_until
from support.session_bus import BusProgram, private_bus
from support.settings_portal import start_settings_portal

FIRST = DesktopPreferences(text_scale=1.25, accent="#3380E6", color_scheme="dark")
NOTHING = DesktopPreferences()


class Followed:
    """What was reported, in order."""

    def __init__(self) -> None:
        self.reported: list[DesktopPreferences] = []
        self.settings = DesktopSettings(self.reported.append)

    async def until(self, *reported: DesktopPreferences) -> None:
        await wait_until(lambda: self.reported == list(reported), f"{reported}")


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[ChildProcesses]:
    with private_bus(monkeypatch) as children:
        yield children


@asynccontextmanager
async def following() -> AsyncIterator[Followed]:
    followed = Followed()
    task = asyncio.get_running_loop().create_task(followed.settings.follow())
    yield followed
    assert not task.done()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def asked(portal: BusProgram) -> None:
    assert await asyncio.to_thread(portal.wait_for_line) == "ReadAll"


def test_settings_are_read_and_followed(bus: ChildProcesses) -> None:
    portal = start_settings_portal(bus)

    async def scenario() -> None:
        async with following() as followed:
            await followed.until(FIRST)
            for line in ("other", "scale 1.5", "contrast 1", "animations 0"):
                portal.say(line)
            large = replace(FIRST, text_scale=1.5)
            strong = replace(large, high_contrast=True)
            still = replace(strong, reduced_motion=True)
            await followed.until(FIRST, large, strong, still)

    asyncio.run(scenario())


def test_without_a_portal_and_with_an_old_one_there_are_the_defaults(bus: ChildProcesses) -> None:
    async def scenario() -> None:
        async with following() as followed:
            await followed.until(NOTHING)
            start_settings_portal(bus, "old")
            async with following() as again:
                await again.until(NOTHING)

    asyncio.run(scenario())


def test_a_portal_that_comes_later_is_asked(bus: ChildProcesses) -> None:
    async def scenario() -> None:
        async with following() as followed:
            await followed.until(NOTHING)
            portal = await asyncio.to_thread(start_settings_portal, bus)
            await asked(portal)
            await followed.until(NOTHING, FIRST)

    asyncio.run(scenario())


def test_a_silent_portal_says_nothing(bus: ChildProcesses) -> None:
    portal = start_settings_portal(bus, "silent")

    async def scenario() -> None:
        async with following() as followed:
            await asked(portal)
            portal.say("scale 2")
            await followed.until(DesktopPreferences(text_scale=2.0))

    asyncio.run(scenario())


def test_values_of_another_type_count_as_the_default(bus: ChildProcesses) -> None:
    start_settings_portal(bus, "odd")

    async def scenario() -> None:
        async with following() as followed:
            await followed.until(NOTHING)

    asyncio.run(scenario())


def test_a_bus_that_restarts_is_tried_again_without_noise(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)

    async def scenario() -> None:
        async with following() as followed:
            with private_bus(monkeypatch) as children:
                start_settings_portal(children)
                followed.settings.retry()
                await followed.until(FIRST)
            followed.settings.retry()
            with private_bus(monkeypatch) as children:
                portal = start_settings_portal(children)

                def tried() -> bool:
                    followed.settings.retry()
                    return not portal.is_quiet()

                await wait_until(tried, "another try")
            assert followed.reported == [FIRST]

    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    asyncio.run(scenario())
    assert not [record for record in caplog.records if record.name.endswith("desktop_settings")]


@pytest.mark.parametrize(
    ("space", "name", "value", "expected"),
    [
        (INTERFACE, "text-scaling-factor", 9.0, DesktopPreferences(text_scale=3.0)),
        (INTERFACE, "text-scaling-factor", float("nan"), NOTHING),
        (INTERFACE, "text-scaling-factor", 0.0, DesktopPreferences(text_scale=0.5)),
        (APPEARANCE, "reduced-motion", 1, DesktopPreferences(reduced_motion=True)),
        (APPEARANCE, "accent-color", (-1.0, -1.0, -1.0), NOTHING),
        (APPEARANCE, "accent-color", (1.0, 0.0, 1.0), DesktopPreferences(accent="#FF00FF")),
        (APPEARANCE, "contrast", 2, NOTHING),
        (APPEARANCE, "color-scheme", 1, DesktopPreferences(color_scheme="dark")),
        (APPEARANCE, "color-scheme", 2, DesktopPreferences(color_scheme="light")),
        (APPEARANCE, "color-scheme", 0, NOTHING),
        (APPEARANCE, "color-scheme", [1], NOTHING),
    ],
)
def test_values_out_of_range(space: str, name: str, value: object, expected: DesktopPreferences) -> None:
    assert preferences_in({(space, name): value}) == expected
