"""Reasons to go easy: UPower, NetworkManager and logind in another process on a real bus, or Qt's network."""

import asyncio
import logging
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractContextManager, asynccontextmanager

import pytest
from PySide6.QtNetwork import QNetworkInformation

from devtools.child_processes import ChildProcesses
from kanbert_desktop.app.system.power import EconomyMonitor
from kanbert_desktop.domain.events import Economy
from support.power_services import FakePowerServices, start_power_services
from support.real_window import wait_until
from support.session_bus import private_bus

BATTERY, METERED = Economy.BATTERY, Economy.METERED


class Watched:
    """What a monitor reported, in order."""

    def __init__(self) -> None:
        self.reasons: list[Economy | None] = []
        self.resumed = 0
        self.monitor = EconomyMonitor(self.reasons.append, self._on_resumed)

    def _on_resumed(self) -> None:
        self.resumed += 1

    async def until(self, *reasons: Economy | None) -> None:
        await wait_until(lambda: self.reasons == list(reasons), f"{reasons}")


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[ChildProcesses]:
    with system_bus(monkeypatch) as children:
        yield children


def system_bus(monkeypatch: pytest.MonkeyPatch) -> AbstractContextManager[ChildProcesses]:
    return private_bus(monkeypatch, variable="DBUS_SYSTEM_BUS_ADDRESS")


@asynccontextmanager
async def watching() -> AsyncIterator[Watched]:
    watched = Watched()
    task = asyncio.get_running_loop().create_task(watched.monitor.watch_bus())
    yield watched
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def asked(services: FakePowerServices) -> None:
    assert await asyncio.to_thread(services.wait_for_line) == "Get"


def test_a_computer_on_battery_is_noticed_at_the_start(bus: ChildProcesses) -> None:
    start_power_services(bus, "battery")

    async def life() -> None:
        async with watching() as watched:
            await watched.until(BATTERY)

    asyncio.run(life())


def test_unplugging_and_plugging_in_are_noticed(bus: ChildProcesses) -> None:
    services = start_power_services(bus)

    async def life() -> None:
        async with watching() as watched:
            await asked(services)
            services.say("battery")
            await watched.until(BATTERY)
            services.say("other")
            services.say("plugged")
            await watched.until(BATTERY, None)
            services.say("unknown")
            await watched.until(BATTERY, None, BATTERY)

    asyncio.run(life())


def test_a_service_that_leaves_counts_as_plugged_in_and_may_return(bus: ChildProcesses) -> None:
    services = start_power_services(bus, "battery")

    async def life() -> None:
        async with watching() as watched:
            await watched.until(BATTERY)
            services.say("leave")
            await watched.until(BATTERY, None)
            services.say("return")
            await watched.until(BATTERY, None, BATTERY)

    asyncio.run(life())


def test_a_service_that_comes_later_is_asked(bus: ChildProcesses) -> None:
    async def life() -> None:
        async with watching() as watched:
            services = await asyncio.to_thread(start_power_services, bus, "battery")
            await asked(services)
            await watched.until(BATTERY)

    asyncio.run(life())


def test_a_computer_that_woke_up_says_so(bus: ChildProcesses) -> None:
    services = start_power_services(bus)

    async def life() -> None:
        async with watching() as watched:
            await asked(services)
            services.say("sleep")
            services.say("resume")
            await wait_until(lambda: watched.resumed > 0, "the waking up")
            assert watched.resumed == 1

    asyncio.run(life())


def test_a_metered_network_is_noticed_and_the_battery_comes_first(bus: ChildProcesses) -> None:
    services = start_power_services(bus)

    async def life() -> None:
        async with watching() as watched:
            await asked(services)
            services.say("metered 1")
            await watched.until(METERED)
            # The appearance of the service is a question, too: its answer must not come after the next change.
            await asked(services)
            services.say("metered 2")
            await watched.until(METERED, None)
            services.say("metered 3")
            await watched.until(METERED, None, METERED)
            services.say("battery")
            await watched.until(METERED, None, METERED, BATTERY)

    asyncio.run(life())


def test_a_bus_that_ends_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    async def life() -> None:
        async with watching() as watched:
            with system_bus(monkeypatch) as children:
                await asyncio.to_thread(start_power_services, children, "battery")
                watched.monitor.retry()
                await watched.until(BATTERY)
            await watched.until(BATTERY, None)
            with system_bus(monkeypatch) as children:
                await asyncio.to_thread(start_power_services, children, "battery")
                watched.monitor.retry()
                await watched.until(BATTERY, None, BATTERY)

    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", f"unix:path={os.devnull}/no-bus")
    asyncio.run(life())


def test_a_bus_that_is_never_there_is_mentioned_once(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    attempts: list[str] = []

    async def open_bus(bus: str) -> None:
        attempts.append(bus)
        raise FileNotFoundError

    async def life() -> None:
        async with watching() as watched:
            for count in range(1, 4):
                watched.monitor.retry()
                await wait_until(lambda count=count: len(attempts) >= count, f"{count} attempts")

    caplog.set_level(logging.INFO)
    monkeypatch.setattr("jeepney.io.asyncio.open_dbus_connection", open_bus)
    asyncio.run(life())
    assert [record.getMessage() for record in caplog.records if record.name.endswith("power")] == [
        "No news about battery and network: FileNotFoundError"
    ]


def test_a_metered_network_is_a_reason_and_the_battery_comes_first() -> None:
    watched = Watched()
    watched.monitor.set_metered(True)
    watched.monitor._set_on_battery(True)
    watched.monitor.set_metered(False)
    watched.monitor._set_on_battery(False)
    assert watched.reasons == [METERED, BATTERY, None]


def test_the_same_news_twice_are_reported_once() -> None:
    watched = Watched()
    for is_metered in (False, True, True, False, False):
        watched.monitor.set_metered(is_metered)
    assert watched.reasons == [METERED, None]


class FakeNetwork:
    """Stands for Qt's, whose backend depends on the computer."""

    class _Signal:
        def __init__(self) -> None:
            self.slots: list[object] = []

        def connect(self, slot: object) -> None:
            self.slots.append(slot)

    def __init__(self, *, knows_costs: bool) -> None:
        self.knows_costs = knows_costs
        self.isMeteredChanged = self._Signal()

    def supports(self, features: QNetworkInformation.Feature) -> bool:
        return self.knows_costs and features is QNetworkInformation.Feature.Metered

    def isMetered(self) -> bool:
        return True


@pytest.mark.parametrize(("knows_costs", "reasons"), [(True, [METERED]), (False, [])])
def test_only_a_network_that_knows_its_costs_is_followed(
    monkeypatch: pytest.MonkeyPatch, knows_costs: bool, reasons: list[Economy]
) -> None:
    network, watched = FakeNetwork(knows_costs=knows_costs), Watched()
    monkeypatch.setattr(QNetworkInformation, "instance", lambda: network)
    watched.monitor.follow_network()
    assert watched.reasons == reasons
    assert bool(network.isMeteredChanged.slots) is knows_costs


def test_a_computer_without_any_backend_is_not_metered(monkeypatch: pytest.MonkeyPatch) -> None:
    watched = Watched()
    monkeypatch.setattr(QNetworkInformation, "instance", lambda: None)
    watched.monitor.follow_network()
    assert watched.reasons == []
