"""The window's name on a real session bus."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import pytest
from jeepney import DBusAddress, MatchRule, message_bus, new_method_call
from jeepney.io.asyncio import DBusRouter, Proxy, open_dbus_router
from jeepney.wrappers import DBusErrorResponse, unwrap_msg

from devtools.child_processes import ChildProcesses
from kanbert_desktop.app.system import bus_names
from kanbert_desktop.app.system.application_bus import INTERFACE, ApplicationBus
from kanbert_desktop.app.system.window_requests import WindowRequests
from kanbert_desktop.domain.errors import InvalidInput
from support.session_bus import private_bus

TIMEOUT_SECONDS = 60
Done = list[tuple[object, ...]]


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[ChildProcesses]:
    with private_bus(monkeypatch) as children:
        yield children


def recording(done: Done) -> WindowRequests:
    def note(name: str) -> Callable[..., None]:
        return lambda *values: done.append((name, *values))

    def follow(link: str) -> None:
        done.append(("link", link))
        if "?" in link:
            raise InvalidInput("link_malformed")

    return WindowRequests(
        raise_window=note("raise"),
        open_capture=note("capture"),
        follow_link=follow,
        show_my_work=note("my work"),
        prepare=note("prepare"),
    )


async def call(router: DBusRouter, member: str, signature: str, *values: object) -> Any:  # noqa: ANN401
    where = DBusAddress(bus_names.APPLICATION_PATH, bus_name=bus_names.APPLICATION, interface=INTERFACE)
    message = new_method_call(where, member, signature, values)
    return unwrap_msg(await asyncio.wait_for(router.send_and_get_reply(message), TIMEOUT_SECONDS))


async def wait_for_owner(router: DBusRouter) -> None:
    rule = MatchRule(type="signal", interface="org.freedesktop.DBus", member="NameOwnerChanged")
    rule.add_arg_condition(0, bus_names.APPLICATION)
    with router.filter(rule) as owners:
        await Proxy(message_bus, router).AddMatch(rule)
        if not (await Proxy(message_bus, router).NameHasOwner(bus_names.APPLICATION))[0]:
            await asyncio.wait_for(owners.get(), TIMEOUT_SECONDS)


def with_window(scenario: Callable[[DBusRouter], Awaitable[object]]) -> Done:
    """Runs the scenario beside a window, and returns what the window did."""
    done: Done = []

    async def run() -> None:
        serving = asyncio.create_task(ApplicationBus(recording(done)).serve())
        try:
            async with open_dbus_router(bus="SESSION") as router:
                await wait_for_owner(router)
                await scenario(router)
        finally:
            serving.cancel()
            await asyncio.gather(serving, return_exceptions=True)

    asyncio.run(run())
    return done


def test_the_desktop_brings_the_window_to_the_front_with_its_token(bus: ChildProcesses) -> None:
    assert bus
    data = {"desktop-startup-id": ("s", "old"), "activation-token": ("s", "token-1")}
    assert with_window(lambda router: call(router, "Activate", "a{sv}", data)) == [
        ("prepare", "token-1", False),
        ("raise",),
    ]


def test_links_and_actions_reach_the_window(bus: ChildProcesses) -> None:
    assert bus

    async def scenario(router: DBusRouter) -> None:
        token = {"desktop-startup-id": ("s", "shell_TIME1")}
        await call(router, "Open", "asa{sv}", ["kanbert-desktop://card/1", "kanbert-desktop://card/2"], token)
        await call(router, "Open", "asa{sv}", ["kanbert-desktop://card/1?delete"], {})
        await call(router, "Open", "asa{sv}", ["file:///etc/passwd"], {"activation-token": ("u", 7)})
        await call(router, "ActivateAction", "sava{sv}", "new-card", [], {})
        await call(router, "ActivateAction", "sava{sv}", "my-work", [], {})

    assert with_window(scenario) == [
        ("prepare", "shell_TIME1", False),
        ("link", "kanbert-desktop://card/2"),
        ("prepare", "", False),
        ("link", "kanbert-desktop://card/1?delete"),
        ("prepare", "", False),
        ("raise",),
        ("prepare", "", False),
        ("capture",),
        ("prepare", "", False),
        ("my work",),
    ]


def test_an_action_that_there_is_not_changes_nothing(bus: ChildProcesses) -> None:
    assert bus

    async def scenario(router: DBusRouter) -> None:
        with pytest.raises(DBusErrorResponse):
            await call(router, "ActivateAction", "sava{sv}", "delete-everything", [], {})

    assert with_window(scenario) == []


def test_a_second_window_of_the_user_answers_once_the_first_is_gone(bus: ChildProcesses) -> None:
    assert bus
    done: Done = []

    async def run() -> None:
        first = asyncio.create_task(ApplicationBus(recording([])).serve())
        async with open_dbus_router(bus="SESSION") as router:
            await wait_for_owner(router)
            second_bus = ApplicationBus(recording(done))
            second = asyncio.create_task(second_bus.serve())
            await call(router, "Activate", "a{sv}", {})
            assert done == []
            first.cancel()
            await asyncio.gather(first, return_exceptions=True)
            while not done:
                second_bus.retry()
                try:
                    await call(router, "Activate", "a{sv}", {})
                except DBusErrorResponse:
                    """Between the two nobody has the name."""
            second.cancel()
            await asyncio.gather(second, return_exceptions=True)

    asyncio.run(run())
    assert done[-1] == ("raise",)


def test_the_name_comes_back_after_the_bus_was_restarted(monkeypatch: pytest.MonkeyPatch) -> None:
    done: Done = []
    window: list[ApplicationBus] = []

    async def run() -> None:
        with private_bus(monkeypatch):
            window.append(ApplicationBus(recording(done)))
            serving = asyncio.create_task(window[0].serve())
            async with open_dbus_router(bus="SESSION") as router:
                await wait_for_owner(router)
        with private_bus(monkeypatch):
            async with open_dbus_router(bus="SESSION") as router:
                while not done:
                    window[0].retry()
                    try:
                        await call(router, "Activate", "a{sv}", {})
                    except DBusErrorResponse:
                        """The window has not noticed yet."""
            serving.cancel()
            await asyncio.gather(serving, return_exceptions=True)

    asyncio.run(run())
    assert done == [("prepare", "", False), ("raise",)]


def test_without_a_bus_it_goes_on_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS")
    monkeypatch.delenv("XDG_RUNTIME_DIR")

    with pytest.raises(TimeoutError):
        asyncio.run(asyncio.wait_for(ApplicationBus(recording([])).serve(), 0.1))
