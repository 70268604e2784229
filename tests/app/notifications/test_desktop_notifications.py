"""Notifications on a real bus, shown by a service in another process."""

import asyncio
import gc
import html
import warnings
from collections.abc import Iterator

import pytest

from devtools.child_processes import ChildProcesses
from kanbert_desktop.app.notifications import Notification
from kanbert_desktop.app.system.desktop_notifications import DesktopNotifications, NotificationsUnavailable
from kanbert_desktop.domain.board import CardKey
from support.hostile_text import SURROGATES, TEXTS, raw_controls
from support.notification_service import start_notification_service
from support.session_bus import private_bus

NOTICE = Notification("Jonas & <Mira> commented", "<b>Cookie</b> & more\nPlease look", CardKey("7"))


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[ChildProcesses]:
    with private_bus(monkeypatch) as children:
        yield children


async def show(service: DesktopNotifications, *notices: Notification) -> None:
    for notice in notices:
        await service.show(notice, "Open")


async def show_alone(notice: Notification) -> None:
    """A new process."""
    service = DesktopNotifications(print)
    try:
        await service.show(notice, "Open")
    finally:
        await service.close()


def test_a_notification_is_shown_and_a_click_identifies_it(bus: ChildProcesses) -> None:
    desktop = start_notification_service(bus, "body", "actions")
    other = Notification("3 cards are due today", "One\nTwo")

    async def scenario() -> list[Notification]:
        pressed: asyncio.Queue[Notification] = asyncio.Queue()
        service = DesktopNotifications(lambda notification, _token: pressed.put_nowait(notification))
        await show(service, other, NOTICE)
        shown = [desktop.shown(), desktop.shown()]
        for one in reversed(shown):
            desktop.activate(one.number)
        heard = [await asyncio.wait_for(pressed.get(), 30) for _ in shown]
        await service.close()
        assert shown[1].text == NOTICE.text
        assert (shown[1].title, shown[1].actions) == (NOTICE.title, ["default", "Open"])
        return heard

    assert asyncio.run(scenario()) == [NOTICE, other]


def test_a_click_brings_the_token_that_the_desktop_gave_for_it(bus: ChildProcesses) -> None:
    desktop = start_notification_service(bus)

    async def scenario() -> list[tuple[Notification, str]]:
        pressed: asyncio.Queue[tuple[Notification, str]] = asyncio.Queue()
        service = DesktopNotifications(lambda *click: pressed.put_nowait(click))
        await show(service, NOTICE, NOTICE)
        first, second = desktop.shown(), desktop.shown()
        desktop.activate(999, "another program's")
        desktop.activate(second.number, "token-2")
        desktop.activate(first.number)
        clicks = [await asyncio.wait_for(pressed.get(), 30) for _ in (first, second)]
        await service.close()
        return clicks

    assert asyncio.run(scenario()) == [(NOTICE, "token-2"), (NOTICE, "")]


def test_where_the_desktop_reads_markup_the_text_stays_text(bus: ChildProcesses) -> None:
    desktop = start_notification_service(bus, "body", "body-markup")
    asyncio.run(show_alone(NOTICE))
    shown = desktop.shown()
    assert shown.text == "&lt;b&gt;Cookie&lt;/b&gt; &amp; more\nPlease look"
    assert shown.title == NOTICE.title


@pytest.mark.parametrize("capability", ["body", "body-markup"])
def test_a_hostile_text_is_shown_as_text(bus: ChildProcesses, capability: str) -> None:
    """D-Bus rejects NUL and lone surrogates: the bus would end the connection and with it every later notification."""
    desktop = start_notification_service(bus, capability)

    async def scenario() -> None:
        service = DesktopNotifications(print)
        texts = [*TEXTS, *SURROGATES]
        for at in range(0, len(texts), 8):
            text = " ".join(texts[at : at + 8])
            await service.show(Notification(text, text), "Open")
            shown = desktop.shown()
            assert raw_controls(shown.title + shown.text) == []
            assert "\n" not in shown.title
            if capability == "body-markup":
                assert "<" not in shown.text
                assert html.unescape(shown.text).count("<") == text.count("<")
        await service.close()

    asyncio.run(scenario())


def test_without_a_service_showing_fails_until_one_appears(bus: ChildProcesses) -> None:
    async def scenario() -> str:
        service = DesktopNotifications(print)
        with pytest.raises(NotificationsUnavailable):
            await show(service, NOTICE)
        desktop = start_notification_service(bus)
        await show(service, NOTICE)
        await service.close()
        return desktop.shown().title

    assert asyncio.run(scenario()) == NOTICE.title


@pytest.mark.usefixtures("bus")
@pytest.mark.parametrize("turns", range(1, 40, 3))
def test_cancelling_while_connecting_leaves_no_connection_open(turns: int) -> None:
    async def scenario() -> None:
        service = DesktopNotifications(print)
        showing = asyncio.ensure_future(service.show(NOTICE, "Open"))
        for _ in range(turns):
            await asyncio.sleep(0)
        showing.cancel()
        await asyncio.gather(showing, return_exceptions=True)
        await service.close()

    with warnings.catch_warnings(record=True) as reported:
        warnings.simplefilter("always", ResourceWarning)
        asyncio.run(scenario())
        gc.collect()
    assert [str(one.message) for one in reported] == []


def test_without_a_bus_nothing_breaks(bus: ChildProcesses, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/bus")
    with pytest.raises(NotificationsUnavailable):
        asyncio.run(show_alone(NOTICE))


def test_an_answer_that_comes_too_late_does_no_harm(
    bus: ChildProcesses, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kanbert_desktop.app.system.desktop_notifications.ANSWER_SECONDS", 0.05)
    desktop = start_notification_service(bus, "hesitant")

    async def scenario() -> None:
        service = DesktopNotifications(print)
        with pytest.raises(NotificationsUnavailable):
            await show(service, NOTICE)
        desktop.say("go on")
        monkeypatch.setattr("kanbert_desktop.app.system.desktop_notifications.ANSWER_SECONDS", 30)
        await show(service, NOTICE)
        await service.close()
        assert desktop.shown().title == NOTICE.title

    asyncio.run(scenario())


def test_a_bus_that_dies_takes_nothing_with_it(bus: ChildProcesses) -> None:
    desktop = start_notification_service(bus)

    async def scenario() -> None:
        service = DesktopNotifications(print)
        await show(service, NOTICE)
        assert desktop.shown()
        bus.stop()
        with pytest.raises(NotificationsUnavailable):
            await show(service, NOTICE)
        await service.close()

    asyncio.run(scenario())
